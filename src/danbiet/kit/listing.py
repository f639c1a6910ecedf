"""A list as somebody sees it, ready to be taken away as a file; what makes the file knows nothing else of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KINDS = ("xlsx", "csv", "pdf")  # in the order in which they are offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All rows of a list under its filters, not only those of a page.

    `name`: of the file, without its ending. `told`: what it was filtered by, in words, empty where by nothing. Cells are text,
    numbers, dates, moments or None. A row has as many cells as `head`.
    """

    name: str
    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[object]]
    told: str = ""
