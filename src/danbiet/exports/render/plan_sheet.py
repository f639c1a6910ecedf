"""A plan as an Excel workbook: the head above, the assignment table below; also empty, as the form to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .documents import PlanDocument, PlanTask
from .wording import clean, long_date

COLUMNS = (
    ("STT", 7),
    ("Nội dung, nhiệm vụ", 46),
    ("Hình thức", 24),
    ("Đối tượng", 22),
    ("Sản phẩm", 28),
    ("Chỉ tiêu", 22),
    ("Đơn vị chủ trì", 30),
    ("Đơn vị phối hợp", 34),
    ("Thời gian thực hiện", 22),
)
TABLE, HELP = "Kế hoạch", "Hướng dẫn"
_THIN = Side(style="thin", color="808080")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def render_plan_sheet(document: PlanDocument, *, guide: Sequence[str] = (), empty_rows: int = 0) -> bytes:
    """The plan as an .xlsx: number, date and title, then a row per group and per task, each field as written words.

    `guide` are lines for a second sheet that tells how to fill it in, none without; `empty_rows` are framed for writing.
    """
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):  # cannot be: a new workbook has one
        raise TypeError(type(sheet))
    sheet.title = TABLE
    at = _head(sheet, document)
    for place, (label, width) in enumerate(COLUMNS, 1):
        _write(sheet, at, place, label, bold=True, centred=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = sheet.cell(row=at + 1, column=1)
    sheet.print_title_rows = f"{at}:{at}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    end = _body(sheet, at + 1, document)
    for row in range(end, end + empty_rows):
        for place in range(1, len(COLUMNS) + 1):
            _write(sheet, row, place, "")
    if guide:
        _guide(book.create_sheet(HELP), guide)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Worksheet, document: PlanDocument) -> int:
    head = document.head
    day = long_date(head.date) if head.date else f"ngày … tháng … năm {head.year or '…'}"
    lines = (
        (head.issuer.upper(), True),
        (
            f"Số: {head.number}" if head.number else f"Số: …/{head.symbol}" if head.symbol else "Số: …/KH-…",
            False,
        ),
        (f"{head.place or '…'}, {day}", False),
        (head.type_name.upper(), True),
        (head.abstract, True),
    )
    row = 0
    for text, bold in lines:
        for line in text.split("\n"):
            row += 1
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
            _write(sheet, row, 1, line, bold=bold, centred=True, framed=False)
    return row + 2


def _body(sheet: Worksheet, row: int, document: PlanDocument) -> int:
    for group in document.groups:
        if group.title:
            _write(sheet, row, 1, group.order, bold=True, centred=True)
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(COLUMNS))
            _write(sheet, row, 2, group.title, bold=True)
            row += 1
        for task in group.tasks:
            for place, words in enumerate(_cells(task), 1):
                _write(sheet, row, place, words, centred=place == 1)
            row += 1
    return row


def _cells(task: PlanTask) -> tuple[str, ...]:
    return (
        task.order, task.content, task.forms, task.audience, task.product, task.targets, task.leads, task.supports,
        task.schedule,
    )  # fmt: skip


def _guide(sheet: Worksheet, guide: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 110
    for row, line in enumerate(guide, 1):
        _write(sheet, row, 1, line, bold=row == 1, framed=False)


def _write(
    sheet: Worksheet,
    row: int,
    column: int,
    words: str,
    *,
    bold: bool = False,
    centred: bool = False,
    framed: bool = True,
) -> None:
    cell = sheet.cell(row=row, column=column)
    if words:
        cell.value = clean(words)
        cell.data_type = "s"  # words, also when they begin like a formula
    cell.font = Font(bold=bold, name="Times New Roman", size=12)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if centred else None)
    if framed:
        cell.border = _BORDER
