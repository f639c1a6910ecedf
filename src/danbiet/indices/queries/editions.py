"""Editions, their units and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q

from danbiet.org.queries import Tree as Units
from danbiet.org.queries import papers_of, ranking_groups_of, tree

from ..calc.criteria import Row, Tree, tree_of
from ..calc.results import Grade
from ..calc.rules import rule_of
from ..enums import Stage
from ..models import CriteriaSet, Criterion, Edition, Exemption, Participant, PublicationOrder, ScoreChange

LARGE = 20_000  # components of all sheets together: about a second of reckoning


def stage_of(edition: Edition, *, on: date) -> Stage:
    """Where an edition stands on a day: by its days, and published once it is."""
    if edition.published_at is not None:
        return Stage.PUBLISHED
    if on < edition.self_from:
        return Stage.COMING
    for last, stage in (
        (edition.self_until, Stage.SELF),
        (edition.appraisal_until, Stage.APPRAISAL),
        (edition.reply_until, Stage.REPLY),
        (edition.council_until, Stage.COUNCIL),
    ):
        if on <= last:
            return stage
    return Stage.CLOSED


def is_large(edition: Edition) -> bool:
    """Whether its figures take so long that nobody waits for them in front of the page. Two queries."""
    components = Criterion.objects.filter(criteria_set=edition.criteria_set_id, rule__isnull=False).count()
    return components * Participant.objects.filter(edition=edition).count() > LARGE


def order_of(edition_id: int) -> PublicationOrder | None:
    """The newest order to publish an edition, with who gave it."""
    return PublicationOrder.objects.filter(edition=edition_id).select_related("by").first()


def sets() -> list[CriteriaSet]:
    """Every set with the number of its rows (`row_count`), newest first."""
    return list(CriteriaSet.objects.annotate(row_count=Count("rows")))


def set_for(pk: int) -> CriteriaSet | None:
    return CriteriaSet.objects.filter(pk=pk).first()


def criteria_of(set_id: int) -> list[Criterion]:
    """The rows of a set in order. One query."""
    return list(Criterion.objects.filter(criteria_set=set_id))


def row_of(criterion: Criterion) -> Row:
    """The row as `calc` knows it."""
    rule = None if criterion.rule is None else rule_of(criterion.rule, maximum=criterion.maximum)
    return Row(
        criterion.number, criterion.name, criterion.maximum, rule, criterion.scorer, criterion.figure,  # type: ignore[arg-type]
        criterion.evidence, criterion.period, criterion.guidance, frozenset(criterion.groups),
    )  # fmt: skip


def tree_in(criteria: Iterable[Criterion]) -> Tree:
    """The tree of a set that was taken in without faults."""
    return tree_of([row_of(one) for one in criteria])


def tree_for(edition: Edition) -> Tree:
    """The tree of an edition's set. One query."""
    return tree_in(criteria_of(edition.criteria_set_id))


def editions() -> list[Edition]:
    """Every edition with its set and how many units take part (`unit_count`), how many have signed (`signed_count`)."""
    return list(
        Edition.objects.select_related("criteria_set").annotate(
            unit_count=Count("participants"),
            signed_count=Count("participants", filter=Q(participants__signed_at__isnull=False)),
        )
    )


def edition_for(pk: int) -> Edition | None:
    """An edition with its set."""
    return Edition.objects.select_related("criteria_set").filter(pk=pk).first()


def grades_of(edition: Edition) -> list[Grade]:
    return [Grade(Decimal(str(start)), str(name)) for start, name in edition.grades]


def participants_of(edition_id: int) -> list[Participant]:
    return list(Participant.objects.filter(edition=edition_id))


def open_sheets_of(unit_ids: set[int], units: Units) -> list[Participant]:
    """The sheets in the hands of these units in editions that are not published yet; `units` is the tree of the day."""
    mine = papers_of("index_sheets", unit_ids, units)
    return list(Participant.objects.filter(mine, edition__published_at__isnull=True))


def participant_for(pk: int) -> Participant | None:
    """A unit in an edition, with edition and set."""
    return Participant.objects.select_related("edition__criteria_set").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that would take part: its id, stable key, name and group on the day."""

    unit_id: int
    code: str
    name: str
    group: str


def candidates(on: date) -> list[Candidate]:
    """Who is ranked against whom on a day, by the names of that day; units that did not exist then are left out."""
    units = tree(on)
    found = []
    for group, unit_ids in ranking_groups_of(on.year):
        for unit_id in unit_ids:
            unit = units.get(unit_id)
            if unit is not None:
                found.append(Candidate(unit_id, unit.key, units.full_name(unit_id), group.name))
    return found


def changes_of(edition_id: int) -> list[ScoreChange]:
    """Who changed how many points, newest first, with unit, component and person; the unit's own self-scores and points that were
    accepted as they stood apart."""
    rows = ScoreChange.objects.filter(score__participant__edition=edition_id).exclude(step="self")
    rows = rows.exclude(before=F("after"))
    return list(rows.select_related("score__participant", "score__criterion", "by").order_by("-id")[:500])


def exemptions_in(edition_id: int) -> list[Exemption]:
    """Every exemption of an edition with its unit and who granted it."""
    rows = Exemption.objects.filter(participant__edition=edition_id).select_related("participant", "by")
    return list(rows.order_by("participant__name", "number"))
