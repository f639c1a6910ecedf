"""Between which ranks a unit can stand, and what would lift it one place."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .criteria import Tree
from .results import Entry, Ranked, Result, ranks_of
from .rules import HUNDRED, Rule, rounded

DRAWS = 2000
SHARE = 0.90  # of the draws lie within the interval


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The ranks between which a unit stands in nine of ten draws; best ≤ worst."""

    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Moving:
    """Points of a component that are not sure: their standard error, and between which they lie while they are disputed."""

    points: float
    error: float
    least: float
    most: float
    maximum: float

    @property
    def is_normal(self) -> bool:
        """Whether nothing but the normal distribution moves them: not disputed, the bounds too far away to cut anything off."""
        far = 6 * self.error  # one draw in a thousand million is further away
        return self.least == self.most and far <= self.points <= self.maximum - far


def moving_in(result: Result, entries: Mapping[str, Entry]) -> list[Moving]:
    """What is not sure among a unit's points, in the order of its entries."""
    found = []
    for number, entry in entries.items():
        maximum = float(result.parts[number].maximum)
        if maximum and (entry.error or entry.least is not None):
            points = float(entry.points)
            least = points if entry.least is None else float(entry.least)
            most = points if entry.most is None else float(entry.most)
            found.append(Moving(points, float(entry.error), least, most, maximum))
    return found


def rank_intervals(
    results: Sequence[Ranked],
    moving: Mapping[str, Sequence[Moving]],
    *,
    seed: int,
    draws: int = DRAWS,
    share: float = SHARE,
) -> dict[str, RankInterval]:
    """By unit code, for units of one group (parametric bootstrap).

    In each draw the points of a survey vary as a normal distribution with their standard error, cut off at 0 and the maximum;
    disputed points vary evenly between the least and the most they can become. Everything else stands. What nothing is cut off from
    is drawn as one sum, which has the same distribution. The interval leaves half of what is outside `share` on either side, and
    always holds the printed rank. The same seed gives the same interval.
    """
    counted = [result for result in results if result.index is not None]
    printed = ranks_of(counted)
    if not any(moving.get(result.member.code) for result in counted):
        return {code: RankInterval(rank, rank) for code, rank in printed.items()}
    units = [_loose(result, moving.get(result.member.code, ())) for result in counted]
    ranks: list[list[int]] = [[] for _ in units]
    drawn = random.Random(seed)  # noqa: S311 - statistics, and anybody must be able to repeat it
    for _ in range(draws):
        values = [unit.draw(drawn) for unit in units]
        rank, before = 0, -1.0
        for place, at in enumerate(sorted(range(len(values)), key=values.__getitem__, reverse=True), start=1):
            if values[at] != before:
                rank, before = place, values[at]
            ranks[at].append(rank)
    cut = int(draws * (1.0 - share) / 2.0)
    found = {}
    for result, own in zip(counted, ranks, strict=True):
        own.sort()
        rank = printed[result.member.code]
        found[result.member.code] = RankInterval(min(own[cut], rank), max(own[-1 - cut], rank))
    return found


@dataclass(frozen=True, slots=True)
class _Loose:
    """A unit's points in draws: the sum of what stands and of what is only normal, its error, and the rest one by one."""

    middle: float
    error: float
    cut: tuple[Moving, ...]
    maximum: float

    def draw(self, drawn: random.Random) -> float:
        points = drawn.gauss(self.middle, self.error) if self.error else self.middle
        for one in self.cut:
            middle = one.points if one.least == one.most else drawn.uniform(one.least, one.most)
            points += min(one.maximum, max(0.0, drawn.gauss(middle, one.error) if one.error else middle))
        return points / self.maximum


def _loose(result: Ranked, moving: Sequence[Moving]) -> _Loose:
    cut = tuple(one for one in moving if not one.is_normal)
    error = math.sqrt(sum(one.error**2 for one in moving if one.is_normal))
    return _Loose(float(result.points) - sum(one.points for one in cut), error, cut, float(result.maximum))


@dataclass(frozen=True, slots=True)
class Step:
    """Something a unit can do: in this component so many points more, by reaching this per cent (None: by what the rule asks for)."""

    number: str
    gain: Decimal
    percent_now: Decimal | None = None
    percent_then: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Lift:
    """How far the unit above is (in index points and in points), and single steps that reach it, smallest first; with none, the
    largest steps together that do, empty when even all points would not."""

    above: str
    gap: Decimal
    needed: Decimal
    steps: tuple[Step, ...]
    is_together: bool


def lift_of(
    tree: Tree, result: Result, others: Sequence[Ranked], percents: Mapping[str, Decimal], *, most: int = 5
) -> Lift | None:
    """What would lift a unit one place among the units of its group; None for the first or a unit without an index.

    `percents`: the per cent each component reached, where its rule has one. What a survey gives is no step: nobody can decide it.
    """
    if result.index is None:
        return None
    better = [other for other in others if other.index is not None and other.index > result.index]
    if not better:
        return None
    above = min(better, key=lambda other: (other.index or Decimal(0), other.member.name))
    reached = above.index or Decimal(0)
    # One hundredth more than the unit above, so that the rank is its own.
    target = reached + Decimal("0.01")
    needed = rounded(target / HUNDRED * result.maximum - result.points + Decimal("0.0049"))
    steps = [
        step
        for leaf in tree.leaves
        if leaf.scorer != "survey"
        for step in steps_of(leaf.rule, leaf.number, result, percents)
    ]
    enough = sorted(
        (step for step in steps if step.gain >= needed), key=lambda step: (step.gain, step.number)
    )
    gap = reached - result.index
    if enough:
        singles = {step.number: step for step in reversed(enough)}
        chosen = sorted(singles.values(), key=lambda step: (step.gain, step.number))[:most]
        return Lift(above.member.code, gap, needed, tuple(chosen), is_together=False)
    largest = {step.number: step for step in sorted(steps, key=lambda step: step.gain)}
    together: list[Step] = []
    for step in sorted(largest.values(), key=lambda step: (-step.gain, step.number)):
        together.append(step)
        if sum(one.gain for one in together) >= needed:
            return Lift(above.member.code, gap, needed, tuple(together), is_together=True)
    return Lift(above.member.code, gap, needed, (), is_together=True)


def steps_of(rule: Rule | None, number: str, result: Result, percents: Mapping[str, Decimal]) -> list[Step]:
    """What more a component can give: each higher band, the maximum, one thing more."""
    part = result.parts[number]
    if rule is None or part.lost <= 0:
        return []
    percent = percents.get(number)
    found: list[Step] = []
    if rule.kind == "bands" and percent is not None:
        for band in rule.bands:
            if band.at_least <= percent:
                break
            points = (
                band.points if band.points is not None else rounded(band.at_least / HUNDRED * part.maximum)
            )
            if points > part.points:
                found.append(Step(number, points - part.points, percent, band.at_least))
    elif rule.kind in ("count", "deduct") and rule.each is not None:
        found.append(Step(number, min(rule.each, part.lost)))
        if part.lost > rule.each:
            found.append(Step(number, part.lost))
    elif rule.kind == "ratio" and percent is not None:
        found.append(Step(number, part.lost, percent, HUNDRED))
    else:
        found.append(Step(number, part.lost))
    return found
