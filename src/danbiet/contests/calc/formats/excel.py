"""Items in an Excel sheet, read and written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from .draft import DAMAGED, LETTERS, ItemDraft, Read, Unreadable, holdable, letters_of
from .grid import read_rows

HEAD = ("STT", "Nội dung câu hỏi", *LETTERS, "Đáp án", "Mức độ", "Phần", "Căn cứ pháp lý", "Giữ thứ tự")
_WIDTHS = (6, 60, *(28,) * len(LETTERS), 9, 9, 18, 40, 10)
MOST_ROWS, MOST_COLUMNS, LARGEST_UNPACKED = 20_000, 40, 200 * 1024 * 1024
_MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - Excel knows no zones; the same items give the same file


def read_excel(data: bytes) -> Read:
    """Items of every sheet that has a head; `place` is the row. Unreadable: "excel" (no sound .xlsx), "no_head", "too_long"."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("too_long")
        sheets = [
            _rows(sheet)
            for sheet in load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
        ]
    except Unreadable:
        raise
    # openpyxl looks into what it parsed without asking what it is.
    except (*DAMAGED, InvalidFileException, LookupError, TypeError, AttributeError) as error:
        raise Unreadable("excel") from error
    read, found = Read(), False
    for rows in sheets:
        found = read_rows(read, rows) or found
    if not found:
        raise Unreadable("no_head")
    return read


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    """A sheet's rows with their numbers. They are parsed only now: this raises what damage raises."""
    rows = []
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise Unreadable("too_long")
        rows.append((number, [_words(cell) for cell in row]))
    return rows


def _words(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def write_excel(items: Iterable[ItemDraft], *, title: str) -> bytes:
    """The items as a sheet that `read_excel` reads back: one row each, words as words, never as formulas."""
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    sheet = book.active
    sheet.title = "".join(char for char in holdable(title) if char not in "[]:*?/\\")[:31] or "Câu hỏi"
    sheet.append(list(HEAD))
    for number, item in enumerate(items, start=1):
        options = [*item.options, *[""] * (len(LETTERS) - len(item.options))]
        sheet.append([number, *[""] * (len(HEAD) - 1)])
        words = [
            item.text, *options, letters_of(item.key), str(item.level), item.section, item.source, "x" if item.is_fixed else "",
        ]  # fmt: skip
        for column, text in enumerate(words, start=2):
            cell = sheet.cell(row=number + 1, column=column)
            cell.value, cell.data_type = (holdable(text) or None), "s"
    for place, width in enumerate(_WIDTHS):
        sheet.column_dimensions[sheet.cell(row=1, column=place + 1).column_letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
