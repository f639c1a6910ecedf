"""From the points of a unit's components to its index, grade and rank.

Index = 100 × points ÷ maximum of what applies to the unit, rounded half up to two decimals. Ranks follow the printed index: units
whose printed index is the same share a rank and the next rank is left out (1, 2, 2, 4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from .criteria import Tree
from .rules import HUNDRED, rounded


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of an edition, in the ranking group it has on the edition's day."""

    code: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands for a component of a unit in the end. `error`: the standard error of its points, of a survey; `least`, `most`: the
    points at stake while they are disputed (both None: not disputed)."""

    points: Decimal
    error: Decimal = Decimal(0)
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Points of a row of the tree: what was got, what applies, what is missing of it. `maximum` 0: the row does not apply."""

    number: str
    points: Decimal
    maximum: Decimal

    @property
    def lost(self) -> Decimal:
        return self.maximum - self.points

    @property
    def percent(self) -> Decimal | None:
        """Of what applies, two decimals; None where nothing does."""
        return rounded(self.points / self.maximum * HUNDRED) if self.maximum else None


@dataclass(frozen=True, slots=True)
class Grade:
    """From this index on (inclusive), this name."""

    at_least: Decimal
    name: str


# From which index on, and what it is called. 90, 80 and 70 are the bounds of the national groups of 2021 (domain.md 3); 50 and the
# words are ours.
USUAL_GRADES = (("90", "Xuất sắc"), ("80", "Tốt"), ("70", "Khá"), ("50", "Trung bình"), ("0", "Yếu"))


@dataclass(frozen=True, slots=True)
class Result:
    """A unit's result. `index` None: nothing applies. `open_numbers`: components without points yet, counted as 0."""

    member: Member
    points: Decimal
    maximum: Decimal
    index: Decimal | None
    parts: dict[str, Part]
    exempted: tuple[str, ...]
    open_numbers: tuple[str, ...]

    def formula(self) -> str:
        """The formula with its figures: 82.45 ÷ 97.5 × 100 = 84.56."""
        shown = "–" if self.index is None else f"{self.index}"
        return f"{self.points} ÷ {self.maximum.normalize():f} × 100 = {shown}"


class Ranked(Protocol):
    """What has a place in a ranking: a unit, its points of what applies to it, and the index they make."""

    @property
    def member(self) -> Member: ...
    @property
    def points(self) -> Decimal: ...
    @property
    def maximum(self) -> Decimal: ...
    @property
    def index(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Total:
    """A unit's result without its rows: what a ranking needs. `open_count`: components without points yet, counted as 0."""

    member: Member
    points: Decimal
    maximum: Decimal
    open_count: int

    @property
    def index(self) -> Decimal | None:
        return index_of(self.points, self.maximum)


R = TypeVar("R", bound=Ranked)


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A result with its place in its group; `grade` "" where no grade reaches down so far."""

    result: R
    rank: int | None
    is_shared: bool
    grade: str


def result_of(tree: Tree, member: Member, entries: Mapping[str, Entry], exempted: Iterable[str]) -> Result:
    """The result of a unit from its entries by component number and the numbers (of any level) it is exempted from.

    An exemption takes the maximum away from the denominator and the points with it. Entries of unknown numbers raise KeyError.
    """
    freed: set[str] = set()
    named = tuple(sorted(exempted))
    for number in named:
        freed.update(tree.below[number])
    for number in entries:
        if tree.below[number] != (number,):
            raise KeyError(number)
    own: dict[str, Part] = {}
    missing: list[str] = []
    for leaf in tree.leaves:
        if leaf.number in freed or not tree.applies(leaf, member.group):
            own[leaf.number] = Part(leaf.number, Decimal(0), Decimal(0))
            continue
        entry = entries.get(leaf.number)
        if entry is None:
            missing.append(leaf.number)
        points = entry.points if entry else Decimal("0.00")
        if not 0 <= points <= leaf.maximum:
            raise ValueError(f"{member.code} {leaf.number}: {points} is not between 0 and {leaf.maximum}")
        own[leaf.number] = Part(leaf.number, points, leaf.maximum)
    parts = {
        row.number: _summed(row.number, [own[leaf] for leaf in tree.below[row.number]]) for row in tree.rows
    }
    points = sum((parts[row.number].points for row in tree.domains), Decimal(0))
    maximum = sum((parts[row.number].maximum for row in tree.domains), Decimal(0))
    return Result(member, points, maximum, index_of(points, maximum), parts, named, tuple(missing))


def index_of(points: Decimal, maximum: Decimal) -> Decimal | None:
    """100 × points ÷ maximum, half up to two decimals; None where nothing applies."""
    return rounded(points / maximum * HUNDRED) if maximum else None


def _summed(number: str, parts: Sequence[Part]) -> Part:
    return Part(
        number,
        sum((part.points for part in parts), Decimal(0)),
        sum((part.maximum for part in parts), Decimal(0)),
    )


def ranks_of(results: Iterable[Ranked]) -> dict[str, int]:
    """By unit code, the rank of the printed index among these units; a unit without an index has none."""
    counted = [(result.member.code, result.index) for result in results if result.index is not None]
    values = sorted((index for _code, index in counted), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(values, start=1)))}
    return {code: first[index] for code, index in counted}


def place(results: Sequence[R], grades: Sequence[Grade] = ()) -> list[Placed[R]]:
    """All results with ranks within their groups: by group, rank and name of the unit."""
    placed: list[Placed[R]] = []
    groups: dict[str, list[R]] = {}
    for result in results:
        groups.setdefault(result.member.group, []).append(result)
    for members in groups.values():
        ranks = ranks_of(members)
        held = Counter(ranks.values())
        for result in members:
            rank = ranks.get(result.member.code)
            is_shared = rank is not None and held[rank] > 1
            placed.append(Placed(result, rank, is_shared, grade_of(result.index, grades)))
    return sorted(
        placed,
        key=lambda each: (
            each.result.member.group,
            each.rank is None,
            each.rank or 0,
            each.result.member.name,
        ),
    )


def grade_of(index: Decimal | None, grades: Sequence[Grade]) -> str:
    """The highest grade whose threshold is reached."""
    if index is None:
        return ""
    return next(
        (grade.name for grade in sorted(grades, key=lambda each: -each.at_least) if index >= grade.at_least),
        "",
    )
