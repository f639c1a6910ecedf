"""Published surveys keep the names they were published under; pages say what became of the units by today or by the day asked for,
and show what was published by then and only that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from danbiet.org.models import Custody, ReorganisationOrder, Unit, UnitVersion
from danbiet.surveys.actions import campaigns as act
from danbiet.surveys.models import Campaign, FrameRow, Publication
from tests.factories import plans
from tests.surveys import desk

pytestmark = pytest.mark.django_db
TODAY = date(2025, 8, 1)
RENAMED, MERGED = date(2023, 1, 1), date(2025, 7, 1)
PUBLISHED, THE_DAY_BEFORE = "2021-02-25", "2021-02-24"  # desk.CLOSED
NOBODY_WAS_THERE, TO_COME = "2001-01-01", "2031-12-31"


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = TODAY
    return desk.make_place()


@pytest.fixture
def survey(place: desk.Place) -> Campaign:
    """Published on 25/02/2021; the first department has another name since 2023, the second went up in it in 2025."""
    made = desk.begin(place)
    desk.fill(made, [40, 30, 20, 30], by=place.office)
    act.publish(made.pk, decision="QĐ 9/QĐ-SNV", **desk.who(place.leader, desk.CLOSED))
    first, second, _third = place.units
    _rename(first, place, on=RENAMED, name="Sở Tư pháp và Pháp chế")
    UnitVersion.objects.filter(unit=second).update(valid=DateRange(plans.FROM, MERGED))
    order = ReorganisationOrder.objects.create(on=MERGED, title="Sáp nhập", created_at=desk.AT)
    Custody.objects.create(order=order, unit=second, taker=first, starts_on=MERGED)
    return made


def _rename(unit: Unit, place: desk.Place, *, on: date, name: str) -> None:
    old = UnitVersion.objects.get(unit=unit)
    UnitVersion.objects.filter(pk=old.pk).update(valid=DateRange(plans.FROM, on))
    UnitVersion.objects.create(
        unit=unit, valid=DateRange(on, None), kind=old.kind, code=old.code, name=name, parent=place.root, order=old.order
    )  # fmt: skip


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def code_of(survey: Campaign, unit: Unit) -> str:
    return FrameRow.objects.filter(campaign=survey, unit=unit).values_list("code", flat=True)[0]


# What was published by then


@pytest.mark.parametrize("day", [THE_DAY_BEFORE, NOBODY_WAS_THERE])
def test_survey_is_on_no_page_of_a_day_before_it_was_published(
    survey: Campaign, place: desk.Place, client: Client, day: str
) -> None:
    page = text(client, f"/hai-long/?ngay={day}")
    assert 'class="as-of"' in page
    assert survey.name not in page
    assert "Chưa công bố cuộc khảo sát nào" in page
    assert client.get(f"/hai-long/{survey.pk}/?ngay={day}").status_code == 404
    code = code_of(survey, place.units[0])
    assert client.get(f"/hai-long/{survey.pk}/{code}/?ngay={day}").status_code == 404


@pytest.mark.parametrize("day", [PUBLISHED, TO_COME])
def test_survey_is_on_every_page_from_the_day_of_its_publication_and_links_keep_the_day(
    survey: Campaign, place: desk.Place, client: Client, day: str
) -> None:
    code, public = code_of(survey, place.units[2]), f"/hai-long/{survey.pk}/"

    assert f'href="{public}?ngay={day}"' in text(client, f"/hai-long/?ngay={day}")
    page = text(client, f"{public}?ngay={day}")
    assert 'class="as-of"' in page
    assert f'href="{public}{code}/?ngay={day}"' in page
    unit = text(client, f"{public}{code}/?ngay={day}")
    assert 'class="as-of"' in unit
    assert f'href="{public}?ngay={day}"' in unit
    assert f'<input type="hidden" name="ngay" value="{day}">' in unit


def test_list_of_a_day_has_only_what_was_published_by_the_end_of_it(
    survey: Campaign, place: desk.Place, client: Client
) -> None:
    late = _another(survey, place, "Khảo sát bổ sung năm 2020", datetime(2021, 6, 30, 16, 59, tzinfo=UTC))
    later = _another(survey, place, "Khảo sát lần ba năm 2020", datetime(2021, 6, 30, 17, 0, tzinfo=UTC))

    page = text(client, "/hai-long/?ngay=2021-06-30")  # ends in Vietnam at 17:00 UTC

    assert survey.name in page
    assert late.name in page
    assert later.name not in page
    assert later.name in text(client, "/hai-long/?ngay=2021-07-01")


def test_survey_as_of_a_day_shows_the_figures_that_stood_then(survey: Campaign, client: Client) -> None:
    first = Publication.objects.get()
    corrected = {**first.figures, "units": [{**one, "responses": 77_777} for one in first.figures["units"]]}
    Publication.objects.create(
        campaign=survey, number=2, figures=corrected, decision="Đính chính", at=datetime(2022, 3, 1, 3, tzinfo=UTC), by=first.by
    )  # fmt: skip
    public = f"/hai-long/{survey.pk}/"

    assert "77.777" in text(client, public)
    assert "77.777" in text(client, f"{public}?ngay=2022-03-01")
    then = text(client, f"{public}?ngay=2022-02-28")
    assert "77.777" not in then
    assert "Đính chính" not in then
    assert "QĐ 9/QĐ-SNV" in then


def test_survey_of_a_day_is_set_beside_none_that_was_published_later(
    survey: Campaign, place: desk.Place, client: Client
) -> None:
    later = _another(
        survey, place, "Khảo sát năm 2019", datetime(2021, 6, 30, 3, tzinfo=UTC), year=survey.year - 1
    )
    public, code = f"/hai-long/{survey.pk}/", code_of(survey, place.units[0])

    assert later.name in text(client, public)
    assert later.name in text(client, f"{public}?ngay=2021-06-30")
    assert later.name not in text(client, f"{public}?ngay=2021-06-29")
    itself = "chính đơn vị này năm 2019"
    assert itself in text(client, f"{public}{code}/?ngay=2021-06-30")
    assert itself not in text(client, f"{public}{code}/?ngay=2021-06-29&voi=nam-truoc")


def _another(
    survey: Campaign, place: desk.Place, name: str, at: datetime, *, year: int | None = None
) -> Campaign:
    """Another survey of the same office with the same figures, published at the moment."""
    said = replace(
        desk.planned(place, survey.questionnaire), name=name, year=year or survey.year
    )  # the same questions to the same kind of people: they may be compared
    made = act.begin_campaign(
        said, **{key: one for key, one in desk.who(place.office, desk.BEGUN).items() if key != "on"}
    )
    figures = Publication.objects.get(campaign=survey).figures
    Publication.objects.create(campaign=made, number=1, figures=figures, decision="", at=at, by=place.leader)
    Campaign.objects.filter(pk=made.pk).update(published_at=at)
    return made


# What units are called


def test_survey_keeps_the_published_names_and_says_what_became_of_the_units(
    survey: Campaign, client: Client
) -> None:
    page = text(client, f"/hai-long/{survey.pk}/")

    assert "Sở Tư pháp</a> <small" in page
    assert "(nay là Sở Tư pháp và Pháp chế)" in page
    assert "(nay thuộc Sở Tư pháp và Pháp chế)" in page
    assert page.count("(nay ") == 2  # the third is what it was
    assert 'class="as-of"' not in page


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2022-06-30", []),  # called as published
        ("2024-06-30", ["(ngày đó là Sở Tư pháp và Pháp chế)"]),
        ("2025-07-15", ["(ngày đó là Sở Tư pháp và Pháp chế)", "(ngày đó thuộc Sở Tư pháp và Pháp chế)"]),
        (TO_COME, ["(ngày đó là Sở Tư pháp và Pháp chế)", "(ngày đó thuộc Sở Tư pháp và Pháp chế)"]),
    ],
)
def test_survey_as_of_a_day_names_the_units_of_that_day(
    survey: Campaign, client: Client, day: str, said: list[str]
) -> None:
    page = text(client, f"/hai-long/{survey.pk}/?ngay={day}")

    assert page.count("(ngày đó") == len(said)
    assert all(one in page for one in said)
    assert "(nay " not in page


@pytest.mark.parametrize("day", ["hôm qua", "2021-02-30", "31/02/2021", "", "<script>", "9" * 400])
def test_day_that_is_none_shows_today(survey: Campaign, place: desk.Place, client: Client, day: str) -> None:
    public, code = f"/hai-long/{survey.pk}/", code_of(survey, place.units[1])

    for path, said in (
        ("/hai-long/", survey.name),
        (public, "(nay thuộc"),
        (f"{public}{code}/", "Nay thuộc"),
    ):
        answer = client.get(path, {"ngay": day})
        page = answer.content.decode()
        assert answer.status_code == 200, path
        assert 'class="as-of"' not in page
        assert said in page
        assert "ngay=" not in page
        assert "<script>" not in page


def test_unit_page_says_what_became_of_it_and_leads_to_its_page_of_the_day(
    survey: Campaign, place: desk.Place, client: Client
) -> None:
    renamed, merged = (f"/hai-long/{survey.pk}/{code_of(survey, unit)}/" for unit in place.units[:2])

    assert "Nay là Sở Tư pháp và Pháp chế." in text(client, renamed)
    assert "Nay thuộc Sở Tư pháp và Pháp chế." in text(client, merged)
    page = text(client, f"{merged}?ngay=2025-07-02")
    assert "Ngày đó thuộc Sở Tư pháp và Pháp chế." in page
    assert f"/don-vi/{place.units[1].pk}/?ngay=2025-07-02" in page
    assert "Ngày đó thuộc" not in text(client, f"{merged}?ngay=2025-06-30")


def test_desk_page_of_a_survey_shows_the_names_of_the_day(survey: Campaign, place: desk.Place) -> None:
    office, base = desk.as_(place.office), f"{desk.DESK}{survey.pk}/"

    now = text(office, base)
    assert 'class="as-of"' not in now
    # Once for each stratum (the second unit has two) and once in the published figures.
    assert now.count("(nay là Sở Tư pháp và Pháp chế)") == 2
    assert now.count("(nay thuộc Sở Tư pháp và Pháp chế)") == 3
    then = text(office, f"{base}?ngay=2022-06-30")
    assert 'class="as-of"' in then
    assert "(nay " not in then
    assert "(ngày đó" not in then
    after = text(office, f"{base}?ngay=2025-07-15")
    assert after.count("(ngày đó thuộc Sở Tư pháp và Pháp chế)") == 3
    assert 'class="as-of"' not in text(office, f"{base}?ngay=hôm+qua")
    # Who does not see the figures sees the names of the strata.
    assert text(desk.as_(place.stranger), f"{base}?ngay=2024-06-30").count("(ngày đó là") == 1


def test_day_asked_for_costs_no_query_more_for_more_units(
    survey: Campaign, place: desk.Place, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get("/hai-long/cach-tinh/")  # what is read once
    with django_assert_max_num_queries(12):
        client.get(f"/hai-long/{survey.pk}/?ngay=2024-06-30")
    office = desk.as_(place.office)
    office.get(f"{desk.DESK}{survey.pk}/")
    with django_assert_max_num_queries(30):
        office.get(f"{desk.DESK}{survey.pk}/?ngay=2024-06-30")
