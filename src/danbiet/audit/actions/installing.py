"""Puts the triggers of the trail on every table with history; run after each migration, so that a new table cannot be forgotten."""

# ruff: noqa: S608 - names of tables come from our own models, values are parameters

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from ..calc.tracing import SETTINGS, Source, guard_function, insert, trace_function
from ..queries.tables import Watched, watched
from ..registry import ENTRY, ERASURE, other_names

TRIGGER, GUARD = "danbiet_trace", "danbiet_guard"


@transaction.atomic
def install(*, at: datetime) -> list[str]:
    """Make functions and triggers as this version wants them; which tables were taken in anew. Safe to repeat.

    Rows a table holds when it is first watched get their traces now; later nothing is ever taken in but by its trigger.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('danbiet.audit.install'))")
        there = _columns(cursor)
        if not {ENTRY, ERASURE, "audit_trace", "audit_shape", "audit_seal"} <= there.keys():
            return []  # a migration that stopped on the way
        for name, value in SETTINGS.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        for source in Source:
            cursor.execute(trace_function(source))
        cursor.execute(guard_function())
        here = [one for one in watched() if one.table in there]
        return [one.table for one in here if _watch(cursor, one, there[one.table], at=at)]


def _columns(cursor: CursorWrapper) -> dict[str, list[str]]:
    cursor.execute(
        "SELECT table_name, array_agg(column_name::text ORDER BY column_name) FROM information_schema.columns"
        " WHERE table_schema = current_schema() GROUP BY table_name"
    )
    return dict(cursor.fetchall())


def _watch(cursor: CursorWrapper, one: Watched, columns: list[str], *, at: datetime) -> bool:
    """Whether the table is watched from now on for the first time."""
    cursor.execute('SELECT id, columns FROM audit_shape WHERE "table" = %s ORDER BY id', [one.table])
    known = cursor.fetchall()
    shape = next((pk for pk, told in known if _list(told) == columns), None)
    if shape is None:
        cursor.execute(
            'INSERT INTO audit_shape ("table", kind, columns, since) VALUES (%s, %s, %s, %s) RETURNING id',
            [one.table, one.kind, json.dumps(columns), at],
        )
        ((shape,),) = cursor.fetchall()
    also = json.dumps(other_names(), sort_keys=True) if one.source is Source.DEED else "{}"
    _trigger(cursor, one, shape, also)
    if not known and one.source is not Source.GONE:
        rows = f"SELECT to_jsonb(r) FROM {connection.ops.quote_name(one.table)} AS r"
        if one.source is Source.EVENT:
            rows += " ORDER BY r.pgh_id"
        cursor.execute(
            insert(one.source, rows=rows, shape=str(shape), kind=_text(one.kind), also=_text(also))
        )
    return not known


def _trigger(cursor: CursorWrapper, one: Watched, shape: int, also: str) -> None:
    table = connection.ops.quote_name(one.table)
    when = "DELETE" if one.source is Source.GONE else "INSERT"
    arguments = ", ".join((_text(str(shape)), _text(one.kind), _text(also)))
    cursor.execute(
        f"CREATE OR REPLACE TRIGGER {TRIGGER} AFTER {when} ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION audit_trace_{one.source}({arguments})"
    )
    if one.source is Source.EVENT:
        # What a thing was before a change is one look: pghistory's own index knows the thing alone.
        index = connection.ops.quote_name(f"{one.table[:50]}_thing")
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {table} (pgh_obj_id, pgh_id)")
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {GUARD} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
            f" EXECUTE FUNCTION audit_guard({_text(str(shape))})"
        )


def _text(value: str) -> str:
    """A literal: names of models and numbers, our own words throughout."""
    return "'" + value.replace("'", "''") + "'"


def _list(columns: object) -> object:
    return json.loads(columns) if isinstance(columns, str) else columns
