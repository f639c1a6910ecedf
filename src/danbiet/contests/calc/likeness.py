"""Items that are the same, or nearly."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from danbiet.kit.text import fold_words

WIDTH = 3  # words of a shingle
NEAR = Decimal("0.60")  # share of shingles two items have in common, of all they have
COMMON = 200  # a shingle in more items than this tells nothing ("theo quy định của")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two items and how near they are: 1 is the same words."""

    one: int
    other: int
    share: Decimal


def digest(text: str, options: Iterable[str]) -> str:
    """SHA-256 (hex) of the words without marks, signs and case; options in any order are the same item."""
    words = " ".join(fold_words(text))
    rest = sorted(" ".join(fold_words(option)) for option in options)
    return hashlib.sha256("\n".join([words, *rest]).encode()).hexdigest()


def shingles(text: str, options: Iterable[str]) -> list[int]:
    """The item's runs of three words as numbers of 31 bits, ascending, each once."""
    found: set[int] = set()
    for part in (text, *options):
        words = fold_words(part)
        for place in range(max(1, len(words) - WIDTH + 1)):
            piece = " ".join(words[place : place + WIDTH])
            if piece:
                found.add(zlib.crc32(piece.encode()) & 0x7FFFFFFF)
    return sorted(found)


def share_of(one: Sequence[int], other: Sequence[int]) -> Decimal:
    """Common shingles ÷ all shingles of two items, two decimals half up; 0 for items without words."""
    left, right = set(one), set(other)
    whole = len(left | right)
    if not whole:
        return Decimal(0)
    return (Decimal(len(left & right)) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def pairs(items: Mapping[int, Sequence[int]], *, least: Decimal = NEAR) -> list[Alike]:
    """Pairs of items at least so near, the nearest first. `items` gives the shingles of each."""
    holders: dict[int, list[int]] = defaultdict(list)
    for key, marks in items.items():
        for mark in marks:
            holders[mark].append(key)
    common: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= COMMON:
            ordered = sorted(held)
            common.update((one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :])
    found = [Alike(one, other, share_of(items[one], items[other])) for one, other in common]
    near = [alike for alike in found if alike.share >= least]
    return sorted(near, key=lambda alike: (-alike.share, alike.one, alike.other))
