"""Years beside each other: on the component page, on the sheet, in the ranking, and a unit through mergers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danbiet.indices.actions import editions, publishing, scoring
from danbiet.indices.calc.history import Mark, drawing_of
from danbiet.indices.calc.rules import Figures
from danbiet.indices.models import CriteriaSet, Edition, Participant
from danbiet.indices.queries.years import story_of
from danbiet.org.models import RankingGroup, Reorganisation, Succession, Unit, UnitYear
from danbiet.org.queries import rights_of
from tests.factories import plans
from tests.indices import desk
from tests.indices.desk import DESK

pytestmark = pytest.mark.django_db
DAYS = {
    "self_from": date(2022, 1, 10), "self_until": date(2022, 1, 20), "appraisal_until": date(2022, 1, 31),
    "reply_until": date(2022, 2, 10), "council_until": date(2022, 2, 20),
}  # fmt: skip
SELF, CLOSED = date(2022, 1, 15), date(2022, 2, 25)


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = desk.CLOSED
    made = desk.make_place()
    group = RankingGroup.objects.get()
    for unit in (made.first, made.second):
        UnitYear.objects.create(unit=unit, year=2022, ranking_group=group)
    return made


def filled(place: desk.Place, edition: Edition, *, on: date, first: int, second: int) -> None:
    """2.2: of five tasks so many; everything else is fulfilled by the first department alone."""
    for unit, user, done in ((place.first, place.officer, first), (place.second, place.other, second)):
        pk = Participant.objects.get(edition=edition, unit=unit).pk
        who = desk.who(user, on)
        scoring.write_score(pk, "2.2", scoring.Said(Figures(desk.D(done), desk.D(5))), version=0, **who)
        if unit == place.first:
            scoring.write_score(pk, "1", scoring.Said(Figures(answer=True)), version=0, **who)


def past(place: desk.Place) -> Edition:
    made = desk.begin(place, desk.two_domains(place))
    filled(place, made, on=desk.SELF, first=5, second=4)
    publishing.publish(made.pk, decision="", **desk.who(place.leader, desk.CLOSED))
    return made


def now(place: desk.Place, criteria_set: CriteriaSet, *, year: int = 2021) -> Edition:
    on = date(2022, 1, 5)
    return editions.begin_edition(
        name="Chỉ số CCHC các sở năm 2021", year=year, criteria_set=criteria_set, groups=[desk.GROUP], units_on=on, days=DAYS, grades=[],
        office_id=place.office_unit.pk, rights=rights_of(place.office, on), at=datetime(2022, 1, 5, 2, tzinfo=UTC), by=place.office,
    )  # fmt: skip


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def row_of(page: str, number: str) -> str:
    return next(row for row in page.split("<tr") if f">{number} Tiêu chí" in row)


def test_last_years_points_stand_beside_rows_that_mean_the_same(place: desk.Place, settings: Any) -> None:
    past(place)
    edition = now(place, desk.two_domains(place, name="Bộ mới", year=2021, maximum="2"))
    settings.DANBIET_TODAY = SELF
    officer = desk.as_(place.officer)
    sheet = f"{DESK}phieu/{Participant.objects.get(edition=edition, unit=place.first).pk}/"
    page = text(officer, sheet)
    assert "Kết quả năm 2020" in page
    assert ">2,00<" in row_of(page, "1")
    assert "không so sánh được" in row_of(page, "2.2")  # another maximum
    assert "không so sánh được" in text(officer, sheet + "2.2/")
    assert "2,00" in row_of(text(officer, sheet + "1/").replace(">Kết quả năm 2020<", ">1 Tiêu chí<"), "1")


def test_moved_ranks_are_told_only_where_all_domains_mean_the_same(place: desk.Place, client: Client) -> None:
    past(place)
    same = now(place, desk.two_domains(place, name="Bộ như cũ", year=2021))
    filled(place, same, on=SELF, first=0, second=5)
    publishing.publish(same.pk, decision="", **desk.who(place.leader, CLOSED))
    page = text(client, f"/chi-so/{same.pk}/")
    assert "So với 2020" in page
    assert "giữ nguyên" in page.casefold() or "= " in page


def test_ranks_are_not_compared_across_sets_that_differ_and_readers_are_told(
    place: desk.Place, client: Client
) -> None:
    past(place)
    other = now(place, desk.two_domains(place, name="Bộ khác", year=2021, maximum="2"))
    publishing.publish(other.pk, decision="", **desk.who(place.leader, CLOSED))
    page = text(client, f"/chi-so/{other.pk}/")
    assert "So với 2020" not in page
    assert "Không so sánh thứ hạng với năm 2020" in page


def merged(place: desk.Place, into: Unit) -> None:
    """Sở Xây dựng went up in another department and is ranked no longer."""
    UnitYear.objects.filter(unit=place.second, year=2022).delete()
    event = Reorganisation.objects.create(
        on=date(2021, 6, 1), kind="merge", title="Hợp nhất", basis="NQ", is_date_certain=True
    )
    Succession.objects.create(reorganisation=event, predecessor=place.second, successor=into)


def test_units_that_went_up_in_one_stand_under_their_old_names_without_a_line(
    place: desk.Place, client: Client
) -> None:
    first = past(place)
    heir = plans.unit("Sở Xây dựng và Giao thông", parent=place.root)
    UnitYear.objects.create(unit=heir, year=2022, ranking_group=RankingGroup.objects.get())
    merged(place, heir)
    edition = now(place, desk.two_domains(place, name="Bộ như cũ", year=2021))
    publishing.publish(edition.pk, decision="", **desk.who(place.leader, CLOSED))
    told = [(one.edition.year, one.name, one.is_joined) for one in story_of(heir.pk)]
    assert told == [(2021, "Sở Xây dựng và Giao thông", False), (2020, "Sở Xây dựng", False)]
    own = [(one.edition.year, one.is_joined) for one in story_of(place.first.pk)]
    assert own == [(2021, True), (2020, False)]
    code = Participant.objects.get(edition=edition, unit=heir).code
    page = text(client, f"/chi-so/{edition.pk}/{code}/")
    old = Participant.objects.get(edition=first, unit=place.second).code
    assert f'href="/chi-so/{first.pk}/{old}/"' in page
    assert 'class="join"' not in page
    with CaptureQueriesContext(
        connection,
    ) as queries:
        story_of(heir.pk)
    assert len(queries) == 4


def test_drawing_joins_only_years_that_are_compared() -> None:
    marks = [
        Mark(1, 2019, 80.0, False),
        Mark(1, 2020, 82.0, True),
        Mark(1, 2021, 84.0, False),
        Mark(2, 2019, 70.0, False),
    ]
    drawn = drawing_of(marks)
    assert drawn is not None
    assert [len(drawn.lines), len(drawn.dots), [year for _x, year in drawn.years]] == [
        1,
        4,
        ["2019", "2020", "2021"],
    ]
    assert drawing_of(marks[:1]) is None
