"""The hand-written SQL against the models: every column there, nothing required left out, conflicts on what is really unique."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

from danbiet.contests.models import Contact, Entrant, Entry, Start
from danbiet.contests.play import entrants, entries, starts, watch
from danbiet.contests.play.room import DURABLE, STATEMENTS

INSERTS = [
    (entries.INSERT, "contests_entry", Entry, {"start_id"}),
    (starts.INSERT, "contests_start", Start, {"round_id", "code", "number"}),
    (entrants.INSERT, "contests_entrant", Entrant, {"contest_id", "unique_hash"}),
    (entrants.INSERT, "contests_contact", Contact, None),
]


def columns_of(text: str, table: str) -> set[str]:
    return {one.strip() for one in re.search(rf"INSERT INTO {table} \(([^)]*)\)", text)[1].split(",")}


@pytest.mark.parametrize(("text", "table", "model", "unique"), INSERTS)
def test_insert_names_every_column_the_model_requires_and_no_other(
    text: str, table: str, model: type[models.Model], unique: set[str] | None
) -> None:
    fields: list[Any] = list(model._meta.concrete_fields)
    free = {
        one.column
        for one in fields
        if one.null or isinstance(one, models.AutoField) or isinstance(one._get_default(), DatabaseDefault) or one.db_default is not models.NOT_PROVIDED
    }  # fmt: skip

    named = columns_of(text, table)

    assert model._meta.db_table == table
    assert named <= {one.column for one in fields}
    assert {one.column for one in fields} - free <= named


@pytest.mark.parametrize(("text", "table", "model", "unique"), [one for one in INSERTS if one[3]])
def test_insert_conflicts_on_what_the_model_keeps_unique(
    text: str, table: str, model: type[models.Model], unique: set[str]
) -> None:
    stated = {one.strip() for one in re.search(r"ON CONFLICT \(([^)]*)\) DO NOTHING", text)[1].split(",")}
    constraints = [
        one
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint) and one.condition is None
    ]
    kept = [{model._meta.get_field(name).column for name in one.fields} for one in constraints]

    assert stated == unique
    assert stated in [*kept, {model._meta.pk.column}]


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_statement_is_understood_by_the_database(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PREPARE held_{name} AS {STATEMENTS[name]}")
        cursor.execute(f"DEALLOCATE held_{name}")


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_statement_planned_on_empty_tables_reads_no_table_whole(name: str) -> None:
    count = max(int(one) for one in re.findall(r"\$(\d+)", STATEMENTS[name]))

    with connection.cursor() as cursor:
        for setting, value in DURABLE.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
        cursor.execute(f"PREPARE planned_{name} AS {STATEMENTS[name]}")
        cursor.execute(f"EXPLAIN EXECUTE planned_{name} ({', '.join(['NULL'] * count)})")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"DEALLOCATE planned_{name}")

    assert "Seq Scan" not in plan, plan


@pytest.mark.django_db
@pytest.mark.parametrize("text", [watch.CONTESTS, watch.AUDIENCES, watch.ITEMS, watch.ROUNDS, watch.MARK])
def test_reading_of_the_book_is_understood_by_the_database(text: str) -> None:
    kind = "text[]" if "c.state" in text else "bigint[]"

    with connection.cursor() as cursor:
        cursor.execute(f"PREPARE held AS {text.replace('%s', '$1')}".replace("ANY ($1)", f"ANY ($1::{kind})"))
        cursor.execute("DEALLOCATE held")


def test_reading_of_the_items_takes_nothing_of_the_key_but_whether_it_has_several() -> None:
    assert re.findall(r"v\.key[^,\n]*", watch.ITEMS) == ["v.key) > 1"]
