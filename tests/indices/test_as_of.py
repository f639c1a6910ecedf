"""Published scores keep their names; pages say what became of the units by today or by the day asked for, and what was published then."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from danbiet.indices.actions import publishing
from danbiet.indices.actions.loading import Loaded, load_sheets
from danbiet.indices.calc.rules import Figures
from danbiet.indices.models import Edition, Participant, Publication
from danbiet.indices.queries import years
from danbiet.org.models import Custody, ReorganisationOrder, Unit, UnitVersion
from tests.factories import plans
from tests.indices import desk

pytestmark = pytest.mark.django_db
TODAY = date(2025, 8, 1)
RENAMED, MERGED = date(2023, 1, 1), date(2025, 7, 1)


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = TODAY
    return desk.make_place()


@pytest.fixture
def edition(place: desk.Place) -> Edition:
    """Published on 25/02/2021; the first department has another name since 2023, the second went up in it in 2025."""
    made = desk.begin(place, desk.two_domains(place))
    said = {one.pk: {"1": Loaded(Figures(answer=True))} for one in Participant.objects.filter(edition=made)}
    load_sheets(made.pk, said, is_appraised=True, by=place.office, at=desk.AT, appraiser=place.office)
    publishing.publish(made.pk, decision="", **desk.who(place.leader, desk.CLOSED))
    _rename(place.first, place, on=RENAMED, name="Sở Tư pháp và Pháp chế")
    UnitVersion.objects.filter(unit=place.second).update(valid=DateRange(plans.FROM, MERGED))
    order = ReorganisationOrder.objects.create(on=MERGED, title="Sáp nhập", created_at=desk.AT)
    Custody.objects.create(order=order, unit=place.second, taker=place.first, starts_on=MERGED)
    return made


def _rename(unit: Unit, place: desk.Place, *, on: date, name: str) -> None:
    old = UnitVersion.objects.get(unit=unit)
    UnitVersion.objects.filter(pk=old.pk).update(valid=DateRange(plans.FROM, on))
    UnitVersion.objects.create(
        unit=unit, valid=DateRange(on, None), kind=old.kind, code=old.code, name=name, parent=place.root, order=old.order
    )  # fmt: skip


def text(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_ranking_keeps_the_published_names_and_says_what_became_of_the_units(
    edition: Edition, client: Client
) -> None:
    page = text(client, f"/chi-so/{edition.pk}/")

    assert "Sở Tư pháp</a> <small" in page
    assert "(nay là Sở Tư pháp và Pháp chế)" in page
    assert "(nay thuộc Sở Tư pháp và Pháp chế)" in page
    assert "Xem theo ngày" not in page


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2022-06-30", []),  # called as published
        ("2024-06-30", ["(ngày đó là Sở Tư pháp và Pháp chế)"]),
        ("2025-07-15", ["(ngày đó là Sở Tư pháp", "(ngày đó thuộc Sở Tư pháp"]),
    ],
)
def test_ranking_as_of_a_day_names_the_units_of_that_day_and_keeps_it_in_links(
    edition: Edition, client: Client, day: str, said: list[str]
) -> None:
    page = text(client, f"/chi-so/{edition.pk}/?ngay={day}")

    assert 'class="as-of"' in page
    assert page.count("(ngày đó") == len(said)
    assert all(one in page for one in said)
    assert f"/?ngay={day}" in page
    assert f'name="ngay" value="{day}"' in page


def test_unit_is_found_by_its_name_of_today(edition: Edition, client: Client) -> None:
    page = text(client, f"/chi-so/{edition.pk}/?tim=pháp chế")

    assert 'class="is-me"' in page


def test_nothing_was_published_before_its_day(edition: Edition, client: Client) -> None:
    code = Participant.objects.filter(edition=edition).first().code  # type: ignore[union-attr]

    assert client.get(f"/chi-so/{edition.pk}/?ngay=2021-02-24").status_code == 404
    assert client.get(f"/chi-so/{edition.pk}/{code}/?ngay=2021-02-24").status_code == 404
    assert client.get(f"/chi-so/{edition.pk}/?ngay=2021-02-25").status_code == 200
    assert edition.name not in text(client, "/chi-so/?ngay=2021-02-24")
    assert edition.name in text(client, "/chi-so/?ngay=2021-02-25")


def test_day_that_is_none_shows_today(edition: Edition, client: Client) -> None:
    page = text(client, f"/chi-so/{edition.pk}/?ngay=hôm qua")

    assert 'class="as-of"' not in page
    assert "(nay là" in page


def test_unit_page_says_what_became_of_it_with_its_history(
    edition: Edition, place: desk.Place, client: Client
) -> None:
    code = Participant.objects.get(edition=edition, unit=place.second).code

    page = text(client, f"/chi-so/{edition.pk}/{code}/?ngay=2025-07-02")

    assert "Ngày đó thuộc Sở Tư pháp và Pháp chế." in page
    assert f"/don-vi/{place.second.pk}/?ngay=2025-07-02" in page


def test_desk_page_of_an_edition_shows_the_names_of_the_day(edition: Edition, place: desk.Place) -> None:
    client = desk.as_(place.office)

    assert "(nay thuộc Sở Tư pháp và Pháp chế)" in text(client, f"/ban-lam-viec/chi-so/{edition.pk}/")
    page = text(client, f"/ban-lam-viec/chi-so/{edition.pk}/?ngay=2022-06-30")
    assert 'class="as-of"' in page
    assert "nay thuộc" not in page


def test_day_asked_for_costs_no_query_more_for_more_units(
    edition: Edition, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get("/chi-so/cach-tinh/")

    with django_assert_max_num_queries(14):
        client.get(f"/chi-so/{edition.pk}/?ngay=2024-06-30")


def test_edition_of_a_day_is_set_beside_none_that_was_published_later(edition: Edition) -> None:
    later = _copy_of_the_year_before(edition, at=datetime(2021, 6, 30, 3, tzinfo=UTC))

    assert years.before_of(edition) == later
    assert years.before_of(edition, on=date(2021, 6, 30)) == later
    assert years.before_of(edition, on=date(2021, 6, 29)) is None


def test_ranking_of_a_day_says_nothing_of_what_was_published_later(edition: Edition, client: Client) -> None:
    later = _copy_of_the_year_before(edition, at=datetime(2021, 6, 30, 3, tzinfo=UTC))
    said = f"So với {later.edition.year}"

    assert said in text(client, f"/chi-so/{edition.pk}/?ngay=2021-06-30")
    assert said not in text(client, f"/chi-so/{edition.pk}/?ngay=2021-06-29")


def _copy_of_the_year_before(edition: Edition, *, at: datetime) -> Publication:
    """The same figures published at this moment for the year before."""
    publication = Publication.objects.get(edition=edition)
    people = Participant.objects.filter(edition=edition)
    made = Edition.objects.get(pk=edition.pk)
    made.pk, made.year, made.published_at = None, edition.year - 1, at
    made.save(force_insert=True)
    for one in people:
        one.pk, one.edition = None, made
        one.save(force_insert=True)
    publication.pk, publication.edition, publication.at = None, made, at
    publication.save(force_insert=True)
    return publication
