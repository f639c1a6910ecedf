"""One thing through time: its row as it stood at a moment, out of what history kept."""

# ruff: noqa: S608 - names of tables come from our own models, values are parameters

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from ..registry import ENTRY, ERASURE
from .tables import event_tables
from .trail import as_json

MOMENTS = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """How a thing stood at a moment: `row` is None when it was not there yet (or history had not begun) or was gone.

    `since` is the moment of its last change before; `now` the row of the newest change, None when the thing is gone.
    """

    at: datetime
    row: dict[str, Any] | None
    since: datetime | None
    is_gone: bool
    now: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A change of the thing."""

    at: datetime
    verb: str
    trace_id: int


def stood(kind: str, object_id: int, *, at: datetime) -> Standing | None:
    """None for a kind without a history. Four queries, whatever the length of it."""
    table = event_tables().get(kind)
    if table is None:
        return None
    with connection.cursor() as cursor:
        then = _last(cursor, table, kind, object_id, at)
        newest = _last(cursor, table, kind, object_id, None)
    row, since, is_gone = then
    return Standing(
        at=at,
        row=None if is_gone else row,
        since=since,
        is_gone=is_gone,
        now=None if newest[2] else newest[0],
    )


def _last(
    cursor: Any, table: str, kind: str, object_id: int, at: datetime | None
) -> tuple[dict[str, Any] | None, datetime | None, bool]:
    """The row, when it was written, whether the thing was deleted by then. Deeds of the same kind change no row."""
    cursor.execute(
        'SELECT t.source_id, t.at, s."table" FROM audit_trace t JOIN audit_shape s ON s.id = t.shape_id'
        ' WHERE t.kind = %s AND t.object_id = %s AND (%s::timestamptz IS NULL OR t.at <= %s) AND s."table" <> ALL(%s)'
        " ORDER BY t.at DESC, t.id DESC LIMIT 1",
        [kind, object_id, at, at, [ENTRY, ERASURE]],
    )
    found = cursor.fetchone()
    if found is None:
        return None, None, False
    source_id, since, source = found
    if source != table:
        return None, since, True
    cursor.execute(
        f"SELECT to_jsonb(r) FROM {connection.ops.quote_name(table)} r WHERE r.pgh_id = %s", [source_id]
    )
    row = cursor.fetchone()
    return (None if row is None else as_json(row[0])), since, False


def moments(kind: str, object_id: int) -> list[Moment]:
    """The last changes of a thing, newest first, at most 200."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.at, t.verb, t.id FROM audit_trace t JOIN audit_shape s ON s.id = t.shape_id WHERE t.kind = %s AND t.object_id = %s"
            ' AND s."table" <> ALL(%s) ORDER BY t.at DESC, t.id DESC LIMIT %s',
            [kind, object_id, [ENTRY, ERASURE], MOMENTS],
        )
        return [Moment(*row) for row in cursor.fetchall()]
