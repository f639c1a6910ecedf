"""Working days of Vietnamese state offices: which day is worked and why, time limits counted day by day.

A limit of n working days does not count the day of receipt (Civil Code 2015, article 147 clause 2) and ends on the
n-th working day after it. Saturdays and Sundays are weekly rest, unless the Government has exchanged one for a weekday.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib import import_module, resources
from itertools import accumulate
from types import MappingProxyType
from typing import Any

FIRST_YEAR, LAST_YEAR = 1995, 2100  # what the seed's rules and lunar table cover
MAX_WORKING_DAYS = 5000  # some twenty years: more is a slip of the keyboard, not a time limit
SATURDAY = 5
ONE_DAY = timedelta(days=1)
WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
IN_LIEU_MARK = " (nghỉ bù)"


class DayKind(StrEnum):
    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    IN_LIEU = "in_lieu"
    SWAPPED_OFF = "swapped_off"
    SWAPPED_ON = "swapped_on"
    EXTRA_OFF = "extra_off"
    EXTRA_ON = "extra_on"

    @property
    def is_working(self) -> bool:
        return self in {DayKind.WORKING, DayKind.SWAPPED_ON, DayKind.EXTRA_ON}


@dataclass(frozen=True, slots=True)
class Day:
    """One day with the reason why it is worked or not; `label_vi` fits after "31/12/2025 thứ Tư: ".

    `is_estimated` says that the year's official calendar is not known here and its days follow the general rule.
    """

    date: date
    kind: DayKind
    reason_key: str
    label_vi: str
    source: str = ""
    is_estimated: bool = False

    @property
    def is_working(self) -> bool:
        return self.kind.is_working


@dataclass(frozen=True, slots=True)
class Override:
    """What an office has decided about one day; it goes before everything shipped."""

    is_working: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit and how it came about: `days` runs from the day after receipt to the due day, none left out."""

    received_on: date
    working_days: int
    due_on: date
    days: tuple[Day, ...]

    @property
    def is_estimated(self) -> bool:
        return any(day.is_estimated for day in self.days)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Answers about days between 1995 and 2100; other years raise ValueError."""

    overrides: Mapping[date, Override] = field(default_factory=dict)

    def day(self, on: date) -> Day:
        """The day with its reason. An override wins over the shipped calendar, that over the weekly rest."""
        _refuse_moment(on)
        override = self.overrides.get(on)
        return _overridden(on, override) if override else _known_day(on)

    def is_working(self, on: date) -> bool:
        return self.day(on).is_working

    def add(self, start: date, n: int) -> Deadline:
        """The n-th working day after `start`, which itself is not counted. n from 1 to 5000, else ValueError."""
        if not 1 <= n <= MAX_WORKING_DAYS:
            raise ValueError(f"a limit has 1 to {MAX_WORKING_DAYS} working days, not {n}")
        self.day(start)  # refuses a day the calendar does not know before counting begins
        days: list[Day] = []
        held, on = 0, start
        while held < n:
            on += ONE_DAY
            day = self.day(on)
            days.append(day)
            held += day.is_working
        return Deadline(received_on=start, working_days=n, due_on=on, days=tuple(days))

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`: the inverse of `add`. An end before the start is refused."""
        _refuse_moment(start)
        _refuse_moment(end)
        if end < start:
            raise ValueError(f"the end {end} lies before the start {start}")
        changed = (
            override.is_working - _known_day(on).is_working
            for on, override in self.overrides.items()
            if start < on <= end
        )
        return _known_count(start, end) + sum(changed)


def calendar(overrides: Mapping[date, Override] | None = None) -> Calendar:
    """The shipped calendar, changed by an office's own decisions. A copy is taken: later changes do not reach it."""
    return Calendar(MappingProxyType(dict(overrides or {})))


def complete_years() -> tuple[int, ...]:
    """The years whose official calendar is shipped; in all others days off are estimated."""
    return tuple(sorted(_shipped()[1]))


def derivation_lines(start: date, n: int, calendar: Calendar) -> list[str]:
    """The due date (ISO) on the first line, then in Vietnamese how it came about, one line a day.

    Refuses what `Calendar.add` refuses.
    """
    deadline = calendar.add(start, n)
    lines = [deadline.due_on.isoformat(), f"{day_vi(start)}: ngày nhận, không tính"]
    held = 0
    for day in deadline.days:
        held += day.is_working
        lines.append(f"{day_vi(day.date)}: {_in_words(day, held=held)}")
    years = sorted({day.date.year for day in deadline.days if day.is_estimated})
    if years:
        which = ", ".join(str(year) for year in years)
        lines.append(
            f"Lưu ý: không có sẵn lịch nghỉ chính thức của năm {which}; các ngày nghỉ của năm đó là dự kiến."
        )
    return lines


def day_vi(on: date) -> str:
    """ "31/12/2025 thứ Tư"."""
    return f"{_short(on)} {WEEKDAYS_VI[on.weekday()]}"


def _in_words(day: Day, *, held: int) -> str:
    if not day.is_working:
        return day.label_vi
    number = f"ngày làm việc {held}"
    return number if day.kind == DayKind.WORKING else f"{number}, {day.label_vi}"


def _short(on: date) -> str:
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def _refuse_moment(on: date) -> None:
    # A datetime is a date to the type checker, but finds nothing in a table of dates: Tết would be worked.
    if isinstance(on, datetime):
        raise TypeError("a working day is asked for a date, not a moment")


