"""Each unit's part of a publication in a row of its own: the same figures, and a page that reads no other unit."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pgtrigger
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danbiet.indices.actions import publishing
from danbiet.indices.actions.loading import Loaded, load_sheets
from danbiet.indices.calc.published import units_of
from danbiet.indices.calc.rules import Figures
from danbiet.indices.models import Edition, Participant, PublishedUnit
from danbiet.org.models import RankingGroup, UnitYear
from tests.factories import plans
from tests.indices import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = desk.CLOSED
    return desk.make_place()


def published(place: desk.Place, *, more: int) -> Edition:
    """Two departments and so many more; the first domain is fulfilled by the first one alone."""
    for number in range(more):
        unit = plans.unit(f"Sở {number}", parent=place.root)
        UnitYear.objects.create(unit=unit, year=2021, ranking_group=RankingGroup.objects.get())
    edition = desk.begin(place, desk.two_domains(place))
    said = {
        one.pk: {
            "1": Loaded(Figures(answer=one.unit_id == place.first.pk)),
            "2.1": Loaded(Figures(answer=False)),
        }
        for one in Participant.objects.filter(edition=edition)
    }
    load_sheets(edition.pk, said, is_appraised=True, by=place.office, at=desk.AT, appraiser=place.office)
    publishing.publish(edition.pk, decision="", **desk.who(place.leader, desk.CLOSED))
    return edition


def path_of(place: desk.Place, edition: Edition) -> str:
    return f"/chi-so/{edition.pk}/{Participant.objects.get(edition=edition, unit=place.first).code}/"


def kept(edition: Edition) -> list[tuple[Any, ...]]:
    rows = PublishedUnit.objects.filter(publication__edition=edition)
    return list(rows.values_list("publication", "code", "group", "count", "medians", "figures"))


@pytest.mark.parametrize(("more", "median"), [(0, "50,0"), (1, "0,0"), (6, "0,0")])
def test_unit_page_reads_no_other_unit_however_many_there_are(
    place: desk.Place, client: Client, more: int, median: str
) -> None:
    edition = published(place, more=more)
    client.get("/chi-so/cach-tinh/")  # what every page of the site asks once

    with CaptureQueriesContext(connection) as queries:
        page = " ".join(client.get(path_of(place, edition)).content.decode().replace("\u00a0", " ").split())

    own = [one["sql"] for one in queries if "indices_" in one["sql"]]
    assert len(own) == 8  # which publication, the unit, names, participant; four for the years
    assert not [sql for sql in own if '"indices_publication"."figures"' in sql]
    assert f'100,0 %</td><td role="cell" class="n" data-th="Trung vị của nhóm">{median} %' in page


def test_rows_are_what_was_published_and_never_change(place: desk.Place) -> None:
    edition = published(place, more=1)
    publication = edition.publications.get()
    rows = {one.code: one for one in publication.units.all()}

    assert {code: one.figures for code, one in rows.items()} == {
        unit["code"]: unit for unit in units_of(publication.figures)
    }
    assert {(one.count, one.group) for one in rows.values()} == {(3, desk.GROUP)}
    with pytest.raises(ProgrammingError), transaction.atomic():
        publication.units.update(count=1)


def test_page_of_an_unknown_unit_or_before_publication_is_not_there(
    place: desk.Place, client: Client
) -> None:
    edition = desk.begin(place)
    assert client.get(path_of(place, edition)).status_code == 404
    publishing.publish(edition.pk, decision="", **desk.who(place.leader, desk.CLOSED))
    assert client.get(f"/chi-so/{edition.pk}/khong-co/").status_code == 404


def test_what_was_published_before_there_were_rows_gets_the_same_ones(place: desk.Place) -> None:
    edition = published(place, more=2)
    before = kept(edition)
    with pgtrigger.ignore("indices.PublishedUnit:only_added"):
        PublishedUnit.objects.all().delete()
    fill = import_module("danbiet.indices.migrations.0003_fill_published_units").fill

    fill(apps, None)
    again = kept(edition)
    fill(apps, None)

    assert before
    assert again == before
    assert kept(edition) == before
