"""The result of a round as an Excel file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .outcome import STATUS, Outcome, Standing, share


def workbook(said: Outcome, standings: Iterable[Standing]) -> bytes:
    """All of it as Excel: winners, units, figures, ranking. Numbers are numbers, words never formulas."""
    book = Workbook()
    book.remove(book.active)
    _sheet(
        book, "Đạt giải", ("Giải", "Khối, đối tượng", "Tên", "Bí danh", "Đơn vị", "Đồng giải"),
        ((one.prize, one.group, one.name, one.code, one.unit, "x" if one.is_shared else "") for one in said.holders),
    )  # fmt: skip
    _sheet(
        book, "Tập thể", ("Khối", "Hạng", "Đơn vị", "Quân số", "Người dự thi", "Tỷ lệ (%)", "Chất lượng", "Điểm", "Ghi chú"),
        (
            (one.block, one.rank, one.name, one.headcount, one.participants, share(one.turnout), share(one.average), share(one.score), STATUS.get(one.status, one.status))
            for one in said.units
        ),
    )  # fmt: skip
    _sheet(
        book, "Số liệu", ("Đối tượng", "Người dự thi", "Bài dự thi", "Đúng tất cả", "Đáp số dự đoán"),
        ((one.name, one.participants, one.entries, one.all_correct, one.target) for one in said.audiences),
    )  # fmt: skip
    _sheet(book, "Theo ngày", ("Ngày", "Số bài", "Người dự thi mới"), said.days)
    _sheet(
        book, "Xếp hạng", ("Đối tượng", "Hạng", "Bí danh", "Đơn vị", "Số câu đúng", "Số câu", "Thời gian (giây)", "Lệch dự đoán"),
        ((one.audience, one.rank, one.code, one.unit, one.correct, one.total, Decimal(one.time_ms) / 1000, one.distance) for one in standings),
    )  # fmt: skip
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _sheet(book: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(list(head))
    for row in rows:
        sheet.append([None] * len(row))
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row=sheet.max_row, column=column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = max(12, len(str(cell.value)) + 4)
    for cell in sheet[1]:
        if cell.value in ("Đơn vị", "Tên", "Khối", "Khối, đối tượng", "Đối tượng"):
            sheet.column_dimensions[cell.column_letter].width = 36
    sheet.freeze_panes = "A2"
