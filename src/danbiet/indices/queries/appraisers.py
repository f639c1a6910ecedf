"""Which units appraise which domains of an edition beside its office, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from ..calc.criteria import Row, Tree
from ..models import DomainAppraiser, Score


def assigned_in(edition_id: int) -> dict[str, frozenset[int]]:
    """Number of a domain → ids of the units that appraise it. One query."""
    found: dict[str, set[int]] = {}
    for number, unit_id in DomainAppraiser.objects.filter(edition=edition_id).values_list(
        "number", "unit_id"
    ):
        found.setdefault(number, set()).add(unit_id)
    return {number: frozenset(unit_ids) for number, unit_ids in found.items()}


def appraisers_in(edition_id: int) -> list[DomainAppraiser]:
    """Every assignment of an edition, by domain."""
    rows = list(DomainAppraiser.objects.filter(edition=edition_id))
    return sorted(rows, key=lambda one: (int(one.number), one.pk))


@dataclass(frozen=True, slots=True)
class Progress:
    """A domain: who appraises it, how many components have the units' points, how many of those are appraised."""

    domain: Row
    appraisers: tuple[DomainAppraiser, ...]
    said: int
    appraised: int

    @property
    def percent(self) -> int:
        return 100 * self.appraised // self.said if self.said else 0


def progress_in(edition_id: int, tree: Tree, appraisers: Iterable[DomainAppraiser]) -> list[Progress]:
    """How far the appraisal is, by domain. One query; survey points count as nobody's to appraise."""
    counts: dict[str, tuple[int, int]] = {}
    rows = (
        Score.objects.filter(participant__edition=edition_id, self_points__isnull=False)
        .exclude(criterion__scorer="survey")
        .order_by()
        .values("criterion__number")
        .annotate(said=Count("id"), done=Count("appraised"))
    )
    for row in rows:
        counts[row["criterion__number"]] = (row["said"], row["done"])
    held = list(appraisers)
    return [
        Progress(
            domain, tuple(one for one in held if one.number == domain.number),
            *_summed(counts, tree.below[domain.number]),
        )
        for domain in tree.domains
    ]  # fmt: skip


def _summed(counts: Mapping[str, tuple[int, int]], numbers: Iterable[str]) -> tuple[int, int]:
    held = [counts.get(number, (0, 0)) for number in numbers]
    return sum(said for said, _done in held), sum(done for _said, done in held)
