"""Moments of the demonstration year, on a clock in Vietnam."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.conf import settings

from danbiet.kit.clock import VIETNAM


def moment(on: date, *, hour: int = 9, minute: int = 0) -> datetime:
    """That time of that day in Vietnam."""
    return datetime.combine(on, time(hour, minute), tzinfo=VIETNAM)


@contextmanager
def pinned(on: date) -> Iterator[None]:
    """Let the clock show that day: what Wagtail starts hands down no day and asks the clock."""
    before = getattr(settings, "DANBIET_TODAY", None)
    settings.DANBIET_TODAY = on
    try:
        yield
    finally:
        settings.DANBIET_TODAY = before
