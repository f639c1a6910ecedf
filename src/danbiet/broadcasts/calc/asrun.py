"""A station's log of what ran, read from rows of cells: which column is what, when each line ran, how long, called what.

A length of two parts is minutes and seconds ("25:00"), of three hours, minutes, seconds; a fourth part (frames) is dropped.
Hours from 24 to 29 belong to the broadcasting day before ("25:10" is ten past one of the next day). A line without a date
has that of the line above; where its time then falls back by more than twelve hours, midnight has passed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from danbiet.kit.clock import VIETNAM
from danbiet.kit.text import fold, nfc

DATE, START, END, LENGTH, TITLE = "date", "start", "end", "length", "title"
NAMES: dict[str, tuple[str, ...]] = {
    LENGTH: ("thoi luong", "do dai", "duration", "length", "dur"),
    END: ("ket thuc", "gio ket thuc", "den gio", "end", "stop", "out"),
    TITLE: (
        "ten chuong trinh", "ten noi dung", "tieu de", "chuong trinh", "noi dung", "ten", "title", "program", "programme",
        "event", "name", "clip",
    ),
    START: (
        "gio phat", "gio phat song", "bat dau", "gio bat dau", "thoi gian", "thoi diem", "gio", "start", "on air", "time",
        "in", "actual",
    ),
    DATE: ("ngay phat", "ngay phat song", "ngay", "date", "day"),
}  # fmt: skip
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 5000, 40, 500
LOOKED_AT = 25  # the head stands in the first lines or nowhere
_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4}))(?!\d)"
)
_TIME = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})[:hg](?P<m>\d{2})(?:[:.m](?P<s>\d{2})(?:[:;.,]\d{1,3})?)?(?![\d])"
)
_LENGTH = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?(?:[:;.,]\d{1,3})?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:phut|phút|p|'|min|minutes)?\s*(?:(\d{1,2})\s*(?:giay|giây|s|\"))?")


class NoLog(ValueError):
    """The rows are no log; `code`: "empty", "too_long", "no_columns", "encoding"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log, in plain values so that it can be kept. `starts_at`: ISO with its zone, "" where it could not
    be read; `problem`: "", "no_time", "no_title"."""

    line: int
    cells: tuple[str, ...]
    starts_at: str = ""
    seconds: int | None = None
    title: str = ""
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "cells": list(self.cells)}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> LogRow:
        return cls(**{**said, "cells": tuple(said["cells"])})


@dataclass(frozen=True, slots=True)
class Log:
    """What was read: which column was taken for what (by number from 0), and every line below the head."""

    columns: dict[str, int]
    rows: tuple[LogRow, ...]


def csv_rows(data: bytes) -> list[list[str]]:
    """Cells of a text file: UTF-8 or UTF-16, else Windows' Vietnamese; commas, semicolons or tabs. Refused (NoLog): binary."""
    text = _decoded(data)
    head = "\n".join(text.splitlines()[:LOOKED_AT])
    separator = max(",;\t|", key=head.count)
    found: list[list[str]] = []
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        found.append([cell[:MOST_LETTERS] for cell in row[:MOST_COLUMNS]])
        if len(found) > MOST_ROWS + LOOKED_AT:
            raise NoLog("too_long")
    return found


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise NoLog("encoding")


def read_log(table: Iterable[Sequence[Any]]) -> Log:
    """The lines below the head with what they say. Refused (NoLog): nothing in it, more than 5,000 lines, no columns of time
    and title to be found."""
    rows = [list(row)[:MOST_COLUMNS] for row in table]
    if not any(_text(cell) for row in rows for cell in row):
        raise NoLog("empty")
    if len(rows) > MOST_ROWS + LOOKED_AT:
        raise NoLog("too_long")
    head, columns = _head(rows)
    if head is None:
        columns = _by_content(rows)
    if START not in columns or TITLE not in columns:
        raise NoLog("no_columns")
    before = _day_in(" ".join(_text(cell) for row in rows[: head or 0] for cell in row))
    found: list[LogRow] = []
    day, last = before, None
    for number, row in enumerate(rows[(head + 1) if head is not None else 0 :], start=(head or 0) + 2):
        if not any(_text(cell) for cell in row):
            continue
        read, day, last = _row(number, row, columns, day=day, last=last)
        found.append(read)
    return Log(columns, tuple(found))


def _head(rows: list[list[Any]]) -> tuple[int | None, dict[str, int]]:
    best: tuple[int | None, dict[str, int]] = (None, {})
    for place, row in enumerate(rows[:LOOKED_AT]):
        columns = _named(row)
        if START in columns and TITLE in columns and len(columns) > len(best[1]):
            best = (place, columns)
    return best


