"""Tables that leave as CSV, as spreadsheets in Vietnam read them, and as Excel files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from danbiet.exports.render.workbook import Sheet, workbook_of
from danbiet.kit.tabular import rows_to_csv

from ..queries.sheets import SHEET_TYPE

KINDS = ("csv", "xlsx")
WIDEST, NARROWEST = 60, 10  # letters


def table_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """The rows as a download: UTF-8 with its mark, semicolons, nothing that could run as a formula."""
    answer = HttpResponse(rows_to_csv(head, rows, separator=";"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def listing_answer(
    kind: str, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The rows of a list as it is filtered, as CSV or, with `kind` xlsx, as an Excel file in which numbers are numbers."""
    if kind != "xlsx":
        return table_answer(name, head, [["" if one is None else str(one) for one in row] for row in rows])
    known = [list(row) for row in rows]
    wide = {
        label: min(
            max(NARROWEST, len(label), *(len(str(row[place] or "")) for row in known[:500]), 0) + 2, WIDEST
        )
        for place, label in enumerate(head)
    }
    answer = HttpResponse(workbook_of([Sheet("Danh sách", head, known)], wide=wide), content_type=SHEET_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
