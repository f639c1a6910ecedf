"""A durable cluster and a contest of its own for `bench.rush`: tokens for as many attempts as a round needs, made in bulk."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "bench-rush"
NAME, GROUND = "rush", "rush_ground"
PLAY_KEY = "the key of the benchmark, no secret of anybody"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TRAIL = "1.4..2.11..3.19..4.27..5.38..6.49..7.61..8.77..9.92..10.118"
FAR = 10**9  # attempts that the process begins itself are numbered from here


def settle(url: str) -> str:
    """Point Django at a fresh database with a sealed contest in it; returns the contest's key. A migrated one is kept to copy."""
    os.environ |= {
        "DATABASE_URL": _named(url, NAME),
        "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local",
        "DANBIET_DATA_DIR": str(DATA),
        "DANBIET_PLAY_KEY": PLAY_KEY,
        "DANBIET_TODAY": "real",
    }
    with psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [GROUND]).fetchone():
            connection.execute(f"CREATE DATABASE {GROUND}")
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
            env={**os.environ, "DATABASE_URL": _named(url, GROUND), "PYTHONPATH": str(ROOT / "src")},
            check=True,
        )
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME} TEMPLATE {GROUND}")
    import django

    django.setup()
    from tests.factories import running_contest

    from danbiet.kit.clock import now

    at = now()
    running_contest.running(
        key="rush", opens=at - timedelta(hours=1), closes=at + timedelta(days=1), seconds=80_000, items=200
    )
    return "rush"


def _named(url: str, name: str) -> str:
    """The same server, another database."""
    base, _, parameters = url.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}?{parameters}"


def code_of(number: int) -> str:
    """The participant of this number."""
    text = ""
    for _place in range(10):
        text, number = ALPHABET[number % 32] + text, number // 32
    return text


class Fill:
    """Hands out attempts that are begun and entrances that are not used, each once."""

    def __init__(self, contest: str) -> None:
        from django.db import connection

        from danbiet.contests.models import Round
        from danbiet.contests.play.tokens import Tokens

        self.tokens, self.round = Tokens(PLAY_KEY.encode()), Round.objects.get(contest__key=contest)
        self.path, self.contest = f"/thi/{contest}/tuan-1", contest
        with connection.cursor() as cursor:  # what the process begins itself is numbered far above
            cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM contests_start WHERE id < %s", [FAR])
            self.next = int(cursor.fetchone()[0])
            sequence = "pg_get_serial_sequence('contests_start', 'id')"
            cursor.execute(
                f"SELECT setval({sequence}, greatest(%s, (SELECT max(id) FROM contests_start)))", [FAR]
            )
        self.started = int(self.round.opens_at.timestamp() * 1000) + 1000

    def submissions(self, count: int) -> list[str]:
        """Bodies of as many submissions, as a browser sends them, for attempts that stand in the database."""
        from django.db import connection

        numbers = range(self.next, self.next + count)
        self.next += count
        deadline = self.started + 80_000_000
        columns = "id, round_id, code, number, audience, unit, started_ms, deadline_ms"
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY contests_start ({columns}) FROM STDIN") as copy,
        ):
            for number in numbers:
                copy.write_row(
                    (number, self.round.pk, code_of(number), 1, 0, "so-noi-vu", self.started, deadline)
                )
        return [self._body(number, deadline) for number in numbers]

    def entrances(self, count: int) -> list[str]:
        """As many entrance tokens of participants who have not begun."""
        base = FAR + self.next
        self.next += count
        expires = self.started + 86_400_000
        return [
            self.tokens.make("e", self.contest, code_of(base + number), 0, "so-noi-vu", expires)
            for number in range(count)
        ]

    def _body(self, number: int, deadline: int) -> str:
        token = self.tokens.make(
            "p", self.round.pk, number, code_of(number), 1, 0, "so-noi-vu", self.started, deadline
        )
        answers = ".".join(["ABCD"[(number >> place) % 4] for place in range(1, 11)])
        # As the page's script sends it, with the seconds at which each was chosen.
        return f"t={token}&trail={TRAIL}&answers={answers}&prediction={number % 5000}"
