"""The paper as a pure function of (round secret, participant, attempt) (docs/contest-bundle.md, 4).

It is drawn in some ten microseconds: the stream is consumed in line, and what a bank offers a block is prepared once.
"""

from __future__ import annotations

import hmac
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import factorial
from struct import Struct
from typing import TypeVar

from .checking import fits
from .pool import PoolItem
from .rules import PaperPlan

LETTERS = "ABCDEFGH"
_WORDS = Struct(">16H")
_RANGE = 65536
T = TypeVar("T")

PERMUTATIONS = [
    tuple(itertools.permutations(range(count))) for count in range(6)
]  # longer ones when asked for


@dataclass(frozen=True, slots=True)
class Question:
    """A place of a paper: which item, what it is worth (hundredths), and which option stands at each letter."""

    item: str
    points: int
    order: tuple[int, ...]


def words(secret: bytes, *, contest: str, round_key: str, participant: str, attempt: int) -> Iterator[int]:
    """The stream of 16-bit numbers a paper is drawn with, without end."""
    prefix = f"danbiet.paper.v1|{contest}|{round_key}|{participant}|{attempt}|"
    for block in itertools.count():
        yield from _WORDS.unpack(hmac.digest(secret, f"{prefix}{block}".encode("ascii"), "sha256"))


def below(limit: int, word: Callable[[], int]) -> int:
    """A number from 0 to limit − 1, each equally likely; words that would favour some are thrown away."""
    if limit == 1:
        return 0
    fair = _RANGE - _RANGE % limit
    drawn = word()
    while drawn >= fair:
        drawn = word()
    return drawn % limit


def take(cards: list[T], count: int, word: Callable[[], int]) -> list[T]:
    """The first `count` of the cards after mixing as far as needed; `cards` is mixed in place."""
    size = len(cards)
    for place in range(count):
        left = size - place
        if left > 1:  # below() in line: this loop is the paper's cost
            fair = _RANGE - _RANGE % left
            drawn = word()
            while drawn >= fair:
                drawn = word()
            other = place + drawn % left
            cards[place], cards[other] = cards[other], cards[place]
    return cards[:count]


def permutation(options: int, number: int) -> tuple[int, ...]:
    """Permutation `number` of 0 … options − 1 in lexicographic order."""
    if options < len(PERMUTATIONS):
        return PERMUTATIONS[options][number]
    rest, found = list(range(options)), []
    for left in range(options, 0, -1):
        place, number = divmod(number, factorial(left - 1))
        found.append(rest.pop(place))
    return tuple(found)


class Drawer:
    """Draws the papers of one audience in one round. The pool must be in the order of its file."""

    def __init__(
        self,
        plan: PaperPlan,
        *,
        pool: Sequence[PoolItem],
        contest: str,
        secret: bytes,
        mixed: bool,
        options_mixed: bool,
    ) -> None:
        self._prefix = f"danbiet.paper.v1|{contest}|{plan.round}|"
        self._secret, self._mixed, self._length = secret, mixed, plan.length
        self.items = tuple(item for item in pool if item.bank == plan.bank)
        self._blocks = [
            (
                [(number, block.points) for number, item in enumerate(self.items) if fits(item, block)],
                block.count,
            )
            for block in plan.blocks
        ]
        offered = [number for offer, _count in self._blocks for number, _points in offer]
        self._overlap = len(set(offered)) < len(offered)
        self._ways = [
            factorial(item.options) if options_mixed and not item.fixed else 1 for item in self.items
        ]

    def draw(self, participant: str, attempt: int) -> tuple[list[tuple[int, int]], list[int]]:
        """Places as (number of the item in `items`, points), and the number of each place's permutation.

        ValueError when the bank has too few items for a block (`checking.check` says so before).
        """
        word = self._stream(participant, attempt).__next__
        places: list[tuple[int, int]] = []
        for offer, count in self._blocks:
            cards = offer[:]
            if self._overlap:
                taken = {number for number, _points in places}
                cards = [card for card in offer if card[0] not in taken]
            if len(cards) < count:
                raise ValueError("the bank has too few items")
            places += take(cards, count, word)
        if self._mixed:
            take(places, self._length, word)
        ways = self._ways
        orders = []
        for number, _points in places:
            way = ways[number]
            if way > 1:
                fair = _RANGE - _RANGE % way
                drawn = word()
                while drawn >= fair:
                    drawn = word()
                orders.append(drawn % way)
            else:
                orders.append(0)
        return places, orders

    def paper(self, participant: str, attempt: int) -> list[Question]:
        """The paper to show. ValueError as in `draw`."""
        places, orders = self.draw(participant, attempt)
        return [
            Question(self.items[number].id, points, permutation(self.items[number].options, order))
            for (number, points), order in zip(places, orders, strict=True)
        ]

    def _stream(self, participant: str, attempt: int) -> Iterator[int]:
        prefix = f"{self._prefix}{participant}|{attempt}|"
        block = 0
        while True:
            yield from _WORDS.unpack(hmac.digest(self._secret, f"{prefix}{block}".encode("ascii"), "sha256"))
            block += 1


def shown_key(key: Sequence[int], order: Sequence[int]) -> str:
    """The letters under which the right options stand in this order."""
    return "".join(LETTERS[place] for place, option in enumerate(order) if option in key)
