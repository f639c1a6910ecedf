"""A year of working days as twelve months of weeks."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date

from danbiet.kit.workdays import Calendar, Day, DayKind


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    first: date
    weeks: tuple[tuple[Day | None, ...], ...]  # Monday first; None outside the month
    working_days: int


@dataclass(frozen=True, slots=True)
class CalendarYear:
    year: int
    months: tuple[Month, ...]
    working_days: int
    special: tuple[Day, ...]  # every day that is not as its weekday says
    is_estimated: bool


def calendar_year(days: Calendar, year: int) -> CalendarYear:
    """The whole year. Refuses (ValueError) years the calendar does not cover, 1995 to 2100."""
    parts = tuple(_month(days, year, number) for number in range(1, 13))
    every = [day for month in parts for week in month.weeks for day in week if day is not None]
    plain = {DayKind.WORKING, DayKind.WEEKEND}
    return CalendarYear(
        year=year,
        months=parts,
        working_days=sum(month.working_days for month in parts),
        special=tuple(day for day in every if day.kind not in plain),
        is_estimated=any(day.is_estimated for day in every),
    )


def _month(days: Calendar, year: int, number: int) -> Month:
    grid = months.Calendar(firstweekday=0).monthdatescalendar(year, number)
    weeks = tuple(tuple(days.day(on) if on.month == number else None for on in week) for week in grid)
    worked = sum(day.is_working for week in weeks for day in week if day is not None)
    return Month(number=number, first=date(year, number, 1), weeks=weeks, working_days=worked)
