"""Pages of the index ask the database as often for nine units as for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danbiet.indices.actions import appraisers, editions, scoring
from danbiet.indices.calc.rules import Figures
from danbiet.indices.models import Edition, Participant
from danbiet.org.models import RankingGroup, UnitYear
from tests.factories import plans
from tests.indices import desk
from tests.indices.desk import DESK

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = desk.APPRAISAL
    return desk.make_place()


def edition_of(place: desk.Place, units: int) -> Edition:
    """With so many units (two at least stand in the group already), each with points, an exemption, a change and an appraiser."""
    group = RankingGroup.objects.get()
    UnitYear.objects.filter(unit=place.second).delete()
    for number in range(units - 1):
        unit = plans.unit(f"Sở thứ {number}", parent=place.root)
        UnitYear.objects.create(unit=unit, year=2021, ranking_group=group)
    made = desk.begin(place)
    office = desk.who(place.office, desk.APPRAISAL)
    for participant in Participant.objects.filter(edition=made):
        user = (
            place.officer
            if participant.unit == place.first
            else plans.person(f"Cán bộ {participant.pk}", unit=participant.unit)
        )
        scoring.write_score(
            participant.pk, "1.1", scoring.Said(Figures(answer=True)), version=0, **desk.who(user, desk.SELF)
        )
        editions.exempt(participant.pk, "1.2.1", reason="Không giao", **office)
        version = scoring.Score.objects.get(participant=participant).version
        scoring.appraise(
            participant.pk, "1.1", points=desk.D(1), reason="Chưa đủ", question="", version=version, **office
        )
        appraisers.assign_domain(made.pk, "1", participant.unit_id, **office)
    return made


def count(place: desk.Place, path: str) -> int:
    client = desk.as_(place.office)
    client.get(path)  # what is kept in memory after the first time is no part of it
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("units", [1, 9])
@pytest.mark.parametrize(("page", "most"), [("list", 10), ("edition", 22), ("sheet", 19), ("component", 17)])
def test_queries_do_not_grow_with_the_units(place: desk.Place, page: str, most: int, units: int) -> None:
    edition = edition_of(place, units)
    assert edition.participants.count() == units
    sheet = f"phieu/{place.participant(place.first).pk}/"
    path = {"list": "", "edition": f"{edition.pk}/", "sheet": sheet, "component": f"{sheet}1.1/"}[page]
    assert count(place, DESK + path) == most
