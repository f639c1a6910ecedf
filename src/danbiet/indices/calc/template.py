"""An edition's workbook to begin with: every sheet with its head and an example (docs/index-format.md)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .criteria import Row
from .results import USUAL_GRADES
from .rules import written
from .workbook import (
    CRITERIA,
    CRITERIA_COLUMNS,
    EXEMPTION_COLUMNS,
    EXEMPTIONS,
    GRADE_COLUMNS,
    GRADES,
    KIND_WORDS,
    POINT_COLUMNS,
    POINTS,
    SCORER_WORDS,
    UNIT_COLUMNS,
    UNITS,
)

_MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - Excel knows no zones; the same rows give the same file
_WIDE = {"name": 60, "evidence": 40, "guidance": 40, "reason": 40}
KINDS = {kind: word for word, kind in KIND_WORDS.items()}
SCORERS = {scorer: word for word, scorer in SCORER_WORDS.items()}


def write_set(rows: Iterable[Row]) -> bytes:
    """A set of criteria as a workbook that `workbook.read_set` reads back."""
    book = _book()
    _sheet(book, CRITERIA[0], CRITERIA_COLUMNS, [_cells(row) for row in rows])
    return _bytes(book)


def write_template(
    rows: Iterable[Row], *, units: Sequence[tuple[str, str, str]], points: Sequence[dict[str, Any]]
) -> bytes:
    """A whole edition: these criteria, units (code, name, group) and rows of points by column, grades as they are usual."""
    book = _book()
    _sheet(book, CRITERIA[0], CRITERIA_COLUMNS, [_cells(row) for row in rows])
    _sheet(book, UNITS[0], UNIT_COLUMNS, [dict(zip(UNIT_COLUMNS, unit, strict=True)) for unit in units])
    _sheet(book, POINTS[0], POINT_COLUMNS, points)
    _sheet(book, EXEMPTIONS[0], EXEMPTION_COLUMNS, [])
    grades = [{"at_least": int(start), "name": name} for start, name in USUAL_GRADES]
    _sheet(book, GRADES[0], GRADE_COLUMNS, grades)
    return _bytes(book)


def _cells(row: Row) -> dict[str, Any]:
    return {
        "number": row.number, "name": row.name, "maximum": float(row.maximum),
        "kind": KINDS[row.rule.kind] if row.rule else "", "parameter": written(row.rule) if row.rule else "",
        "scorer": SCORERS[row.scorer] if row.rule else "", "figure": row.figure, "evidence": row.evidence,
        "period": row.period, "guidance": row.guidance, "groups": ", ".join(sorted(row.groups)),
    }  # fmt: skip


def _book() -> Workbook:
    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = _MADE
    return book


def _sheet(
    book: Workbook, title: str, columns: dict[str, tuple[str, ...]], rows: Iterable[dict[str, Any]]
) -> None:
    sheet = book.create_sheet(title)
    sheet.append([spellings[0] for spellings in columns.values()])
    for number, row in enumerate(rows, start=2):
        for place, name in enumerate(columns, start=1):
            value = row.get(name)
            if value in (None, ""):
                continue
            cell = sheet.cell(row=number, column=place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # words stay words, whatever they begin with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place, name in enumerate(columns, start=1):
        head = sheet.cell(row=1, column=place)
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = _WIDE.get(name, 16)
    sheet.freeze_panes = "A2"


def _bytes(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
