"""`python -m bench api`: what the API costs among 60,000 published questions, in one run (issue 7, Must show 6).

Each line: an address asked through Django as in production, without what is kept in memory; beside it the plain statement that fetches
the same rows, in the same process, one after the other. Then the same list from memory (pagecache), and all 60,000 as CSV, against
`COPY … TO STDOUT` of the same columns. A database of its own in the embedded server of var/bench (or on the server of DATABASE_URL), filled once.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
QUESTIONS = 60_000
BATCH = 2_000
MOST_QUERIES = 12
TEXT = (
    "Tôi nộp hồ sơ cấp lại giấy chứng nhận quyền sử dụng đất, quá hẹn mười ngày chưa có kết quả thì hỏi cơ quan nào? "
    * 3
)
BODY = (
    "<p>"
    + "Hồ sơ của ông, bà đã được tiếp nhận và đang được thẩm định theo quy định. " * 6
    + "</p><p>Trân trọng.</p>"
)
NEWEST = """
SELECT q.*, t.name, a.body FROM questions_question q LEFT JOIN questions_topic t ON t.id = q.topic_id
JOIN questions_answer a ON a.question_id = q.id AND a.state = 'approved' AND NOT a.is_private
WHERE q.published_at IS NOT NULL ORDER BY q.published_at DESC, q.id DESC LIMIT 50
"""
ONE = """
SELECT q.*, t.name, a.body FROM questions_question q LEFT JOIN questions_topic t ON t.id = q.topic_id
JOIN questions_answer a ON a.question_id = q.id AND a.state = 'approved' AND NOT a.is_private WHERE q.code = 'CH-2021-030000'
"""
UNITS = (
    "SELECT * FROM org_unitversion v JOIN org_unit u ON u.id = v.unit_id WHERE v.valid @> '2021-06-30'::date"
)
COPIED = f"COPY ({NEWEST.replace('LIMIT 50', '')}) TO STDOUT WITH (FORMAT csv)"


def main() -> int:
    """Fill, measure, print. Exit status 1 when an address asks more than it may."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "danbiet.config.settings.local"
    os.environ.setdefault("DANBIET_DATA_DIR", str(ROOT / "var" / "bench"))
    os.environ["DANBIET_TODAY"] = "2021-12-15"
    os.environ["DANBIET_API_PER_MINUTE"] = "100000000"  # the gate is not what is measured
    parser = argparse.ArgumentParser(prog="bench api")
    parser.add_argument("--rounds", type=int, default=60)
    rounds: int = parser.parse_args().rounds
    given = os.environ.get("DATABASE_URL")
    if given:
        return _run(given, rounds)
    from danbiet.run.postgres import Server

    with Server(data_dir=Path(os.environ["DANBIET_DATA_DIR"]), is_fast=True) as server:
        return _run(server.url, rounds)


def _run(url: str, rounds: int) -> int:
    from bench.questions_database import use

    use(url, "bench_api")
    import django
    from django.conf import settings

    settings.DEBUG = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    django.setup()
    warnings.filterwarnings("ignore", message="No directory at")
    _fill()
    return 0 if _measure(rounds) else 1


def _measure(rounds: int) -> bool:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    print(f"{QUESTIONS} questions, one client; milliseconds")
    print(
        f"{'':<28}{'per second':>11}{'queries':>8}{'p50':>8}{'p99':>8}{'plain p50':>11}{'plain p99':>11}{'p50 ratio':>10}{'p99 ratio':>10}"
    )
    is_good = True
    for name, address, plain in (
        ("questions, 50", "/api/v1/questions", NEWEST),
        ("questions, page 1,000", "/api/v1/questions?trang=1000", NEWEST.replace("LIMIT 50", "OFFSET 49950 LIMIT 50")),
        ("one question", "/api/v1/questions/CH-2021-030000", ONE),
        ("units of a day, 50", "/api/v1/units?ngay=2021-06-30", UNITS),
        ("units of a day, 200", "/api/v1/units?ngay=2021-06-30&moi_trang=200", UNITS),
        ("figures of agencies", "/api/v1/question-figures?nam=2021", "SELECT lead_id, count(*), count(answered_at), count(*) FILTER (WHERE answered_at <= due_at) FROM questions_question WHERE lead_id IS NOT NULL AND received_at >= '2020-12-31 17:00Z' GROUP BY 1"),
    ):  # fmt: skip
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code} {answer.content[:300]!r}")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
            count = len(queries)
        ours = _timed(rounds, lambda address=address: client.get(address).content)  # type: ignore[misc]
        theirs = _timed(rounds, lambda plain=plain: _statement(plain))  # type: ignore[misc]
        print(
            f"{name:<28}{1000 / statistics.mean(ours):>11.0f}{count:>8}{_p(ours, 50):>8.2f}{_p(ours, 99):>8.2f}{_p(theirs, 50):>11.2f}"
            f"{_p(theirs, 99):>11.2f}{_p(ours, 50) / _p(theirs, 50):>10.1f}{_p(ours, 99) / _p(theirs, 99):>10.1f}",
            flush=True,
        )
        is_good &= count <= MOST_QUERIES
    _from_memory(rounds)
    _table(client)
    return is_good


