"""How old an entry is, in three steps: what is common is looked for among the newest first, whose index is small."""

from __future__ import annotations

from collections.abc import Iterable

NEW, LATE, OLD = 0, 1, 2
MOST_NEW = 4_000  # entries; a common word then fills a page from one look of a millisecond
MOST_LATE = 50_000  # the new ones among them
SMALL = 3 * MOST_NEW  # where there are no more than these, one index is as good as three


def ages(months: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The age of each month ("202112", "0" for what has no date) by the number of its entries. Newer months are never older
    in age: a month is new as long as the newer ones hold fewer than 4,000, late up to 50,000."""
    rows = sorted(months, reverse=True)
    if sum(count for _name, count in rows) <= SMALL:
        return {name: NEW for name, _count in rows}
    found: dict[str, int] = {}
    before = 0
    for name, count in rows:
        found[name] = NEW if before < MOST_NEW else LATE if before < MOST_LATE else OLD
        before += count
    return found
