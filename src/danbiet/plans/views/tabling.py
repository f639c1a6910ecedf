"""Tables that leave as CSV, as spreadsheets in Vietnam read them: those of public pages. Lists of the desk: exports.views.listing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from danbiet.kit.tabular import rows_to_csv


def table_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """The rows as a download: UTF-8 with its mark, semicolons, nothing that could run as a formula."""
    answer = HttpResponse(rows_to_csv(head, rows, separator=";"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
