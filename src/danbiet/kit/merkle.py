"""A tree of hashes: whoever holds one leaf shows with some twenty hashes that it is in there (receipts of a contest:
docs/contest-bundle.md, 11; seals of the record: docs/adr/0039-one-trail.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

LEAF, NODE = b"\0", b"\1"  # a leaf can never be taken for a node
SIZE = 32


class NoSuchLeaf(ValueError):
    """A number that the tree does not have."""


def leaf(data: bytes) -> bytes:
    """The hash of one leaf (of a contest: a receipt text)."""
    return hashlib.sha256(LEAF + data).digest()


def levels(leaves: bytes | bytearray | memoryview) -> Iterator[bytes]:
    """All levels from the leaves (32 bytes each, one behind the other) to the root; one level is held at a time."""
    level = bytes(leaves)
    if len(level) % SIZE:
        raise ValueError("leaves have 32 bytes each")
    yield level
    sha = hashlib.sha256
    while len(level) > SIZE:
        paired = len(level) // (2 * SIZE) * 2 * SIZE
        above = [sha(NODE + level[start : start + 2 * SIZE]).digest() for start in range(0, paired, 2 * SIZE)]
        level = b"".join(above) + level[paired:]
        yield level


def root(leaves: bytes | bytearray | memoryview) -> bytes:
    """The root of a tree; SHA-256 of nothing when there are no leaves."""
    last = b""
    for level in levels(leaves):
        last = level
    return last or hashlib.sha256(b"").digest()


def widths(count: int) -> list[int]:
    """How many nodes each level has, from the leaves up, for so many leaves."""
    found = [count]
    while found[-1] > 1:
        found.append((found[-1] + 1) // 2)
    return found


def path_places(number: int, count: int) -> list[tuple[str, int]]:
    """Where the partners on the way of leaf `number` stand in tree.bin: side ("left" or "right") and number of the node.

    NoSuchLeaf outside 0 … count − 1. A level without a partner is left out.
    """
    if not 0 <= number < count:
        raise NoSuchLeaf(f"leaf {number} of {count}")
    found: list[tuple[str, int]] = []
    before = 0
    for width in widths(count)[:-1]:
        partner = number ^ 1
        if partner < width:
            found.append(("left" if partner < number else "right", before + partner))
        before += width
        number //= 2
    return found


def path(leaves: bytes, number: int) -> list[tuple[str, bytes]]:
    """The way from a leaf to the root as (side, hash). NoSuchLeaf as in `path_places`."""
    tree = b"".join(levels(leaves))
    places = path_places(number, len(leaves) // SIZE)
    return [(side, tree[place * SIZE : (place + 1) * SIZE]) for side, place in places]


def climb(data: bytes, way: Sequence[tuple[str, bytes]]) -> bytes:
    """The root that a leaf and its way lead to."""
    node = leaf(data)
    for side, other in way:
        pair = other + node if side == "left" else node + other
        node = hashlib.sha256(NODE + pair).digest()
    return node
