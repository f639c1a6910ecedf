"""Computes the chain again and holds every row against its trace: what was changed, taken out or slipped in is named."""

# ruff: noqa: S608 - names of tables and columns come from our own models, values are parameters

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from ..calc.chain import GENESIS, LEAF, Row, packed, root_of, seal_hash, unpacked
from ..calc.tracing import PAGE_LENGTH, SETTINGS, digest
from ..models import Seal, Shape
from ..registry import ENTRY, ERASURE

MOST_NAMED = 200  # findings of one kind that are kept; all are counted
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written down.

    `code`: seal.missing, seal.changed, seal.list, seal.root, seal.witness (of a seal `number`); trace.changed, trace.missing,
    trace.added (a trace); row.changed, row.missing, row.added, row.context (a row of `table`).
    """

    code: str
    table: str = ""
    row: int | None = None
    trace: int | None = None
    seal: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """A row of history that was emptied or deleted with a reason."""

    table: str
    row: int
    at: datetime
    reason: str


@dataclass
class Findings:
    """What a verification found. `unknowable`: rows of tables whose columns an upgrade took away, by table."""

    seals: int = 0
    traces: int = 0
    unsealed: int = 0
    rows: int = 0
    head: str = ""
    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    erased: list[Erased] = field(default_factory=list)
    unknowable: dict[str, int] = field(default_factory=dict)
    _traces: set[int | None] = field(default_factory=set)
    _rows: set[tuple[str, int | None]] = field(default_factory=set)

    @property
    def is_sound(self) -> bool:
        return not self.counts

    def add(self, fault: Fault) -> None:
        """Keep a fault; what is said of a trace is not said of its row once more."""
        if fault.code.startswith("row."):
            if fault.trace in self._traces or (fault.table, fault.row) in self._rows:
                return
        elif fault.code.startswith("trace."):
            self._traces.add(fault.trace)
            self._rows.add((fault.table, fault.row))
        self.counts[fault.code] = self.counts.get(fault.code, 0) + 1
        if self.counts[fault.code] <= MOST_NAMED:
            self.faults.append(fault)


def verify(
    *, from_seal: int = 1, witnessed: dict[int, str] | None = None, progress: Progress | None = None
) -> Findings:
    """Everything from seal `from_seal` on, and what is not sealed yet. `witnessed`: number → hash (hex) as somebody kept it outside.

    Reads one snapshot of the database; changes that go on meanwhile are not in it.
    """
    found = Findings()
    with transaction.atomic(), connection.cursor() as cursor:
        if not connection.savepoint_ids:  # not inside somebody's transaction
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for name, value in SETTINGS.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        tables = {one.pk: one.table for one in Shape.objects.all()}
        since = _chain(cursor, found, from_seal, witnessed or {}, tables, progress)
        _sources(cursor, found, since, progress)
    return found


def _chain(
    cursor: CursorWrapper,
    found: Findings,
    from_seal: int,
    witnessed: dict[int, str],
    tables: dict[int, str],
    progress: Progress | None,
) -> tuple[int, int]:
    """The seals in their order; where (epoch, xid) the first of them begins."""
    before = Seal.objects.filter(number=from_seal - 1).only("hash").first() if from_seal > 1 else None
    previous, expected = (bytes(before.hash), from_seal) if before else (GENESIS, 1)
    since = head = (0, 0)
    last = None
    for seal in Seal.objects.filter(number__gte=expected).order_by("number").iterator(chunk_size=20):
        if last is None:
            since = (seal.epoch, seal.from_xid) if expected > 1 else (0, 0)
        for gone in range(expected, seal.number):
            found.add(Fault("seal.missing", seal=gone))
        is_next = seal.number == expected
        if not _holds(seal, previous if is_next else None):
            found.add(Fault("seal.changed", seal=seal.number, at=seal.at))
        if seal.number in witnessed and witnessed[seal.number] != bytes(seal.hash).hex():
            found.add(Fault("seal.witness", seal=seal.number, at=seal.at))
        found.traces += _traces(cursor, found, seal, tables)
        found.seals += 1
        previous, expected, last = bytes(seal.hash), seal.number + 1, seal
        head = (seal.epoch, seal.to_xid)
        if progress is not None:
            progress("seals", found.traces)
    for number in sorted(witnessed):
        if number >= expected:
            found.add(Fault("seal.missing", seal=number))
    found.head = bytes(last.hash).hex() if last else ""
    cursor.execute("SELECT count(*) FROM audit_trace WHERE (epoch, xid) >= (%s, %s)", head)
    ((found.unsealed,),) = cursor.fetchall()
    return since


def _holds(seal: Seal, previous: bytes | None) -> bool:
    """Whether a seal is what its hash says and, where the one before is known, follows it."""
    found = seal_hash(
        number=seal.number, at=seal.at, epoch=seal.epoch, from_xid=seal.from_xid, to_xid=seal.to_xid, count=seal.count,
        root=bytes(seal.root), rows=bytes(seal.rows), previous=bytes(seal.previous),
    )  # fmt: skip
    return previous in (None, bytes(seal.previous)) and found == bytes(seal.hash)


def _traces(cursor: CursorWrapper, found: Findings, seal: Seal, tables: dict[int, str]) -> int:
    """Hold the traces of a seal against its root; where they differ, say which. Returns how many there are."""
    cursor.execute(
        f"SELECT t.id, t.shape_id, t.source_id, {LEAF} FROM audit_trace t"
        " WHERE t.epoch = %s AND t.xid >= %s AND t.xid < %s ORDER BY t.xid, t.id",
        [seal.epoch, seal.from_xid, seal.to_xid],
    )
    rows = [(one[0], one[1], one[2], bytes(one[3])) for one in cursor.fetchall()]
    kept = bytes(seal.rows)
    is_root = root_of(row[3] for row in rows) == bytes(seal.root)
    if is_root and len(rows) == seal.count and packed(rows) == kept:
        return len(rows)
    try:
        remembered = {row.trace_id: row for row in unpacked(kept)}
    except ValueError:
        remembered = {}
    named = list(_differing({row[0]: Row(*row[:3], row[3][:8]) for row in rows}, remembered))
    for code, row in named:
        found.add(
            Fault(
                code,
                table=tables.get(row.shape_id, "?"),
                row=row.source_id,
                trace=row.trace_id,
                seal=seal.number,
                at=seal.at,
            )
        )
    if not named or is_root:
        found.add(Fault("seal.list" if is_root else "seal.root", seal=seal.number, at=seal.at))
    return len(rows)


def _differing(now: dict[int, Row], then: dict[int, Row]) -> Iterator[tuple[str, Row]]:
    for trace_id in sorted(now.keys() | then.keys()):
        if trace_id not in now:
            yield "trace.missing", then[trace_id]
        elif trace_id not in then:
            yield "trace.added", now[trace_id]
        elif now[trace_id] != then[trace_id]:
            yield "trace.changed", then[trace_id]


def _sources(
    cursor: CursorWrapper, found: Findings, since: tuple[int, int], progress: Progress | None
) -> None:
    """Every watched table that keeps rows against its traces."""
    cursor.execute(
        "SELECT table_name, array_agg(column_name::text) FROM information_schema.columns"
        " WHERE table_schema = current_schema() GROUP BY table_name"
    )
    there = dict(cursor.fetchall())
    cursor.execute(
        "SELECT t.shape_id, count(*) FROM audit_trace t WHERE (t.epoch, t.xid) >= (%s, %s) GROUP BY 1", since
    )
    counts = dict(cursor.fetchall())
    shapes: dict[str, list[Shape]] = {}
    for shape in Shape.objects.order_by("id"):
        shapes.setdefault(shape.table, []).append(shape)
    for table, of_table in shapes.items():
        if table not in there:
            found.unknowable[table] = -1
            continue
        if "pgh_id" not in there[table] and table not in (ENTRY, ERASURE):
            continue  # rows themselves, of which only the deletion is traced
        _table(cursor, found, _Table(table, of_table, set(there[table]), counts), since)
        if progress is not None:
            progress(table, found.rows)


@dataclass(frozen=True, slots=True)
class _Table:
    """A watched table as it is now: the shapes it had, its columns, how many traces each shape has."""

    table: str
    shapes: list[Shape]
    columns: set[str]
    counts: dict[int, int]

    @property
    def key(self) -> str:
        return "pgh_id" if "pgh_id" in self.columns else "id"

    @property
    def name(self) -> str:
        return str(connection.ops.quote_name(self.table))


def _table(cursor: CursorWrapper, found: Findings, one: _Table, since: tuple[int, int]) -> None:
    differing: list[Any] = []
    matched = 0
    for shape in one.shapes:
        count = one.counts.get(shape.pk, 0)
        found.rows += count
        if not count:
            continue
        gone = set(shape.columns) - one.columns
        if gone:
            found.unknowable[one.table] = found.unknowable.get(one.table, 0) + count
        cursor.execute(_differing_rows(one, shape, is_knowable=not gone), [shape.pk, *since])
        rows = cursor.fetchall()
        matched += count - sum(row[3] for row in rows)
        differing += rows
    excused = _excused(cursor, one, differing) if differing else {}
    for trace_id, row, at, is_gone, is_other, _is_misled in differing:
        if not (is_gone or is_other):
            found.add(Fault("row.context", table=one.table, row=row, trace=trace_id, at=at))
        elif row in excused:
            found.erased.append(Erased(one.table, row, *excused[row]))
        elif not _is_of_another_shape(cursor, one, row, trace_id):
            code = "row.missing" if is_gone else "row.changed"
            found.add(Fault(code, table=one.table, row=row, trace=trace_id, at=at))
    if since == (0, 0):
        cursor.execute(f"SELECT count(*) FROM {one.name}")
        if cursor.fetchall() == [(matched,)]:
            return  # as many rows as traces that found one: none was slipped in
    cursor.execute(
        f"SELECT r.{one.key} FROM {one.name} r WHERE NOT EXISTS"
        f" (SELECT 1 FROM audit_trace t WHERE t.shape_id = ANY(%s) AND t.source_id = r.{one.key}) ORDER BY 1",
        [[shape.pk for shape in one.shapes]],
    )
    for (row,) in cursor.fetchall():
        found.add(Fault("row.added", table=one.table, row=row))


def _differing_rows(one: _Table, shape: Shape, *, is_knowable: bool) -> str:
    """Traces of a shape whose row is gone, another, or of which history's own context says another person or page."""
    is_other = f"COALESCE({_digest(shape, one.columns)} <> t.digest, false)" if is_knowable else "false"
    context, is_misled = "", "false"
    if one.key == "pgh_id":
        context = "LEFT JOIN pghistory_context c ON c.id = r.pgh_context_id"
        is_misled = (
            "(c.id IS NOT NULL AND (t.actor_id::text IS DISTINCT FROM c.metadata->>'user'"
            f" OR t.page <> left(COALESCE(c.metadata->>'url', ''), {PAGE_LENGTH})))"
        )
    return (
        f"SELECT * FROM (SELECT t.id, t.source_id, t.at, r.{one.key} IS NULL AS is_gone, {is_other} AS is_other, {is_misled} AS is_misled"
        f" FROM audit_trace t LEFT JOIN {one.name} r ON r.{one.key} = t.source_id {context}"
        " WHERE t.shape_id = %s AND (t.epoch, t.xid) >= (%s, %s)) AS held WHERE is_gone OR is_other OR is_misled"
    )


