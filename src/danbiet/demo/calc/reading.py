"""How often a page is read on a day: much when it is new, seldom later, less at weekends. The same in every run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import exp
from random import Random

OPENED_ON = date(2021, 1, 4)
TET = (date(2021, 2, 10), date(2021, 2, 16))
FIRST_DAY = {"news": 34, "announcements": 44, "programme": 12, "documents": 9, "models": 16, "videos": 21}
AFTERWARDS = {
    "news": 0.6,
    "announcements": 0.2,
    "programme": 2.2,
    "documents": 1.6,
    "models": 1.1,
    "videos": 0.8,
}


@dataclass(frozen=True, slots=True)
class Readable:
    """A page: what kind, where, since when; `steady` views a day for pages that are always new."""

    kind: str
    path: str
    since: date
    steady: int


def views_on(page: Readable, on: date) -> int:
    """Views on this day, none before the page was there."""
    age = (on - page.since).days
    if age < 0:
        return 0
    popular = Random(f"danbiet popular {page.path}").uniform(0.5, 1.7)  # noqa: S311 - a demonstration's dice
    if page.steady:
        expected = page.steady * (0.55 + 0.45 * min(1.0, (on - OPENED_ON).days / 240))
    else:
        first, later = FIRST_DAY.get(page.kind, 10), AFTERWARDS.get(page.kind, 0.5)
        expected = popular * (first * exp(-age / 4) + later * exp(-age / 160))
    dice = Random(f"danbiet views {page.path} {on}")  # noqa: S311 - a demonstration's dice
    drawn = expected * _share_of(on) * dice.uniform(0.7, 1.3)
    return int(drawn) + (dice.random() < drawn % 1)


def visitors_of(views: int, on: date) -> int:
    """Visitors told apart on a day with so many views."""
    dice = Random(f"danbiet visitors {on}")  # noqa: S311 - a demonstration's dice
    return int(views / dice.uniform(2.2, 3.1))


def _share_of(on: date) -> float:
    if TET[0] <= on <= TET[1]:
        return 0.25
    return (1.05, 1.1, 1.08, 1.0, 0.92, 0.45, 0.38)[on.weekday()]
