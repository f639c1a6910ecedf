"""A round's result from the database: marking and standings, bundle with its check, looking for fraud. `python -m bench contest-result [entries]`.

Fills a database of its own with the entries of `bench.contest_bundle`; prints seconds and the peak of resident memory, one JSON object at the end.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "bench-contest"
GROUND, NAME = "contest_ground", "contest"


def main() -> int:
    """Fill, measure, say."""
    from danbiet.run.postgres import Server

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with Server(data_dir=DATA, is_fast=True) as server:
        _database(server.url)
        print(json.dumps(_measured(count)))
    return 0


def _database(url: str) -> None:
    base, _, parameters = url.partition("?")
    named = {name: f"{base.rsplit('/', 1)[0]}/{name}?{parameters}" for name in (GROUND, NAME)}
    os.environ |= {
        "DATABASE_URL": named[NAME], "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local", "DANBIET_DATA_DIR": str(DATA),
        "DANBIET_TODAY": "real",
    }  # fmt: skip
    with psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [GROUND]).fetchone():
            connection.execute(f"CREATE DATABASE {GROUND}")
        given = {**os.environ, "DATABASE_URL": named[GROUND], "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=given, check=True)
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME} TEMPLATE {GROUND}")
    import django

    django.setup()
    from django.conf import settings

    settings.DEBUG = False


def _measured(count: int) -> dict[str, float | int]:
    import shutil

    from tests.factories import plans
    from tests.factories.played_round import sealed_round

    from bench.contest_bundle import contest, entries, peak_mb
    from danbiet.contests.actions.bundling import make_bundle
    from danbiet.contests.actions.ending import close_rounds
    from danbiet.contests.actions.publishing import request_bundle
    from danbiet.contests.actions.suspecting import look_for_fraud
    from danbiet.contests.calc import standing_files
    from danbiet.contests.storages import contest_folder, round_folder

    closed = contest()
    one, _closed = sealed_round(
        closed.rules, units=closed.units, items=[item for item, _salt in closed.items]
    )
    shutil.rmtree(contest_folder(one.contest.key), ignore_errors=True)
    _fill(one, (line.decode("ascii") for line in entries(closed, count)))
    after = datetime.fromtimestamp(closed.closes / 1000 + 86_400, UTC)
    found: dict[str, float | int] = {"entries": count}
    with _timed(found, "count_s"):
        close_rounds(at=after)
    folder = standing_files.newest(round_folder(one.contest.key, one.key))
    if folder is None:
        raise SystemExit("nothing was counted")
    code = standing_files.page(folder, "cbcc", 1)[0]["code"]
    with _timed(found, "around_s"):
        standing_files.around(folder, "cbcc", code)
    with _timed(found, "nothing_to_do_s"):
        close_rounds(at=after)
    asked = request_bundle(one.pk, by=plans.person("Phòng CCHC"), at=after)
    with _timed(found, "bundle_s"):
        make_bundle(asked.pk, at=after)
    asked.refresh_from_db()
    if asked.state != "ready":
        raise SystemExit(f"no bundle: {asked.figures}")
    with _timed(found, "fraud_s"):
        found["hints"] = look_for_fraud(at=after)
    found["peak_mb"] = round(peak_mb())
    return found


@contextlib.contextmanager
def _timed(found: dict[str, float | int], name: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    found[name] = round(time.monotonic() - began, 4 if name == "around_s" else 2)
    print(f"  {name} {found[name]}", file=sys.stderr, flush=True)


def _fill(one: Any, lines: Iterator[str]) -> None:
    """Starts, entries and entrants as the rush leaves them."""
    from django.db import connection

    orders = {audience.key: (audience.order, audience.pk) for audience in one.contest.audiences.all()}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE given (id bigserial, code text, number int, audience text, unit text, started bigint, arrived bigint,"
            " guess bigint, answers text)"
        )
        with cursor.copy(
            "COPY given (code, number, audience, unit, started, arrived, guess, answers) FROM STDIN"
        ) as copy:
            for line in lines:
                copy.write_row(line.split(","))
        cursor.execute("CREATE TEMP TABLE doors (key text, place int, row_id bigint)")
        for key, (order, pk) in orders.items():
            cursor.execute("INSERT INTO doors VALUES (%s, %s, %s)", [key, order, pk])
        cursor.execute(
            "INSERT INTO contests_start (id, round_id, code, number, audience, unit, started_ms, deadline_ms)"
            " SELECT id, %s, code, number, place, unit, started, started + 600000 FROM given JOIN doors ON key = audience",
            [one.pk],
        )
        cursor.execute(
            "INSERT INTO contests_entry (start_id, round_id, arrived_ms, prediction, answers, code, trail)"
            " SELECT id, %s, arrived, guess, answers, '000000000000', '' FROM given ORDER BY arrived",
            [one.pk],
        )
        cursor.execute(
            "INSERT INTO contests_entrant (contest_id, audience_id, unit, code, unique_hash, consent_at, has_guardian_consent)"
            " SELECT %s, row_id, unit, code, sha256(code::bytea), now(), false FROM given JOIN doors ON key = audience WHERE number = 1",
            [one.contest_id],
        )
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    raise SystemExit(main())
