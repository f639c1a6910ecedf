"""Closes the chain over what has happened: blocks of ended transactions, each with the hash of the one before."""

# ruff: noqa: S608 - put together of constants

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from ..calc.chain import GENESIS, LEAF, packed, root_of, seal_hash
from ..models import Seal

BLOCK = 10_000  # traces in a seal; a transaction is never cut, so one that wrote more makes a longer one
MOST = 1_000  # seals in one run
# The next transaction's number as of the statement's beginning, then, read later, those still at work: whoever is below the first
# and not among the second has ended, and the next statement sees what they wrote. Where sessions of others are hidden from us,
# the oldest transaction of the whole server is what we know.
_HORIZON = """
SELECT CASE
    WHEN EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query = '<insufficient privilege>')
    THEN pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ELSE following - coalesce((SELECT max(back) FROM (
        SELECT (following - xid::text::bigint) % 4294967296 AS back FROM (
            SELECT backend_xid AS xid FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL
            UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
        ) AS one
    ) AS those WHERE back BETWEEN 0 AND 2147483647), 0)  -- others have begun since
END
FROM (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS following) AS now
"""
_NEXT = """
WITH cut AS (
    SELECT max(xid) AS last FROM (
        SELECT xid FROM audit_trace WHERE epoch = %(epoch)s AND xid >= %(since)s AND xid < %(horizon)s ORDER BY xid, id LIMIT %(most)s
    ) AS first
)
SELECT t.id, t.shape_id, t.source_id, {leaf}, t.xid FROM audit_trace t, cut
 WHERE t.epoch = %(epoch)s AND t.xid >= %(since)s AND t.xid <= cut.last ORDER BY t.xid, t.id
""".format(leaf=LEAF.replace("%", "%%"))


def seal_all(*, at: datetime, block: int = BLOCK, most: int = MOST) -> int:
    """Seal what is not yet sealed; how many seals were made. Safe to repeat and to kill: each seal is a transaction.

    Only transactions that had ended when the snapshot was taken are sealed (those below the oldest one still running): a change
    that is committed later has a number no seal has passed, whatever the order of commits.
    """
    made = 0
    while made < most and seal_next(at=at, block=block):
        made += 1
    return made


@transaction.atomic
def seal_next(*, at: datetime, block: int = BLOCK) -> Seal | None:
    """The next seal; None when nothing is left that may be sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('danbiet.audit.seal'))")
        last = Seal.objects.defer("rows").order_by("-number").first()
        epoch, since = (last.epoch, last.to_xid) if last else (0, 0)
        rows = _ended(cursor, epoch, since, block, horizon=_horizon(cursor, since))
        if not rows and _is_carried(cursor, epoch):
            # The tables came to another server, whose transactions are counted anew. Nobody writes while the old count is closed.
            cursor.execute("LOCK TABLE audit_trace IN SHARE MODE")
            rows = _ended(cursor, epoch, since, block, horizon=2**62)
            if not rows:
                epoch, since = epoch + 1, 0
                rows = _ended(cursor, epoch, since, block, horizon=_horizon(cursor, since))
        if not rows:
            return None
        return _made(rows, number=last.number + 1 if last else 1, previous=bytes(last.hash) if last else GENESIS,
                     epoch=epoch, since=since, at=at)  # fmt: skip


def _horizon(cursor: CursorWrapper, since: int) -> int:
    """Transactions of this database below it have ended. Another database of the server does not hold seals up."""
    cursor.execute(
        "SELECT pg_stat_clear_snapshot()"
    )  # who is at work is otherwise remembered to the end of the transaction
    cursor.execute(_HORIZON)
    ((horizon,),) = cursor.fetchall()
    return max(int(horizon), since)


def _is_carried(cursor: CursorWrapper, epoch: int) -> bool:
    cursor.execute("SELECT EXISTS (SELECT 1 FROM audit_trace WHERE epoch > %s)", [epoch])
    ((found,),) = cursor.fetchall()
    return bool(found)


def _ended(
    cursor: CursorWrapper, epoch: int, since: int, block: int, *, horizon: int
) -> list[tuple[int, int, int, bytes, int]]:
    cursor.execute(_NEXT, {"epoch": epoch, "since": since, "horizon": horizon, "most": block})
    return [(one[0], one[1], one[2], bytes(one[3]), one[4]) for one in cursor.fetchall()]


def _made(
    rows: list[tuple[int, int, int, bytes, int]],
    *,
    number: int,
    previous: bytes,
    epoch: int,
    since: int,
    at: datetime,
) -> Seal:
    told: dict[str, Any] = {
        "number": number, "at": at, "epoch": epoch, "from_xid": since, "to_xid": rows[-1][4] + 1, "count": len(rows),
        "root": root_of(row[3] for row in rows), "rows": packed(row[:4] for row in rows), "previous": previous,
    }  # fmt: skip
    return Seal.objects.create(**told, hash=seal_hash(**told))
