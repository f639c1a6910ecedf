"""Papers of many at once: what `paper.Drawer` draws for one, in columns (ADR 0042).

`Drawer.draw` is the measure; a property test holds the two together. Rows in which a word is thrown away are drawn by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .paper import Drawer, block_numbers

Whole = NDArray[np.int32]
CARDS = 4_000_000  # laid out at once: some 16 MB, whatever the size of the bank


class Dealer:
    """Deals papers of one audience in one round. `is_quick`: in columns; otherwise one by one, with the same outcome."""

    def __init__(self, drawer: Drawer) -> None:
        self.drawer = drawer
        shape = drawer.shape()
        self.is_quick = shape.is_simple
        self._length = shape.length
        self._offers = [np.array([number for number, _points in offer], np.int32) for offer in shape.offers]
        self._steps, self._counts, self._mixing = shape.steps, shape.counts, shape.mixing
        self._ways = np.array([way for way, _fair in shape.ways], np.int32)
        self._fairs = np.array([fair for _way, fair in shape.ways], np.int32)
        steps = [step for steps in [*shape.steps, shape.mixing] for step in steps]
        self._columns = len(steps)  # words that are used whatever is drawn
        self._column_fairs = np.array([fair for _place, _left, fair in steps], np.int32)
        self._numbers = block_numbers((self._columns + self._length) // 16 + 1)
        worth = dict(pair for offer in shape.offers for pair in offer)
        self._worth = np.array([worth.get(number, 0) for number in range(len(drawer.items))], np.int32)
        self._at_once = max(1, CARDS // max(1, sum(map(len, shape.offers))))

    def deal(self, people: Sequence[tuple[str, int]]) -> tuple[Whole, Whole, Whole]:
        """For (participant, attempt) each the items' numbers, their points and orders, a row a paper. ValueError as in `Drawer.draw`."""
        size = (len(people), self._length)
        numbers, points, orders = (np.zeros(size, np.int32) for _ in range(3))
        for first in range(0, len(people), self._at_once):
            part = people[first : first + self._at_once]
            here = slice(first, first + len(part))
            slow: Any = range(len(part))
            if self.is_quick:
                numbers[here], orders[here], is_fair = self._dealt(part)
                points[here] = self._worth[numbers[here]]
                slow = np.flatnonzero(~is_fair)
            for row in slow:
                places, orders[first + row] = self.drawer.draw(*part[row])
                numbers[first + row] = [number for number, _points in places]
                points[first + row] = [worth for _number, worth in places]
        return numbers, points, orders

    def _dealt(self, people: Sequence[tuple[str, int]]) -> tuple[Whole, Whole, NDArray[np.bool_]]:
        """Numbers, orders, and which rows threw no word away."""
        stream = self._stream(people)
        is_fair = np.all(stream[:, : self._columns] < self._column_fairs, axis=1)
        rows = np.arange(len(people))
        column, hands = 0, []
        for offer, count, steps in zip(self._offers, self._counts, self._steps, strict=True):
            cards = np.tile(offer, (len(people), 1))
            column = _mix(cards, steps, stream, column, rows)
            hands.append(cards[:, :count])
        numbers = np.concatenate(hands, axis=1) if hands else np.zeros((len(people), 0), np.int32)
        _mix(numbers, self._mixing, stream, column, rows)
        ways, fairs = self._ways[numbers], self._fairs[numbers]
        takes = ways > 1  # an item of one order takes no word
        places = np.where(takes, self._columns - 1 + np.cumsum(takes, axis=1), 0)
        drawn = np.take_along_axis(stream, places, axis=1)
        is_fair = np.logical_and(is_fair, (~takes | (drawn < fairs)).all(axis=1))
        return numbers, np.where(takes, drawn % ways, 0).astype(np.int32), is_fair

    def _stream(self, people: Sequence[tuple[str, int]]) -> Whole:
        sha, numbers, seed_of = hashlib.sha256, self._numbers, self.drawer.seed
        parts = []
        for participant, attempt in people:
            seed = seed_of(participant, attempt)
            parts += [sha(seed + number).digest() for number in numbers]
        return np.frombuffer(b"".join(parts), ">u2").reshape(len(people), -1).astype(np.int32)


def _mix(
    cards: Whole, steps: Sequence[tuple[int, int, int]], stream: Whole, column: int, rows: NDArray[Any]
) -> int:
    """`paper.take` in every row; gives the column of the next word."""
    for place, left, _fair in steps:
        others = place + stream[:, column] % left
        column += 1
        taken = cards[rows, others]
        cards[rows, others] = cards[:, place]
        cards[:, place] = taken
    return column
