"""Rows as CSV that Excel opens with Vietnamese letters right and runs no formula from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

Value = str | int | float | Decimal | date | bool | None
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"


def rows_to_csv(
    head: Sequence[str], rows: Iterable[Sequence[Value]], *, separator: str = ",", comma: bool = False
) -> bytes:
    """UTF-8 with a byte order mark, lines ended as RFC 4180 has them, half surrogates as question marks.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers are left as they are, dates
    are written as ISO 8601, None is an empty cell. With `comma` decimals are written 12,5 as Vietnamese spreadsheets read them. A row of another length than the head is refused with ValueError.
    """
    return b"".join(csv_lines(head, rows, separator=separator, comma=comma))


def csv_lines(
    head: Sequence[str], rows: Iterable[Sequence[Value]], *, separator: str = ",", comma: bool = False
) -> Iterator[bytes]:
    """The same as `rows_to_csv`, line by line, for a file that is sent while it is made."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    buffer.write(_BOM)
    for row in _all(head, rows):
        writer.writerow([_cell(value, comma=comma) for value in row])
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()


def _all(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    yield head
    for number, row in enumerate(rows, start=1):
        if len(row) != len(head):
            raise ValueError(f"row {number} has {len(row)} cells, the head {len(head)}")
        yield row


def _cell(value: Value, *, comma: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return str(value).replace(".", ",") if comma and isinstance(value, float | Decimal) else str(value)
    text = value.replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS_FORMULA) else text
