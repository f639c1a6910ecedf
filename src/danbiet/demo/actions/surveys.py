"""Satisfaction: last year's survey published, this year's in the field on the demonstration's day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.org.queries import ranking_groups_of, rights_of, tree
from danbiet.surveys.actions.campaigns import Planned, begin_campaign, publish, set_frame
from danbiet.surveys.actions.loading import load_answers
from danbiet.surveys.actions.questionnaires import take_shipped
from danbiet.surveys.calc.taking import Answered, Framed
from danbiet.surveys.queries import campaigns as ask

from ..calc import surveys as story
from .moments import moment
from .plans import staff

ERROR = Decimal("0.08")  # some 150 people of each unit


def load_surveys(*, today: date) -> str:
    """Of the departments, which the index of reform ranks."""
    office = User.objects.get(username="sonoivu")
    (office_unit,) = rights_of(office, today).units_held()
    made = take_shipped(
        "demonstration_22", year=2020, by=office, at=moment(story.FIELD_2020[0] - timedelta(days=20))
    )
    past = _begin(2020, made.pk, story.FIELD_2020, office, office_unit)
    counted = _fill(past, 2020, story.FIELD_2020, share=0.94, office=office)
    day = story.PUBLISHED
    head = staff([office_unit], on=day).heads[office_unit]
    publish(past, decision=story.DECISION, rights=rights_of(head, day), on=day, at=moment(day), by=head)
    now = _begin(2021, made.pk, story.FIELD_2021, office, office_unit)
    first, last = story.FIELD_2021
    if first <= today:
        counted += _fill(now, 2021, (first, min(today, last)), share=0.6, office=office)
    polls = take_shipped(
        "awareness_3", year=2021, by=office, at=moment(story.POLLS[0][1][0] - timedelta(days=20))
    )
    for name, days, published_on, known in story.POLLS:
        counted += _poll(name, polls.pk, days, published_on, known, office, office_unit)
    words = _("survey of %(past)s published, that of %(now)s in the field, %(count)s responses")
    return words % {"past": 2020, "now": 2021, "count": counted}


def _begin(year: int, questionnaire_id: int, days: tuple[date, date], office: User, office_unit: int) -> int:
    """A survey of the departments with its frame."""
    on = days[0] - timedelta(days=10)
    who: dict[str, Any] = {"rights": rights_of(office, on), "at": moment(on), "by": office}
    questionnaire = ask.questionnaire_for(questionnaire_id)
    if questionnaire is None:
        raise LookupError(questionnaire_id)
    planned = Planned(
        f"Khảo sát mức độ hài lòng đối với các sở, ngành năm {year}", year, questionnaire, office_unit, *days, ERROR, None
    )  # fmt: skip
    made = begin_campaign(planned, seed=f"soctrang-{year}", **who)
    units = tree(on)
    _group, unit_ids = ranking_groups_of(2021)[0]
    framed = [
        Framed(unit_id, stratum, population, None)
        for unit_id in unit_ids
        if (unit := units.get(unit_id)) is not None
        for stratum, population in story.strata_of(unit.key, unit.name, year)
    ]
    set_frame(made.pk, framed, on=on, **who)
    return made.pk


def _poll(
    name: str, questionnaire_id: int, days: tuple[date, date], published_on: date, known: tuple[float, ...], office: User, office_unit: int
) -> int:  # fmt: skip
    """What people of the province know, asked once and published."""
    on = days[0] - timedelta(days=10)
    who: dict[str, Any] = {"rights": rights_of(office, on), "at": moment(on), "by": office}
    questionnaire = ask.questionnaire_for(questionnaire_id)
    unit = tree(on).get(office_unit)
    if questionnaire is None or unit is None:
        raise LookupError(name)
    planned = Planned(name, days[0].year, questionnaire, office_unit, *days, None, story.POLLED)
    made = begin_campaign(planned, seed=f"soctrang-tham-do-{days[0]:%m-%Y}", **who)
    set_frame(
        made.pk, [Framed(unit.parent_id or unit.id, *place, None) for place in story.PLACES], on=on, **who
    )
    frame = ask.frame_of(made.pk)
    told = [
        one
        for row, stratum in zip(frame, ask.strata_of(frame), strict=True)
        for one in story.knowing(stratum, row.sample, known, first=days[0], last=days[1])
    ]
    count = load_answers(made.pk, told, by=office, at=moment(days[1]))
    head = staff([office_unit], on=published_on).heads[office_unit]
    publish(
        made.pk, decision="", rights=rights_of(head, published_on), on=published_on, at=moment(published_on), by=head
    )  # fmt: skip
    return count


def _fill(campaign_id: int, year: int, days: tuple[date, date], *, share: float, office: User) -> int:
    """`share` of the sample answers between two days."""
    campaign = ask.campaign_for(campaign_id)
    if campaign is None:
        raise LookupError(campaign_id)
    factors = [one.factor for one in ask.items_of(campaign.questionnaire_id)]
    frame = ask.frame_of(campaign_id)
    told: list[Answered] = []
    for row, stratum in zip(frame, ask.strata_of(frame), strict=True):
        count = story.reached(row.sample, share, row.key, year)
        told += story.answers_of(stratum, factors, count, year=year, first=days[0], last=days[1])
    return load_answers(campaign_id, told, by=office, at=moment(days[1]))
