"""The only clock. Views, tasks and commands read it and pass `on=`/`at=` down; nothing below asks for the time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This moment, aware, in UTC. While `DANBIET_TODAY` pins a demonstration date: that date, at the real time of day."""
    real = datetime.now(UTC)
    pinned: date | None = getattr(settings, "DANBIET_TODAY", None)
    if pinned is None:
        return real
    # The time of day is Vietnam's, so that today() is the pinned date at every hour, also when UTC is a day behind.
    return datetime.combine(pinned, local(real).time(), tzinfo=VIETNAM).astimezone(UTC)


def today() -> date:
    """The date in Vietnam now, or the pinned demonstration date."""
    return local(now()).date()


def local(at: datetime) -> datetime:
    """The same moment on a clock in Vietnam. A moment without a time zone is refused (ValueError): nobody knows when it is."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(VIETNAM)


def midnight(day: date) -> datetime:
    """When the day begins in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def milliseconds(at: datetime) -> int:
    """A moment in whole milliseconds since 1970 UTC, rounded down."""
    return int(at.timestamp()) * 1000 + at.microsecond // 1000


def moment(milliseconds: int) -> datetime:
    """Milliseconds since 1970 UTC as a moment, exactly."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).replace(microsecond=milliseconds % 1000 * 1000)
