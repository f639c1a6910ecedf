"""The marking sheet of one audience in one round: for every item and every order of its options the letters that are right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dealing import Dealer
from .paper import CHOICES, LETTERS, Drawer, shown_key
from .pool import PoolItem
from .rules import PaperPlan, Rules

_MASKS = {one: sum(1 << LETTERS.index(letter) for letter in one) for one in CHOICES}
_NO_MASK = 1 << len(LETTERS)  # no answer looks like this: of an item whose key is not there
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
        self._keys = [keys.get(item.id) for item in items]
        self._dropped = [number for number, item in enumerate(items) if item.id in dropped]
        self._is_void = rules.dropped == "void"
        self._length, self._scoring = plan.length, rules.scoring
        self._drawn: set[int] = set()
        self._dealer = Dealer(self.drawer)
        self._laid = self._laid_out()

    def drawn_ids(self) -> set[str]:
        """The items that stood on any paper marked so far."""
        return {self.drawer.items[number].id for number in self._drawn}

    def mark(self, participant: str, attempt: int, answers: str) -> tuple[int, int, bool] | None:
        """Points (hundredths), number right, whether all are; None when the answers do not have the paper's form."""
        found = self.mark_many([(participant, attempt)], [answers])
        if not found.is_formed[0]:
            return None
        return int(found.points[0]), int(found.correct[0]), bool(found.is_all_correct[0])

    def mark_many(self, people: Sequence[tuple[str, int]], answers: Sequence[str]) -> ManyMarks:
        """`mark` of many, a place each: what a paper costs is paid for thousands at once."""
        found = ManyMarks(*(np.zeros(len(people), kind) for kind in (bool, int, int, int, bool)))
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
        marks = self._marked(numbers, worths, self._right(numbers, orders), np.array(masks, np.int32))
        found.is_formed[places] = True
        for column, values in zip(found[1:], marks, strict=True):
            column[places] = values
        return found

    def _marked(
        self, numbers: NDArray[Any], worths: NDArray[Any], right: NDArray[Any], given: NDArray[Any]
    ) -> tuple[NDArray[Any], ...]:
        """Points, right, wrong, whether all are, of papers with the letters that are right and those given."""
        gone = np.isin(numbers, self._dropped)
        asked = ~gone if self._is_void else np.ones_like(gone)
        hit = asked & (gone | (right == given))
        correct, total = hit.sum(axis=1), asked.sum(axis=1)
        wrong = (asked & ~hit & (given != 0)).sum(axis=1)
        is_all = correct == total
        if self._scoring.mode == "all_or_nothing":
            return np.where(is_all, (worths * asked).sum(axis=1), 0), correct, wrong, is_all
        points = (worths * hit).sum(axis=1) - self._scoring.penalty * wrong
        return np.maximum(points, 0) if self._scoring.floor else points, correct, wrong, is_all

    def _right(self, numbers: NDArray[Any], orders: NDArray[Any]) -> NDArray[Any]:
        """The letters that are right at every place of these papers."""
        if self._laid is not None:
            laid: NDArray[np.int32] = self._laid[numbers, orders]
            return laid
        flat = zip(numbers.ravel().tolist(), orders.ravel().tolist(), strict=True)
        return np.array([self._mask(number, order) for number, order in flat], np.int32).reshape(
            numbers.shape
        )

    def _laid_out(self) -> NDArray[np.int32] | None:
        """The same by item and order; None where an item has too many orders to lay them out."""
        ways = [way for way, _fair in self.drawer.shape().ways]
        if max(ways, default=1) > MOST_ORDERS:
            return None
        laid = np.full((len(ways), max(ways, default=1)), _NO_MASK, np.int32)
        for number, way in enumerate(ways):
            laid[number, :way] = [self._mask(number, order) for order in range(way)]
        return laid

    def _mask(self, number: int, order: int) -> int:
        """The letters under which the right options of an item stand in this order; no answer's where there is no key."""
        key = self._keys[number]
        return _NO_MASK if key is None else _MASKS[shown_key(key, self.drawer.order_of(number, order))]