def _digest(shape: Shape, columns: set[str]) -> str:
    """The hash of a row `r` over the columns it had: what a later upgrade added is left out."""
    extra = ", ".join(
        "'" + column.replace("'", "''") + "'" for column in sorted(columns - set(shape.columns))
    )
    return digest(f"to_jsonb(r) - ARRAY[{extra}]::text[]" if extra else "to_jsonb(r)")


def _excused(cursor: CursorWrapper, one: _Table, differing: list[Any]) -> dict[int, tuple[datetime, str]]:
    """Rows that are what their last erasure left of them: row → when and why."""
    excused: dict[int, tuple[datetime, str]] = {}
    for shape in one.shapes:
        cursor.execute(
            f"SELECT e.source_id, e.at, e.reason FROM audit_erasure e LEFT JOIN {one.name} r ON r.{one.key} = e.source_id"
            " WHERE e.shape_id = %s AND e.source_id = ANY(%s)"
            " AND NOT EXISTS (SELECT 1 FROM audit_erasure l WHERE l.shape_id = ANY(%s) AND l.source_id = e.source_id AND l.id > e.id)"
            f" AND ((e.digest IS NULL AND r.{one.key} IS NULL) OR {_digest(shape, one.columns)} = e.digest)",
            [shape.pk, [row[1] for row in differing], [each.pk for each in one.shapes]],
        )
        excused |= {row: (at, reason) for row, at, reason in cursor.fetchall()}
    return excused


def _is_of_another_shape(cursor: CursorWrapper, one: _Table, row: int, trace_id: int) -> bool:
    """A row written in the middle of an upgrade may have the columns of the next shape already."""
    for shape in one.shapes:
        cursor.execute(
            f"SELECT 1 FROM audit_trace t JOIN {one.name} r ON r.{one.key} = t.source_id"
            f" WHERE t.id = %s AND r.{one.key} = %s AND {_digest(shape, one.columns)} = t.digest",
            [trace_id, row],
        )
        if cursor.fetchone():
            return True
    return False
