"""Rows of an Excel workbook, read as a stranger's file: sizes bounded, formulas and error values named, nothing guessed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from danbiet.kit.text import fold, nfc, parse_viet_number

MOST_ROWS, MOST_COLUMNS = 20_000, 60
LARGEST, LARGEST_UNPACKED = 30 * 1024 * 1024, 300 * 1024 * 1024
HEAD_WITHIN = 15  # rows: titles above the head are usual
MOST_PROBLEMS = 200
LONGEST_TEXT = 5_000
# openpyxl looks into what it parsed without asking what it is; a damaged, encrypted or forged package raises any of these.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, LookupError, TypeError, AttributeError, ValueError,
    RuntimeError, NotImplementedError, OverflowError, EOFError, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a workbook has wrong: sheet, row and column as Excel counts them (0: the whole sheet), which fault, what stands there."""

    sheet: str
    row: int
    column: str
    fault: str
    value: str = ""


class WorkbookRefused(ValueError):
    """A file that is no workbook we can read at all: `fault` is not_excel, too_large or too_many_rows."""

    def __init__(self, fault: str, value: str = "") -> None:
        super().__init__(fault)
        self.fault, self.value = fault, value


@dataclass(frozen=True, slots=True)
class Line:
    """A row by the names of its columns; `cells` are the values as Excel keeps them."""

    sheet: str
    number: int
    cells: Mapping[str, Any]

    def text(self, name: str) -> str:
        """The cell as words, composed, without spaces at its ends; whole numbers without decimals."""
        value = self.cells.get(name)
        if value is None:
            return ""
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() else repr(value)
        return nfc(str(value)).strip()

    def number_in(self, name: str) -> Decimal | None:
        """The cell as a number, None when empty; ValueError for anything else. Floats as Excel shows them (15 digits)."""
        value = self.cells.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, bool):
            raise ValueError(str(value))
        if isinstance(value, int):
            return Decimal(value)
        if isinstance(value, float):
            try:
                number = Decimal(f"{value:.15g}")
            except InvalidOperation as error:
                raise ValueError(str(value)) from error
            if not number.is_finite():
                raise ValueError(str(value))
            return number
        return parse_viet_number(str(value).rstrip("% "))


class Workbook:
    """An open workbook; problems gather while it is read."""

    def __init__(self, data: bytes) -> None:
        """WorkbookRefused for what is no workbook or unpacks to too much."""
        if len(data) > LARGEST:
            raise WorkbookRefused("too_large")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                if sum(one.file_size for one in package.infolist()) > LARGEST_UNPACKED:
                    raise WorkbookRefused("too_large")
            self._book = load_workbook(io.BytesIO(data), read_only=True)
        except WorkbookRefused:
            raise
        except DAMAGED as error:
            raise WorkbookRefused("not_excel") from error
        self.problems: list[Problem] = []

    def blame(self, line: Line | None, column: str, fault: str, value: str = "", *, sheet: str = "") -> None:
        """Note a problem; only the first few hundred are kept."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(
                Problem(line.sheet if line else sheet, line.number if line else 0, column, fault, value[:120])
            )

    def sheet(
        self,
        names: Sequence[str],
        columns: Mapping[str, Sequence[str]],
        *,
        needed: Sequence[str],
        must: bool = True,
    ) -> list[Line]:
        """The rows below the head of the first sheet called like one of `names` (marks and case do not matter).

        `columns`: our name → how its head may be written. A missing sheet (if it must be there), a head without the `needed` columns
        and a column named twice are noted as problems and give no rows.
        """
        wanted = {fold(name) for name in names}
        found = next((one for one in self._book.worksheets if fold(one.title) in wanted), None)
        if found is None:
            if must:
                self.blame(None, "", "no_sheet", names[0], sheet=names[0])
            return []
        known = {fold(spelling): ours for ours, spellings in columns.items() for spelling in spellings}
        head: dict[int, str] = {}
        best: set[str] = set()
        lines: list[Line] = []
        for number, row in self._rows(found):
            if not head:
                named = {
                    place: known[fold(str(cell.value))]
                    for place, cell in enumerate(row)
                    if cell.value is not None and fold(str(cell.value)) in known
                }
                if set(needed) <= set(named.values()):
                    twice = [name for name in named.values() if list(named.values()).count(name) > 1]
                    if twice:
                        self.blame(Line(found.title, number, {}), columns[twice[0]][0], "column_twice")
                        return []
                    head = named
                else:
                    best = max(best, set(named.values()), key=len)
                    if number >= HEAD_WITHIN:
                        break
                continue
            line = Line(found.title, number, self._cells(found.title, number, row, head))
            if any(value not in (None, "") for value in line.cells.values()):
                lines.append(line)
        if not head:
            lacking = [columns[name][0] for name in needed if name not in best]
            self.blame(None, "", "no_head", ", ".join(lacking), sheet=found.title)
        return lines

    def _rows(self, sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
        try:
            for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
                if number > MOST_ROWS:
                    raise WorkbookRefused("too_many_rows", sheet.title)
                yield number, row
        except WorkbookRefused:
            raise
        except DAMAGED as error:
            raise WorkbookRefused("not_excel", sheet.title) from error

    def _cells(
        self, title: str, number: int, row: tuple[Any, ...], head: Mapping[int, str]
    ) -> dict[str, Any]:
        cells: dict[str, Any] = {}
        for place, name in head.items():
            if place >= len(row):
                continue
            cell = row[place]
            value = cell.value
            if cell.data_type in ("f", "e") or (isinstance(value, str) and len(value) > LONGEST_TEXT):
                fault = {"f": "formula", "e": "error_value"}.get(cell.data_type, "too_long")
                self.blame(Line(title, number, {}), cell.coordinate, fault, str(value))
                continue
            cells[name] = value
        return cells
