"""`python -m bench indices`: an edition of 3,400 communes × 100 components (ten of a survey): figures, rank intervals, pages.

The figures are set against one plain statement that adds the points up and ranks the units; both read the same rows. A database of
its own (bench_indices) in the embedded server of var/bench, or on the server of DATABASE_URL, filled once.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
UNITS, DOMAINS, COMPONENTS, SURVEYED = 3_400, 10, 100, 10
ROUNDS = 5
AT = datetime(2021, 1, 5, 2, tzinfo=UTC)
DAYS = {
    "self_from": date(2021, 1, 10), "self_until": date(2021, 1, 20), "appraisal_until": date(2021, 1, 31),
    "reply_until": date(2021, 2, 10), "council_until": date(2021, 2, 20),
}  # fmt: skip
CLOSED = date(2021, 2, 25)
PLAIN = """
SELECT p.code, round(100 * sum(coalesce(s.council, s.appraised, s.self_points, 0)) / %(maximum)s, 2) AS points,
       rank() OVER (ORDER BY round(100 * sum(coalesce(s.council, s.appraised, s.self_points, 0)) / %(maximum)s, 2) DESC)
FROM indices_participant p LEFT JOIN indices_score s ON s.participant_id = p.id WHERE p.edition_id = %(edition)s GROUP BY p.id, p.code
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench indices")
    parser.add_argument("--units", type=int, default=UNITS)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "danbiet.config.settings.local"
    os.environ.setdefault("DANBIET_DATA_DIR", str(ROOT / "var" / "bench"))
    os.environ["DANBIET_TODAY"] = CLOSED.isoformat()
    given = os.environ.get("DATABASE_URL")
    if given:
        return _run(given, options.units)
    from danbiet.run.postgres import Server

    with Server(data_dir=ROOT / "var" / "bench", is_fast=True) as server:
        return _run(server.url, options.units)


def _run(url: str, units: int) -> int:
    from bench.questions_database import use

    use(url, f"bench_indices_{units}")
    import django
    from django.conf import settings

    settings.DEBUG = False
    # Before the applications are loaded, which ask for it: without a build the addresses of style sheets cost the same.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    django.setup()
    warnings.filterwarnings("ignore", message="No directory at")  # nothing was collected
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return _measure(_filled(units))


def _filled(units: int) -> Any:
    """The edition; made where it is not there yet."""
    from danbiet.accounts.models import User
    from danbiet.indices.models import Edition

    began = time.perf_counter()
    edition = Edition.objects.first() or _begun(units)
    # A transaction for each two hundred: of all at once the pending checks cost minutes, and a bench that was stopped goes on.
    _fill_sheets(edition, User.objects.get(full_name="Phòng CCHC"))
    print(f"filled in {time.perf_counter() - began:.0f} s", flush=True)
    return edition


def _begun(units: int) -> Any:
    from django.db import transaction
    from tests.factories import plans

    from danbiet.indices.actions.criteria import take_in_set
    from danbiet.indices.actions.editions import begin_edition
    from danbiet.org.enums import Role, UnitKind
    from danbiet.org.models import RankingGroup, UnitYear
    from danbiet.org.queries import rights_of

    with transaction.atomic():
        root = plans.unit("Tỉnh đo tốc độ", kind=UnitKind.PROVINCE)
        office = plans.person("Phòng CCHC", unit=root, role=Role.OFFICE)
        plans.person("Chủ tịch", unit=root, role=Role.HEAD)
        group = RankingGroup.objects.create(key="xa", name="Cấp xã")
        communes = [plans.unit(f"Xã {n:04}", kind=UnitKind.COMMUNE, parent=root) for n in range(1, units + 1)]
        UnitYear.objects.bulk_create(UnitYear(unit=one, year=2021, ranking_group=group) for one in communes)
        made = take_in_set(_rows(), name="Bộ đo tốc độ", year=2020, by=office, at=AT)
        return begin_edition(
            name="Chỉ số cấp xã", year=2020, criteria_set=made, groups=["Cấp xã"], units_on=date(2021, 1, 5), days=DAYS,
            grades=[("80", "Tốt"), ("0", "Yếu")], office_id=root.pk, rights=rights_of(office, date(2021, 1, 5)), at=AT, by=office,
        )  # fmt: skip


def _rows() -> list[Any]:
    """Ten domains of ten components each; the first of each is of a survey."""
    from danbiet.indices.calc.criteria import Row
    from danbiet.indices.calc.rules import parse

    each = COMPONENTS // DOMAINS
    found = []
    for domain in range(1, DOMAINS + 1):
        found.append(Row(str(domain), f"Lĩnh vực {domain}", Decimal(each)))
        for place in range(1, each + 1):
            more = {"scorer": "survey", "figure": "sipas:all"} if place <= SURVEYED // DOMAINS else {}
            rule = parse("ratio", "", maximum=Decimal(1))
            found.append(Row(f"{domain}.{place}", f"Tiêu chí {domain}.{place}", Decimal(1), rule, **more))  # type: ignore[arg-type]
    return found


