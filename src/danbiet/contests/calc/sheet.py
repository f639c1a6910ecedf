"""The marking sheet of one audience in one round: for every item and every order of its options the letters that are right."""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping, Sequence

from .paper import CHOICES, Drawer, shown_key
from .pool import PoolItem
from .rules import PaperPlan, Rules

_NEVER = "\0"  # no answer looks like this: an item that is void or whose key is not there


class Sheet:
    """Marks answers of one audience. Same outcome as `scoring.marks`, without an object for every question."""

    def __init__(
        self,
        plan: PaperPlan,
        *,
        rules: Rules,
        pool: Sequence[PoolItem],
        secret: bytes,
        keys: Mapping[str, tuple[int, ...]],
        dropped: Collection[str],
    ) -> None:
        self.drawer = Drawer(
            plan,
            pool=pool,
            contest=rules.contest,
            secret=secret,
            mixed=rules.mixed,
            options_mixed=rules.options_mixed,
        )
        items = self.drawer.items
        self._shown: list[dict[int, str]] = [{} for _item in items]  # filled as orders turn up
        self._keys = [keys.get(item.id) for item in items]
        self._dropped = {number for number, item in enumerate(items) if item.id in dropped}
        self._is_void = rules.dropped == "void"
        self._length, self._scoring = plan.length, rules.scoring
        worths = {block.points for block in plan.blocks}
        self._worth = worths.pop() if len(worths) == 1 and not self._dropped else None
        self._drawn: set[int] = set()

    def drawn_ids(self) -> set[str]:
        """The items that stood on any paper marked so far."""
        return {self.drawer.items[number].id for number in self._drawn}

    def mark(self, participant: str, attempt: int, answers: str) -> tuple[int, int, bool] | None:
        """Points (hundredths), number right, whether all are; None when the answers do not have the paper's form."""
        given = answers.split(".")
        if len(given) != self._length or not CHOICES.issuperset(given):
            return None
        places, orders = self.drawer.draw(participant, attempt)
        shown = self._shown
        try:
            expected = [shown[place[0]][order] for place, order in zip(places, orders, strict=True)]
        except KeyError:
            expected = [self._letters(place[0], order) for place, order in zip(places, orders, strict=True)]
        if self._worth is not None:
            correct = sum(map(operator.eq, expected, given))
            wrong = self._length - correct - given.count("")
            return self._total(
                correct * self._worth, self._length * self._worth, correct, wrong, self._length
            )
        return self._one_by_one(places, expected, given)

    def _one_by_one(
        self, places: list[tuple[int, int]], expected: list[str], given: list[str]
    ) -> tuple[int, int, bool]:
        points = correct = wrong = total = most = 0
        for (number, worth), right, answer in zip(places, expected, given, strict=True):
            is_dropped = number in self._dropped
            if is_dropped and self._is_void:
                continue
            total += 1
            most += worth
            if is_dropped or answer == right:
                correct += 1
                points += worth
            elif answer:
                wrong += 1
        return self._total(points, most, correct, wrong, total)

    def _total(self, points: int, most: int, correct: int, wrong: int, total: int) -> tuple[int, int, bool]:
        if self._scoring.mode == "all_or_nothing":
            return (most if correct == total else 0), correct, correct == total
        points -= self._scoring.penalty * wrong
        if self._scoring.floor and points < 0:
            points = 0
        return points, correct, correct == total

    def _letters(self, number: int, order: int) -> str:
        self._drawn.add(number)
        key = self._keys[number]
        letters = _NEVER
        if key is not None:
            letters = shown_key(key, self.drawer.order_of(number, order))
        self._shown[number][order] = letters
        return letters
