"""The index: last year's published, this year's open for self-assessment on the demonstration's day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.indices.actions.appraisers import assign_domain
from danbiet.indices.actions.criteria import take_shipped
from danbiet.indices.actions.editions import begin_edition, exempt, extend
from danbiet.indices.actions.loading import Loaded, load_sheets
from danbiet.indices.actions.publishing import publish
from danbiet.indices.actions.scoring import choose_evidence, sign
from danbiet.indices.calc.criteria import Row
from danbiet.indices.calc.results import USUAL_GRADES
from danbiet.indices.calc.rules import Figures, rounded, score
from danbiet.indices.enums import Window
from danbiet.indices.queries import editions as ask
from danbiet.indices.registry import Told, evidence_source, figure_kind
from danbiet.org.queries import ranking_groups_of, rights_of, tree

from ..calc import indices as story
from .moments import moment
from .plans import staff


def load_indices(*, today: date) -> str:
    """Departments only: their set is the one that is whole."""
    office = User.objects.get(username="sonoivu")
    units = tree(today)
    group = _group(today.year)
    own = rights_of(office, today).units_held()
    office_unit = next(unit.id for unit in units if unit.id in own)
    head = staff([office_unit], on=today).heads[office_unit]
    past = _begin(2020, story.DAYS_2020, group, office, office_unit)
    _fill(past, 2020, office=office, share=1.0)
    _sign(past, on=story.SIGNED)
    _decide(past, office)
    publish(
        past,
        decision=story.DECISION,
        rights=rights_of(head, story.PUBLISHED),
        on=story.PUBLISHED,
        at=moment(story.PUBLISHED),
        by=head,
    )
    now = _begin(2021, story.DAYS_2021, group, office, office_unit)
    _fill(now, 2021, office=office, share=0.6)
    _deal_out(now, office)
    _choose_plans(now, on=today)
    return _("index of %(past)s published, self-assessment of %(now)s open") % {"past": 2020, "now": 2021}


def _group(year: int) -> str:
    """The ranking group of the departments: the first of the year."""
    return ranking_groups_of(year)[0][0].name


def _begin(year: int, days: dict[str, date], group: str, office: User, office_unit: int) -> int:
    first = days["self_from"]
    at = moment(first - timedelta(days=5))
    made = take_shipped("departments", year=year, by=office, at=at)
    edition = begin_edition(
        name=f"Chỉ số cải cách hành chính các sở, ngành năm {year}", year=year, criteria_set=made, groups=[group], units_on=first,
        days=days, grades=USUAL_GRADES, office_id=office_unit, rights=rights_of(office, first), at=at, by=office,
    )  # fmt: skip
    return edition.pk


def _told(row: Row, unit_id: int, year: int, on: date) -> Told | None:
    """What the survey of the year says of a unit."""
    kind = figure_kind(row.figure)
    return kind.read(unit_id, year, on) if kind else None


def _sign(edition_id: int, *, on: date) -> None:
    """Every head stands for the unit's sheet."""
    participants = {one.unit_id: one.pk for one in ask.participants_of(edition_id)}
    for unit_id, head in staff(participants, on=on).heads.items():
        sign(participants[unit_id], is_signed=True, rights=rights_of(head, on), on=on, at=moment(on), by=head)


def _decide(edition_id: int, office: User) -> None:
    """A window made longer, and rows that do not apply to some units."""
    at, on = moment(story.EXTENDED_ON), story.EXTENDED_ON
    rights = rights_of(office, on)
    extend(
        edition_id,
        Window.SELF,
        until=story.EXTENDED,
        reason=story.EXTENDED_WHY,
        rights=rights,
        on=on,
        at=at,
        by=office,
    )
    by_name = {one.name: one.pk for one in ask.participants_of(edition_id)}
    for name, number, reason in story.EXEMPTED:
        if name in by_name:
            exempt(by_name[name], number, reason=reason, rights=rights, on=on, at=at, by=office)


def _deal_out(edition_id: int, office: User) -> None:
    """Two domains are appraised by the departments that know of them."""
    on = story.DAYS_2021["self_from"]
    rights = rights_of(office, on)
    by_name = {one.name: one.unit_id for one in ask.participants_of(edition_id)}
    for number, name in story.APPRAISERS:
        if name in by_name:
            assign_domain(edition_id, number, by_name[name], rights=rights, on=on, at=moment(on), by=office)


def _choose_plans(edition_id: int, *, on: date) -> None:
    """Every unit that issued a plan names it as evidence of its communication."""
    participants = {one.unit_id: one.pk for one in ask.participants_of(edition_id)}
    source = evidence_source("plan")
    for unit_id, head in staff(participants, on=on).heads.items():
        things = source.search("", unit_id, 2021) if source else []
        if things:
            choose_evidence(
                participants[unit_id], story.DISPUTED, source="plan", key=things[0].key, rights=rights_of(head, on), on=on, at=moment(on), by=head
            )  # fmt: skip


def _fill(edition_id: int, year: int, *, office: User, share: float) -> None:
    """Sheets of every unit: `share` of the components, the rest still open; with all of them appraised too."""
    edition = ask.edition_for(edition_id)
    if edition is None:
        raise LookupError(edition_id)
    rows = [ask.row_of(one) for one in ask.criteria_of(edition.criteria_set_id)]
    sheets: dict[int, dict[str, Loaded]] = {}
    day = edition.self_from + timedelta(days=10)
    for participant in ask.participants_of(edition_id):
        said = {}
        for row, figures, words, dice in story.filled(rows, participant.code, year):
            is_survey = row.scorer == "survey"
            told = _told(row, participant.unit_id, year, day) if is_survey else None
            if share < 1 and (is_survey or dice.random() > share):
                continue
            is_disputed = share == 1 and (row.number, participant.name) == (
                story.DISPUTED,
                story.DISPUTED_UNIT,
            )
            if is_disputed:
                said[row.number] = Loaded(
                    story.DISPUTED_FIGURES, words, appraised=story.DISPUTED_POINTS, reason=story.DISPUTED_WHY
                )
                continue
            if is_survey:
                if told is None:
                    continue  # so few people answered that the figure is published nowhere
                figures = Figures(number=told.number)
            points = score(row.rule, figures, maximum=row.maximum).points if row.rule else Decimal(0)
            is_cut = share == 1 and not is_survey and points > 0 and dice.random() < 0.08
            said[row.number] = Loaded(
                figures, "" if is_survey else words, told.error if told else None, told.source if told else "",
                rounded(points * Decimal("0.75")) if is_cut else None, dice.choice(story.CUT) if is_cut else "",
            )  # fmt: skip
        sheets[participant.pk] = said
    load_sheets(edition_id, sheets, is_appraised=share == 1, by=office, at=moment(day), appraiser=office)
