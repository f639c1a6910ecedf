"""A table handed in as a file, Excel or CSV, as rows of plain texts."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from danbiet.kit.text import nfc

MOST_BYTES, MOST_UNPACKED = 5_000_000, 60_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 40, 1_000
ZIP = b"PK\x03\x04"


class NotATable(ValueError):
    """`fault`: too_large, not_text (neither Excel nor UTF-8), damaged, too_many_rows."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def rows_of(content: bytes) -> list[list[str]]:
    """Every row of the first sheet, empty ones too, so that a row's place is its number minus one. NotATable: cannot be read.

    CSV may be separated by commas, semicolons or tabs. Whole numbers lose the decimals Excel gives them; days become DD/MM/YYYY.
    """
    if len(content) > MOST_BYTES:
        raise NotATable("too_large")
    if content.startswith(ZIP):
        cells = values_of(content, most_rows=MOST_ROWS + 1, most_columns=MOST_COLUMNS)
        rows = [[shown(value)[:LONGEST_CELL] for value in row] for row in cells]
    else:
        rows = _text(content)
    if len(rows) > MOST_ROWS:
        raise NotATable("too_many_rows")
    return rows


def values_of(content: bytes, *, most_rows: int, most_columns: int) -> list[list[Any]]:
    """What stands in the first sheet of a workbook, row by row, at most `most_rows` of them. NotATable: too_large, damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(one.file_size for one in package.infolist()) > MOST_UNPACKED:
                raise NotATable("too_large")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it leaves out
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a forged sheet says of its size is not believed
            rows = sheet.iter_rows(max_row=most_rows, max_col=most_columns, values_only=True)
            found = [list(row) for row in rows]
            book.close()
    except NotATable:
        raise
    except Exception as error:  # a damaged or forged package makes openpyxl raise nearly anything
        raise NotATable("damaged") from error
    return found


def shown(value: Any) -> str:
    """A cell as it is read: whole numbers without decimals, days as DD/MM/YYYY, one space between words."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(nfc(str(value)).split())


def _text(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotATable("not_text") from error
    if "\x00" in text:
        raise NotATable("not_text")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
        return [[_clean(cell) for cell in row[:MOST_COLUMNS]] for row in reader]
    except csv.Error as error:
        raise NotATable("damaged") from error


def _separator(text: str) -> str:
    """The sign that stands most often in the first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _clean(text: str) -> str:
    return " ".join(nfc(text).split())[:LONGEST_CELL]


def is_empty(row: Sequence[str]) -> bool:
    """Whether nothing stands in the row."""
    return not any(row)
