"""A table out of a stranger's file: CSV, Excel (.xlsx) or SPSS (.sav, .zsav). Sizes bounded, formulas named, nothing guessed."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from danbiet.kit.text import nfc

MOST_ROWS, MOST_COLUMNS = 200_000, 200
LARGEST, LARGEST_UNPACKED = 30 * 1024 * 1024, 400 * 1024 * 1024
LONGEST_TEXT = 2_000
MOST_PROBLEMS = 200
SPSS_SECONDS = 60
# openpyxl looks into what it parsed without asking what it is; a damaged, encrypted or forged package raises any of these.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, LookupError, TypeError, AttributeError, ValueError,
    RuntimeError, NotImplementedError, OverflowError, EOFError, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a file has wrong: its row as the program it was made with counts (None: the whole file), column, fault, what stands there."""

    row: int | None
    column: str
    fault: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Names of the columns; rows with their numbers, as many cells as the head has, each a text without spaces at its ends."""

    head: tuple[str, ...]
    rows: list[tuple[int, list[str]]]
    problems: tuple[Problem, ...] = ()


class TableRefused(ValueError):
    """A file that cannot be read at all; `fault`: unknown_kind, not_utf8, not_csv, not_excel, not_spss, too_large, too_many_rows,
    too_many_columns, no_head."""

    def __init__(self, fault: str, value: str = "") -> None:
        super().__init__(fault)
        self.fault, self.value = fault, value


def read_table(data: bytes, name: str) -> Table:
    """The first sheet, the only table. Which kind of file it is follows from what is in it, not from its name alone.

    Raises TableRefused.
    """
    if len(data) > LARGEST:
        raise TableRefused("too_large")
    if data[:4] in (b"$FL2", b"$FL3"):
        return _spss(data)
    if data[:4] == b"PK\x03\x04":
        return _excel(data)
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        return _csv(data)
    raise TableRefused("unknown_kind", name[-40:])


def _csv(data: bytes) -> Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableRefused("not_utf8") from error
    if "\0" in text:
        raise TableRefused("not_csv", "NUL")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return _table(_numbered(reader))


def _numbered(reader: Any) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise TableRefused("not_csv", str(error)) from error


def _table(lines: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """The first row that says anything is the head; empty rows are left out."""
    head: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    found: list[Problem] = []
    for number, row in lines:
        if len(row) > MOST_COLUMNS:
            raise TableRefused("too_many_columns")
        cells = [nfc(cell).strip() for cell in row]
        if not any(cells):
            continue
        if not head:
            head = cells
            while head and not head[-1]:
                head.pop()
            continue
        if len(rows) >= MOST_ROWS:
            raise TableRefused("too_many_rows")
        if any(cells[len(head) :]):
            _blame(found, Problem(number, "", "more_cells"))
        if any(len(cell) > LONGEST_TEXT for cell in cells):
            _blame(found, Problem(number, "", "too_long"))
        rows.append((number, (cells + [""] * len(head))[: len(head)]))
    if not head:
        raise TableRefused("no_head")
    return Table(tuple(head), rows, tuple(found))


def _blame(problems: list[Problem], problem: Problem) -> None:
    if len(problems) < MOST_PROBLEMS:
        problems.append(problem)


def _excel(data: bytes) -> Table:
    problems: list[Problem] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > LARGEST_UNPACKED:
                raise TableRefused("too_large")
        book = load_workbook(io.BytesIO(data), read_only=True)
        sheet = book.worksheets[0]
        table = _table(_sheet(sheet, problems))
        return Table(table.head, table.rows, (*problems, *table.problems))
    except TableRefused:
        raise
    except DAMAGED as error:
        raise TableRefused("not_excel") from error


def _sheet(sheet: Any, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS + 1:
            raise TableRefused("too_many_rows")
        cells = []
        for cell in row:
            if cell.data_type in ("f", "e"):
                fault = {"f": "formula", "e": "error_value"}[cell.data_type]
                _blame(problems, Problem(number, cell.column_letter, fault, str(cell.value)[:60]))
                cells.append("")
            else:
                cells.append(_as_text(cell.value))
        yield number, cells


def _as_text(value: Any) -> str:
    """A cell's value as it would be typed: whole numbers without decimals, days as 2021-06-30."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _spss(data: bytes) -> Table:
    """Read in a process of its own: the library is written in C, and a forged file may take the process with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.sav"
        path.write_bytes(data)
        try:
            done = subprocess.run(  # noqa: S603 - our own program, a path of our own
                [sys.executable, "-m", "danbiet.surveys.calc.spss", str(path), str(MOST_ROWS)],
                capture_output=True, check=True, timeout=SPSS_SECONDS,
            )  # fmt: skip
            told = json.loads(done.stdout)
        except (subprocess.SubprocessError, ValueError) as error:
            raise TableRefused("not_spss") from error
    if told["rows"] > MOST_ROWS:
        raise TableRefused("too_many_rows")
    columns = [[_as_text(value) for value in column] for column in told["columns"]]
    rows = ((number, cells) for number, cells in enumerate(zip(*columns, strict=True), start=1))
    return _table([(0, told["names"]), *rows])