def _named(row: Sequence[Any]) -> dict[str, int]:
    """Which heading means what: the longest known words that a heading equals or begins with."""
    offers: list[tuple[int, str, int]] = []
    for place, cell in enumerate(row):
        words = fold(_text(cell))
        for what, names in NAMES.items():
            fits = [len(name) for name in names if words == name or words.startswith(f"{name} ")]
            if fits:
                offers.append((max(fits), what, place))
    found: dict[str, int] = {}
    for _length, what, place in sorted(offers, key=lambda one: (-one[0], one[2])):
        if what not in found and place not in found.values():
            found[what] = place
    return found


def _by_content(rows: list[list[Any]]) -> dict[str, int]:
    """Without a head: the first column of times is when it began, the one with the most letters is the title."""
    width = max((len(row) for row in rows), default=0)
    found: dict[str, int] = {}
    letters: dict[int, int] = {}
    for place in range(width):
        cells = [row[place] for row in rows if place < len(row) and _text(row[place])]
        if not cells:
            continue
        times = sum(_time_in(cell) is not None for cell in cells)
        days = sum(_day_in(cell) is not None for cell in cells)
        letters[place] = sum(sum(sign.isalpha() for sign in _text(cell)) for cell in cells)
        if times * 2 > len(cells) and START not in found:
            found[START] = place
        elif days * 2 > len(cells) and DATE not in found:
            found[DATE] = place
        elif times * 2 > len(cells) and LENGTH not in found:
            found[LENGTH] = place
    rest = {place: count for place, count in letters.items() if place not in found.values() and count}
    if rest:
        found[TITLE] = max(rest, key=lambda place: rest[place])
    return found


def _row(
    line: int, row: list[Any], columns: dict[str, int], *, day: date | None, last: datetime | None
) -> tuple[LogRow, date | None, datetime | None]:
    def cell(what: str) -> Any:
        place = columns.get(what)
        return row[place] if place is not None and place < len(row) else None

    cells = tuple(_text(one) for one in row)
    title = " ".join(nfc(_text(cell(TITLE))).split())
    said_day = _day_in(cell(DATE)) or _day_in(cell(START))
    at = _time_in(cell(START))
    if at is None:
        stray = said_day or _day_in(" ".join(cells))
        return LogRow(line, cells, title=title, problem="no_time"), stray or day, last
    day = said_day or day
    if day is None:
        return LogRow(line, cells, title=title, problem="no_time"), day, last
    starts = datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + at
    if said_day is None and last is not None and last - starts > timedelta(hours=12):
        day += timedelta(days=1)
        starts += timedelta(days=1)
    seconds = _length(cell(LENGTH))
    ends = _time_in(cell(END))
    if seconds is None and ends is not None:
        seconds = int((ends - at).total_seconds()) % 86400 or None
    problem = "" if title else "no_title"
    return LogRow(line, cells, starts.isoformat(), seconds, title, problem), day, starts


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell).replace("\x00", "").strip()[:MOST_LETTERS]


def _day_in(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date() if cell.year > 1901 else None
    if isinstance(cell, date):
        return cell
    found = _DAY.search(_text(cell))
    if found is None:
        return None
    year, month, day = (int(found[name] or found[f"{name}2"]) for name in ("y", "m", "d"))
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1900 < made.year < 2200 else None


def _time_in(cell: Any) -> timedelta | None:
    """The time of day since midnight; up to 29:59:59."""
    if isinstance(cell, datetime):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    if isinstance(cell, timedelta):
        return cell if timedelta(0) <= cell < timedelta(hours=30) else None
    if isinstance(cell, float) and 0 <= cell < 1:  # Excel's part of a day
        return timedelta(seconds=round(cell * 86400))
    found = _TIME.search(_DAY.sub(" ", fold(_text(cell))))
    if found is None:
        return None
    hours, minutes, seconds = int(found["h"]), int(found["m"]), int(found["s"] or 0)
    if hours > 29 or minutes > 59 or seconds > 59:
        return None
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _length(cell: Any) -> int | None:
    if isinstance(cell, datetime | time):
        found = _time_in(cell)
        return int(found.total_seconds()) if found else None
    if isinstance(cell, timedelta):
        whole = int(cell.total_seconds())
        return whole if 0 < whole <= 86400 else None
    text = _text(cell)
    if parts := _LENGTH.fullmatch(text):
        first, second, third = int(parts[1]), int(parts[2]), parts[3]
        whole = first * 3600 + second * 60 + int(third) if third is not None else first * 60 + second
        return whole if 0 < whole <= 86400 else None
    if parts := _MINUTES.fullmatch(text.lower()):
        whole = int(parts[1]) * 60 + int(parts[2] or 0)
        return whole if 0 < whole <= 86400 else None
    return None
