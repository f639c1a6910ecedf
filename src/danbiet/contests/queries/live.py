"""A round while it runs, as the desk watches it: counts from the rows themselves, never a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from danbiet.kit.clock import milliseconds

from ..models import Round

MINUTES = 60
SUMS = """
SELECT count(*), count(e.start_id), count(DISTINCT s.code), count(DISTINCT s.code) FILTER (WHERE e.start_id IS NOT NULL),
       count(*) FILTER (WHERE e.start_id IS NULL AND s.deadline_ms >= %s)
  FROM contests_start s LEFT JOIN contests_entry e ON e.start_id = s.id WHERE s.round_id = %s
"""
PER_MINUTE = """
SELECT (arrived_ms - %s) / 60000, count(*) FROM contests_entry
 WHERE round_id = %s AND arrived_ms >= %s AND arrived_ms < %s GROUP BY 1
"""
BY_UNIT = """
SELECT s.unit, count(DISTINCT s.code) FROM contests_start s JOIN contests_entry e ON e.start_id = s.id
 WHERE s.round_id = %s AND s.unit <> '' GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Sums:
    """Attempts begun, entries handed in, people who began, people who handed in, attempts that are at work now."""

    starts: int
    entries: int
    begun: int
    people: int
    at_work: int


def sums_of(one: Round, *, at: datetime) -> Sums:
    """What the round adds up to now."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, [milliseconds(at), one.pk])
        return Sums(*(int(number) for number in cursor.fetchone()))


def per_minute(one: Round, *, until: datetime) -> Sequence[int]:
    """Entries that arrived in each of the last sixty minutes before a moment, the oldest first."""
    last = milliseconds(until) // 60_000 * 60_000 + 60_000
    first = last - MINUTES * 60_000
    counts = [0] * MINUTES
    with connection.cursor() as cursor:
        cursor.execute(PER_MINUTE, [first, one.pk, first, last])
        for minute, count in cursor.fetchall():
            counts[int(minute)] = int(count)
    return counts


def people_by_unit(one: Round) -> dict[str, int]:
    """People who handed in, by the unit's name in the bundle."""
    with connection.cursor() as cursor:
        cursor.execute(BY_UNIT, [one.pk])
        return {str(unit): int(count) for unit, count in cursor.fetchall()}
