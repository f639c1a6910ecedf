"""A list as somebody sees it, ready to be taken away as a file; what makes the file knows nothing else of it.

Who makes files stands above most lists (`exports`) and says so here, so that the parts below it offer them too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

KINDS = ("xlsx", "csv", "pdf")  # in the order in which they are offered
MOST_ROWS = 20_000  # of one file: a PDF of more takes longer than anybody waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All rows of a list under its filters, not only those of a page.

    `name`: of the file, without its ending. `told`: what it was filtered by, in words, empty where by nothing. Cells are text,
    numbers, dates, moments or None. A row has as many cells as `head`. The file holds `most` rows and says so when there were
    more, so give one more than that (`found[: MOST_ROWS + 1]`).
    """

    name: str
    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[object]]
    told: str = ""
    most: int = MOST_ROWS


ListAnswer = Callable[[HttpRequest, str, Listing], HttpResponse]
_ANSWERS: list[ListAnswer] = []


def register_list_answer(make: ListAnswer) -> None:
    """Say who makes files of lists (Excel, CSV, PDF): a floor above. The last one registered makes them."""
    _ANSWERS.append(make)


def list_answer(request: HttpRequest, kind: str, listing: Listing) -> HttpResponse:
    """The list as a download of one of KINDS. LookupError where nobody makes files."""
    if not _ANSWERS:
        raise LookupError("nobody has registered to make files of lists")
    return _ANSWERS[-1](request, kind, listing)
