"""What a hand-over says of work that is never one person's: surveys, index sheets, broadcasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from danbiet.accounts.models import User
from danbiet.broadcasts.queries.handover import episodes_begun
from danbiet.indices.models import Criterion, Score
from danbiet.indices.queries.handover import sheets_filled
from danbiet.surveys.models import Contact, PaperForm
from danbiet.surveys.queries.handover import asked_and_keyed
from tests.factories import air
from tests.indices import desk as index_desk
from tests.surveys import desk as survey_desk

from .test_people_roles import AT, ON, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def page(user: User, about: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(f"/ban-lam-viec/nguoi-dung/{about.pk}/ban-giao/").content.decode()


def test_page_says_that_surveys_sheets_and_broadcasts_are_the_unit_s_even_where_nothing_is_open(
    cast: Cast,
) -> None:
    shown = page(cast.office, cast.officer)

    assert "Cuộc khảo sát là của cơ quan chủ trì" in shown
    assert "không dòng nào là của riêng một người" in shown
    assert "không nằm trong tay riêng ai" in shown
    assert "việc còn đang mở" not in shown


def test_page_lists_the_episode_the_person_began_with_its_unit(cast: Cast) -> None:
    programme = air.programme(cast.unit)
    begun = air.episode(programme, state="draft", title="Số mở màn", created_by=cast.officer)

    shown = page(cast.office, cast.officer)

    assert "Số mở màn" in shown
    assert f"/{begun.pk}/" in shown
    assert "1 việc còn đang mở" in shown


def test_episodes_that_were_aired_or_cancelled_or_begun_by_others_are_not_listed(cast: Cast) -> None:
    programme = air.programme(cast.unit)
    for state in ("aired", "cancelled"):
        air.episode(programme, state=state, created_by=cast.officer)
    air.episode(programme, state="draft", created_by=cast.head)
    ready = air.episode(programme, state="ready", created_by=cast.officer)

    assert [one.pk for one in episodes_begun(cast.officer.pk, ON)] == [ready.pk]


def contact(campaign: Any, frame: Any, number: int, by: User, outcome: str = "later") -> None:
    again = date(2021, 11, 20) if outcome == "later" else None
    Contact.objects.create(
        campaign=campaign, frame=frame, number=number, outcome=outcome, again_on=again,
        on=date(2021, 11, 10), by=by,
    )  # fmt: skip


def test_people_promised_a_second_call_and_forms_keyed_once_are_listed_until_somebody_went_on(
    cast: Cast,
) -> None:
    place = survey_desk.make_place()
    campaign = survey_desk.begin(place)
    frame = survey_desk.rows(campaign)[0]
    for number in (1, 2, 3):
        contact(campaign, frame, number, cast.officer)
    contact(campaign, frame, 3, cast.head, "answered")  # somebody else went on
    contact(campaign, frame, 4, cast.officer, "absent")
    paper = PaperForm.objects.create(
        campaign=campaign, number="7", frame=frame, first=[1] * campaign.item_count,
        first_by=cast.officer, first_at=AT,
    )  # fmt: skip

    titles = [one.title for one in asked_and_keyed(cast.officer.pk, ON)]
    assert titles == [
        f"{campaign.name}: hẹn gặp lại 2 người",
        f"{campaign.name}: 1 phiếu mới nhập một lần",
    ]
    assert asked_and_keyed(cast.head.pk, ON) == []
    PaperForm.objects.filter(pk=paper.pk).update(
        second=[1] * campaign.item_count, second_by=cast.head, second_at=AT
    )
    assert len(asked_and_keyed(cast.officer.pk, ON)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_sheets_are_listed_with_the_lines_the_person_wrote_last_in_one_query(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    edition = index_desk.begin(index_desk.make_place())
    sheet = edition.participants.first()
    for criterion in Criterion.objects.filter(criteria_set=edition.criteria_set).order_by("order")[:count]:
        Score.objects.update_or_create(
            participant=sheet, criterion=criterion,
            defaults={"updated_at": AT + timedelta(days=1), "updated_by": cast.officer},
        )  # fmt: skip

    with django_assert_num_queries(1):
        found = sheets_filled(cast.officer.pk, ON)

    assert [one.title for one in found] == [f"{edition.name}, {sheet.name}: {count} dòng"]
