"""The figures of a survey as an Excel file: what the report says, and every question of every unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from danbiet.exports.render.chart_sheets import chart_sheet
from danbiet.exports.render.workbook import Sheet, workbook_of

from .charts import against_before, by_factor, by_unit
from .told import FACTORS, Told, number

CHARTS = {"Biểu đồ yếu tố": by_factor, "Biểu đồ so sánh": against_before, "Biểu đồ đơn vị": by_unit}
WIDE = {"Đơn vị": 44, "Câu hỏi": 70, "Yếu tố": 34, "Nội dung": 24, "Giá trị": 80}
FIGURES = ("Kết quả (%)", "Sai số chuẩn", "Từ", "Đến", "Số người trả lời")


def workbook(told: Told) -> bytes:
    """All of it as Excel, charts on sheets of their own; a figure that is not published is an empty cell."""
    units = [*told.units, {**told.figures["all"], "name": "Chung", "code": "", "rank": None}]
    texts = {item["item"]: item["text"] for item in told.figures["items"]}
    sheets = (
        Sheet("Đơn vị", ("Hạng", "Mã", "Đơn vị", *FIGURES, "Số phiếu", "Mẫu", "Tổng thể"), (
            (unit["rank"], unit["code"], unit["name"], *_figures(unit["index"]), unit["responses"], unit["sample"], unit["population"])
            for unit in units
        )),
        Sheet("Yếu tố", ("Đơn vị", "Yếu tố", *FIGURES), (
            (unit["name"], FACTORS.get(cell["factor"], cell["factor"]), *_figures(cell)) for unit in units for cell in unit["factors"]
        )),
        Sheet("Câu hỏi", ("Đơn vị", "Số", "Câu hỏi", *FIGURES), (
            (unit["name"], place, texts[cell["item"]], *_figures(cell)) for unit in units for place, cell in enumerate(unit["items"], start=1)
        )),
        *(chart_sheet(title, chart) for title, make in CHARTS.items() if (chart := make(told)) is not None),
        Sheet("Thuyết minh", ("Nội dung", "Giá trị"), _about(told)),
    )  # fmt: skip
    return workbook_of(sheets, wide=WIDE)


def _figures(cell: Mapping[str, Any]) -> tuple[Any, ...]:
    ends = cell["interval"] or (None, None)
    return number(cell["value"]), number(cell["error"]), number(ends[0]), number(ends[1]), cell["answered"]


def _about(told: Told) -> Iterator[tuple[str, str]]:
    yield "Khảo sát", told.name
    yield "Thời gian", f"{told.from_on:%d/%m/%Y} – {told.until_on:%d/%m/%Y}"
    yield (
        "Cách tính",
        f"Tỷ lệ trả lời {told.said}; trung bình các câu hỏi; khoảng tin cậy 95 % theo thiết kế mẫu",
    )
    yield (
        "Ô trống",
        f"Không công bố: dưới {told.figures['least']} người trả lời, hoặc suy ra được một kết quả như vậy",
    )
    if told.as_of is not None:
        yield "Dự thảo", f"Số liệu tính đến ngày {told.as_of:%d/%m/%Y}"
    if told.is_demonstration:
        yield "Lưu ý", "Số liệu minh họa, không phải kết quả chính thức"
