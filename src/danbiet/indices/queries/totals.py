"""Where the units of an edition stand now: sums made by the database, without the rows of their sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from ..calc.certainty import Moving
from ..calc.criteria import Tree
from ..calc.results import Member, Placed, Total, place
from ..models import Edition, Exemption, Participant, Score
from . import editions as ask
from .sheets import COUNTED, freed_numbers

STANDING = Coalesce(*COUNTED)


def totals_of(edition: Edition, tree: Tree, *, group: str | None = None) -> list[Total]:
    """Every unit's points, of how many; with `group` only of the units ranked there. Three queries, whatever its size."""
    participants = [one for one in ask.participants_of(edition.pk) if group in (None, one.group)]
    if not participants:
        return []
    exempted = _exempted(participants)
    kinds: dict[tuple[str, frozenset[str]], list[int]] = {}
    for one in participants:
        kinds.setdefault((one.group, exempted.get(one.pk, frozenset())), []).append(one.pk)
    applies = {
        kind: [leaf for leaf in tree.leaves if leaf.number not in freed_numbers(tree, kind[1], kind[0])]
        for kind in kinds
    }
    wanted = Q()
    for kind, ids in kinds.items():
        whose = (
            Q(participant__in=ids)
            if kind[1]
            else Q(participant__group=kind[0]) & ~Q(participant__in=[*exempted])
        )
        wanted |= whose & Q(criterion__number__in=[leaf.number for leaf in applies[kind]])
    summed = {
        pk: (points, count)
        for pk, points, count in Score.objects.filter(wanted, participant__edition=edition.pk)
        .values("participant")
        .annotate(points=Sum(STANDING), answered=Count(STANDING))
        .order_by()
        .values_list("participant", "points", "answered")
    }
    found = []
    for one in participants:
        leaves = applies[one.group, exempted.get(one.pk, frozenset())]
        points, answered = summed.get(one.pk, (None, 0))
        maximum = sum((leaf.maximum for leaf in leaves), Decimal(0))
        found.append(
            Total(
                Member(one.code, one.name, one.group), points or Decimal(0), maximum, len(leaves) - answered
            )
        )
    return found


def placed_of(totals: Iterable[Total], edition: Edition) -> dict[str, Placed[Total]]:
    """By code, rank and grade of each."""
    return {one.result.member.code: one for one in place(list(totals), ask.grades_of(edition))}


def moving_of(edition: Edition, tree: Tree, group: str) -> dict[str, list[Moving]]:
    """By code, the points of a survey of the units of a group, with their errors. Two queries."""
    scores = Score.objects.filter(participant__edition=edition.pk, participant__group=group, error__gt=0)
    rows = list(
        scores.annotate(standing=STANDING)
        .order_by("participant", "criterion__order")
        .values_list("participant", "participant__code", "criterion__number", "standing", "error")
    )
    exempted = _exempted({row[0] for row in rows})
    maxima = {leaf.number: leaf.maximum for leaf in tree.leaves}
    found: dict[str, list[Moving]] = {}
    for pk, code, number, points, error in rows:
        if points is not None and number not in freed_numbers(tree, exempted.get(pk, ()), group):
            value = float(points)
            found.setdefault(code, []).append(
                Moving(value, float(error), value, value, float(maxima[number]))
            )
    return found


def _exempted(participants: Iterable[Participant | int]) -> Mapping[int, frozenset[str]]:
    """By participant, the numbers it is exempted from."""
    found: dict[int, set[str]] = {}
    for pk, number in Exemption.objects.filter(participant__in=participants).values_list(
        "participant", "number"
    ):
        found.setdefault(pk, set()).add(number)
    return {pk: frozenset(numbers) for pk, numbers in found.items()}
