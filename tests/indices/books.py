"""Workbooks of editions for tests."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

FORMAT = Path(__file__).resolve().parents[2] / "docs" / "index-format.md"
SHEETS = ("Bộ tiêu chí", "Đơn vị", "Điểm", "Miễn đánh giá")


def book(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of these sheets, row by row."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def tables() -> dict[str, list[list[str]]]:
    """The tables of the worked example in docs/index-format.md, by the word above them."""
    found: dict[str, list[list[str]]] = {}
    above = ""
    for line in FORMAT.read_text("utf-8").partition("## 5.")[2].splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not set("".join(cells)) <= {"-", " "}:
                found.setdefault(above, []).append(cells)
        elif line.endswith(":"):
            above = line[:-1]
    return found


def example() -> dict[str, list[list[Any]]]:
    """Its sheets, changed as a test likes."""
    return {title: rows for title, rows in tables().items() if title in SHEETS}
