"""Unit standings: turn-out on frozen head-counts, quality, other parts, thresholds, blocks (docs/contest-bundle.md, 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from .canonical import KEY, UNIT, NotCanonical, canonical, parse
from .rules import Rules, Tier, UnitRules

HEADER = "block,rank,unit,headcount,participants,turnout,score,status"
PLACES = 10**4  # turn-out and score are rounded half up to four decimals, once


class UnitsRefused(ValueError):
    """A file of units that is none; names the line."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that takes part, with its frozen head-count (persons, 0 = not declared)."""

    unit: str
    name: str
    block: str
    headcount: int


@dataclass(slots=True)
class Tally:
    """What the people of one unit did in a round. `quality` is the sum over persons of points ÷ most points, each from 0 to 1."""

    participants: int = 0
    all_correct: int = 0
    quality: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class UnitRanked:
    """A line of the unit standings; `turnout` (percent) and `score` (0 to 100) in ten-thousandths; rank None when not ranked."""

    block: str
    rank: int | None
    unit: str
    headcount: int
    participants: int
    turnout: int
    score: int
    status: str

    def line(self) -> bytes:
        """The line of unit_standings.csv without its end."""
        rank = "" if self.rank is None else self.rank
        return (
            f"{self.block},{rank},{self.unit},{self.headcount},{self.participants},"
            f"{decimal_of(self.turnout)},{decimal_of(self.score)},{self.status}"
        ).encode("ascii")


def units_lines(units: Iterable[Unit]) -> bytes:
    """The file units.jsonl: a line a unit, by unit."""
    ordered = sorted(units, key=lambda unit: unit.unit)
    return b"".join(
        canonical({"block": one.block, "headcount": one.headcount, "name": one.name, "unit": one.unit})
        + b"\n"
        for one in ordered
    )


def read_units(data: bytes) -> tuple[Unit, ...]:
    """The units of a file. UnitsRefused names the line."""
    found: list[Unit] = []
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            value: Any = parse(line)
        except NotCanonical as error:
            raise UnitsRefused(f"line {number}: {error}") from error
        kinds = {"block": str, "headcount": int, "name": str, "unit": str}
        if not isinstance(value, dict) or {key: type(part) for key, part in value.items()} != kinds:
            raise UnitsRefused(f"line {number}: a unit has block, headcount, name and unit")
        unit = Unit(**value)
        if not UNIT.fullmatch(unit.unit) or not KEY.fullmatch(unit.block) or unit.headcount < 0:
            raise UnitsRefused(f"line {number}: no unit, block or head-count: {unit.unit[:40]!r}")
        if found and found[-1].unit >= unit.unit:
            raise UnitsRefused(f"line {number}: {unit.unit} out of order")
        found.append(unit)
    return tuple(found)


def decimal_of(ten_thousandths: int) -> Decimal:
    """The number with its four decimals."""
    return Decimal(ten_thousandths).scaleb(-4)


def half_up(value: Fraction) -> int:
    """A non-negative fraction in ten-thousandths, halves rounded up."""
    return (2 * value.numerator * PLACES + value.denominator) // (2 * value.denominator)


def unit_standings(
    rules: Rules,
    *,
    units: Sequence[Unit],
    tallies: Mapping[str, Tally],
    parts: Mapping[tuple[str, str], int],
) -> list[UnitRanked]:
    """All units of the blocks in the rules, ranked ones first in each block. [] when the rules rank no units.

    `parts` are hundredths (0 to 10000) by (unit, part).
    """
    if rules.units is None:
        return []
    kinds = {part.key: part.kind for part in rules.parts}
    scored = [_scored(one, rules.units, tallies.get(one.unit, Tally()), parts, kinds) for one in units]
    found: list[UnitRanked] = []
    for block in sorted(block.key for block in rules.units.blocks):
        found += _ranked([one for one in scored if one.block == block])
    return found


def needed_percent(tiers: Sequence[Tier], headcount: int) -> int:
    """The turn-out (percent) a unit of this size needs; 0 when no tier speaks of it."""
    return next((tier.percent for tier in tiers if tier.below == 0 or headcount < tier.below), 0)


def combine(
    rounds: Sequence[Mapping[str, Tally]],
    *,
    how: Literal["mean", "distinct"],
    distinct: Mapping[str, int] | None = None,
) -> dict[str, Tally]:
    """The tallies of several rounds as one: the mean of the rounds (participants rounded half up), or the sum with `distinct` people.

    ValueError without rounds, or for "distinct" without the numbers of people by unit.
    """
    if not rounds or (how == "distinct" and distinct is None):
        raise ValueError("nothing to combine")
    found: dict[str, Tally] = {}
    for key in sorted({unit for one in rounds for unit in one}):
        each = [one.get(key, Tally()) for one in rounds]
        people = sum(one.participants for one in each)
        perfect, quality = (
            sum(one.all_correct for one in each),
            sum((one.quality for one in each), Fraction(0)),
        )
        to = (2 * people + len(each)) // (2 * len(each)) if how == "mean" else (distinct or {}).get(key, 0)
        share = Fraction(to, people) if people else Fraction(0)
        found[key] = Tally(to, int(perfect * share), quality * share)
    return found


def _scored(
    one: Unit, rules: UnitRules, tally: Tally, parts: Mapping[tuple[str, str], int], kinds: Mapping[str, str]
) -> UnitRanked:
    people = tally.participants
    turnout = min(Fraction(1), Fraction(people, one.headcount)) if one.headcount else Fraction(0)
    values = {
        "turnout": turnout,
        "average": tally.quality / people if people else Fraction(0),
        "perfect": Fraction(tally.all_correct, people) if people else Fraction(0),
    }
    score = Fraction(0)
    for component in rules.components:
        part = Fraction(parts.get((one.unit, component.part), 0), 10000)
        score += component.weight * values.get(component.kind, part)
    status = "ranked"
    if not one.headcount:
        status = "no_headcount"
    elif people * 100 < needed_percent(rules.tiers, one.headcount) * one.headcount:
        status = "turnout"
    else:
        for need in rules.needs:
            if not (people if kinds.get(need) == "quiz" else (one.unit, need) in parts):
                status = f"part:{need}"
                break
    return UnitRanked(
        one.block, None, one.unit, one.headcount, people, half_up(100 * turnout), half_up(score), status
    )


def _ranked(block: list[UnitRanked]) -> list[UnitRanked]:
    def key(one: UnitRanked) -> tuple[int, int, int]:
        return (-one.score, -one.turnout, -one.participants)

    able = sorted((one for one in block if one.status == "ranked"), key=lambda one: (key(one), one.unit))
    found: list[UnitRanked] = []
    for number, one in enumerate(able, start=1):
        rank = found[-1].rank if found and key(found[-1]) == key(one) else number
        found.append(UnitRanked(one.block, rank, *_rest(one)))
    return found + sorted((one for one in block if one.status != "ranked"), key=lambda one: one.unit)


def _rest(one: UnitRanked) -> tuple[str, int, int, int, int, str]:
    return one.unit, one.headcount, one.participants, one.turnout, one.score, one.status
