"""`python -m bench trail [--events N]`: the trail over 5 million events: pages, filters, export, sealing, verifying.

Limit (issue 7, Must show 6): the first page within 100 ms. A page is what the desk shows: fifty lines with what stood before and after, in
words. Set against one plain statement that reads fifty traces. The events are written through the tables of history, so that the
triggers write the traces. A database of its own (bench_trail) in the embedded server of var/bench, or on the server of DATABASE_URL, filled once
for each number of events.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
EVENTS, CHUNK, ROUNDS, LIMIT_MS = 5_000_000, 10_000, 40, 100
UNITS, PEOPLE, PLANS = 150, 400, 3_000
BEGINS = datetime(2019, 1, 1, tzinfo=UTC)
EXPORTED = 20_000
PLAIN = "SELECT * FROM audit_trace ORDER BY at DESC, id DESC LIMIT 50"
FILL_ROWS = """
INSERT INTO plans_planevent (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, id, unit_id, year, state, number, title, created_at,
                             issuer_text, place, sections, signer_title, signer_name, returned_reason, changes, version)
SELECT %(begins)s + (n * interval '1 second' * %(step)s), CASE WHEN n %% 11 = 0 THEN 'insert' ELSE 'update' END, thing, NULL, thing, %(unit)s, 2021,
       'draft', thing || '/KH-UBND', 'Kế hoạch tuyên truyền số ' || n, now(), '', '', '[]', '', '', '', '[]', n
  FROM (SELECT n, 1 + (n * 7919::bigint) %% %(plans)s AS thing FROM generate_series(%(first)s, %(last)s) AS n) AS g
"""
FILL_DEEDS = """
INSERT INTO audit_entry (at, actor_id, actor_name, verb, object_kind, object_id, object_title, unit_id, reason, details)
SELECT %(begins)s + (n * interval '1 second' * %(step)s), %(who)s, %(name)s,
       (ARRAY['plans.plan_edited', 'plans.plan_submitted', 'plans.evidence_accepted', 'plans.report_submitted'])[1 + n %% 4], 'plan',
       1 + (n * 7919::bigint) %% %(plans)s, 'Kế hoạch tuyên truyền số ' || n, %(unit)s, CASE WHEN n %% 5000 = 0 THEN 'Sửa theo kết luận thanh tra' ELSE 'Sửa lỗi chính tả' END, '{}'
  FROM generate_series(%(first)s, %(last)s) AS n
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench trail")
    parser.add_argument("--events", type=int, default=EVENTS)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "danbiet.config.settings.local"
    os.environ.setdefault("DANBIET_DATA_DIR", str(ROOT / "var" / "bench"))
    given = os.environ.get("DATABASE_URL")
    if given:
        return _run(given, options.events)
    from danbiet.run.postgres import Server

    with Server(data_dir=ROOT / "var" / "bench", is_fast=True) as server:
        return _run(server.url, options.events)


def _run(url: str, events: int) -> int:
    from bench.questions_database import use

    use(url, f"bench_trail_{events}")
    import django

    django.setup()
    from django.conf import settings

    settings.DEBUG = False
    warnings.filterwarnings("ignore", message="No directory at")
    told: dict[str, Any] = {"events": events}
    told |= _fill(events)
    told |= _sealed()
    told |= _pages(events)
    told |= _exported()
    told |= _verified()
    told["load"] = [round(one, 2) for one in os.getloadavg()]
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if told["pages_ms"]["first"]["p99"] <= LIMIT_MS and told["verify_sound"] else 1


