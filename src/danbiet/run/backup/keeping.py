"""Which backups stay: the newest of each of the last days, weeks and months that have one. No database, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

FRESH = timedelta(
    hours=24
)  # before the newest: who makes one more before an upgrade does not lose the night's


@dataclass(frozen=True)
class Rule:
    """How many days, ISO weeks and months keep their newest backup. Those of the last 24 hours before the newest all stay."""

    days: int = 7
    weeks: int = 4
    months: int = 12


def read_rule(text: str) -> Rule:
    """`7,4,12` as a rule; ValueError when it is not three whole numbers of which one is above nought."""
    days, weeks, months = (int(part) for part in text.split(","))
    if min(days, weeks, months) < 0 or not days + weeks + months:
        raise ValueError(text)
    return Rule(days, weeks, months)


def kept(moments: Iterable[datetime], rule: Rule) -> set[datetime]:
    """Those that stay, of backups made at these moments (local time decides what a day is)."""
    newest_first = sorted(set(moments), reverse=True)
    found = {at for at in newest_first if newest_first[0] - at < FRESH}
    periods: list[tuple[int, Callable[[datetime], object]]] = [
        (rule.days, lambda at: at.date()),
        (rule.weeks, lambda at: at.isocalendar()[:2]),
        (rule.months, lambda at: (at.year, at.month)),
    ]
    for count, period in periods:
        seen: set[object] = set()
        for at in newest_first:
            if period(at) not in seen and len(seen) < count:
                seen.add(period(at))
                found.add(at)
    return found
