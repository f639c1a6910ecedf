"""The paper as a pure function of (round secret, participant, attempt) (docs/contest-bundle.md, 4).

`words`, `below` and `take` are the definition; `Drawer` does the same in some twenty microseconds, with everything prepared that does
not depend on the participant. A property test holds the two together.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import factorial
from typing import TypeVar

from .checking import fits
from .keyed import Keyed
from .pool import PoolItem
from .rules import PaperPlan

LETTERS = "ABCDEFGH"
CHOICES = frozenset(
    "".join(chosen) for count in range(len(LETTERS) + 1) for chosen in itertools.combinations(LETTERS, count)
)  # every way to answer a question, "" for leaving it out
_RANGE = 65536
T = TypeVar("T")

PERMUTATIONS = [
    tuple(itertools.permutations(range(count))) for count in range(6)
]  # longer ones when asked for


@dataclass(frozen=True, slots=True)
class Shape:
    """What a drawer draws by, whoever the paper is for. `steps`, `mixing`: place, cards left, first unfair word; `ways`: orders of each
    item with the first unfair word. `is_simple`: blocks do not share items and have enough of them."""

    length: int
    offers: list[list[tuple[int, int]]]
    counts: list[int]
    steps: list[list[tuple[int, int, int]]]
    mixing: list[tuple[int, int, int]]
    ways: list[tuple[int, int]]
    is_simple: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A place of a paper: which item, what it is worth (hundredths), and which option stands at each letter."""

    item: str
    points: int
    order: tuple[int, ...]


def seed_of(secret: bytes, *, contest: str, round_key: str, participant: str, attempt: int) -> bytes:
    """The 32 bytes one paper follows from."""
    text = f"danbiet.paper.v1|{contest}|{round_key}|{participant}|{attempt}"
    return hmac.digest(secret, text.encode("ascii"), "sha256")


