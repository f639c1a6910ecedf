"""What a ranking on the desk sums up in the database is what the published figures say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danbiet.indices.actions.criteria import take_in_set
from danbiet.indices.actions.editions import begin_edition
from danbiet.indices.actions.loading import Loaded, load_sheets
from danbiet.indices.calc.certainty import rank_intervals
from danbiet.indices.calc.criteria import Row
from danbiet.indices.calc.published import units_of
from danbiet.indices.calc.rules import Figures, parse
from danbiet.indices.models import Edition, Exemption
from danbiet.indices.queries import editions as ask
from danbiet.indices.queries.sheets import figures_of, stand_of
from danbiet.indices.queries.totals import moving_of, placed_of, totals_of
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import RankingGroup, UnitYear
from danbiet.org.queries import rights_of
from tests.factories import plans

from . import desk

D = Decimal
pytestmark = pytest.mark.django_db


def leaf(number: str, maximum: str, **more: object) -> Row:
    rule = parse("ratio", "", maximum=D(maximum))
    return Row(number, f"Tiêu chí {number}", D(maximum), rule, **more)  # type: ignore[arg-type]


@pytest.fixture
def edition() -> Edition:
    """Two groups of five; the second criterion is for one of them; the fourth is a survey's; one unit is freed from the first."""
    root = plans.unit("Tỉnh", kind=UnitKind.PROVINCE)
    office = plans.person("Phòng CCHC", unit=root, role=Role.OFFICE)
    for key in ("Sở", "Huyện"):
        group = RankingGroup.objects.create(key=key, name=key)
        for number in range(5):
            UnitYear.objects.create(
                unit=plans.unit(f"{key} {number}", parent=root), year=2021, ranking_group=group
            )
    rows = [
        leaf("1", "2"), leaf("2", "3", groups=frozenset({"Sở"})), leaf("3", "1.5"), leaf("4", "4", scorer="survey", figure="sipas:all"),
    ]  # fmt: skip
    made = take_in_set(rows, name="Bộ thử", year=2020, by=office, at=desk.AT)
    one = begin_edition(
        name="Chỉ số", year=2020, criteria_set=made, groups=["Sở", "Huyện"], units_on=date(2021, 1, 5), days=desk.DAYS,
        grades=[("80", "A"), ("0", "B")], office_id=root.pk, rights=rights_of(office, date(2021, 1, 5)), at=desk.AT, by=office,
    )  # fmt: skip
    participants = ask.participants_of(one.pk)
    sheets = {
        each.pk: {
            number: Loaded(
                Figures(number=D(place * 9 + int(number) * 7)), error=D(15) if number == "4" else None
            )
            for number in ("1", "2", "3", "4")
            if (place, number) != (3, "3")
        }
        for place, each in enumerate(participants)
    }
    load_sheets(one.pk, sheets, is_appraised=True, by=office, at=desk.AT, appraiser=office)
    Exemption.objects.create(
        participant=participants[1], number="1", reason="Không có", at=desk.AT, by=office
    )
    return one


def test_totals_are_what_the_published_figures_say(edition: Edition) -> None:
    tree = ask.tree_for(edition)
    full = {unit["code"]: unit for unit in units_of(figures_of(edition, stand_of(edition, tree), draws=0))}

    placed = placed_of(totals_of(edition, tree), edition)

    assert len(placed) == 10
    assert {
        code: (
            one.result.points,
            one.result.maximum,
            one.result.index,
            one.rank,
            one.grade,
            one.result.open_count,
        )
        for code, one in placed.items()
    } == {
        code: (unit["points"], unit["maximum"], unit["index"], unit["rank"], unit["grade"], len(unit["open"]))
        for code, unit in full.items()
    }
    # By hand: the group without the second criterion has 7.5 points to reach, a unit freed from the first 2 less.
    assert sorted({one.result.maximum for one in placed.values()}) == sorted(
        {D("7.5"), D("10.5"), D("8.5") if ask.participants_of(edition.pk)[1].group == "Sở" else D("5.5")}
    )
    assert sum(one.result.open_count for one in placed.values()) == 1


def test_rank_intervals_on_the_desk_are_those_that_are_published(edition: Edition) -> None:
    tree = ask.tree_for(edition)
    full = figures_of(edition, stand_of(edition, tree), draws=2000)
    for group in full["groups"]:
        totals = totals_of(edition, tree, group=group["group"])
        found = rank_intervals(totals, moving_of(edition, tree, group["group"]), seed=edition.seed)
        shown = {unit["code"]: unit["rank_interval"] for unit in group["units"]}
        assert {code: [one.best, one.worst] for code, one in found.items()} == shown
        assert any(best < worst for best, worst in shown.values())


def test_totals_take_three_queries_however_many_units(edition: Edition) -> None:
    tree = ask.tree_for(edition)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        totals_of(edition, tree)
    assert len(queries) == 3
