"""A few real changes for the tests of the trail, and a superuser's hand that goes past every trigger."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pghistory
from django.db import connection, transaction

from danbiet.accounts.models import User
from danbiet.audit.actions import record, seal_all
from danbiet.audit.models import Entry
from danbiet.audit.queries import verify
from danbiet.plans.models import Plan
from tests.factories import plans as make

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
PATIENCE = 60  # seconds
OTHERS = """
SELECT backend_type, state, backend_xid, backend_xmin, now() - xact_start, query FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def person(name: str = "Trần Thị Mai") -> User:
    return make.person(name)


def planned(title: str = "Kế hoạch tuyên truyền", **fields: Any) -> Plan:
    """A plan of a new unit, each in a transaction of its own."""
    plan = make.plan(make.unit())
    Plan.objects.filter(pk=plan.pk).update(title=title, **fields)
    plan.refresh_from_db()
    return plan


def retitled(plan: Plan, title: str, *, by: User, reason: str = "Sửa lỗi chính tả") -> Entry:
    """Somebody changes a plan on a page: row and deed in one transaction."""
    with pghistory.context(user=by.pk, url="/ban-lam-viec/ke-hoach/7/"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(title=title)
        return record(
            "plans.plan_edited",
            by=by,
            at=AT,
            kind="plan",
            object_id=plan.pk,
            title=title,
            unit_id=plan.unit_id,
            reason=reason,
        )


def seal(**options: Any) -> int:
    """`seal_all` until nothing is left.

    While autovacuum is in this database, whose sessions an ordinary account may not see, seals go no further than the oldest
    transaction of the whole server: rightly, and the tests beside this one have long ones.
    """
    made, until = seal_all(at=AT, **options), time.monotonic() + PATIENCE
    while left := verify().unsealed:
        assert time.monotonic() < until, f"{left} traces are not sealed; at work: {_others()}"
        time.sleep(0.02)
        made += seal_all(at=AT, **options)
    return made


def _others() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return cursor.fetchall()


def past_all_triggers(sql: str, values: Sequence[Any] = ()) -> int:
    """Run a statement as somebody would who may switch triggers off; how many rows it hit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def one(sql: str, values: Sequence[Any] = ()) -> Any:
    """The first value of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
        return row[0] if row else None
