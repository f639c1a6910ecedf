"""A chart as a sheet of an Excel file: its figures in cells, and a chart Excel draws from them."""

from __future__ import annotations

from collections.abc import Sequence

from .charts import Cells, chart_xml, label_of, size_of
from .documents import Chart, Mark
from .workbook import Drawn, Sheet

OF_A_SERIES = ("Từ", "Đến", "Chênh dưới", "Chênh trên")


def chart_sheet(title: str, chart: Chart) -> Sheet:
    """The sheet `title` of a chart; figures that are not there are empty cells and said behind the label."""
    head = ["Nội dung"]
    for name in chart.series:
        head += [name, *OF_A_SERIES]
    each = 1 + len(OF_A_SERIES)
    rows = [
        [label_of(bar, chart.missing), *(value for mark in bar.marks for value in _cells(mark))]
        for bar in chart.bars
    ]
    part = chart_xml(chart, cells=Cells(title, each))
    return Sheet(title, head, rows, Drawn(part, size_of(chart), chart.title, chart.told))


def _cells(mark: Mark | None) -> Sequence[object]:
    if mark is None or mark.ends is None:
        return [mark.value if mark else None, *[None] * len(OF_A_SERIES)]
    low, high = mark.ends
    return [mark.value, low, high, mark.value - low, high - mark.value]
