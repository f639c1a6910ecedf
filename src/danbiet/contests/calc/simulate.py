"""\"Thử 10.000 người\": what a rule set would lead to, tried with invented people on the code that counts the real ones."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .canonical import crockford
from .grading import Ground
from .paper import shown_key
from .pool import PoolItem
from .prizes import Won
from .receipts import EntryLine
from .round_result import RoundResult, Surroundings, mark_all, result_of
from .rules import Rules
from .sheet import Sheet
from .units import Unit

EASE = {1: 0.25, 2: 0.0, 3: -0.2}  # what a level adds to a person's chance of knowing an answer
TURNOUT = 0.6  # share of a unit's people who are made to come
FASTEST = 3  # seconds for a question: nobody reads quicker
TELL_EVERY = 1000  # people
KEY = (0,)  # the right option of an invented answer; which one it is changes nothing


@dataclass(frozen=True, slots=True)
class AudienceTrial:
    """What an audience's round came to. `first_ties` share the first rank; `tied` share a rank with somebody; `common` is the mean number of
    questions that two people's papers have in common (two decimals); draws are how often the least and most drawn item stood on a paper.
    """

    participants: int
    all_correct: int
    correct: dict[int, int]
    first_ties: int
    tied: int
    common: Decimal
    least_drawn: int
    most_drawn: int
    never_drawn: int


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome of a simulated round. `unit_states` counts units by status; `shared` names prizes that more won than there are."""

    people: int
    entries: int
    audiences: dict[str, AudienceTrial]
    unit_states: dict[str, int]
    winners: tuple[Won, ...]
    shared: tuple[str, ...]


def simulate(
    rules: Rules,
    *,
    round_key: str,
    pool: Sequence[PoolItem],
    units: Sequence[Unit] = (),
    seed: str,
    people: int = 10_000,
    progress: Callable[[int], None] = lambda _count: None,
) -> Trial:
    """A round with so many invented people. The same seed gives the same trial. ValueError when a draw is impossible (`checking.check`).

    `progress` is told after every thousand how many have handed in.
    """
    ordered = tuple(sorted(pool, key=lambda item: item.id))
    ground = Ground(
        rules,
        round_key,
        rules.round_of(round_key).closes,
        hashlib.sha256(f"simulation {seed}".encode()).digest(),
        ordered,
        {item.id: KEY for item in ordered},
        tuple(sorted(unit.unit for unit in units)),
    )
    crowd = _Crowd(ground, units, people, random.Random(seed))  # noqa: S311  # invented people, no secret
    marked = mark_all(crowd.lines(progress), ground)
    result = result_of(marked, ground, Surroundings(tuple(units)))
    return Trial(
        people,
        sum(marked.entries.values()),
        {key: _audience(result, key, crowd) for key in crowd.sheets},
        dict(Counter(one.status for one in result.units)),
        tuple(result.winners),
        tuple(sorted({won.prize for won in result.winners if won.is_shared})),
    )


class _Crowd:
    """Invented people of very different knowledge, their papers drawn as real ones are."""

    def __init__(self, ground: Ground, units: Sequence[Unit], people: int, chance: random.Random) -> None:
        rules = ground.rules
        self._ground, self._people, self._chance = ground, people, chance
        self._seats = [unit.unit for unit in units for _ in range(int(unit.headcount * TURNOUT))]
        chance.shuffle(self._seats)
        self.sheets = {
            plan.audience: Sheet(
                plan, rules=rules, pool=ground.pool, secret=ground.secret, keys=ground.keys, dropped=()
            )
            for plan in rules.papers
            if plan.round == ground.round_key
        }
        self.drawn: dict[str, Counter[int]] = {key: Counter() for key in self.sheets}
        self.common: dict[str, int] = dict.fromkeys(self.sheets, 0)

    def lines(self, progress: Callable[[int], None]) -> Iterator[bytes]:
        """Their entries in the order of entries.csv."""
        audiences = list(self.sheets)
        before: dict[str, set[int]] = {key: set() for key in audiences}
        for number in range(self._people):
            if number and not number % TELL_EVERY:
                progress(number)
            audience, name = audiences[number % len(audiences)], crockford(number, symbols=10)
            unit = self._seats[number] if number < len(self._seats) else ""
            skill = self._chance.betavariate(4, 2)
            for attempt in range(1, 1 + self._tries()):
                places, orders = self.sheets[audience].drawer.draw(name, attempt)
                items = {place[0] for place in places}
                self.drawn[audience].update(items)
                if attempt == 1:
                    self.common[audience] += len(items & before[audience])
                    before[audience] = items
                yield self._line(name, attempt, audience, unit, skill, list(zip(places, orders, strict=True)))

    def _tries(self) -> int:
        most, tries = self._ground.rules.attempts or 5, 1
        while tries < most and self._chance.random() < 0.3:
            tries += 1
        return tries

    def _line(
        self,
        name: str,
        attempt: int,
        audience: str,
        unit: str,
        skill: float,
        paper: list[tuple[tuple[int, int], int]],
    ) -> bytes:
        chance, rules, drawer = self._chance, self._ground.rules, self.sheets[audience].drawer
        answers = []
        for (number, _points), order in paper:
            item = drawer.items[number]
            knows = chance.random() < skill + EASE.get(item.level, 0.0)
            right = shown_key(KEY, drawer.order_of(number, order))
            answers.append(right if knows else "ABCDEFGH"[chance.randrange(item.options)])
        window, longest = rules.round_of(self._ground.round_key), 1000 * rules.seconds
        started = window.opens + chance.randrange(max(window.closes - window.opens - longest, 1))
        fastest = min(1000 * FASTEST * len(paper), longest)
        took = min(longest, max(fastest, int(longest * chance.lognormvariate(-1.0, 0.5))))
        guess = str(chance.randrange(self._people + 1)) if rules.prediction else ""
        line = EntryLine(name, attempt, audience, unit, started, started + took, guess, ".".join(answers))
        return line.line()


def _audience(result: RoundResult, key: str, crowd: _Crowd) -> AudienceTrial:
    ranks = Counter(rank for rank, _place in result.standings.places(key))
    people, drawn = result.figures[key].participants, crowd.drawn[key]
    items = len(crowd.sheets[key].drawer.items)
    correct = Counter(one.correct for one in result.standings.ranked(key))
    common = Decimal(crowd.common[key]) / max(people - 1, 1)
    return AudienceTrial(
        people,
        result.figures[key].all_correct,
        dict(sorted(correct.items())),
        ranks[1],
        sum(count for count in ranks.values() if count > 1),
        common.quantize(Decimal("0.01"), ROUND_HALF_UP),
        min(drawn.values(), default=0),
        max(drawn.values(), default=0),
        items - len(drawn),
    )
