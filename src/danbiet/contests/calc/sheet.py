"""The marking sheet of one audience in one round: for every item and every order of its options the letters that are right."""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dealing import Dealer
from .paper import CHOICES, LETTERS, Drawer, permutation, shown_key
from .pool import PoolItem
from .rules import PaperPlan, Rules

_NEVER = "\0"  # no answer looks like this: an item that is void or whose key is not there
_MASKS = {one: sum(1 << LETTERS.index(letter) for letter in one) for one in CHOICES}
_NO_MASK = 1 << len(LETTERS)  # the same among masks
MOST_ORDERS = 720  # of an item whose right letters are laid out for every order: six options


class ManyMarks(NamedTuple):
    """Columns of what `Sheet.mark` gives, and how many were wrong. `is_formed`: the answers have the paper's form; else the others are 0."""

    is_formed: NDArray[np.bool_]
    points: NDArray[np.int64]
    correct: NDArray[np.int64]
    wrong: NDArray[np.int64]
    is_all_correct: NDArray[np.bool_]


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
        self._dealer = Dealer(self.drawer)
        self._right = self._laid_out() if self._dealer.is_quick else None

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

    def mark_many(self, people: Sequence[tuple[str, int]], answers: Sequence[str]) -> ManyMarks:
        """`mark` of many, a place each, some ten times as fast."""
        found = ManyMarks(*(np.zeros(len(people), kind) for kind in (bool, int, int, int, bool)))
        if self._right is None:
            self._mark_each(people, answers, found)
            return found
        masks, places = [], []
        for place, text in enumerate(answers):
            given = [_MASKS.get(one, -1) for one in text.split(".")]
            if len(given) == self._length and min(given) >= 0:
                masks.append(given)
                places.append(place)
        if not places:
            return found
        numbers, worths, orders = self._dealer.deal([people[place] for place in places])
        self._drawn.update(np.unique(numbers).tolist())
        marks = self._marked(numbers, worths, self._right[numbers, orders], np.array(masks, np.int32))
        found.is_formed[places] = True
        for column, values in zip(found[1:], marks, strict=True):
            column[places] = values
        return found

    def _marked(
        self, numbers: NDArray[Any], worths: NDArray[Any], right: NDArray[Any], given: NDArray[Any]
    ) -> tuple[NDArray[Any], ...]:
        """Points, right, wrong, whether all are, of papers with the letters that are right and those given."""
        gone = np.isin(numbers, list(self._dropped))
        asked = ~gone if self._is_void else np.ones_like(gone)
        hit = asked & (gone | (right == given))
        correct, total = hit.sum(axis=1), asked.sum(axis=1)
        wrong = (asked & ~hit & (given != 0)).sum(axis=1)
        is_all = correct == total
        if self._scoring.mode == "all_or_nothing":
            return np.where(is_all, (worths * asked).sum(axis=1), 0), correct, wrong, is_all
        points = (worths * hit).sum(axis=1) - self._scoring.penalty * wrong
        return np.maximum(points, 0) if self._scoring.floor else points, correct, wrong, is_all

    def _mark_each(self, people: Sequence[tuple[str, int]], answers: Sequence[str], found: ManyMarks) -> None:
        for place, (one, text) in enumerate(zip(people, answers, strict=True)):
            marks = self.mark(*one, text)
            if marks is not None:
                found.is_formed[place] = True
                found.points[place], found.correct[place], found.is_all_correct[place] = marks
                found.wrong[place] = self._wrong_of(*one, text)

    def _wrong_of(self, participant: str, attempt: int, answers: str) -> int:
        """How many answers count as wrong: not right, not left out, not those of an item that no longer counts."""
        places, orders = self.drawer.draw(participant, attempt)
        return sum(
            bool(given) and number not in self._dropped and given != self._letters(number, order)
            for (number, _worth), order, given in zip(places, orders, answers.split("."), strict=True)
        )

    def _laid_out(self) -> NDArray[np.int32] | None:
        """By item and order the letters that are right; None where an item has too many orders to lay them out."""
        ways = self.drawer.shape().ways
        most = max((way for way, _fair in ways), default=1)
        if most > MOST_ORDERS:
            return None
        right = np.full((len(ways), most), _NO_MASK, np.int32)
        for number, (way, _fair) in enumerate(ways):
            key = self._keys[number]
            if key is not None:
                options = self.drawer.items[number].options
                right[number, :way] = [
                    sum(
                        1 << place
                        for place, option in enumerate(permutation(options, order))
                        if option in key
                    )
                    for order in range(way)
                ]
        return right

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