def _from_memory(rounds: int) -> None:
    """The door of the server as in production: the second reader's answer."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    from danbiet.pagecache.calc.pages import Pages
    from danbiet.pagecache.middleware import PageCache

    cache = PageCache(WSGIHandler(), Pages(most_bytes=32_000_000))
    environ = RequestFactory().get("/api/v1/questions").environ | {
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "gzip",
    }

    def ask() -> int:
        return sum(map(len, cache(dict(environ), lambda *_said: lambda _data: None)))

    sent = ask()
    times = _timed(rounds * 20, ask)
    print(
        f"{'questions, 50, from memory':<28}{1000 / statistics.mean(times):>11.0f}{0:>8}{_p(times, 50):>8.3f}{_p(times, 99):>8.3f}   ({sent:,} bytes packed)"
    )


def _table(client: Any) -> None:
    """All rows as CSV, the first byte and the last; memory while they are sent."""
    import resource

    from django.db import connection

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    answer = client.get("/api/v1/questions?format=csv")
    parts = iter(answer.streaming_content)
    size, lines = len(next(parts)), 1
    first = time.perf_counter() - began
    for part in parts:
        size += len(part)
        lines += 1
    seconds = time.perf_counter() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    began = time.perf_counter()
    copied = 0
    with connection.cursor() as cursor, cursor.copy(COPIED) as copy:
        for data in copy:
            copied += len(data)
    plain = time.perf_counter() - began
    print(
        f"CSV of {lines - 1:,} rows: {seconds:.1f} s ({(lines - 1) / seconds:,.0f} rows a second, {size / 1e6:.0f} MB), first byte after {first * 1000:.0f} ms, "
        f"{grown / 1024:.0f} MB more memory; COPY {plain:.1f} s ({copied / 1e6:.0f} MB): {seconds / plain:.1f} ×"
    )


def _statement(plain: str) -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(plain)
        return cursor.fetchall()


def _timed(rounds: int, act: Callable[[], Any]) -> list[float]:
    act()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return times


def _p(times: list[float], share: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


def _fill() -> None:
    """Units of the shipped data and 60,000 answered questions of 2021; written once."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from danbiet.questions.models import Question

    call_command("migrate", verbosity=0)
    if Question.objects.count() >= QUESTIONS:
        return
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("questions_part", "questions_answer"):  # nobody asks for the history of invented rows
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        _write()
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # what waits for the end keeps a table from being altered
        for table in ("questions_part", "questions_answer"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{QUESTIONS} questions written in {time.perf_counter() - began:.0f} s", flush=True)


def _write() -> None:
    from datetime import UTC, date, datetime, timedelta

    import danbiet.org
    from danbiet.org.actions.importing import import_units
    from danbiet.org.calc.unit_files import read_units
    from danbiet.org.queries import tree
    from danbiet.questions.models import Answer, Question, Topic

    folder = Path(danbiet.org.__file__).parent / "data"
    import_units(read_units(folder, shipped=folder), by=None, at=datetime(2021, 1, 4, tzinfo=UTC))
    units = tree(date(2021, 6, 30))
    ids = [one.id for one in units]
    topics = list(Topic.objects.all())
    root = units.root.id
    first = datetime(2021, 1, 4, 2, tzinfo=UTC)
    for start in range(1, QUESTIONS + 1, BATCH):
        made = []
        for number in range(start, start + BATCH):
            at = first + timedelta(minutes=7 * number % 480_000)
            made.append(
                Question(
                    code=f"CH-2021-{number:06}", year=2021, number=number, link_nonce=f"{number}", channel="web", state="published",
                    topic=topics[number % len(topics)] if topics else None, subject=f"Trễ hẹn trả kết quả, hồ sơ số {number}", text=TEXT,
                    is_masked_checked=True, may_publish=True, intake_unit_id=root, lead_id=ids[number % len(ids)], received_at=at,
                    limit_days=10, due_at=at + timedelta(days=14), told_at=at, answered_at=at + timedelta(days=number % 19),
                    published_at=at + timedelta(days=number % 19), rating=1 + number % 5,
                )
            )  # fmt: skip
        Question.objects.bulk_create(made)
        Answer.objects.bulk_create(
            Answer(
                question=one, round=1, unit_id=one.lead_id, body=BODY, state="approved", written_at=one.received_at,
                approved_at=one.answered_at, signer_name="Nguyễn Văn A", signer_title="Giám đốc",
            )
            for one in made
        )  # fmt: skip
