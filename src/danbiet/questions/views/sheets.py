"""Rows as a workbook that any office program opens: sorted heads, no formula that somebody typed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from danbiet.kit.tabular import Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, NARROWEST = 60, 9


def workbook(sheets: Iterable[tuple[str, Sequence[str], Sequence[Sequence[Value]]]]) -> bytes:
    """One sheet for each (title, head, rows). Text stays text: a cell that looks like a formula is written as words."""
    book = Workbook(write_only=True)
    for title, head, rows in sheets:
        sheet = book.create_sheet("".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:31])
        sheet.freeze_panes = "A2"
        for place, label in enumerate(head):
            longest = max([len(label), *(len(str(row[place] or "")) for row in rows[:500])])
            sheet.column_dimensions[get_column_letter(place + 1)].width = min(
                max(longest + 2, NARROWEST), WIDEST
            )
        sheet.append([_bold(sheet, label) for label in head])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_answer(name: str, title: str, head: Sequence[str], rows: Sequence[Sequence[Value]]) -> HttpResponse:
    """A workbook of one sheet as a download."""
    return book_answer(name, workbook([(title, head, rows)]))


def book_answer(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _bold(sheet: object, label: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=label)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: object, value: Value) -> WriteOnlyCell:
    said = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_000] if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=said)
    if isinstance(said, str):
        cell.data_type = "s"  # words, also when they begin like a formula
    return cell
