"""Years beside each other: the last published edition, the same unit in it, a unit through mergers; compared only where criteria mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F

from danbiet.kit.clock import midnight
from danbiet.kit.periods import ONE_DAY
from danbiet.org.queries import predecessors_of

from ..calc.criteria import Tree, comparable
from ..models import Criterion, Edition, Participant, Publication, PublishedUnit, Score
from . import editions as ask
from .sheets import exemptions_of, freed_numbers, standing


def before_of(edition: Edition, *, on: date | None = None) -> Publication | None:
    """The newest publication of an earlier year by the same office: of several that with most units in common. With `on` only what was
    published by the end of that day."""
    own = Participant.objects.filter(edition=edition).values("unit")
    rows = Publication.objects.filter(
        edition__office=edition.office_id, edition__year__lt=edition.year, edition__participants__unit__in=own
    )
    if on:
        rows = rows.filter(at__lt=midnight(on + ONE_DAY))
    rows = rows.annotate(common=Count("edition__participants")).select_related("edition")
    return rows.order_by("-edition__year", "-common", "-number", "pk").first()


def trees_of(set_ids: Iterable[int]) -> dict[int, Tree]:
    """The trees of several sets. One query."""
    rows: dict[int, list[Criterion]] = {}
    for one in Criterion.objects.filter(criteria_set__in=set(set_ids)):
        rows.setdefault(one.criteria_set_id, []).append(one)
    return {set_id: ask.tree_in(criteria) for set_id, criteria in rows.items()}


def same_meaning(first: Tree, second: Tree) -> bool:
    """Whether all domains of both sets mean the same: only then are indices and ranks compared."""
    numbers = {row.number for row in (*first.domains, *second.domains)}
    return numbers <= comparable(first, second)


def are_comparable(first: Edition, second: Edition) -> bool:
    """Whether the indices of two editions may be compared. One query, none where both have one set."""
    if first.criteria_set_id == second.criteria_set_id:
        return True
    trees = trees_of([first.criteria_set_id, second.criteria_set_id])
    return same_meaning(trees[first.criteria_set_id], trees[second.criteria_set_id])


@dataclass(frozen=True, slots=True)
class LastYear:
    """A unit in the last published edition: what counted of each component. `rows`: numbers that mean the same now; `freed`: what did
    not apply to the unit then."""

    year: int
    rows: frozenset[str]
    freed: frozenset[str]
    points: Mapping[str, Decimal]

    def is_comparable(self, number: str) -> bool:
        return number in self.rows


def last_year_of(participant: Participant, tree: Tree) -> LastYear | None:
    """The same unit in the last published edition of the same office; `tree` is that of the edition asked from. Four queries."""
    edition = participant.edition
    then = (
        Participant.objects.filter(
            unit=participant.unit_id, edition__office=edition.office_id, edition__year__lt=edition.year,
            edition__published_at__isnull=False,
        )
        .select_related("edition")
        .order_by("-edition__year", "-edition_id")
        .first()
    )  # fmt: skip
    if then is None:
        return None
    old = ask.tree_for(then.edition)
    freed = freed_numbers(old, exemptions_of(then), then.group)
    points = {}
    for score in Score.objects.filter(participant=then).select_related("criterion"):
        found, _whose = standing(score)
        if found is not None and score.criterion.number not in freed:
            points[score.criterion.number] = found
    return LastYear(then.edition.year, frozenset(comparable(tree, old)), frozenset(freed), points)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A unit, or one that went up in it, in a published edition, under its name of then. `is_joined`: compared with its last year."""

    edition: Edition
    unit_id: int
    code: str
    name: str
    group: str
    rank: int | None
    index: Decimal | None
    is_joined: bool


def story_of(unit_id: int) -> list[Chapter]:
    """A unit over all published editions, newest first, with those that went up in it. Four queries.

    A chapter is joined to the one before it only where it is the same unit and all domains of both sets mean the same.
    """
    units = {unit_id} | predecessors_of(unit_id)
    rows = (
        PublishedUnit.objects.filter(
            publication__edition__participants__unit__in=units, code=F("publication__edition__participants__code")
        )
        .annotate(part=F("publication__edition__participants"))
        .select_related("publication__edition").defer("publication__figures")
        .order_by("publication__edition__year", "publication__edition_id", "publication__number")
    )  # fmt: skip
    newest = {row.part: row for row in rows}  # of several publications of an edition the last
    parts = Participant.objects.in_bulk(list(newest))
    trees = trees_of(row.publication.edition.criteria_set_id for row in newest.values())
    found: list[Chapter] = []
    last: dict[int, Edition] = {}
    for part_id, row in newest.items():
        part, edition = parts[part_id], row.publication.edition
        before = last.get(part.unit_id)
        is_joined = before is not None and same_meaning(
            trees[before.criteria_set_id], trees[edition.criteria_set_id]
        )
        found.append(_chapter(edition, part, row.figures, is_joined=is_joined))
        last[part.unit_id] = edition
    return sorted(found, key=lambda one: (-one.edition.year, one.unit_id != unit_id, one.name))


def _chapter(edition: Edition, part: Participant, figures: Mapping[str, Any], *, is_joined: bool) -> Chapter:
    index = figures["index"]
    return Chapter(
        edition, part.unit_id, part.code, part.name, part.group, figures["rank"],
        None if index is None else Decimal(str(index)), is_joined,
    )  # fmt: skip
