"""Reads an Excel file of people and writes the form for one, and the list as a file. A stranger's file: bounded, nothing guessed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from danbiet.kit.text import fold, nfc

from .spreadsheet import NotATable, values_of

MOST_ROWS, MOST_BYTES = 3000, 3 * 1024 * 1024
HEAD_WITHIN = 10  # rows: a title above the head is usual
LIMITS = {"full_name": 120, "job_title": 120, "email": 254, "office_phone": 30, "username": 150}
# Our name → how the head may be written, the first as we write it ourselves.
COLUMNS: Mapping[str, Sequence[str]] = {
    "full_name": ("Họ tên", "Họ và tên", "Tên"),
    "job_title": ("Chức vụ", "Chức danh"),
    "unit": ("Mã hoặc tên đơn vị", "Đơn vị", "Mã đơn vị", "Tên đơn vị"),
    "role": ("Vai trò",),
    "email": ("Thư điện tử", "Email", "E-mail", "Thư công vụ"),
    "office_phone": ("Điện thoại cơ quan", "Điện thoại"),
    "first_day": ("Từ ngày",),
    "last_day": ("Đến ngày", "Đến hết ngày"),
    "username": ("Tên đăng nhập",),
}
NEEDED = ("full_name", "unit", "role")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def gettext_noop(message: str) -> str:
    """Marks a sentence for the catalogue; whoever shows it translates it."""
    return message


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where: the row as Excel counts (0: the whole file), the head of the column, an English sentence with `params`."""

    row: int
    column: str
    message: str
    params: Mapping[str, object]


class NotReadable(ValueError):
    """The file is no Excel workbook we can read; `message` is an English sentence of the catalogue."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row, its words resolved: the unit's id, the role's key, days (both counted). "" and None where nothing stands."""

    row: int
    full_name: str
    job_title: str
    unit_id: int
    role: str
    email: str
    office_phone: str
    first_day: date | None
    last_day: date | None
    username: str

    def packed(self) -> list[object]:
        """Plain values in the order of the fields, to be carried through a form; `unpacked` makes the row again."""
        return [
            one.isoformat() if isinstance(one, date) else one
            for one in (getattr(self, name) for name in self.__slots__)
        ]

    @classmethod
    def unpacked(cls, values: Sequence[Any]) -> PersonRow:
        """What `packed` packed."""
        named = dict(zip(cls.__slots__, values, strict=True))
        for name in ("first_day", "last_day"):
            named[name] = date.fromisoformat(named[name]) if named[name] else None
        return cls(**named)


@dataclass(frozen=True, slots=True)
class Known:
    """What words in the file may mean: folded names and codes of units → their ids, folded names of roles → their keys."""

    units: Mapping[str, frozenset[int]]
    roles: Mapping[str, str]


def read_people(data: bytes, known: Known) -> tuple[list[PersonRow], list[Problem]]:
    """The rows of the first sheet and everything that is wrong in them; a row with a problem is not among the rows.

    NotReadable: no workbook, too large, no head with name, unit and role in the first rows.
    """
    lines = _lines(data)
    place = next(((number, head) for number, cells in lines[:HEAD_WITHIN] if (head := _head(cells))), None)
    if place is None:
        raise NotReadable(gettext_noop("No row has the heads “Họ tên”, “Mã hoặc tên đơn vị” and “Vai trò”."))
    head_row, head = place
    rows: list[PersonRow] = []
    problems: list[Problem] = []
    for number, cells in lines:
        if number <= head_row or not any(_text(cell) for cell in cells):
            continue
        found = _Row(
            number, {name: cells[at] if at < len(cells) else None for at, name in head.items()}, known
        )
        if (row := found.result()) is not None:
            rows.append(row)
        problems += found.problems
    if not rows and not problems:
        problems.append(Problem(0, "", gettext_noop("No person stands below the head."), {}))
    return rows, problems


def _lines(data: bytes) -> list[tuple[int, list[Any]]]:
    if len(data) > MOST_BYTES:
        raise NotReadable(gettext_noop("The file is too large."))
    most = MOST_ROWS + HEAD_WITHIN
    try:
        rows = values_of(data, most_rows=most + 1, most_columns=40)
    except NotATable as error:
        if error.fault == "too_large":
            raise NotReadable(gettext_noop("The file is too large.")) from error
        raise NotReadable(gettext_noop("This is not an Excel file (.xlsx).")) from error
    if len(rows) > most:
        raise NotReadable(gettext_noop("The file has more than 3,000 rows."))
    return list(enumerate(rows, start=1))


def _head(cells: Sequence[Any]) -> dict[int, str]:
    known = {fold(spelling): ours for ours, spellings in COLUMNS.items() for spelling in spellings}
    head: dict[int, str] = {}
    for at, cell in enumerate(cells):
        name = known.get(fold(_text(cell).rstrip("*: ")))
        if name is not None and name not in head.values():
            head[at] = name
    return head if set(NEEDED) <= set(head.values()) else {}