def _overridden(on: date, override: Override) -> Day:
    kind = DayKind.EXTRA_ON if override.is_working else DayKind.EXTRA_OFF
    label = override.reason or ("làm việc theo quyết định" if override.is_working else "nghỉ theo quyết định")
    return Day(date=on, kind=kind, reason_key="override", label_vi=label)


def _known_day(on: date) -> Day:
    table, years = _shipped()
    if on.year in years:
        return table.get(on) or _plain_day(on, is_estimated=False)
    return _estimated(on.year).get(on) or _plain_day(on, is_estimated=True)


def _known_count(start: date, end: date) -> int:
    # By running totals: lists ask this for thousands of rows, and day by day a year costs a millisecond.
    whole = sum(_running_totals(year)[-1] for year in range(start.year, end.year))
    return whole + _running_totals(end.year)[_place(end)] - _running_totals(start.year)[_place(start)]


def _place(on: date) -> int:
    return on.timetuple().tm_yday


@lru_cache(maxsize=128)
def _running_totals(year: int) -> tuple[int, ...]:
    """Working days of the year up to and with its n-th day, from n = 0; overrides not counted."""
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    return tuple(
        accumulate((_known_day(first + timedelta(days=n)).is_working for n in range(length)), initial=0)
    )


def _plain_day(on: date, *, is_estimated: bool) -> Day:
    if on.weekday() >= SATURDAY:
        return Day(on, DayKind.WEEKEND, "weekend", "nghỉ hằng tuần", is_estimated=is_estimated)
    return Day(on, DayKind.WORKING, "working", "ngày làm việc", is_estimated=is_estimated)


@lru_cache(maxsize=1)
def _shipped() -> tuple[Mapping[date, Day], frozenset[int]]:
    text = resources.files(__package__).joinpath("workdays_vn.toml").read_text(encoding="utf-8")
    return read_calendar_data(tomllib.loads(text))


def read_calendar_data(data: Mapping[str, Any]) -> tuple[Mapping[date, Day], frozenset[int]]:
    """Days and complete years of a parsed calendar file (its form is told at the head of the shipped one).

    Refused with ValueError: a day named twice or outside its year, a day off in lieu on a weekend, an exchange that
    does not give a weekday for a weekend day.
    """
    table: dict[date, Day] = {}
    for entry in data["years"]:
        for day in _days_of(entry, reasons=data["reasons"]):
            if day.date in table or day.date.year != entry["year"]:
                raise ValueError(f"{day.date} is named twice or stands under the wrong year {entry['year']}")
            if _is_odd(day):
                raise ValueError(f"{day.date} cannot be {day.kind}")
            table[day.date] = day
    return MappingProxyType(table), frozenset(entry["year"] for entry in data["years"])


def _days_of(entry: Mapping[str, Any], *, reasons: Mapping[str, str]) -> list[Day]:
    days = [_day_off(item, reasons=reasons, source="; ".join(entry["sources"])) for item in entry["off"]]
    for swap in entry["swaps"]:
        off, worked, source = swap["off"], swap["worked"], swap["source"]
        given = f"nghỉ hoán đổi (làm bù {_short(worked)})"
        taken = f"làm bù cho ngày nghỉ {_short(off)}"
        days.append(Day(off, DayKind.SWAPPED_OFF, "swap", given, source))
        days.append(Day(worked, DayKind.SWAPPED_ON, "swap", taken, source))
    return days


def _day_off(item: Mapping[str, Any], *, reasons: Mapping[str, str], source: str) -> Day:
    name = reasons[item["reason"]]
    if "for" in item:
        label = f"nghỉ bù {name} (trùng ngày nghỉ hằng tuần {_short(item['for'])})"
        return Day(item["on"], DayKind.IN_LIEU, item["reason"], label, source)
    return Day(item["on"], DayKind.HOLIDAY, item["reason"], f"nghỉ {name}", source)


def _is_odd(day: Day) -> bool:
    rests_anyway = day.date.weekday() >= SATURDAY
    if day.kind == DayKind.SWAPPED_ON:
        return not rests_anyway
    return day.kind in {DayKind.IN_LIEU, DayKind.SWAPPED_OFF} and rests_anyway


@lru_cache(maxsize=32)
def _estimated(year: int) -> Mapping[date, Day]:
    """Days off of a year without a shipped calendar, by the package `holidays`: fixed and lunar feasts, days in lieu."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the calendar knows the years {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    # Loaded here alone: it takes half a second, and a process that asks only for shipped years never needs it.
    seed = import_module("holidays.countries.vietnam").Vietnam(years=year, language="vi")
    table = {on: _estimated_off(on, name=name) for on, name in seed.items()}
    for on in seed.weekend_workdays:
        if on.year == year:
            table[on] = Day(on, DayKind.SWAPPED_ON, "swap", "làm bù ngày nghỉ hoán đổi", is_estimated=True)
    return MappingProxyType(table)


def _estimated_off(on: date, *, name: str) -> Day:
    if name.startswith("Ngày nghỉ (thay"):
        label = f"nghỉ hoán đổi {name.removeprefix('Ngày nghỉ ')}"
        return Day(on, DayKind.SWAPPED_OFF, "swap", label, is_estimated=True)
    if IN_LIEU_MARK in name:
        label = f"nghỉ bù {name.replace(IN_LIEU_MARK, '')}"
        return Day(on, DayKind.IN_LIEU, "holiday", label, is_estimated=True)
    return Day(on, DayKind.HOLIDAY, "holiday", f"nghỉ {name}", is_estimated=True)
