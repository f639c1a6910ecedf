"""Tables as an Excel file: numbers are numbers, words never formulas, the head stays in sight."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

NARROWEST = 12  # letters
_PARTS = re.compile(r"xl/(charts/chart|drawings/drawing)(\d+)\.xml")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart to stand beside the cells: its part (DrawingML), width and height in centimetres, its name, what it says in words."""

    part: str
    size: tuple[float, float]
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its head and rows; None or "" leaves a cell empty. At most one chart."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[object]]
    drawn: Drawn | None = None


def workbook_of(sheets: Iterable[Sheet], *, wide: Mapping[str, int]) -> bytes:
    """The .xlsx file of these sheets, in their order. `wide`: how many letters a column takes, by its label; others as many as the label."""
    book = Workbook()
    book.remove(book.active)
    drawn: list[Drawn] = []
    for one in sheets:
        _add(book, one, wide)
        if one.drawn is not None:
            drawn.append(one.drawn)
            _frame(book[one.title], one, one.drawn)
    kept = io.BytesIO()
    book.save(kept)
    return _filled(kept.getvalue(), drawn) if drawn else kept.getvalue()


def _frame(sheet: Worksheet, one: Sheet, drawn: Drawn) -> None:
    """The place of the chart right of the cells; the library's own chart in it is only a stand-in."""
    stand_in = BarChart()
    stand_in.width, stand_in.height = drawn.size
    sheet.add_chart(stand_in, f"{get_column_letter(len(one.head) + 2)}2")


def _filled(book: bytes, drawn: Sequence[Drawn]) -> bytes:
    """The file with our charts in the frames, and their names and words, for which the library has no place.

    The library writes one drawing and one chart per sheet, numbered in the order of the sheets.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as read,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for entry in read.infolist():
            blob = read.read(entry)
            if found := _PARTS.fullmatch(entry.filename):
                one = drawn[int(found.group(2)) - 1]
                said = f'name="{escape(one.name)}" descr="{escape(one.told)}"'
                is_chart = found.group(1) == "charts/chart"
                blob = one.part.encode() if is_chart else blob.replace(b'name="Chart 1"', said.encode(), 1)
            written.writestr(entry, blob)
    return made.getvalue()


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
