"""A table of successions as it comes from an office: CSV or Excel, headings and events in Vietnamese or as in our own files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from danbiet.kit.text import fold, nfc

from .kind_words import kind_said
from .orders import COLUMNS, MOST_ROWS
from .spreadsheet import NotATable, shown, values_of
from .unit_files import MAX_BYTES, BadFile, gettext_noop

MOST_COLUMNS = 30
# As an official reads them; the template has these.
HEADINGS = {
    "on": "Ngày",
    "event": "Việc",
    "old_code": "Mã cũ",
    "old_name": "Tên cũ",
    "new_code": "Mã mới",
    "new_name": "Tên mới",
    "kind": "Loại đơn vị",
    "parent_code": "Mã cấp trên",
    "work_to_code": "Mã nhận việc",
    "people": "Người",
}
EVENT_WORDS = {
    "nhap": "merge", "sap nhap": "merge", "hop nhat": "merge", "chia": "split", "tach": "split", "chia tach": "split",
    "doi ten": "rename", "chuyen": "move", "giai the": "dissolve", "ket thuc": "dissolve", "thanh lap": "found",
    "giu nguyen": "continue",
}  # fmt: skip
PEOPLE_WORDS = {"chuyen": "move", "thoi": "end", "ket thuc": "end"}
EXAMPLE = (
    ("01/07/2025", "nhập", "31498", "Phường 5", "31507", "Phường Sóc Trăng", "xã", "92", "", ""),
    ("01/07/2025", "nhập", "31501", "Phường 7", "31507", "Phường Sóc Trăng", "xã", "92", "", ""),
    ("01/07/2025", "giải thể", "941", "Thành phố Sóc Trăng", "", "", "", "", "92", "thôi"),
)


def read_rows(data: bytes, *, name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows with their numbers as a spreadsheet shows them. Raises BadFile for what is no such table."""
    if len(data) > MAX_BYTES:
        raise BadFile(name, None, gettext_noop("The file is too large."))
    cells = _workbook(data, name) if data[:2] == b"PK" else _csv(data, name)
    rows = [(number, row) for number, row in cells if any(row)]
    if not rows:
        raise BadFile(name, None, gettext_noop("The file holds no row."))
    head = _columns(rows[0][1])
    for wanted in ("event", "old_code", "new_code"):
        if wanted not in head:
            raise BadFile(
                name, rows[0][0], gettext_noop("The column %(column)s is missing."), column=HEADINGS[wanted]
            )
    if len(rows) > MOST_ROWS + 1:
        raise BadFile(name, None, gettext_noop("A table holds at most %(most)s rows."), most=MOST_ROWS)
    return [(number, _row(head, row)) for number, row in rows[1:]]


def _columns(head: Sequence[str]) -> list[str]:
    known = {fold(words): column for column, words in HEADINGS.items()} | {
        column: column for column in COLUMNS
    }
    return [known.get(fold(cell), known.get(cell.strip().lower(), "")) for cell in head]


def _row(head: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    row = {column: cell for column, cell in zip(head, cells, strict=False) if column}
    for column, words in (("event", EVENT_WORDS), ("people", PEOPLE_WORDS)):
        said = row.get(column, "")
        row[column] = words.get(fold(said), said.lower())
    said = row.get("kind", "")
    row["kind"] = kind_said(said) or said.lower()
    return row


def _csv(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile(name, None, gettext_noop("The file is not UTF-8 text.")) from error
    if "\x00" in text:
        raise BadFile(name, None, gettext_noop("The file is neither CSV nor an Excel workbook (.xlsx)."))
    first = text.split("\n", 1)[0]
    separator = max((";", ",", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [" ".join(cell.removeprefix("'").split()) for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise BadFile(name, reader.line_num, gettext_noop("The row is not well-formed CSV.")) from error


def _workbook(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        rows = values_of(data, most_rows=MOST_ROWS + 2, most_columns=MOST_COLUMNS)
    except NotATable as error:
        if error.fault == "too_large":
            raise BadFile(name, None, gettext_noop("The file is too large.")) from error
        raise BadFile(
            name, None, gettext_noop("The file is neither CSV nor an Excel workbook (.xlsx).")
        ) from error
    return ((number, [shown(value) for value in row]) for number, row in enumerate(rows, start=1))


def template_rows() -> tuple[list[str], list[tuple[str, ...]]]:
    """Headings and example rows of the template."""
    return list(HEADINGS.values()), list(EXAMPLE)
