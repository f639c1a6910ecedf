"""A unit's sheet, and the figures of an edition as they would be published today."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count

from ..calc.certainty import DRAWS, Lift, lift_of
from ..calc.criteria import Tree
from ..calc.published import published
from ..calc.results import Entry, Member, Ranked, Result, result_of
from ..calc.rules import Figures, FiguresRefused, percent_of
from ..calc.workbook import Given
from ..enums import EvidenceKind
from ..models import Criterion, Edition, Evidence, Exemption, Participant, Score
from ..registry import Thing, evidence_source
from . import editions as ask

COUNTED = ("council", "appraised", "self_points")
SOURCES = {"council": "council", "appraised": "appraised", "self_points": "self"}


@dataclass(frozen=True, slots=True)
class Line:
    """A component on a sheet. `score` is None while nothing was said; `is_freed`: exempted or not for this unit's group."""

    criterion: Criterion
    score: Score | None
    evidence_count: int
    is_freed: bool

    @property
    def lacks(self) -> bool:
        """Whether the unit still owes something: points, or proof and explanation both."""
        if self.is_freed or self.criterion.scorer == "survey":
            return False
        if self.score is None or self.score.self_points is None:
            return True
        is_computed = self.criterion.scorer == "computed"
        return not (
            is_computed or self.evidence_count or self.score.explanation.strip() or not self.score.self_points
        )


def lines_of(participant: Participant, criteria: list[Criterion], freed: set[str]) -> list[Line]:
    """The sheet: every component in order. One query."""
    scores = {
        one.criterion_id: one
        for one in Score.objects.filter(participant=participant).annotate(evidence_count=Count("evidence"))
    }
    found = []
    for criterion in criteria:
        if criterion.rule is None:
            continue
        score = scores.get(criterion.pk)
        if score is not None:
            score.criterion = criterion
        found.append(Line(criterion, score, getattr(score, "evidence_count", 0), criterion.number in freed))
    return found


def exemptions_of(participant: Participant) -> dict[str, str]:
    """Number → reason."""
    return dict(Exemption.objects.filter(participant=participant).values_list("number", "reason"))


def freed_numbers(tree: Tree, exempted: Iterable[str], group: str) -> set[str]:
    """The components that do not apply: exempted with a row above them, or not meant for the group."""
    freed = {leaf for number in exempted if number in tree.below for leaf in tree.below[number]}
    return freed | {leaf.number for leaf in tree.leaves if not tree.applies(leaf, group)}


def score_for(participant_id: int, number: str) -> Score | None:
    return (
        Score.objects.filter(participant=participant_id, criterion__number=number)
        .select_related("criterion")
        .first()
    )


def evidence_of(score: Score | None) -> list[Evidence]:
    return [] if score is None else list(score.evidence.select_related("file", "by"))


def states_of(evidence: Iterable[Evidence], unit_id: int) -> dict[int, Thing | None]:
    """By id of the evidence that is on the platform, what it is now; None for what is no longer there. Asked once for each kind."""
    by_source: dict[str, list[Evidence]] = {}
    for one in evidence:
        if one.kind == EvidenceKind.PLATFORM:
            by_source.setdefault(one.source, []).append(one)
    found: dict[int, Thing | None] = {}
    for source, those in by_source.items():
        kind = evidence_source(source)
        known = kind.known([one.key for one in those], unit_id) if kind else {}
        found |= {one.pk: known.get(one.key) for one in those}
    return found


def evidence_for(pk: int) -> Evidence | None:
    """A piece of evidence with the unit and edition it belongs to."""
    return (
        Evidence.objects.select_related("score__participant__edition", "score__criterion", "file")
        .filter(pk=pk)
        .first()
    )


def figures_in(score: Score) -> Figures:
    """What the unit said, as `calc.rules` takes it. Points given by hand are the self-score itself."""
    return Figures(score.part, score.whole, score.number, score.answer, score.self_points)


