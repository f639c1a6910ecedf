"""What the tests of decisions on units share: the rows of all tables, and a decision put in force."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import connection

from danbiet.accounts.models import User
from danbiet.org.actions.orders import Wording, apply_order, plan_order
from danbiet.org.calc.orders import Step

AT = datetime(2022, 3, 1, 2, tzinfo=UTC)
DAY = date(2022, 3, 1)
# What remembers that something happened is not taken back with it: the record, histories, letters, jobs, the decision itself.
REMEMBERS = {"audit_entry", "audit_trace", "org_reorganisationorder", "org_treestamp", "outbox_message"}


def all_rows() -> dict[str, tuple[int, str]]:
    """How many rows each table has and a checksum over all of them."""
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not hasattr(model, "pgh_tracked_model")
    }
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - REMEMBERS):
            if table.startswith(("procrastinate", "pghistory")):
                continue
            cursor.execute(
                f"SELECT count(*), coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') FROM \"{table}\" t"
            )
            found[table] = cursor.fetchone()
    return found


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The tables whose rows are not the same."""
    return [table for table, rows in before.items() if after.get(table) != rows]


def decide(*steps: Step, on: date = DAY, by: User | None = None, **choices: Any) -> int:
    """A planned decision; its id."""
    wording = Wording(on=on, title="Sắp xếp đơn vị", basis="01/NQ-HĐND", choices=choices)
    return plan_order(wording, steps, by=by, at=AT)


def in_force(*steps: Step, on: date = DAY, **choices: Any) -> int:
    """A decision put in force on its day; its id."""
    pk = decide(*steps, on=on, **choices)
    apply_order(pk, by=None, on=on, at=AT)
    return pk