class _Row:
    """One row under examination: every field is looked at, so that all faults are told at once."""

    def __init__(self, number: int, cells: Mapping[str, Any], known: Known) -> None:
        self.number, self.cells, self.known = number, cells, known
        self.problems: list[Problem] = []

    def blame(self, column: str, message: str, **params: object) -> None:
        self.problems.append(Problem(self.number, COLUMNS[column][0], message, params))

    def result(self) -> PersonRow | None:
        texts = {name: self._words(name, most) for name, most in LIMITS.items()}
        if not texts["full_name"]:
            self.blame("full_name", gettext_noop("The name is missing."))
        if texts["email"] and not EMAIL.fullmatch(texts["email"]):
            self.blame("email", gettext_noop("“%(text)s” is no mail address."), text=texts["email"])
        unit, role = self._unit(), self._role()
        first, last = self._day("first_day"), self._day("last_day")
        if first and last and last < first:
            self.blame("last_day", gettext_noop("The last day comes before the first."))
        if self.problems or unit is None or role is None:
            return None
        return PersonRow(row=self.number, unit_id=unit, role=role, first_day=first, last_day=last, **texts)

    def _words(self, name: str, most: int) -> str:
        text = _text(self.cells.get(name))
        if len(text) > most:
            self.blame(name, gettext_noop("The text is longer than %(most)s characters."), most=most)
        return text

    def _unit(self) -> int | None:
        text = _text(self.cells.get("unit"))
        if not text:
            self.blame("unit", gettext_noop("The unit is missing."))
            return None
        found = self.known.units.get(fold(text), frozenset())
        if len(found) == 1:
            return next(iter(found))
        if found:
            self.blame(
                "unit", gettext_noop("Several units are called “%(text)s”: write the code."), text=text
            )
        else:
            self.blame("unit", gettext_noop("No unit of today has the code or name “%(text)s”."), text=text)
        return None

    def _role(self) -> str | None:
        text = _text(self.cells.get("role"))
        found = self.known.roles.get(fold(text))
        if not text:
            self.blame("role", gettext_noop("The role is missing."))
        elif found is None:
            self.blame(
                "role", gettext_noop("“%(text)s” is no role. Take one from the sheet “Huong_dan”."), text=text
            )
        return found

    def _day(self, name: str) -> date | None:
        value = self.cells.get(name)
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            day: date | None = value
        else:
            text = _text(value)
            if not text:
                return None
            day = _read_day(text)
        if day is None or not 1950 <= day.year <= 2100:
            self.blame(
                name, gettext_noop("“%(text)s” is no day. Write it like 01/07/2021."), text=_text(value)[:40]
            )
            return None
        return day


def _read_day(text: str) -> date | None:
    found = DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(nfc(str(cell).replace("\x00", "")).split())


def form_file(
    words: Callable[[str], str], *, roles: Sequence[tuple[str, str]], units: Sequence[tuple[str, str]]
) -> bytes:
    """The empty form (.xlsx): heads with a list of roles to choose from, what each column means, the units with their codes.

    `words` translates; `roles`: (name, what it may do); `units`: (code, name).
    """
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = "Người dùng"
    _head_row(sheet, [spellings[0] for spellings in COLUMNS.values()], [28, 26, 34, 20, 32, 18, 13, 13, 18])
    listed = DataValidation(type="list", formula1=f"=Huong_dan!$A$2:$A${len(roles) + 1}", allow_blank=False)
    sheet.add_data_validation(listed)
    listed.add(f"D2:D{MOST_ROWS}")
    for line in range(2, 200):
        for column in "FGH":
            sheet[f"{column}{line}"].number_format = "@" if column == "F" else "dd/mm/yyyy"
    guide = book.create_sheet("Huong_dan")
    _head_row(guide, ["Vai trò", "Được làm gì", "Cột", "Điền thế nào"], [22, 60, 24, 70])
    for line, (name, meaning) in enumerate(roles, start=2):
        _put(guide, line, 1, name)
        _put(guide, line, 2, meaning)
    for line, (name, spellings) in enumerate(COLUMNS.items(), start=2):
        _put(guide, line, 3, spellings[0])
        _put(guide, line, 4, words(MEANINGS[name]))
    listing = book.create_sheet("Don_vi")
    _head_row(listing, ["Mã", "Tên đơn vị"], [14, 60])
    for line, (code, name) in enumerate(units, start=2):
        _put(listing, line, 1, code)
        _put(listing, line, 2, name)
    return _saved(book)


MEANINGS = {
    "full_name": gettext_noop("Needed. With marks, as on papers."),
    "job_title": gettext_noop("As it shall stand under letters."),
    "unit": gettext_noop("Needed. The code from the sheet “Don_vi”, or the full name."),
    "role": gettext_noop(
        "Needed. One of the roles on the sheet “Huong_dan”, spelt as there; a person with two roles has two rows."
    ),
    "email": gettext_noop("Office address. People without one get a printed slip with a code."),
    "office_phone": gettext_noop("Of the office, no private number."),
    "first_day": gettext_noop("Day/month/year; empty is today."),
    "last_day": gettext_noop("Day/month/year, that day counted; empty is until further notice."),
    "username": gettext_noop(
        "Empty: made of the name. Needed to tell apart two people of one name in one unit."
    ),
}


def list_file(
    title: str, head: Sequence[str], rows: Iterable[Sequence[object]], *, wide: Sequence[int]
) -> bytes:
    """Rows as .xlsx, words never formulas, the head in sight; days are days."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = title
    _head_row(sheet, head, wide)
    for line, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(sheet, line, place, value)
    return _saved(book)


def _head_row(sheet: Worksheet, labels: Sequence[str], wide: Sequence[int]) -> None:
    for place, label in enumerate(labels, start=1):
        cell = sheet.cell(row=1, column=place, value=label)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = wide[place - 1]
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, line: int, place: int, value: object) -> None:
    if value in (None, ""):
        return
    cell = sheet.cell(row=line, column=place, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # words, also when they begin like a formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"


def _saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def spellings_of(names: Iterable[tuple[int, Iterable[str]]]) -> Mapping[str, frozenset[int]]:
    """Folded words → ids of those that answer to them."""
    found: dict[str, set[int]] = {}
    for pk, spellings in names:
        for spelling in _filled(spellings):
            found.setdefault(fold(spelling), set()).add(pk)
    return {word: frozenset(ids) for word, ids in found.items()}


def _filled(spellings: Iterable[str]) -> Iterator[str]:
    return (spelling for spelling in spellings if spelling.strip())
