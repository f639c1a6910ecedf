"""An Excel workbook as lines and grids: merged cells keep their places, formulas give their last value, never more."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from .blocks import Block, Cell, Content, Grid, Line
from .errors import DamagedFile, TooLarge
from .layout import layout_at
from .package import Package
from .result import Doubt
from .words import clean, flat, one_line

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5000, 80, 20
MOST_MERGES = 20_000
HELP_SHEET = "huong dan"  # of our own template: it tells how to fill in, it is no part of the plan
# openpyxl looks into what it parsed without asking what it is; a damaged or forged package raises any of these.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, etree.XMLSyntaxError, LookupError, TypeError,
    AttributeError, ValueError, RuntimeError, NotImplementedError, OverflowError, EOFError, OSError,
)  # fmt: skip
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FOOT = re.compile(r"(?:noi nhan|t/?m\.|k/?t\.|tl\.|tuq\.|nguoi lap|lap bieu|ghi chu\s*:|luu y\s*:|\./\.)")


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    bold: bool = False
    centred: bool = False


@dataclass
class _Sheet:
    """Values by (row, column) from 1, and merged ranges by the place of their upper left cell."""

    values: dict[tuple[int, int], _Value] = field(default_factory=dict)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def read_workbook(package: Package, data: bytes) -> tuple[Content, list[Doubt]]:
    """Return the blocks of all sheets and doubts about formulas whose value was never worked out.

    A hidden sheet is kept as a note. Refuses (TooLarge) more than 5,000 rows, 80 columns or 20 sheets with anything in them.
    """
    body: list[Block] = []
    notes: list[Block] = []
    doubts: list[Doubt] = []
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        named = list(package.document.iter(f"{_MAIN}sheet"))
        if len(named) > MOST_SHEETS:
            raise TooLarge("bomb", entries=len(named))
        for one in named:
            name = one.get("name", "")
            part = package.part(package.target(one.get(_ID, "")))
            if part is None or name not in book.sheetnames or flat(name).strip() == HELP_SHEET:
                continue
            sheet = _sheet(book[name], part)
            doubts.extend(
                Doubt("file", f"{name}!{cell}", "formula_without_value") for cell in _unworked(part)
            )
            blocks = _blocks(sheet)
            (body if one.get("state", "visible") == "visible" else notes).extend(blocks)
    except _DAMAGED as error:
        raise DamagedFile("damaged", reason="xlsx") from error
    return Content(tuple(body), tuple(notes), ()), doubts[:50]


def _sheet(source: Any, part: etree._Element) -> _Sheet:
    sheet = _Sheet()
    for row in source.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1):
        for cell in row:
            text = _words(cell.value, getattr(cell, "number_format", "")) if cell.value is not None else ""
            if not text:
                continue
            if cell.row > MOST_ROWS or cell.column > MOST_COLUMNS:
                raise TooLarge("bomb", rows=cell.row, columns=cell.column)
            font, align = cell.font, cell.alignment
            sheet.values[(cell.row, cell.column)] = _Value(
                text, bool(font and font.b), bool(align and (align.horizontal or "").startswith("center"))
            )
    for place in _merged(part):
        _merge(sheet, place)
    return sheet


def _merged(part: etree._Element) -> list[str]:
    found = [one.get("ref", "") for one in part.iter(f"{_MAIN}mergeCell")]
    if len(found) > MOST_MERGES:
        raise TooLarge("bomb", entries=len(found))
    return found


def _merge(sheet: _Sheet, reference: str) -> None:
    left, top, right, bottom = (int(one or 0) for one in range_boundaries(reference))
    right, bottom = min(right, MOST_COLUMNS), min(bottom, MOST_ROWS)
    if not (left and top) or (right <= left and bottom <= top):
        return
    sheet.merges[(top, left)] = (bottom, right)
    last = min(bottom, max((row for row, _ in sheet.values), default=0))
    for row in range(top, last + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                sheet.covered[(row, column)] = (top, left)


def _unworked(part: etree._Element) -> Iterator[str]:
    """Cells with a formula and no value: made by a program that does not reckon."""
    for cell in part.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is not None and not (cell.findtext(f"{_MAIN}v") or ""):
            yield cell.get("r", "")


def _words(value: object, shape: str) -> str:
    """The cell as it is seen: days as 26/01/2021, numbers with a comma, shares in per cent."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float):
        return f"{_number(value * 100)}%" if shape.rstrip().endswith("%") else _number(value)
    text = clean(str(value))
    return "" if text.startswith("#") and text.rstrip("!?").isupper() and " " not in text else text


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}".replace(".", ",")


def _blocks(sheet: _Sheet) -> list[Block]:
    if not sheet.values:
        return []
    columns = {
        column: n for n, column in enumerate(sorted({column for _, column in sheet.values}))
    }  # empty columns between are there for looks
    last = max(row for row, _ in sheet.values)
    rows = [_row(sheet, row, columns) for row in range(1, last + 1)]
    blocks: list[Block] = []
    at = 0
    while at < len(rows):
        if _begins_table(rows, at, len(columns)):
            end = _end_of_table(rows, at)
            blocks.append(Grid(tuple(row for row in rows[at:end] if row), len(columns)))
            at = end
            continue
        blocks.extend(line for cell in rows[at] for line in cell.lines if line.text)
        at += 1
    return blocks


def _begins_table(rows: list[tuple[Cell, ...]], at: int, width: int) -> bool:
    if sum(bool(cell.text) for cell in rows[at]) < 2:
        return False
    return layout_at(Grid(tuple(rows[at : at + 6]), width), 0) is not None


def _end_of_table(rows: list[tuple[Cell, ...]], start: int) -> int:
    """The row that is the table's no more: whom it goes to, who signs, remarks below it."""
    for at in range(start + 1, len(rows)):
        filled = [cell.text for cell in rows[at] if cell.text]
        if filled and len(filled) <= 2 and _FOOT.match(flat(one_line(filled[0])).strip()):
            return at
    return len(rows)


def _row(sheet: _Sheet, row: int, columns: Mapping[int, int]) -> tuple[Cell, ...]:
    cells = []
    for column, place in columns.items():
        owner = sheet.covered.get((row, column))
        if owner is not None and (owner[0] == row or column != _first(owner[1], columns)):
            continue  # to the right of the merged cell's first column
        value = sheet.values.get((row, column)) if owner is None else None
        bottom, right = sheet.merges.get(owner or (row, column), (row, column))
        span = max(1, sum(column <= one <= right for one in columns))
        if value is None and owner is None and bottom == row and span == 1:
            continue
        cells.append(
            Cell(
                column=place,
                span=span,
                lines=tuple(_lines(value)) if value else (),
                continues=owner is not None,
                merged=bottom > (owner or (row, column))[0],
            )
        )
    return tuple(cells) if any(cell.text or cell.merged for cell in cells) else ()


def _first(column: int, columns: Mapping[int, int]) -> int:
    return next((one for one in columns if one >= column), column)


def _lines(value: _Value) -> Iterator[Line]:
    for line in value.text.split("\n"):
        yield Line(line, bold=value.bold, centred=value.centred)
