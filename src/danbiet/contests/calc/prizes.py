"""Who wins what, with one prize a person and one a unit where the rules say so (docs/contest-bundle.md, 9)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from .rules import Prize, Rules
from .units import UnitRanked

HEADER = "prize,of,winner,shared"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the order of the ranks: a participant with unit ("" for none), or a unit. `points` as `Prize.least` counts them."""

    rank: int
    who: str
    unit: str
    points: int


@dataclass(frozen=True, slots=True)
class Won:
    """A line of the winners. `is_shared`: more with equal rank than prizes left."""

    prize: str
    of: str
    winner: str
    is_shared: bool

    def line(self) -> bytes:
        """The line of winners.csv without its end."""
        return f"{self.prize},{self.of},{self.winner},{int(self.is_shared)}".encode("ascii")


@dataclass(slots=True)
class _Held:
    """Who may win no more."""

    persons: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    winners: set[str] = field(default_factory=set)


def winners(
    rules: Rules,
    *,
    persons: Callable[[str], Iterable[Candidate]],
    units: Iterable[UnitRanked],
    held_persons: Collection[str] = (),
    held_units: Collection[str] = (),
) -> list[Won]:
    """The winners of a round, prize after prize. `persons` gives an audience's candidates from the best down; it is read only as far as needed.

    `held_…` are those who won in earlier rounds; they are bound only where a rule says "contest".
    """
    ranked = [one for one in units if one.rank is not None]
    held = _Held(
        set(held_persons) if rules.one_prize.person == "contest" else set(),
        set(held_units) if rules.one_prize.unit == "contest" else set(),
    )
    found: list[Won] = []
    for prize in rules.prizes:
        for group in _groups(rules, prize):
            if prize.to == "person":
                found += _give(prize, group, persons(group), rules, held)
            else:
                block = [
                    Candidate(one.rank or 0, one.unit, "", one.score // 100)
                    for one in ranked
                    if one.block == group
                ]
                found += _give(prize, group, block, rules, held)
    return found


def _groups(rules: Rules, prize: Prize) -> list[str]:
    if prize.of:
        return [prize.of]
    if prize.to == "person":
        return [audience.key for audience in rules.audiences]
    return [block.key for block in rules.units.blocks] if rules.units else []


def _give(
    prize: Prize, group: str, candidates: Iterable[Candidate], rules: Rules, held: _Held
) -> Iterator[Won]:
    left = prize.count
    for _rank, equal in groupby(candidates, key=lambda one: one.rank):
        able = list(_able(equal, prize, rules, held))
        for one in able:
            _note(one, prize, rules, held)
            yield Won(prize.key, group, one.who, len(able) > left)
        left -= len(able)
        if left <= 0:
            return


def _able(equal: Iterable[Candidate], prize: Prize, rules: Rules, held: _Held) -> Iterator[Candidate]:
    """Those of one rank who may win, of one unit only the first where a unit may win once."""
    units: set[str] = set()
    for one in equal:
        if one.points < prize.least or one.who in (held.persons if prize.to == "person" else held.winners):
            continue
        if prize.to == "person" and rules.one_prize.unit != "none" and one.unit:
            if one.unit in held.units or one.unit in units:
                continue
            units.add(one.unit)
        yield one


def _note(one: Candidate, prize: Prize, rules: Rules, held: _Held) -> None:
    if prize.to == "unit":
        held.winners.add(one.who)
        return
    if rules.one_prize.person != "none":
        held.persons.add(one.who)
    if rules.one_prize.unit != "none" and one.unit:
        held.units.add(one.unit)
