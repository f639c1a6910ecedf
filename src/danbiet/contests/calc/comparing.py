"""Where a recomputed table and the bundle's differ, named by participant, unit or leaf instead of by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from danbiet.kit.merkle import SIZE

from .findings import Findings

AHEAD = 64  # leaves looked at to find where two rows of leaves go together again


def is_same(ours: Iterable[bytes], theirs: Iterable[bytes]) -> bool:
    """Whether two tables agree line by line; stops at the first difference."""
    return all(one == other for one, other in zip_longest(ours, theirs))


def compare_table(
    name: str,
    *,
    header: str,
    keys: tuple[int, ...],
    ours: Callable[[], Iterator[bytes]],
    theirs: Callable[[], Iterator[bytes]],
    out: Findings,
) -> None:
    """Compare two tables; when they differ, row by row by the columns `keys`, each differing value named.

    Reads both twice in that case and then holds the bundle's rows in memory.
    """
    if is_same(ours(), theirs()):
        return
    before = out.counts.total()
    columns = header.split(",")
    rows: dict[tuple[bytes, ...], bytes] = {}
    for line in theirs():
        row = _key(line, keys, len(columns))
        if row in rows:
            out.add(f"{name}.twice", _words(row))
        rows[row] = line
    for line in ours():
        row = _key(line, keys, len(columns))
        other = rows.pop(row, None)
        if other is None:
            out.add(f"{name}.missing", _words(row), expected=line.decode("ascii", "replace"))
        elif other != line:
            _differences(name, row, columns, line, other, out)
    for row, line in rows.items():
        out.add(f"{name}.extra", _words(row), found=line.decode("utf-8", "replace"))
    if out.counts.total() == before:
        out.add(f"{name}.order", name)


def compare_tree(
    leaves: bytes | bytearray, stored: bytes, names: Callable[[int], str], *, out: Findings
) -> None:
    """Compare the leaves of the entries with those stored in tree.bin, naming what was changed, taken out or put in.

    `names(i)` says which entry our leaf i belongs to; it may also be asked for the one behind the last.
    """
    ours = [bytes(leaves[start : start + SIZE]) for start in range(0, len(leaves), SIZE)]
    theirs = [stored[start : start + SIZE] for start in range(0, len(stored), SIZE)]
    here = there = 0
    while here < len(ours) or there < len(theirs):
        if here < len(ours) and there < len(theirs) and ours[here] == theirs[there]:
            here, there = here + 1, there + 1
            continue
        gone = _next(theirs, there, ours[here]) if here < len(ours) else len(theirs) - there
        new = _next(ours, here, theirs[there]) if there < len(theirs) else len(ours) - here
        if gone is not None and (new is None or gone <= new):
            for number in range(there, there + gone):
                out.add(
                    "tree.missing",
                    f"{names(here - 1)} … {names(here)}",
                    found=f"leaf {number} {theirs[number].hex()}",
                )
            there += gone
        elif new is not None:
            for number in range(here, here + new):
                out.add("tree.extra", names(number), expected=ours[number].hex())
            here += new
        else:
            out.add("tree.changed", names(here), expected=ours[here].hex(), found=theirs[there].hex())
            here, there = here + 1, there + 1


def _next(row: list[bytes], start: int, wanted: bytes) -> int | None:
    """How many steps on the wanted leaf stands, None when not nearby."""
    near = row[start + 1 : start + 1 + AHEAD]
    return near.index(wanted) + 1 if wanted in near else None


def _key(line: bytes, keys: tuple[int, ...], width: int) -> tuple[bytes, ...]:
    parts = line.split(b",", width - 1)
    return tuple(parts[key] if key < len(parts) else b"" for key in keys)


def _words(row: tuple[bytes, ...]) -> str:
    return " ".join(part.decode("utf-8", "replace") for part in row)


def _differences(
    name: str, row: tuple[bytes, ...], columns: list[str], line: bytes, other: bytes, out: Findings
) -> None:
    ours, theirs = line.split(b",", len(columns) - 1), other.split(b",", len(columns) - 1)
    if len(ours) != len(theirs):
        out.add(
            f"{name}.line", _words(row), expected=line.decode("ascii"), found=other.decode("utf-8", "replace")
        )
        return
    for column, one, two in zip(columns, ours, theirs, strict=True):
        if one != two:
            out.add(
                f"{name}.{column}",
                _words(row),
                expected=one.decode("ascii"),
                found=two.decode("utf-8", "replace"),
            )
