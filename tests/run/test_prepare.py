"""A database is brought up to date, or refused in words."""

from __future__ import annotations

import pytest
from django.db import connection, migrations, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from danbiet.kit.tables import MakeTables
from danbiet.run import prepare
from danbiet.run.trouble import Trouble

pytestmark = pytest.mark.django_db


def test_migrate_database_of_today_has_nothing_to_do() -> None:
    prepare.migrate()

    assert prepare.unapplied() == 0


def test_migrate_database_with_all_old_steps_is_taken_as_it_is() -> None:
    MigrationRecorder(connection).record_unapplied("plans", "0001_tables")

    prepare.migrate()

    assert prepare.unapplied() == 0


def test_migrate_database_left_between_old_steps_is_refused_with_the_way_out() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("plans", "0001_tables")
    recorder.record_unapplied("plans", "0004_measured_targets")

    with pytest.raises(Trouble, match=r"«plans» mới xong 3 trên 4 bước.*bản ngày 29/11/2026"):
        prepare.migrate()


def test_make_tables_that_refer_to_each_other_are_made_and_taken_back() -> None:
    step = MakeTables(
        models=[
            migrations.CreateModel(
                "Egg",
                [
                    ("id", models.BigAutoField(primary_key=True)),
                    ("layer", models.ForeignKey("run.Hen", models.CASCADE, null=True)),
                ],
            ),
            migrations.CreateModel(
                "Hen",
                [
                    ("id", models.BigAutoField(primary_key=True)),
                    ("hatched_from", models.OneToOneField("run.Egg", models.CASCADE)),
                ],
                options={"constraints": [models.CheckConstraint(condition=models.Q(id__gt=0), name="some")]},
            ),
        ]
    )
    before, after = ProjectState(), ProjectState()
    step.state_forwards("run", after)

    with connection.schema_editor() as editor:
        step.database_forwards("run", editor, before, after)
    assert {"run_egg", "run_hen"} <= set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        found = connection.introspection.get_relations(cursor, "run_egg")
        assert "some" in connection.introspection.get_constraints(cursor, "run_hen")
    assert found["layer_id"] == ("id", "run_hen")

    with connection.schema_editor() as editor:
        step.database_backwards("run", editor, after, before)
    assert not {"run_egg", "run_hen"} & set(connection.introspection.table_names())
