"""The calendar of working days with the office's own decisions applied."""

from __future__ import annotations

from datetime import date

from danbiet.kit.workdays import Calendar, Override, calendar
from danbiet.org.enums import DayOverrideKind
from danbiet.org.models import DayOverride


def working_calendar() -> Calendar:
    """The shipped calendar changed by the table of exceptions, in one query. Read it once a request and pass it on."""
    return calendar({row.on: as_override(row) for row in DayOverride.objects.all()})


def as_override(row: DayOverride) -> Override:
    return Override(is_working=row.kind == DayOverrideKind.WORKING, reason=row.reason)


def day_overrides(year: int | None = None) -> list[DayOverride]:
    """The exceptions of the year (of all years, when none is given), by date."""
    rows = DayOverride.objects.order_by("on")
    return list(rows.filter(on__year=year) if year is not None else rows)


def day_override(on: date) -> DayOverride | None:
    return DayOverride.objects.filter(on=on).first()
