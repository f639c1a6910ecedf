"""The units of a province as one plain list: a row per unit, its place by the code of the unit above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .kind_words import kind_said, plain_word
from .spreadsheet import is_empty
from .unit_files import LIMITS, ORDER_OF_KIND, UnitData, Version, Year, gettext_noop, office_names

HEAD_WITHIN = 15  # rows: a title above the head is usual
MOST_PROBLEMS = 100
COLUMNS = {
    "code": ("ma", "ma don vi", "ma so", "code"),
    "name": ("ten", "ten don vi", "name"),
    "kind": ("loai", "loai don vi", "cap", "kind"),
    "parent": ("ma cap tren", "ma don vi cap tren", "cap tren", "truc thuoc", "parent code", "parent"),
    "abbreviation": ("viet tat", "ten viet tat", "abbreviation"),
    "name_en": ("ten tieng anh", "tieng anh", "name en"),
    "group": ("nhom xep hang", "khoi", "khoi thi dua", "ranking group"),
    "headcount": ("bien che", "so bien che", "so nguoi", "headcount"),
}  # fmt: skip
_COLUMN_OF = {word: column for column, words in COLUMNS.items() for word in words}
_TERRITORIES = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class Top:
    """The province the list belongs to; it need not stand in it."""

    code: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row (as the file counts them, 0: the whole file). `message` is a sentence of the catalogue."""

    row: int
    message: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says: its units by kind, and the data to load, or every row that has to be put right first."""

    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    data: UnitData | None


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_list(rows: Sequence[Sequence[str]], *, top: Top, starts_on: date) -> Listed:
    """Check every row of a list and make units of it that begin on `starts_on`. Every problem is named, not only the first.

    Rows without a parent stand under the province; a row of the province itself may stand there or be missing.
    """
    place, columns = _head(rows)
    if columns is None:
        message = gettext_noop("No row names the columns. The list needs at least “Mã”, “Tên” and “Loại”.")
        return Listed((Problem(0, message, {}),), {}, None)
    lines = [
        _Row(number, {name: row[at] if at < len(row) else "" for name, at in columns.items()})
        for number, row in enumerate(rows[place + 1 :], start=place + 2)
        if not is_empty(row)
    ]
    problems = list(_problems(lines, top))
    counts = Counter(_kind(line, top) or "" for line in lines)
    counts.pop("", None)
    if not lines:
        problems.append(Problem(0, gettext_noop("The list holds no unit."), {}))
    data = None if problems else _data(lines, top=top, starts_on=starts_on)
    return Listed(tuple(problems[:MOST_PROBLEMS]), dict(counts), data)


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int] | None]:
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        found: dict[str, int] = {}
        for at, cell in enumerate(row):
            column = _COLUMN_OF.get(plain_word(cell))
            if column is not None:
                found.setdefault(column, at)
        if {"code", "name", "kind"} <= set(found):
            return place, found
    return 0, None


def _kind(line: _Row, top: Top) -> str | None:
    kind = kind_said(line["kind"])
    return "province" if kind == "district" and line["code"] == top.code else kind


def _problems(lines: Sequence[_Row], top: Top) -> list[Problem]:
    first: dict[str, int] = {}
    parents = {line["code"]: line["parent"] for line in lines}
    found: list[Problem] = []

    def blame(line: _Row, message: str, **params: object) -> None:
        found.append(Problem(line.number, message, params))

    for line in lines:
        code, parent = line["code"], line["parent"]
        if not code or not line["name"]:
            blame(line, gettext_noop("A unit needs a code and a name."))
        elif code in first:
            blame(
                line,
                gettext_noop("The code %(code)s also stands in row %(other)s."),
                code=code,
                other=first[code],
            )
        first.setdefault(code, line.number)
        if _kind(line, top) is None:
            blame(line, gettext_noop("%(kind)s is no known kind of unit."), kind=line["kind"] or "—")
        elif _kind(line, top) == "province" and code != top.code:
            blame(
                line,
                gettext_noop("The province has the code %(code)s, not %(other)s."),
                code=top.code,
                other=code,
            )
        if parent and parent != top.code and parent not in parents:
            blame(line, gettext_noop("The parent %(code)s is in no row."), code=parent)
        elif _is_in_circle(code, parents):
            blame(line, gettext_noop("The unit stands below itself (a circle of parents)."))
        if line["headcount"] and not re.fullmatch(r"[0-9]{1,6}", line["headcount"]):
            blame(
                line, gettext_noop("The head-count %(text)s is not a whole number."), text=line["headcount"]
            )
        for column in ("code", "name", "name_en", "abbreviation"):
            if len(line[column]) > LIMITS[column]:
                blame(line, gettext_noop("%(column)s is longer than %(most)s characters."), column=line[column][:30] + "…", most=LIMITS[column])  # fmt: skip
    return found


def _is_in_circle(code: str, parents: Mapping[str, str]) -> bool:
    seen, above = {code}, parents.get(code, "")
    while above:
        if above in seen:
            return True
        seen.add(above)
        above = parents.get(above, "")
    return False


def _data(lines: Sequence[_Row], *, top: Top, starts_on: date) -> UnitData:
    versions = [_version(line, top=top, order=order, starts_on=starts_on) for order, line in enumerate(lines)]
    if not any(version.code == top.code for version in versions):
        row = _Row(0, {"code": top.code, "name": top.name, "name_en": top.name_en, "kind": "tinh"})
        versions.insert(0, _version(row, top=top, order=0, starts_on=starts_on))
    groups = {_group_key(line["group"]): line["group"] for line in lines if line["group"]}
    years = [
        Year(
            key_of(line["code"], starts_on), starts_on.year, _group_key(line["group"]) if line["group"] else "",
            int(line["headcount"]) if line["headcount"] else None,
        )
        for line in lines if line["group"] or line["headcount"]
    ]  # fmt: skip
    return UnitData(versions=tuple(versions), changes=(), years=tuple(years), groups=groups)


def _version(line: _Row, *, top: Top, order: int, starts_on: date) -> Version:
    kind = _kind(line, top) or ""
    is_top = line["code"] == top.code
    named = office_names(line["name"], kind) if kind in _TERRITORIES else {"abbreviation": "", "aliases": ()}
    if line["abbreviation"]:
        named["abbreviation"] = line["abbreviation"]
    return Version(
        unit=key_of(line["code"], starts_on),
        starts_on=starts_on,
        ends_before=None,
        kind=kind,
        code=line["code"],
        name=line["name"],
        name_en=line["name_en"],
        parent=None if is_top else key_of(line["parent"] or top.code, starts_on),
        order=ORDER_OF_KIND[kind] + order,
        **named,
    )


def key_of(code: str, starts_on: date) -> str:
    """The stable key of a unit that came by a list: its code and the year it began here."""
    return f"{code}@{starts_on.year}"


def _group_key(name: str) -> str:
    return plain_word(name).replace(" ", "-")[:40] or "khac"


TEMPLATE_HEAD = ("Mã", "Tên", "Loại", "Mã cấp trên", "Viết tắt", "Tên tiếng Anh", "Nhóm xếp hạng", "Biên chế")
TEMPLATE_ROWS = (
    (
        "SNV",
        "Sở Nội vụ",
        "Sở, ban, ngành",
        "",
        "SNV",
        "Department of Home Affairs",
        "Khối sở, ban, ngành",
        "78",
    ),
    ("DPTTH", "Đài Phát thanh và Truyền hình", "Đài", "", "Đài PT-TH", "", "", ""),
    ("31120", "Phường Cái Khế", "Phường", "", "", "", "Khối xã, phường", ""),
    ("31135", "Phường Ninh Kiều", "Phường", "", "", "", "Khối xã, phường", ""),
)
