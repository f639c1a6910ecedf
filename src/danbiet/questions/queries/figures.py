"""How agencies answer: received, answered, in time, how fast, how content the askers were. One statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection

from danbiet.kit import clock
from danbiet.kit.workdays import Calendar

ZONE = "Asia/Ho_Chi_Minh"
SATISFIED = 4  # stars from which an asker counts as content
STATEMENT = """
WITH days AS (SELECT * FROM unnest(%(days)s::date[], %(numbers)s::int[]) AS d(day, number)),
asked AS (
    SELECT q.lead_id, q.due_at, q.answered_at, q.rating,
           q.state IN ('published', 'answered', 'closed') AND q.answered_at IS NOT NULL AS is_answered,
           q.state IN ('routed', 'in_work', 'in_approval') AND q.due_at < %(at)s AND NOT EXISTS (
               SELECT 1 FROM questions_pause p WHERE p.question_id = q.id AND p.ended_at IS NULL
           ) AS is_late,
           (q.received_at AT TIME ZONE %(zone)s)::date AS received_on,
           (q.answered_at AT TIME ZONE %(zone)s)::date AS answered_on
    FROM questions_question q
    WHERE q.lead_id IS NOT NULL AND q.received_at >= %(begin)s AND q.received_at < %(end)s
      AND q.state NOT IN ('withdrawn', 'merged', 'duplicate', 'refused')
)
SELECT asked.lead_id,
       count(*),
       count(*) FILTER (WHERE is_answered),
       count(*) FILTER (WHERE is_answered AND answered_at <= due_at),
       count(*) FILTER (WHERE is_late),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY last.number - first.number) FILTER (WHERE is_answered),
       count(rating) FILTER (WHERE is_answered),
       count(rating) FILTER (WHERE is_answered AND rating >= %(satisfied)s)
FROM asked
LEFT JOIN days first ON first.day = asked.received_on
LEFT JOIN days last ON last.day = asked.answered_on
GROUP BY GROUPING SETS ((asked.lead_id), ())
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one agency, or of all (`unit_id` None). `median_days`: working days from receipt to answer, waiting included."""

    unit_id: int | None
    received: int
    answered: int
    in_time: int
    late: int
    median_days: Decimal | None
    rated: int
    satisfied: int

    @property
    def in_time_share(self) -> Decimal | None:
        return Decimal(self.in_time * 100) / self.answered if self.answered else None

    @property
    def satisfied_share(self) -> Decimal | None:
        return Decimal(self.satisfied * 100) / self.rated if self.rated else None


NOTHING = Figures(None, 0, 0, 0, 0, None, 0, 0)


def figures_of(year: int, *, at: datetime, calendar: Calendar) -> tuple[Figures, list[Figures]]:
    """All together, and each agency, of the questions received in the year that an agency took on."""
    begin, end = (datetime(one, 1, 1, tzinfo=clock.VIETNAM) for one in (year, year + 1))
    days, numbers = _numbered_days(date(year, 1, 1), clock.local(at).date(), calendar)
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {"days": days, "numbers": numbers, "zone": ZONE, "begin": begin, "end": end, "at": at, "satisfied": SATISFIED},
        )  # fmt: skip
        rows = [_figures(row) for row in cursor.fetchall()]
    total = next((row for row in rows if row.unit_id is None), NOTHING)
    return total, [row for row in rows if row.unit_id is not None]


def _numbered_days(first: date, last: date, calendar: Calendar) -> tuple[list[date], list[int]]:
    """Every day with how many working days lie up to it: the difference of two is the working days between them."""
    days, numbers, held = [], [], 0
    on = first
    while on <= max(first, last):
        held += calendar.is_working(on)
        days.append(on)
        numbers.append(held)
        on += timedelta(days=1)
    return days, numbers


def _figures(row: tuple[int | None, int, int, int, int, float | None, int, int]) -> Figures:
    median = None if row[5] is None else Decimal(str(row[5]))
    return Figures(row[0], row[1], row[2], row[3], row[4], median, row[6], row[7])
