"""A unit's sheet, and the figures of an edition as they would be published today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count

from ..calc.certainty import Lift, lift_of
from ..calc.criteria import Tree
from ..calc.published import published
from ..calc.results import Entry, Grade, Member, Result, result_of
from ..calc.rules import Figures, FiguresRefused, percent_of, rule_of
from ..calc.workbook import Given
from ..models import Criterion, Edition, Evidence, Exemption, Participant, Score
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


def lines_of(participant: Participant, criteria: list[Criterion], tree: Tree) -> list[Line]:
    """The sheet: every component in order. Two queries."""
    scores = {
        one.criterion_id: one
        for one in Score.objects.filter(participant=participant).annotate(evidence_count=Count("evidence"))
    }
    freed = freed_numbers(tree, exemptions_of(participant), participant.group)
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


def evidence_for(pk: int) -> Evidence | None:
    """A piece of evidence with the unit and edition it belongs to."""
    return Evidence.objects.select_related("score__participant__edition", "file").filter(pk=pk).first()


def figures_in(score: Score) -> Figures:
    """What the unit said, as `calc.rules` takes it. Points given by hand are the self-score itself."""
    return Figures(score.part, score.whole, score.number, score.answer, score.self_points)


def standing(score: Score) -> tuple[Decimal | None, str]:
    """The points that count now and whose they are: the council's, else the appraised, else the unit's own."""
    for name in COUNTED:
        value: Decimal | None = getattr(score, name)
        if value is not None:
            return value, SOURCES[name]
    return None, ""


def given_of(scores: Iterable[Score]) -> dict[str, Given]:
    """By number of the component, what counts now."""
    found = {}
    for score in scores:
        points, source = standing(score)
        if points is None:
            continue
        # A remark on points that stayed as they were is no decision, and not for readers.
        said = {"council": score.council_reason, "appraised": score.appraised_reason}.get(source, "")
        reason = said if points != score.self_points else ""
        found[score.criterion.number] = Given(
            Entry(points, error=score.error or Decimal(0)), source, _percent(score), reason
        )
    return found


def _percent(score: Score) -> Decimal | None:
    criterion = score.criterion
    if criterion.rule is None or criterion.rule["kind"] not in ("ratio", "bands"):
        return None
    rule_of(criterion.rule, maximum=criterion.maximum)
    try:
        return percent_of(figures_in(score))
    except FiguresRefused:
        return None


def figures_of(edition: Edition, *, about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The figures of an edition as they stand now (calc.published). Four queries, whatever its size."""
    tree = ask.tree_in(ask.criteria_of(edition.criteria_set_id))
    participants = ask.participants_of(edition.pk)
    scores: dict[int, list[Score]] = {}
    for score in Score.objects.filter(participant__edition=edition).select_related("criterion"):
        scores.setdefault(score.participant_id, []).append(score)
    exempted: dict[int, dict[str, str]] = {}
    for each in Exemption.objects.filter(participant__edition=edition):
        exempted.setdefault(each.participant_id, {})[each.number] = each.reason
    codes = {one.pk: one.code for one in participants}
    given = {}
    for one in participants:
        # What was said of a component that does not apply to the unit stays on its sheet and out of the figures.
        freed = freed_numbers(tree, exempted.get(one.pk, {}), one.group)
        given[one.code] = {
            number: said for number, said in given_of(scores.get(one.pk, [])).items() if number not in freed
        }
    return published(
        tree=tree,
        members=[Member(one.code, one.name, one.group) for one in participants],
        given=given,
        exempted={codes[pk]: reasons for pk, reasons in exempted.items()},
        grades=[Grade(Decimal(str(start)), str(name)) for start, name in edition.grades],
        seed=edition.seed,
        about=about,
    )


def own_lift(edition: Edition, participant: Participant) -> Lift | None:
    """What would lift a unit one place in its group, as things stand."""
    tree = ask.tree_in(ask.criteria_of(edition.criteria_set_id))
    members = [one for one in ask.participants_of(edition.pk) if one.group == participant.group]
    by_unit: dict[int, list[Score]] = {}
    for score in Score.objects.filter(participant__in=members).select_related("criterion"):
        by_unit.setdefault(score.participant_id, []).append(score)
    freed: dict[int, list[str]] = {}
    for pk, number in Exemption.objects.filter(participant__in=members).values_list(
        "participant_id", "number"
    ):
        freed.setdefault(pk, []).append(number)
    results: dict[int, Result] = {}
    percents: dict[str, Decimal] = {}
    for one in members:
        out = freed_numbers(tree, freed.get(one.pk, []), one.group)
        given = {
            number: each for number, each in given_of(by_unit.get(one.pk, [])).items() if number not in out
        }
        entries = {number: each.entry for number, each in given.items()}
        results[one.pk] = result_of(
            tree, Member(one.code, one.name, one.group), entries, freed.get(one.pk, [])
        )
        if one.pk == participant.pk:
            percents = {number: each.percent for number, each in given.items() if each.percent is not None}
    return lift_of(tree, results[participant.pk], list(results.values()), percents)