def words(seed: bytes) -> Iterator[int]:
    """The stream of 16-bit numbers a paper is drawn with."""
    for block in range(_RANGE):
        yield from struct.unpack(">16H", hashlib.sha256(seed + block.to_bytes(2, "big")).digest())


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
    for place in range(count):
        other = place + below(len(cards) - place, word)
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
        self.items = tuple(item for item in pool if item.bank == plan.bank)
        self._length = plan.length
        self._offers = [
            [(number, block.points) for number, item in enumerate(self.items) if fits(item, block)]
            for block in plan.blocks
        ]
        self._counts = [block.count for block in plan.blocks]
        self._steps = [
            _steps(len(offer), count) for offer, count in zip(self._offers, self._counts, strict=True)
        ]
        offered = [number for offer in self._offers for number, _points in offer]
        self._overlap = len(set(offered)) < len(offered)
        self._mixing = _steps(self._length, self._length) if mixed else []
        ways = [factorial(item.options) if options_mixed and not item.fixed else 1 for item in self.items]
        self._ways = [(way, _RANGE - _RANGE % way) for way in ways]
        self._asked = sum(len(steps) for steps in self._steps) + len(self._mixing) + self._length
        fairs = [fair for steps in [*self._steps, self._mixing] for _place, _left, fair in steps]
        self._always_fair = min([*fairs, *(fair for _way, fair in self._ways)], default=0)
        one_way = {way for way, _fair in self._ways}
        enough = all(len(offer) >= count for offer, count in zip(self._offers, self._counts, strict=True))
        self._is_simple = enough and not self._overlap
        self._one_way = one_way.pop() if len(one_way) == 1 and self._is_simple else 1
        self._blocks = _NUMBERS[: self._asked // 16 + 1]
        self._unpack = _unpack(len(self._blocks))
        self._keyed = Keyed(secret, prefix=f"danbiet.paper.v1|{contest}|{plan.round}|".encode("ascii"))

    def shape(self) -> Shape:
        """What every paper is drawn by."""
        return Shape(
            self._length, self._offers, self._counts, self._steps, self._mixing, self._ways, self._is_simple
        )

    def seed(self, participant: str, attempt: int) -> bytes:
        """`seed_of` for this contest and round."""
        return self._keyed.digest(f"{participant}|{attempt}".encode("ascii"))

    def draw(self, participant: str, attempt: int) -> tuple[list[tuple[int, int]], list[int]]:
        """Places as (number of the item in `items`, points), and the number of each place's permutation.

        ValueError when the bank has too few items for a block (`checking.check` says so before).
        """
        seed = self.seed(participant, attempt)
        drawn = _hashed(seed, self._blocks)
        stream = self._unpack(drawn)
        # Without a byte of all ones no word is beyond 65,279: three times in four that is seen sooner than the largest word.
        is_fair = self._always_fair > 0xFF00 and b"\xff" not in drawn
        if self._one_way > 1 and (is_fair or max(stream) < self._always_fair):
            return self._drawn_fair(iter(stream))
        blocks = len(self._blocks)
        while True:
            try:
                return self._drawn(iter(stream).__next__)
            except (
                StopIteration
            ):  # more words were thrown away than there were to spare: the same again with more
                blocks += 4
                stream = _unpack(blocks)(_hashed(seed, _NUMBERS[:blocks]))

    def paper(self, participant: str, attempt: int) -> list[Question]:
        """The paper to show. ValueError as in `draw`."""
        places, orders = self.draw(participant, attempt)
        return [
            Question(self.items[number].id, points, self.order_of(number, order))
            for (number, points), order in zip(places, orders, strict=True)
        ]

    def order_of(self, number: int, order: int) -> tuple[int, ...]:
        """Which option stands at each letter, for a place as `draw` gives it."""
        return permutation(self.items[number].options, order)

    def _drawn_fair(self, stream: Iterator[int]) -> tuple[list[tuple[int, int]], list[int]]:
        """`_drawn` where no word is thrown away and every item has as many orders: nine papers in ten."""
        places: list[tuple[int, int]] = []
        for offer, count, steps in zip(self._offers, self._counts, self._steps, strict=True):
            cards = offer[:]
            for (place, left, _fair), drawn in zip(steps, stream):  # noqa: B905  # the steps end first, and take no word too many
                other = place + drawn % left
                cards[place], cards[other] = cards[other], cards[place]
            places += cards[:count]
        for (place, left, _fair), drawn in zip(self._mixing, stream):  # noqa: B905  # as above
            other = place + drawn % left
            places[place], places[other] = places[other], places[place]
        way = self._one_way
        return places, [drawn % way for drawn in itertools.islice(stream, self._length)]

    def _drawn(self, word: Callable[[], int]) -> tuple[list[tuple[int, int]], list[int]]:
        places: list[tuple[int, int]] = []
        for offer, count, steps in zip(self._offers, self._counts, self._steps, strict=True):
            if self._overlap:
                taken = {number for number, _points in places}
                cards = [card for card in offer if card[0] not in taken]
                steps = _steps(len(cards), count)
            else:
                cards = offer[:]
            if len(cards) < count:
                raise ValueError("the bank has too few items")
            _mix(cards, steps, word)
            places += cards[:count]
        _mix(places, self._mixing, word)
        ways, orders = self._ways, []
        for number, _points in places:
            way, fair = ways[number]
            if way == 1:
                orders.append(0)
                continue
            drawn = word()
            while drawn >= fair:
                drawn = word()
            orders.append(drawn % way)
        return places, orders


def block_numbers(blocks: int) -> list[bytes]:
    """What the seed is hashed with for the first blocks of the stream."""
    return [number.to_bytes(2, "big") for number in range(blocks)]


def _hashed(seed: bytes, blocks: Sequence[bytes]) -> bytes:
    """The words of these blocks of the stream as bytes."""
    sha = hashlib.sha256
    return b"".join([sha(seed + number).digest() for number in blocks])


def _unpack(blocks: int) -> Callable[[bytes], tuple[int, ...]]:
    return struct.Struct(f">{16 * blocks}H").unpack


def _steps(size: int, count: int) -> list[tuple[int, int, int]]:
    """The places `take` goes through for so many cards: place, cards left, first unfair word."""
    lefts = [(place, size - place) for place in range(min(count, size)) if size - place > 1]
    return [(place, left, _RANGE - _RANGE % left) for place, left in lefts]


def _mix(cards: list[T], steps: list[tuple[int, int, int]], word: Callable[[], int]) -> None:
    """`take` with its steps prepared: this loop is what a paper costs."""
    for place, left, fair in steps:
        drawn = word()
        while drawn >= fair:
            drawn = word()
        other = place + drawn % left
        cards[place], cards[other] = cards[other], cards[place]


_NUMBERS = block_numbers(1024)  # far more than 500 questions use


def shown_key(key: Sequence[int], order: Sequence[int]) -> str:
    """The letters under which the right options stand in this order."""
    return "".join(LETTERS[place] for place, option in enumerate(order) if option in key)
