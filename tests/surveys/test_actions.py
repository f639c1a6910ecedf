"""A survey step by step: who may, when, and what the database itself refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from danbiet.audit.models import Entry
from danbiet.measures.queries import EventFilter, events_matching
from danbiet.measures.registry import SURVEYS_PUBLISHED
from danbiet.org.queries import rights_of
from danbiet.surveys.actions import answering, campaigns, questionnaires
from danbiet.surveys.actions.refusals import BadValue, CodeRefused, NotAllowed, NotNow
from danbiet.surveys.calc.codes import cleaned, shown
from danbiet.surveys.calc.shipped import shipped_questions
from danbiet.surveys.calc.taking import Framed
from danbiet.surveys.models import Campaign, Invitation, Item, Publication, Questionnaire, Response
from danbiet.surveys.queries.campaigns import progress_of
from tests.surveys import desk
from tests.surveys.desk import CLOSED, FIELD, who

pytestmark = pytest.mark.django_db
GOOD = [5] * 22


@pytest.fixture
def place() -> desk.Place:
    return desk.make_place()


@pytest.fixture
def campaign(place: desk.Place) -> Campaign:
    return desk.begin(place)


def refused(done: Any) -> None:
    """The database itself says no."""
    with pytest.raises(DatabaseError), transaction.atomic():
        done()


def test_the_shipped_questionnaire_has_five_factors_and_22_items() -> None:
    questions = shipped_questions("demonstration_22")
    assert [one.number for one in questions] == list(range(1, 23))
    assert [sum(one.factor == factor for one in questions) for factor in ("access", "procedures", "staff", "results", "feedback")] == [
        5, 5, 4, 4, 4
    ]  # fmt: skip
    with pytest.raises(KeyError):
        shipped_questions("none")


def test_a_questionnaire_in_use_stays_as_it_is(place: desk.Place, campaign: Campaign) -> None:
    made = Questionnaire.objects.get()
    assert made.sealed_at is not None
    refused(lambda: Item.objects.filter(number=1).update(text="x"))
    refused(lambda: Item.objects.filter(number=1).delete())
    refused(lambda: Questionnaire.objects.filter(pk=made.pk).update(name="x"))
    with pytest.raises(NotNow):
        questionnaires.drop_questionnaire(made.pk, by=place.office, at=desk.AT)
    again = questionnaires.take_shipped("demonstration_22", year=2021, by=place.office, at=desk.AT)
    assert again.version == 2
    questionnaires.drop_questionnaire(again.pk, by=place.office, at=desk.AT)
    assert Questionnaire.objects.count() == 1


def test_a_questionnaire_must_make_an_index(place: desk.Place) -> None:
    first, second, *_others = shipped_questions("demonstration_22")
    for wrong in (
        [],
        [second],
        [replace(first, factor="beauty")],
        [replace(first, layer="expectation")],
        [replace(first, weight=Decimal(0))],
    ):
        with pytest.raises(BadValue):
            questionnaires.take_in_questionnaire(
                wrong, name="x", year=2021, kind="households", by=place.office, at=desk.AT
            )
    assert not Questionnaire.objects.exists()


def test_the_sample_of_a_unit_is_that_of_the_ministrys_formula(campaign: Campaign) -> None:
    # 4000 / (1 + 4000 · 0.0025) = 363.6; 1200 → 300, shared 225 and 75; 150 → 109.1
    assert [row.sample for row in desk.rows(campaign)] == [364, 225, 75, 110]
    assert Entry.objects.filter(verb="surveys.frame_set").get().details["sample"] == 774


def test_a_total_is_shared_by_size_and_gives_nobody_too_few(place: desk.Place) -> None:
    campaign = desk.begin(place, error=None, total=400)
    sizes = [row.sample for row in desk.rows(campaign)]
    assert sum(sizes) == 400
    assert min(sizes) >= campaign.least


def test_beginning_refuses_what_cannot_be(place: desk.Place) -> None:
    made = desk.questionnaire(place)
    rights = rights_of(place.office, desk.BEGUN)

    def begin(**other: Any) -> Campaign:
        return campaigns.begin_campaign(
            desk.planned(place, made, **other), rights=rights, at=desk.AT, by=place.office
        )

    for field, wrong in (
        ("until_on", {"until_on": date(2021, 1, 9)}),
        ("total", {"total": 100}),
        ("total", {"error": None}),
    ):
        with pytest.raises(BadValue) as told:
            begin(**wrong)
        assert told.value.field == field
    begin()
    with pytest.raises(BadValue) as told:
        begin()
    assert told.value.field == "name"
    with pytest.raises(NotAllowed):
        campaigns.begin_campaign(
            desk.planned(place, made, name="Khác"), rights=rights_of(place.officer, desk.BEGUN), at=desk.AT, by=place.officer
        )  # fmt: skip


def test_the_frame_stays_once_codes_are_out(place: desk.Place, campaign: Campaign) -> None:
    framed = [Framed(place.units[0].pk, "", 10, None)]
    campaigns.set_frame(campaign.pk, framed, **who(place.office, desk.BEGUN))
    (row,) = desk.rows(campaign)
    assert row.sample == 10
    with pytest.raises(NotAllowed):
        campaigns.set_frame(campaign.pk, framed, **who(place.officer, desk.BEGUN))
    with pytest.raises(BadValue):
        campaigns.set_frame(campaign.pk, [], **who(place.office, desk.BEGUN))
    with pytest.raises(BadValue):
        campaigns.set_frame(campaign.pk, [Framed(10**9, "", 10, None)], **who(place.office, desk.BEGUN))
    answering.make_codes(campaign.pk, row.pk, 2, **who(place.office, desk.BEGUN))
    with pytest.raises(NotNow):
        campaigns.set_frame(campaign.pk, framed, **who(place.office, desk.BEGUN))


def test_a_code_counts_once_and_leads_to_nobody(place: desk.Place, campaign: Campaign) -> None:
    row = desk.rows(campaign)[0]
    code, other = answering.make_codes(campaign.pk, row.pk, 2, **who(place.office, desk.BEGUN))
    assert cleaned(f" {shown(code).lower()} ") == code
    assert cleaned("ABCDE-FGHI0") == ""
    assert not Invitation.objects.filter(code_hash__contains=code).exists()
    with pytest.raises(NotNow):
        answering.answer_by_code(code, GOOD, seconds=90, on=desk.BEGUN)
    with pytest.raises(BadValue):
        answering.answer_by_code(code, [None] * 22, seconds=90, on=FIELD)
    answering.answer_by_code(code, [*GOOD[:20], 0, None], seconds=90, on=FIELD)
    with pytest.raises(CodeRefused):
        answering.answer_by_code(code, GOOD, seconds=90, on=FIELD)
    with pytest.raises(CodeRefused):
        answering.answer_by_code("ABCDEFGHJK", GOOD, seconds=90, on=FIELD)
    (response,) = Response.objects.all()
    assert (response.entered_by, response.answers[-2:], response.taken_on) == (None, [0, None], FIELD)
    assert [one.name for one in Response._meta.get_fields() if "invit" in one.name] == []
    refused(lambda: Invitation.objects.filter(is_used=True).update(is_used=False))
    first = progress_of(campaign.pk)[0]
    assert {(one.responses, one.codes, one.used) for one in progress_of(campaign.pk)} == {
        (1, 2, 1),
        (0, 0, 0),
    }
    assert first.row.campaign_id == campaign.pk
    with pytest.raises(BadValue):
        answering.make_codes(campaign.pk, row.pk, 0, **who(place.office, FIELD))
    with pytest.raises(NotAllowed):
        answering.make_codes(campaign.pk, row.pk, 5, **who(place.office, CLOSED))
    with pytest.raises(BadValue):
        answering.make_codes(campaign.pk, 10**9, 5, **who(place.office, FIELD))
    assert other != code


def test_answers_off_the_scale_or_of_another_length_are_refused_by_the_database(campaign: Campaign) -> None:
    row = desk.rows(campaign)[0]
    for answers in ([6] * 22, [1] * 21, [1] * 23, [None] * 21 + [9]):
        refused(
            lambda answers=answers: Response.objects.create(
                campaign=campaign, frame=row, answers=answers, channel="code", taken_on=FIELD
            )
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(
            campaign=campaign, frame=row, answers=GOOD, channel="code", taken_on=FIELD, weight=0
        )


def test_paper_is_keyed_by_two_and_decided_by_a_third(place: desk.Place, campaign: Campaign) -> None:
    row = desk.rows(campaign)[0]

    def key(user: Any, number: str, answers: list[int | None], frame: int = row.pk) -> Any:
        return answering.key_paper(campaign.pk, number, frame, answers, **who(user, FIELD))

    key(place.office, "1", GOOD)
    with pytest.raises(NotAllowed):
        key(place.office, "1", GOOD)
    with pytest.raises(NotAllowed):  # of a unit that is asked about
        key(place.officer, "1", GOOD)
    with pytest.raises(BadValue):
        key(place.second, "1", GOOD, desk.rows(campaign)[1].pk)
    assert key(place.second, "1", GOOD).response is not None
    with pytest.raises(NotNow):
        key(place.second, "1", GOOD)

    key(place.second, "2", [*GOOD[:21], None])
    paper = key(place.office, "2", [1, *GOOD[1:]])
    assert paper.response is None
    rights = who(place.office, FIELD)
    with pytest.raises(BadValue):  # the second question is not in doubt
        answering.decide_paper(paper.pk, [1, 4, *GOOD[2:]], **rights)
    with pytest.raises(NotAllowed):
        answering.decide_paper(paper.pk, GOOD, **who(place.second, FIELD))
    decided = answering.decide_paper(paper.pk, [1, *GOOD[1:]], **rights)
    assert decided.response.answers == [1, *GOOD[1:]]
    with pytest.raises(NotNow):
        answering.decide_paper(paper.pk, GOOD, **rights)
    with pytest.raises(BadValue):
        key(place.office, "3", [None] * 22)


def test_publishing_is_the_heads_word_after_the_last_day_and_freezes_the_answers(
    place: desk.Place, campaign: Campaign
) -> None:
    desk.fill(campaign, [60, 40, 20, 30], by=place.office)
    for refusal, user, day in (
        (NotNow, place.leader, FIELD),
        (NotAllowed, place.office, CLOSED),
        (NotAllowed, place.officer, CLOSED),
    ):
        with pytest.raises(refusal):
            campaigns.publish(campaign.pk, decision="", **who(user, day))
    made = campaigns.publish(campaign.pk, decision="QĐ 5/QĐ-SNV", **who(place.leader, CLOSED))
    assert made.figures["all"]["responses"] == 150
    assert [one.title for one in events_matching(EventFilter(measure=SURVEYS_PUBLISHED))] == [campaign.name]
    refused(lambda: Response.objects.filter(campaign=campaign).delete())
    refused(lambda: Response.objects.filter(campaign=campaign).update(seconds=1))
    refused(lambda: Publication.objects.update(decision="x"))
    with pytest.raises(NotNow):
        campaigns.publish(campaign.pk, decision="", **who(place.leader, CLOSED))
    with pytest.raises(NotNow):
        campaigns.extend(campaign.pk, until=date(2021, 3, 30), reason="x", **who(place.office, CLOSED))


def test_a_survey_is_made_longer_with_a_reason_and_not_published_empty(
    place: desk.Place, campaign: Campaign
) -> None:
    with pytest.raises(NotNow):
        campaigns.publish(campaign.pk, decision="", **who(place.leader, CLOSED))
    for until in (desk.UNTIL, date(2021, 2, 22)):
        with pytest.raises(BadValue):
            campaigns.extend(campaign.pk, until=until, reason="Bão", **who(place.office, CLOSED))
    campaigns.extend(campaign.pk, until=date(2021, 3, 5), reason="Bão", **who(place.office, CLOSED))
    assert Entry.objects.get(verb="surveys.campaign_extended").reason == "Bão"