def _fill_sheets(edition: Any, office: Any) -> None:
    import random

    from danbiet.indices.actions.loading import Loaded, load_sheets
    from danbiet.indices.calc.rules import Figures
    from danbiet.indices.queries import editions as ask

    dice = random.Random(4)
    criteria = [one for one in ask.criteria_of(edition.criteria_set_id) if one.rule is not None]
    participants = [one for one in ask.participants_of(edition.pk) if not one.scores.exists()]
    for first in range(0, len(participants), 200):
        sheets = {}
        for participant in participants[first : first + 200]:
            good = dice.uniform(60, 98)
            sheets[participant.pk] = {
                one.number: Loaded(
                    Figures(number=Decimal(str(round(min(100.0, dice.gauss(good, 4)), 2)))),
                    error=Decimal("1.2") if one.scorer == "survey" else None,
                )
                for one in criteria
            }
        load_sheets(edition.pk, sheets, is_appraised=True, by=office, at=AT, appraiser=office)


def _measure(edition: Any) -> int:
    from django.db import connection

    from danbiet.indices.calc.certainty import DRAWS
    from danbiet.indices.calc.published import units_of
    from danbiet.indices.queries import editions as ask
    from danbiet.indices.queries.sheets import figures_of, stand_of
    from danbiet.indices.queries.totals import placed_of, totals_of

    tree = ask.tree_for(edition)

    def plain() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN, {"maximum": tree.maximum, "edition": edition.pk})
            return cursor.fetchall()

    def totals() -> dict[str, Any]:
        return placed_of(totals_of(edition, tree), edition)

    def figures() -> dict[str, Any]:
        return figures_of(edition, stand_of(edition, tree), draws=0)

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    statement, summed, all_figures = _seconds(plain), _seconds(totals), _seconds(figures, rounds=1)
    ranked = {code: (index, rank) for code, index, rank in plain()}
    on_desk = {code: (one.result.index, one.rank) for code, one in totals().items()}
    kept = {unit["code"]: (unit["index"], unit["rank"]) for unit in units_of(figures())}
    is_same = ranked == on_desk == kept
    stand = stand_of(edition, tree)
    began = time.perf_counter()
    figures_of(edition, stand)
    intervals = time.perf_counter() - began
    print(f"{len(ranked)} units × {len(tree.leaves)} components, {SURVEYED} of a survey; seconds")
    print(f"  one plain statement                 {statement:8.2f}")
    print(f"  indices and ranks on the desk       {summed:8.2f}   {summed / statement:6.1f} ×")
    print(f"  figures with every component        {all_figures:8.2f}   {all_figures / statement:6.1f} ×")
    print(f"  with rank intervals, {DRAWS} draws    {intervals:8.2f}")
    print(f"  same indices and ranks: {'yes' if is_same else 'NO'}")
    _pages(edition)
    return 0 if is_same else 1


def _seconds(what: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    told = []
    for _ in range(rounds):
        began = time.perf_counter()
        what()
        told.append(time.perf_counter() - began)
    return statistics.median(told)


def _pages(edition: Any) -> None:
    """Queries and milliseconds of what people open: the edition and a sheet on the desk, the published ranking."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from danbiet.accounts.models import User
    from danbiet.indices.actions.publishing import publish
    from danbiet.org.queries import rights_of

    head = User.objects.get(full_name="Chủ tịch")
    if edition.published_at is None:
        publish(edition.pk, decision="Đo", rights=rights_of(head, CLOSED), on=CLOSED, at=AT, by=head)
    desk, public = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    desk.force_login(head)
    first = edition.participants.order_by("pk")[0]
    pages = {
        "edition, desk": (desk, reverse("indices:edition", args=[edition.pk])),
        "sheet, desk": (desk, reverse("indices:sheet", args=[first.pk])),
        "ranking": (public, reverse("indices:public-ranking", args=[edition.pk])),
        "ranking, one unit ± 5": (
            public,
            reverse("indices:public-ranking", args=[edition.pk]) + "?tim=Xã 0100",
        ),
        "unit": (public, reverse("indices:public-unit", args=[edition.pk, first.code])),
    }
    for name, (client, path) in pages.items():
        with CaptureQueriesContext(connection) as queries:
            began = time.perf_counter()
            answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        spent = (time.perf_counter() - began) * 1000
        size = len(answer.content) / 1024
        print(f"  {name:<28}{len(queries):>4} queries {spent:>9.0f} ms {size:>8.0f} kB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
