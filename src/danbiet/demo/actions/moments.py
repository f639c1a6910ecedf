"""Moments of the demonstration year, on a clock in Vietnam."""

from __future__ import annotations

from datetime import date, datetime, time

from danbiet.kit.clock import VIETNAM


def moment(on: date, *, hour: int = 9, minute: int = 0) -> datetime:
    """That time of that day in Vietnam."""
    return datetime.combine(on, time(hour, minute), tzinfo=VIETNAM)
