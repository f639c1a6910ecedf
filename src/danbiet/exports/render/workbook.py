"""Tables as an Excel file: numbers are numbers, words never formulas, the head stays in sight."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

NARROWEST = 12  # letters


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its head and rows; None or "" leaves a cell empty."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[object]]


def workbook_of(sheets: Iterable[Sheet], *, wide: Mapping[str, int]) -> bytes:
    """The .xlsx file of these sheets, in their order. `wide`: how many letters a column takes, by its label; others as many as the label."""
    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        _add(book, one, wide)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _add(book: Workbook, one: Sheet, wide: Mapping[str, int]) -> None:
    sheet = book.create_sheet(one.title)
    for place, label in enumerate(one.head, start=1):
        cell = sheet.cell(row=1, column=place, value=label)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = wide.get(label, max(NARROWEST, len(label) + 4))
    for line, row in enumerate(one.rows, start=2):
        for place, value in enumerate(row, start=1):
            if value in (None, ""):
                continue
            cell = sheet.cell(row=line, column=place, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # words, also when they begin like a formula
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
