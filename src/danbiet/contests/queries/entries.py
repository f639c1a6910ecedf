"""What was handed in, as the bundle and the marks need it: streamed, never all in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from django.db import connection

from ..calc.fraud import Played
from ..calc.marking import Handed
from ..models import Entry, Round

AT_ONCE = 5000
# Codes are digits and capital letters; "C" is their order in the bundle, whatever the database's own is.
LINES = """
SELECT s.code || ',' || s.number || ',' || a.key || ',' || s.unit || ',' || s.started_ms || ',' || e.arrived_ms || ','
       || coalesce(e.prediction::text, '') || ',' || e.answers
  FROM contests_start s
  JOIN contests_entry e ON e.start_id = s.id
  JOIN contests_audience a ON a.contest_id = %s AND a."order" = s.audience
 WHERE s.round_id = %s
 ORDER BY s.code COLLATE "C", s.number
"""
UNMARKED = """
SELECT s.id, s.code, s.number, s.audience, s.started_ms, e.arrived_ms, e.answers
  FROM contests_entry e
  JOIN contests_start s ON s.id = e.start_id
 WHERE e.round_id = %s AND e.arrived_ms >= %s AND NOT EXISTS (SELECT FROM contests_mark m WHERE m.start_id = e.start_id)
"""
# Of each participant the attempt that counts, in the order of `calc.columns.Columns`.
COUNTED = """
SELECT DISTINCT ON (s.code COLLATE "C") s.code, s.number, s.audience, s.unit, m.points, m.correct, m.is_all_correct, m.time_ms,
       e.arrived_ms, coalesce(e.prediction, -1)
  FROM contests_start s
  JOIN contests_mark m ON m.start_id = s.id
  JOIN contests_entry e ON e.start_id = s.id
 WHERE s.round_id = %s AND e.arrived_ms < %s AND NOT (s.code || ' 0' = ANY (%s) OR s.code || ' ' || s.number = ANY (%s))
 ORDER BY s.code COLLATE "C", {order}
"""
ORDERS = {
    "best": "m.points DESC, m.correct DESC, m.time_ms, s.number",
    "first": "s.number",
    "last": "s.number DESC",
}
BY_AUDIENCE = """
SELECT s.audience, count(*), count(*) FILTER (WHERE NOT (s.code || ' 0' = ANY (%s) OR s.code || ' ' || s.number = ANY (%s)))
  FROM contests_start s JOIN contests_entry e ON e.start_id = s.id
 WHERE s.round_id = %s AND e.arrived_ms < %s GROUP BY 1
"""
# In the order in which they were begun: what was done at the same time stands together.
PLAYED = """
SELECT s.id, s.code, s.number, a.key, s.unit, s.started_ms, e.arrived_ms, e.answers, e.trail,
       coalesce(encode(s.network_hash, 'hex'), ''), coalesce(encode(s.device_hash, 'hex'), '')
  FROM contests_start s
  JOIN contests_entry e ON e.start_id = s.id
  JOIN contests_audience a ON a.contest_id = %s AND a."order" = s.audience
 WHERE s.round_id = %s
 ORDER BY s.started_ms, s.id
"""


def entry_count(one: Round) -> int:
    """How many entries the round has."""
    return Entry.objects.filter(round=one).count()


def entry_lines(one: Round) -> Iterator[bytes]:
    """The lines of entries.csv without their ends, by participant and attempt."""
    for (line,) in _rows(LINES, [one.contest_id, one.pk]):
        yield line.encode("ascii")


def has_unmarked(one: Round, *, since: int) -> bool:
    """Whether any entry that arrived from this moment (ms) on has no mark."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({UNMARKED})", [one.pk, since])
        return bool(cursor.fetchone()[0])


def unmarked(one: Round, *, since: int) -> Iterator[Handed]:
    """Entries that arrived from this moment (ms) on and have no mark, in no order."""
    for row in _rows(UNMARKED, [one.pk, since]):
        yield Handed(*row)


def played(one: Round) -> Iterator[Played]:
    """The entries with what may tell of fraud, by the moment they were begun."""
    for row in _rows(PLAYED, [one.contest_id, one.pk]):
        yield Played(*row)


def counted(
    one: Round, *, rule: str, before: int, gone: Sequence[tuple[str, int]]
) -> Iterator[tuple[Any, ...]]:
    """The attempts that count, by participant: those of Columns in their order. `gone` are disqualified (code, number)."""
    names = [f"{code} {number}" for code, number in gone]
    return _rows(COUNTED.format(order=ORDERS[rule]), [one.pk, before, names, names])


def counts_by_audience(
    one: Round, *, before: int, gone: Sequence[tuple[str, int]]
) -> list[tuple[int, int, int]]:
    """(audience's place in the rules, entries, those that are accepted) that arrived before a moment (ms)."""
    names = [f"{code} {number}" for code, number in gone]
    with connection.cursor() as cursor:
        cursor.execute(BY_AUDIENCE, [names, names, one.pk, before])
        return [(int(audience), int(whole), int(accepted)) for audience, whole, accepted in cursor.fetchall()]


def _rows(text: str, given: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows from a cursor on the server, some thousands at a time."""
    connection.ensure_connection()
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(text, list(given))
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows
