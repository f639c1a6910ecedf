"""The one trail: a page of it newest first, whoever did whatever to anything. Keyset paging: no page costs more than the first."""

# ruff: noqa: S608 - put together of constants and our own models' names, values are parameters

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from danbiet.kit.text import fold

from ..models import Shape
from ..registry import ENTRY, ERASURE
from .tables import event_tables

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DEEDS_LOOKED_AT = 20  # of one transaction, to say why one of its rows was changed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the trail is wanted; what is empty does not matter. `until` is not in it any more; several people or units: any of them."""

    actor_ids: tuple[int, ...] = ()
    unit_ids: tuple[int, ...] = ()
    kind: str = ""
    object_id: int | None = None
    verb: str = ""
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""  # looked for in the deeds alone: who, what and why
    only_deeds: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the moment and number of its last trace."""

    at: datetime
    trace_id: int

    def __str__(self) -> str:
        return f"{(self.at - BEGINNING) // MICROSECOND}-{self.trace_id}"


def place_in(text: str) -> Place | None:
    """What `str(place)` wrote; None for anything else."""
    micros, _, trace_id = text.partition("-")
    if (
        not (micros.isascii() and micros.isdigit() and trace_id.isascii() and trace_id.isdigit())
        or len(text) > 40
    ):
        return None
    try:
        return Place(BEGINNING + int(micros) * MICROSECOND, min(int(trace_id), 2**63 - 1))
    except OverflowError:
        return None


@dataclass(slots=True)
class Change:
    """One line of the trail. A deed has title, reason and details, a row of history what it was before and after (JSON of the row,
    None where there is none); `deed_*` tell of a row which deed it belongs to."""

    trace_id: int
    at: datetime
    kind: str
    object_id: int | None
    verb: str
    actor_id: int | None
    unit_id: int | None
    page: str
    table: str
    source_id: int
    transaction: tuple[int, int]
    actor_name: str = ""
    title: str = ""
    reason: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    deed_verb: str = ""
    in_stead_of: str = ""  # whose rights a deputy used

    @property
    def is_deed(self) -> bool:
        return self.table == ENTRY

    @property
    def is_erasure(self) -> bool:
        return self.table == ERASURE

    @property
    def place(self) -> Place:
        return Place(self.at, self.trace_id)


@dataclass(frozen=True, slots=True)
class Page:
    """Lines newest first; where the older ones and the newer ones go on, None when there are none."""

    changes: list[Change]
    older: Place | None
    newer: Place | None


_COLUMNS = "t.id, t.at, t.kind, t.object_id, t.verb, t.actor_id, t.unit_id, t.page, t.shape_id, t.source_id, t.epoch, t.xid"


def page(
    wanted: Wanted, *, size: int, older_than: Place | None = None, newer_than: Place | None = None
) -> Page:
    """At most `size` lines after (or, from `newer_than`, before) a place. What stood before and after is read for these alone."""
    is_back = newer_than is not None
    rows = _rows(wanted, newer_than if is_back else older_than, size + 1, is_back=is_back)
    has_more = len(rows) > size
    rows = rows[:size]
    if is_back:
        rows.reverse()
    changes = told(rows)
    if not changes:
        return Page([], None, None)
    has_older = has_more if not is_back else True
    has_newer = has_more if is_back else older_than is not None
    return Page(changes, changes[-1].place if has_older else None, changes[0].place if has_newer else None)


def every(wanted: Wanted, *, chunk: int = 2_000, most: int | None = None) -> Iterator[Change]:
    """All lines, newest first, read in pieces."""
    place, left = None, most
    while left is None or left > 0:
        size = chunk if left is None else min(chunk, left)
        rows = _rows(wanted, place, size, is_back=False)
        yield from told(rows)
        if len(rows) < size:
            return
        place = Place(rows[-1][1], rows[-1][0])
        left = None if left is None else left - size


def trace(pk: int) -> Change | None:
    """One line with what it stands for."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM audit_trace t WHERE t.id = %s", [pk])
        rows = cursor.fetchall()
    return told(rows)[0] if rows else None


def in_transaction(transaction: tuple[int, int], *, most: int = 100) -> list[Change]:
    """What was changed in one step, in its order, at most `most` lines."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM audit_trace t WHERE t.epoch = %s AND t.xid = %s ORDER BY t.id LIMIT %s",
            [*transaction, most],
        )
        return told(cursor.fetchall())


def count_up_to(wanted: Wanted, most: int) -> int:
    """How many lines there are, counted no further than `most`."""
    sql, values = _statement(wanted, None, most, is_back=False, columns="t.id, t.at")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS found", values)
        ((found,),) = cursor.fetchall()
    return int(found)


def _rows(wanted: Wanted, place: Place | None, limit: int, *, is_back: bool) -> list[tuple[Any, ...]]:
    sql, values = _statement(wanted, place, limit, is_back=is_back, columns=_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _statement(
    wanted: Wanted, place: Place | None, limit: int, *, is_back: bool, columns: str
) -> tuple[str, list[Any]]:
    """Several people or units are each read along their own index and put together: never a sort of all they did."""
    many = next((name for name in ("actor_ids", "unit_ids") if len(getattr(wanted, name)) > 1), "")
    order = "ASC" if is_back else "DESC"
    where, values = _conditions(_without(wanted, many), place, is_back=is_back)
    if many:
        column = "actor_id" if many == "actor_ids" else "unit_id"
        inner = f"SELECT {columns} FROM audit_trace t WHERE {where} AND t.{column} = m.one ORDER BY t.at {order}, t.id {order} LIMIT %s"
        sql = f"SELECT t.* FROM unnest(%s::bigint[]) AS m(one) CROSS JOIN LATERAL ({inner}) AS t ORDER BY t.at {order}, t.id {order} LIMIT %s"
        return sql, [list(getattr(wanted, many)), *values, limit, limit]
    sql = f"SELECT {columns} FROM audit_trace t WHERE {where} ORDER BY t.at {order}, t.id {order} LIMIT %s"
    return sql, [*values, limit]


def _without(wanted: Wanted, many: str) -> Wanted:
    """The same without the people or units that are read one by one."""
    if many == "actor_ids":
        return replace(wanted, actor_ids=())
    return replace(wanted, unit_ids=()) if many else wanted


def _conditions(wanted: Wanted, place: Place | None, *, is_back: bool) -> tuple[str, list[Any]]:
    parts: list[tuple[str, list[Any]]] = []
    if place is not None:
        parts.append((f"(t.at, t.id) {'>' if is_back else '<'} (%s, %s)", [place.at, place.trace_id]))
    for column, value in (("kind", wanted.kind), ("verb", wanted.verb)):
        if value:
            parts.append((f"t.{column} = %s", [value]))
    if wanted.object_id is not None:
        parts.append(("t.object_id = %s", [wanted.object_id]))
    for column, ids in (("actor_id", wanted.actor_ids), ("unit_id", wanted.unit_ids)):
        if len(ids) == 1:
            parts.append((f"t.{column} = %s", [ids[0]]))
        elif ids:
            parts.append((f"t.{column} = ANY(%s)", [list(ids)]))
    if wanted.since is not None:
        parts.append(("t.at >= %s", [wanted.since]))
    if wanted.until is not None:
        parts.append(("t.at < %s", [wanted.until]))
    if wanted.only_deeds or wanted.words:
        parts.append(("t.shape_id = ANY(%s)", [_shapes_of(ENTRY)]))
    if wanted.words:
        parts.append((
            "t.source_id IN (SELECT e.id FROM audit_entry e WHERE"
            " to_tsvector('simple', audit_fold(e.actor_name || ' ' || e.object_title || ' ' || e.reason))"
            " @@ plainto_tsquery('simple', %s))",
            [fold(wanted.words)],
        ))  # fmt: skip
    where = " AND ".join(sql for sql, _ in parts) or "true"
    return where, [value for _, values in parts for value in values]


def _shapes_of(table: str) -> list[int]:
    return list(Shape.objects.filter(table=table).values_list("pk", flat=True))


def told(rows: Sequence[tuple[Any, ...]]) -> list[Change]:
    """Lines with what each stands for: a query a table, whatever the number of lines."""
    if not rows:
        return []
    tables = {one.pk: one.table for one in Shape.objects.all()}
    changes = [
        Change(
            trace_id=row[0], at=row[1], kind=row[2], object_id=row[3], verb=row[4], actor_id=row[5], unit_id=row[6], page=row[7],
            table=tables.get(row[8], ""), source_id=row[9], transaction=(row[10], row[11]),
        )
        for row in rows
    ]  # fmt: skip
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    with connection.cursor() as cursor:
        for table, of_table in by_table.items():
            if table == ENTRY:
                _deeds(cursor, of_table)
            elif table == ERASURE:
                _erasures(cursor, of_table)
            else:
                _rows_of_history(cursor, table, of_table)
        _reasons(cursor, changes, [key for key, table in tables.items() if table == ENTRY])
    return changes


def _deeds(cursor: Any, changes: list[Change]) -> None:
    cursor.execute(
        "SELECT id, actor_name, object_title, reason, details FROM audit_entry WHERE id = ANY(%s)",
        [[one.source_id for one in changes]],
    )
    found = {row[0]: row[1:] for row in cursor.fetchall()}
    for one in changes:
        if one.source_id in found:
            one.actor_name, one.title, one.reason, details = found[one.source_id]
            one.details = as_json(details)
            one.in_stead_of = str(one.details.get("in_stead_of", ""))


def _erasures(cursor: Any, changes: list[Change]) -> None:
    cursor.execute(
        "SELECT e.id, e.reason, s.table, e.source_id FROM audit_erasure e JOIN audit_shape s ON s.id = e.shape_id WHERE e.id = ANY(%s)",
        [[one.source_id for one in changes]],
    )
    found = {row[0]: row[1:] for row in cursor.fetchall()}
    for one in changes:
        if one.source_id in found:
            one.reason, table, row = found[one.source_id]
            one.title = f"{table} {row}"


def _rows_of_history(cursor: Any, table: str, changes: list[Change]) -> None:
    """What a row was after the change and before it. Of a deletion history keeps only what was before."""
    history = event_tables().get(changes[0].kind, "")
    if not history:
        return
    name = connection.ops.quote_name(history)
    last = f"(SELECT to_jsonb(p) FROM {name} p WHERE p.pgh_obj_id = {{thing}} AND p.pgh_id < {{before}} ORDER BY p.pgh_id DESC LIMIT 1)"
    if table == history:
        before = last.format(thing="e.pgh_obj_id", before="e.pgh_id")
        cursor.execute(
            f"SELECT e.pgh_id, to_jsonb(e), {before} FROM {name} e WHERE e.pgh_id = ANY(%s)",
            [[one.source_id for one in changes]],
        )
    else:
        before = last.format(thing="m.one", before=str(2**62))
        cursor.execute(
            f"SELECT m.one, NULL::jsonb, {before} FROM unnest(%s::bigint[]) AS m(one)",
            [[one.source_id for one in changes]],
        )
    found = {row[0]: row[1:] for row in cursor.fetchall()}
    for one in changes:
        after, before_it = found.get(one.source_id, (None, None))
        one.after = None if after is None else as_json(after)
        one.before = None if before_it is None else as_json(before_it)


def _reasons(cursor: Any, changes: list[Change], shapes: list[int]) -> None:
    """Why a row was changed: the deed of the same thing recorded in the same transaction, or the only deed there is in it."""
    rows = {one.transaction for one in changes if not one.is_deed}
    if not rows:
        return
    cursor.execute(
        "SELECT m.epoch, m.xid, d.* FROM unnest(%s::smallint[], %s::bigint[]) AS m(epoch, xid) CROSS JOIN LATERAL ("
        " SELECT t.kind, t.object_id, e.verb, e.reason, e.actor_name, e.actor_id, COALESCE(e.details->>'in_stead_of', '')"
        " FROM audit_trace t JOIN audit_entry e ON e.id = t.source_id"
        " WHERE t.epoch = m.epoch AND t.xid = m.xid AND t.shape_id = ANY(%s) ORDER BY t.id LIMIT %s) AS d",
        [[epoch for epoch, _ in rows], [xid for _, xid in rows], shapes, DEEDS_LOOKED_AT],
    )
    deeds: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
    for epoch, xid, *deed in cursor.fetchall():
        deeds.setdefault((epoch, xid), []).append(tuple(deed))
    for one in changes:
        deed = None if one.is_deed else _deed_of(one, deeds.get(one.transaction, []))
        if deed is not None:
            _kind, _thing, one.deed_verb, reason, actor_name, actor_id, stead = deed
            one.reason = one.reason or reason
            if one.actor_id in (None, actor_id):
                one.actor_id, one.actor_name, one.in_stead_of = actor_id, actor_name, stead


def _deed_of(one: Change, deeds: list[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    same = next((deed for deed in deeds if deed[:2] == (one.kind, one.object_id)), None)
    return same or (deeds[0] if len(deeds) == 1 else None)


def as_json(value: Any) -> Any:
    """What PostgreSQL gave as JSON, read or not."""
    return json.loads(value) if isinstance(value, str) else value
