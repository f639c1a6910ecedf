"""Which periods of a year can be locked, and when they lock by themselves."""

from __future__ import annotations

from datetime import date

from danbiet.kit.periods import Period, PeriodKeyError, PeriodKind, parse_period_key
from danbiet.kit.workdays import Calendar

from .reporting import periods_of

KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
_WIDTH = {kind: place for place, kind in enumerate(KINDS)}


def lockable_period(key: str) -> Period:
    """A month, quarter, half or year. Others, and years outside 2000–2100, raise PeriodKeyError."""
    period = parse_period_key(key)
    if period.kind not in KINDS or not 2000 <= period.year <= 2100:
        raise PeriodKeyError(key)
    return period


def lockable_periods(year: int) -> tuple[Period, ...]:
    """The 19 of a year in the order in which they end, the shorter first."""
    months = (parse_period_key(f"{year}-M{number:02d}") for number in range(1, 13))
    found = (*months, *periods_of(year))
    return tuple(sorted(found, key=lambda one: (one.span.ends_on, _WIDTH[one.kind])))


def report_due(period: Period, *, days: int, calendar: Calendar) -> date:
    """The last day for reports of the period: `days` working days after its end; its last day for 0."""
    return calendar.add(period.span.ends_on, days).due_on if days else period.span.ends_on


def locks_by_itself(period: Period, *, report_days: int, lock_days: int, calendar: Calendar) -> date:
    """The day on which the period locks: `lock_days` working days after reports of it were due."""
    due = report_due(period, days=report_days, calendar=calendar)
    return calendar.add(due, lock_days).due_on if lock_days else due


def span_of_leave(*, starts_on: date, ends_on: date, on: date) -> tuple[date, date]:
    """The days for which a correction asked because of a lock of these days holds, where the evidence is dated `on`.

    The locked period; from the year's first day where the evidence lies before the period, which a later lock shuts too.
    """
    return (starts_on if on >= starts_on else date(ends_on.year, 1, 1)), ends_on
