"""The tree of a day is read once, and again as soon as a unit changed, however it changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from danbiet.org.enums import UnitKind
from danbiet.org.models import Unit, UnitVersion
from danbiet.org.queries import tree
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
ON = date(2021, 6, 1)


@pytest.fixture
def unit() -> Unit:
    return make.unit("Sở Nội vụ", parent=make.unit("Sóc Trăng", kind=UnitKind.PROVINCE))


def test_same_tree_is_given_while_nothing_changes(unit: Unit) -> None:
    first = tree(ON)

    assert tree(ON) is first
    assert first.name(unit.pk) == "Sở Nội vụ"
    assert tree(date(2021, 6, 2)) is not first


def _raw(pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE org_unitversion SET name = 'Sở mới' WHERE unit_id = %s", [pk])


def _by_row(pk: int) -> None:
    version = UnitVersion.objects.get(unit_id=pk)
    version.name = "Sở mới"
    version.save(update_fields=["name"])


@pytest.mark.parametrize(
    "change",
    [_raw, _by_row, lambda pk: UnitVersion.objects.filter(unit_id=pk).update(name="Sở mới")],
    ids=["raw", "row", "bulk"],
)
def test_change_of_any_kind_is_seen_at_once(unit: Unit, change: Callable[[int], object]) -> None:
    assert tree(ON).name(unit.pk) == "Sở Nội vụ"

    change(unit.pk)

    assert tree(ON).name(unit.pk) == "Sở mới"


def test_what_was_rolled_back_is_forgotten(unit: Unit) -> None:
    before = tree(ON)
    with transaction.atomic():
        make.unit("Chỉ một lúc", parent=unit)
        assert len(tree(ON)) == 3
        transaction.set_rollback(True)

    assert len(tree(ON)) == 2
    assert tree(ON).name(unit.pk) == before.name(unit.pk)