class Said(NamedTuple):
    """What was said of a component, as it is read for many units at once."""

    participant_id: int
    component: str
    council: Decimal | None
    appraised: Decimal | None
    self_points: Decimal | None
    council_reason: str
    appraised_reason: str
    error: Decimal | None
    part: Decimal | None
    whole: Decimal | None
    number: Decimal | None


SAID = tuple("criterion__number" if name == "component" else name for name in Said._fields)


def standing(score: Score | Said) -> tuple[Decimal | None, str]:
    """The points that count now and whose they are: the council's, else the appraised, else the unit's own."""
    for name in COUNTED:
        value: Decimal | None = getattr(score, name)
        if value is not None:
            return value, SOURCES[name]
    return None, ""


def given_of(rows: Iterable[Said], tree: Tree, freed: Container[str]) -> dict[str, Given]:
    """By number of the component, what counts now; what was said of one that does not apply stays on its sheet and out of this."""
    has_percent = {leaf.number for leaf in tree.leaves if leaf.rule and leaf.rule.kind in ("ratio", "bands")}
    found = {}
    for row in rows:
        points, source = standing(row)
        if points is None or row.component in freed:
            continue
        # A remark on points that stayed as they were is no decision, and not for readers.
        said = {"council": row.council_reason, "appraised": row.appraised_reason}.get(source, "")
        reason = said if points != row.self_points else ""
        percent = _percent(row) if row.component in has_percent else None
        entry = Entry(points, error=row.error or Decimal(0))
        found[row.component] = Given(entry, source, percent, reason, row.self_points)
    return found


def _percent(row: Said) -> Decimal | None:
    try:
        return percent_of(Figures(row.part, row.whole, row.number))
    except FiguresRefused:
        return None


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands for the units of an edition, or of one of its groups, by their codes."""

    tree: Tree
    members: list[Member]
    given: dict[str, dict[str, Given]]
    exempted: dict[str, dict[str, str]]


def stand_of(edition: Edition, tree: Tree, *, only: Participant | None = None) -> Stand:
    """What stands now, for all units of an edition or for one of them. At most three queries, whatever its size."""
    participants = ask.participants_of(edition.pk) if only is None else [only]
    rows: dict[int, list[Said]] = {}
    scores = Score.objects.filter(participant__in=participants)
    for row in map(Said._make, scores.values_list(*SAID).iterator(chunk_size=5000)):
        rows.setdefault(row.participant_id, []).append(row)
    reasons: dict[int, dict[str, str]] = {}
    for each in Exemption.objects.filter(participant__in=participants):
        reasons.setdefault(each.participant_id, {})[each.number] = each.reason
    return Stand(
        tree,
        [Member(one.code, one.name, one.group) for one in participants],
        {
            one.code: given_of(
                rows.get(one.pk, []), tree, freed_numbers(tree, reasons.get(one.pk, {}), one.group)
            )
            for one in participants
        },
        {one.code: reasons[one.pk] for one in participants if one.pk in reasons},
    )


def figures_of(
    edition: Edition, stand: Stand, *, draws: int = DRAWS, about: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The figures of what stands (calc.published), by the edition's grades and seed; without `draws` no rank intervals."""
    return published(
        tree=stand.tree,
        members=stand.members,
        given=stand.given,
        exempted=stand.exempted,
        grades=ask.grades_of(edition),
        seed=edition.seed,
        draws=draws,
        about=about,
    )


def result_in(stand: Stand, code: str) -> Result:
    """The result of one of the units that stand there, with its rows."""
    member = next(one for one in stand.members if one.code == code)
    entries = {number: each.entry for number, each in stand.given[code].items()}
    return result_of(stand.tree, member, entries, stand.exempted.get(code, {}))


def lift_in(stand: Stand, result: Result, others: Sequence[Ranked]) -> Lift | None:
    """What would lift a unit one place among the others of its group."""
    given = stand.given[result.member.code]
    percents = {number: each.percent for number, each in given.items() if each.percent is not None}
    return lift_of(stand.tree, result, others, percents)