def _fill(events: int) -> dict[str, Any]:
    """The province, then rows of history (four fifths) and deeds, in transactions of 10,000, each of one person on one page."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from danbiet.accounts.models import User
    from danbiet.audit.models import Trace

    call_command("migrate", verbosity=0, interactive=False)
    have = Trace.objects.count()
    if have >= events:
        return {}
    if not User.objects.exists():
        _province()
    people = list(User.objects.order_by("pk").values_list("pk", "full_name"))
    units = _units()
    began, step = time.perf_counter(), 86_400 * 365 * 5 / events
    for first in range(1, events + 1, CHUNK):
        chunk = first // CHUNK
        who, name = people[chunk % len(people)]
        values = {
            "begins": BEGINS, "step": step, "plans": PLANS, "first": first, "last": min(first + CHUNK - 1, events), "who": who, "name": name,
            "unit": units[chunk % len(units)],
        }  # fmt: skip
        with transaction.atomic(), connection.cursor() as cursor:
            said = json.dumps({"user": who, "url": "/ban-lam-viec/ke-hoach/7/sua/"})
            cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [said])
            cursor.execute(FILL_DEEDS if chunk % 5 == 0 else FILL_ROWS, values)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE audit_trace")
        cursor.execute("VACUUM ANALYZE audit_entry")
        cursor.execute("VACUUM ANALYZE plans_planevent")
    return {"written_per_s": round(events / seconds)}


def _province() -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from danbiet.accounts.models import User
    from danbiet.org.models import Membership, Unit, UnitVersion

    root = None
    units = []
    for number in range(UNITS):
        unit = Unit.objects.create(key=f"bench-{number}")
        UnitVersion.objects.create(
            unit=unit, valid=DateRange(date(2016, 1, 1), None), kind="commune" if root else "province", code="94" if not root else f"B{number}",
            name=f"Đơn vị {number}", parent=root, order=number,
        )  # fmt: skip
        root = root or unit
        units.append(unit)
    for number in range(PEOPLE):
        user = User.objects.create(username=f"bench{number}", full_name=f"Nguyễn Văn Số {number}")
        Membership.objects.create(
            user=user, unit=units[number % UNITS], role="officer", starts_on=date(2016, 1, 1)
        )


def _units() -> list[int]:
    from danbiet.org.models import Unit

    return list(Unit.objects.order_by("pk").values_list("pk", flat=True))


def _sealed() -> dict[str, Any]:
    from danbiet.audit.actions import seal_all
    from danbiet.audit.models import Seal

    before = sum(Seal.objects.values_list("count", flat=True))
    began = time.perf_counter()
    while seal_all(at=datetime.now(UTC)):
        pass
    seconds = time.perf_counter() - began
    made = sum(Seal.objects.values_list("count", flat=True)) - before
    return {"sealed_per_s": round(made / seconds)} if made else {}


def _pages(events: int) -> dict[str, Any]:
    """Each page as the desk makes it, in milliseconds; `times` is the first page against the plain statement."""
    from django.db import connection

    from danbiet.accounts.models import User
    from danbiet.audit.queries import Place, Wanted, page
    from danbiet.oversight.queries.showing import lines

    def shown(wanted: Any, **place: Any) -> Callable[[], Any]:
        return lambda: lines(page(wanted, size=50, **place).changes)

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN)
            cursor.fetchall()

    who = User.objects.order_by("pk").values_list("pk", flat=True)
    units, half = _units(), BEGINS + timedelta(days=365 * 5 / 2)
    asked = {
        "first": shown(Wanted()),
        "deep": shown(Wanted(), older_than=Place(half, events)),
        "person": shown(Wanted(actor_ids=(who[7],))),
        "many_people": shown(Wanted(actor_ids=tuple(who[:50]))),
        "unit": shown(Wanted(unit_ids=(units[5],))),
        "province": shown(Wanted(unit_ids=tuple(units))),
        "kind": shown(Wanted(kind="plans.plan")),
        "kind_none": shown(Wanted(kind="surveys.campaign")),
        "thing": shown(Wanted(kind="plans.plan", object_id=17)),
        "verb": shown(Wanted(verb="plans.report_submitted")),
        "deeds": shown(Wanted(only_deeds=True)),
        "period": shown(Wanted(since=half, until=half + timedelta(days=2))),
        "person_kind_period": shown(Wanted(actor_ids=(who[7],), kind="plans.plan", since=half)),
        "words_rare": shown(Wanted(words="ket luan thanh tra")),
        "words_common": shown(Wanted(words="ke hoach tuyen truyen")),
        "words_none": shown(Wanted(words="khong co tu nay")),
    }
    told = {name: _times(run) for name, run in {"plain": plain, **asked}.items()}
    return {"pages_ms": told, "times": round(told["first"]["p50"] / told["plain"]["p50"], 1)}


def _times(run: Callable[[], Any]) -> dict[str, float]:
    run()
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        found.append((time.perf_counter() - began) * 1000)
    found.sort()
    return {"p50": round(statistics.median(found), 1), "p99": round(found[-1], 1)}


def _exported() -> dict[str, Any]:
    from danbiet.audit.queries import Wanted
    from danbiet.kit.tabular import csv_lines
    from danbiet.oversight.actions.trail import head, rows

    began = time.perf_counter()
    size = sum(len(line) for line in csv_lines(head(), rows(Wanted(), most=EXPORTED)))
    seconds = time.perf_counter() - began
    return {"exported_per_s": round(EXPORTED / seconds), "exported_bytes_a_line": round(size / EXPORTED)}


def _verified() -> dict[str, Any]:
    from danbiet.audit.queries import verify

    began = time.perf_counter()
    found = verify()
    seconds = time.perf_counter() - began
    return {
        "verify_s": round(seconds, 1),
        "verify_sound": found.is_sound,
        "verify_faults": found.counts,
        "verified_per_s": round(found.rows / seconds),
    }


if __name__ == "__main__":
    sys.exit(main())
