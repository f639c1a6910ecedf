"""A log beside what was planned and what is confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta

from danbiet.kit.clock import local

from ..calc.asrun import LogRow
from ..calc.matching import FAR, Planned, Ran, Review, match
from ..enums import COUNTING, AiringState
from ..models import AsRunImport
from .week import Entry, entries


def ran_of(row: LogRow) -> Ran:
    """A line as it is matched."""
    starts = datetime.fromisoformat(row.starts_at) if row.starts_at else None
    return Ran(row.line, row.title, starts, row.seconds)


def log_start(ran: Ran) -> datetime:
    """When a matched line began. Lines without a moment are refused (ValueError)."""
    if ran.starts_at is None:
        raise ValueError(f"line {ran.line} says no time")
    return ran.starts_at


def review_of(kept: AsRunImport, *, now: datetime) -> Review:
    """Every line of a kept log with what it is today, and what was planned in its time but stands in no line."""
    lines = [ran_of(LogRow.from_json(row)) for row in kept.rows]
    moments = [ran.starts_at for ran in lines if ran.starts_at is not None]
    if not moments:
        return match(lines, [], now=now)
    first, last = min(moments), max(moments)
    planned = [
        one
        for one in planned_around(kept, first, last)
        if first - FAR <= one.starts_at <= last + FAR and one.starts_at <= now
    ]
    review = match(lines, planned, now=now)
    inside = tuple(one for one in review.missing if first <= one.starts_at <= last + timedelta(minutes=1))
    return Review(review.matches, inside)


def planned_around(kept: AsRunImport, first: datetime, last: datetime) -> list[Planned]:
    """What stands on the log's channel in those days: planned airings ("a" and number), slots ("s" slot @ programme @ day)
    and what is confirmed ("k" and number)."""
    found = []
    for one in entries([kept.channel], local(first - FAR).date(), local(last + FAR).date()):
        if one.airing is not None:
            title = _with_programme(one)
            if one.state in COUNTING:
                found.append(Planned(f"k{one.airing.pk}", title, one.starts_at, one.seconds, is_known=True))
            elif one.state == AiringState.PLANNED:
                found.append(Planned(f"a{one.airing.pk}", title, one.starts_at, one.seconds))
        elif one.slot is not None:
            key = f"s{one.slot.pk}@{one.slot.programme_id or 0}@{one.on.isoformat()}"
            found.append(Planned(key, one.title, one.starts_at, one.seconds))
    return found


def _with_programme(one: Entry) -> str:
    """Programme and title: a log may name either, or both."""
    programme = one.airing.programme.title if one.airing and one.airing.programme else ""
    return one.title if programme in one.title else f"{programme}: {one.title}"
