"""Figures of a period for the reports agencies must send: what came in, what was answered and how, what stays open."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from danbiet.kit import clock
from danbiet.kit.periods import Period
from danbiet.kit.workdays import Calendar

from ..models import Pause, Question

# What was finished before the period is out of it; what is still open at its end (or now, while it runs) stands as open. A
# question that was reopened is open again until it is answered anew.
_STATEMENT = """
WITH standing AS (
    SELECT q.id, q.lead_id, q.topic_id, q.channel, q.received_at, q.due_at, q.extra_days, q.rating, q.state, q.ended_at,
           CASE WHEN q.reopened_at >= q.answered_at AND q.reopened_at < %(until)s THEN NULL
                ELSE q.answered_at END AS answered_at
    FROM questions_question q
),
asked AS (
    SELECT q.lead_id, q.topic_id, q.channel, q.received_at, q.due_at, q.extra_days, q.rating, q.state,
           CASE WHEN q.answered_at < %(until)s THEN q.answered_at END AS answered_at,
           CASE WHEN q.answered_at IS NULL AND q.ended_at < %(until)s THEN q.ended_at END AS ended_at,
           EXISTS (SELECT 1 FROM questions_pause p WHERE p.question_id = q.id AND p.ended_at IS NULL) AS is_paused
    FROM standing q
    WHERE q.received_at < %(until)s AND (%(everything)s OR q.lead_id = ANY(%(units)s))
      AND (q.answered_at IS NULL OR q.answered_at >= %(begin)s)
      AND (q.answered_at IS NOT NULL OR q.ended_at IS NULL OR q.ended_at >= %(begin)s)
)
SELECT GROUPING(lead_id, topic_id, channel), lead_id, topic_id, channel,
       count(*) FILTER (WHERE received_at < %(begin)s),
       count(*) FILTER (WHERE received_at >= %(begin)s),
       count(*) FILTER (WHERE answered_at IS NOT NULL),
       count(*) FILTER (WHERE answered_at <= due_at),
       count(*) FILTER (WHERE answered_at IS NULL AND ended_at IS NOT NULL),
       count(*) FILTER (WHERE answered_at IS NULL AND ended_at IS NULL),
       count(*) FILTER (WHERE answered_at IS NULL AND ended_at IS NULL AND due_at < %(until)s AND NOT is_paused),
       count(*) FILTER (WHERE extra_days > 0),
       count(*) FILTER (WHERE state = 'published' AND answered_at IS NOT NULL),
       count(rating) FILTER (WHERE answered_at IS NOT NULL),
       count(rating) FILTER (WHERE answered_at IS NOT NULL AND rating >= 4)
FROM asked GROUP BY GROUPING SETS ((lead_id), (topic_id), (channel), ())
"""
_COLUMNS = (
    "carried", "received", "answered", "in_time", "ended", "open", "open_late", "extended", "published", "rated", "satisfied",
)  # fmt: skip
_GROUPS = {3: "unit", 5: "topic", 6: "channel", 7: "all"}  # bits of GROUPING: which columns are rolled up


@dataclass(frozen=True, slots=True)
class Counted:
    """One line: of an agency, a field, a channel, or of all. `key` is its id or channel, None for what has none."""

    kind: str
    key: int | str | None
    carried: int
    received: int
    answered: int
    in_time: int
    ended: int
    open: int
    open_late: int
    extended: int
    published: int
    rated: int
    satisfied: int
    median_days: Decimal | None = None

    @property
    def total(self) -> int:
        """What was to be handled: carried over and received."""
        return self.carried + self.received

    @property
    def late(self) -> int:
        return self.answered - self.in_time

    @property
    def in_time_share(self) -> Decimal | None:
        return Decimal(100 * self.in_time) / self.answered if self.answered else None

    @property
    def satisfied_share(self) -> Decimal | None:
        return Decimal(100 * self.satisfied) / self.rated if self.rated else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a period, counted until `until`; `is_running`: the period is not over."""

    period: Period
    until: datetime
    is_running: bool
    all: Counted
    units: tuple[Counted, ...]
    topics: tuple[Counted, ...]
    channels: tuple[Counted, ...]


def period_figures(
    period: Period, *, at: datetime, calendar: Calendar | None, unit_ids: Collection[int] | None = None
) -> Figures:
    """Figures of a period, of some agencies or (None) of everything that came in. Two queries; without a calendar one, and
    no median of working days."""
    begin = datetime.combine(period.span.starts_on, time(0), tzinfo=clock.VIETNAM)
    end = datetime.combine(period.span.ends_on + timedelta(days=1), time(0), tzinfo=clock.VIETNAM)
    until = min(end, at)
    asked: dict[str, Any] = {
        "begin": begin,
        "until": until,
        "everything": unit_ids is None,
        "units": sorted(unit_ids or ()),
    }
    medians = _medians(begin, until, calendar, unit_ids) if calendar else {}
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, asked)
        rows = [_counted(row, medians) for row in cursor.fetchall()]
    whole = next(
        (row for row in rows if row.kind == "all"), Counted("all", None, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    )
    return Figures(
        period, until, at < end, whole, _of(rows, "unit"), _of(rows, "topic"), _of(rows, "channel")
    )


def _counted(row: tuple[Any, ...], medians: dict[int | None, Decimal]) -> Counted:
    kind = _GROUPS[row[0]]
    key = {"unit": row[1], "topic": row[2], "channel": row[3], "all": None}[kind]
    days = (
        medians.get(key)
        if kind == "unit" and isinstance(key, int)
        else medians.get(None)
        if kind == "all"
        else None
    )
    return Counted(kind=kind, key=key, median_days=days, **dict(zip(_COLUMNS, row[4:], strict=True)))


def _of(rows: Iterable[Counted], kind: str) -> tuple[Counted, ...]:
    found = [row for row in rows if row.kind == kind]
    return tuple(sorted(found, key=lambda row: (row.key is None, -row.total, str(row.key))))


def _medians(
    begin: datetime, until: datetime, calendar: Calendar, unit_ids: Collection[int] | None
) -> dict[int | None, Decimal]:
    """Working days from receipt to answer in the middle, by agency and (None) over all."""
    rows = Question.objects.filter(answered_at__gte=begin, answered_at__lt=until)
    if unit_ids is not None:
        rows = rows.filter(lead__in=unit_ids)
    days: dict[int | None, list[int]] = {}
    for lead_id, received_at, answered_at in rows.values_list("lead_id", "received_at", "answered_at"):
        first, last = clock.local(received_at).date(), clock.local(answered_at).date()  # type: ignore[arg-type]
        took = calendar.count(first, last) if first <= last else 0
        for key in {lead_id, None}:
            days.setdefault(key, []).append(took)
    return {key: Decimal(str(median(found))) for key, found in days.items()}


def late_now(*, at: datetime, unit_ids: Collection[int] | None, most: int = 200) -> list[Question]:
    """Open questions that are overdue at a moment, longest first. One query."""
    paused = Pause.objects.filter(question=OuterRef("pk"), ended_at__isnull=True)
    rows = Question.objects.filter(
        due_at__lt=at, state__in=("new", "accepted", "sent_back", "routed", "in_work", "in_approval")
    )
    if unit_ids is not None:
        rows = rows.filter(lead__in=unit_ids)
    return list(rows.exclude(Exists(paused)).select_related("topic").order_by("due_at", "id")[:most])
