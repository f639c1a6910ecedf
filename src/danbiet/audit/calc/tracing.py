"""The SQL of the triggers that write the trail. One text for what a trigger writes and for what is taken in of older rows.

A row is looked at as PostgreSQL's own JSON of it (`to_jsonb`), with settings that make the same row the same text in every session.
"""

# ruff: noqa: S608 - put together of constants and our own models' names

from __future__ import annotations

from enum import StrEnum

# A moment, a number or bytes are written alike whoever asks; sessions of psql and of the site differ in these.
SETTINGS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}
PAGE_LENGTH = 200


class Source(StrEnum):
    """What a watched table holds."""

    DEED = "deed"  # audit_entry
    EVENT = "event"  # a table of history (pghistory)
    GONE = "gone"  # a table with history: its rows' deletion, which history does not keep
    ERASURE = "erasure"  # audit_erasure


def digest(row: str) -> str:
    """SHA-256 of a row given as JSON."""
    return f"sha256(convert_to(({row})::text, 'UTF8'))"


_USER = "CASE WHEN jsonb_typeof(x.ctx->'user') = 'number' THEN (x.ctx->>'user')::bigint END"
_PAGE = f"left(COALESCE(x.ctx->>'url', ''), {PAGE_LENGTH})"
_UNIT = "CASE WHEN jsonb_typeof(s.j->'unit_id') = 'number' THEN (s.j->>'unit_id')::bigint END"
_NOW = "COALESCE((x.ctx->>'at')::timestamptz, {at})"

# at, source_id, kind, object_id, verb, actor_id, unit_id, page; s.j is the row, x.ctx what the request says of itself
_VALUES: dict[Source, tuple[str, ...]] = {
    Source.DEED: (
        "(s.j->>'at')::timestamptz", "(s.j->>'id')::bigint", "COALESCE(({also})::jsonb->>(s.j->>'object_kind'), s.j->>'object_kind')",
        "(s.j->>'object_id')::bigint", "s.j->>'verb'", "(s.j->>'actor_id')::bigint", "(s.j->>'unit_id')::bigint", _PAGE,
    ),
    Source.EVENT: (
        _NOW.format(at="(s.j->>'pgh_created_at')::timestamptz"), "(s.j->>'pgh_id')::bigint", "{kind}",
        "(s.j->>'pgh_obj_id')::bigint", "s.j->>'pgh_label'", _USER, _UNIT, _PAGE,
    ),
    Source.GONE: (
        _NOW.format(at="now()"), "(s.j->>'id')::bigint", "{kind}", "(s.j->>'id')::bigint", "'delete'", _USER, _UNIT, _PAGE,
    ),
    Source.ERASURE: (
        "(s.j->>'at')::timestamptz", "(s.j->>'id')::bigint", "{kind}", "NULL::bigint", "'erasure'", "(s.j->>'actor_id')::bigint",
        "NULL::bigint", _PAGE,
    ),
}  # fmt: skip

# Transactions of a server the tables were carried to may have lower numbers than those sealed already: they are of the next epoch.
_INSERT = """
INSERT INTO audit_trace
    (at, epoch, xid, shape_id, source_id, kind, object_id, verb, actor_id, unit_id, page, digest)
SELECT {at}, h.epoch + CASE WHEN x.xid < h.to_xid THEN 1 ELSE 0 END, x.xid, {shape}, {source_id}, {kind}, {object_id}, {verb},
       {actor_id}, {unit_id}, {page}, {digest}
  FROM ({rows}) AS s(j)
 CROSS JOIN (SELECT pg_current_xact_id()::text::bigint AS xid,
                    NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb AS ctx) AS x
 CROSS JOIN (SELECT COALESCE(max(k.epoch), 0) AS epoch, COALESCE(max(k.to_xid), 0) AS to_xid
               FROM (SELECT epoch, to_xid FROM audit_seal ORDER BY number DESC LIMIT 1) AS k) AS h
"""


def insert(source: Source, *, rows: str, shape: str, kind: str, also: str) -> str:
    """The statement that writes traces of `rows` (a query of one JSON column). `shape`, `kind` and `also` (JSON: word of a deed →
    kind) are SQL expressions."""
    names = ("at", "source_id", "kind", "object_id", "verb", "actor_id", "unit_id", "page")
    values = {
        name: value.format(kind=kind, also=also) for name, value in zip(names, _VALUES[source], strict=True)
    }
    return _INSERT.format(rows=rows, shape=shape, digest=digest("s.j"), **values)


def trace_function(source: Source) -> str:
    """The trigger function of this kind of table: arguments are the shape, the kind and the other names."""
    row = "OLD" if source is Source.GONE else "NEW"
    body = insert(
        source,
        rows=f"SELECT to_jsonb({row})",
        shape="TG_ARGV[0]::smallint",
        kind="TG_ARGV[1]",
        also="TG_ARGV[2]",
    )
    return _function(f"audit_trace_{source}", f"{body};\n    RETURN NULL;")


def guard_function() -> str:
    """What keeps rows of history as they are, unless somebody's data has to go: then what is left is noted beside it."""
    body = f"""
    IF COALESCE(current_setting('danbiet.erasure', true), '') = '' THEN
        RAISE EXCEPTION 'audit: rows of % are only added', TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    INSERT INTO audit_erasure (at, shape_id, source_id, reason, actor_id, digest)
    SELECT {_NOW.format(at="now()")}, TG_ARGV[0]::smallint, OLD.pgh_id, left(current_setting('danbiet.erasure', true), 200), {_USER},
           CASE WHEN TG_OP = 'UPDATE' THEN {digest("to_jsonb(NEW)")} END
      FROM (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb AS ctx) AS x;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;"""
    return _function("audit_guard", body)


def _function(name: str, body: str) -> str:
    settings = " ".join(f"SET {key} = '{value}'" for key, value in SETTINGS.items())
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {settings} AS $audit$\n"
        f"BEGIN\n    {body}\nEND\n$audit$"
    )
