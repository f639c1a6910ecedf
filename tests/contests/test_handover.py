"""Head-counts in a decision on units: added up while a contest is being prepared, untouched once it is sealed."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from tests.factories import contests as make
from tests.factories import plans as units
from tests.org.orders import DAY, all_rows, differing, in_force

from danbiet.contests.models import HeadCount
from danbiet.org.actions.orders import Hindered, undo_order
from danbiet.org.calc.orders import Part, Step
from danbiet.org.queries import orphans, tree

pytestmark = pytest.mark.django_db


def test_head_counts_of_a_contest_in_preparation_are_added_up_and_come_back() -> None:
    top = units.unit("Tỉnh A", kind="province", code="94")
    one, two = (units.unit(name, parent=top, kind="commune") for name in ("Xã D", "Xã E"))
    contest = make.contest(top)
    make.head_count(contest, unit=one, count=30)
    make.head_count(contest, unit=two, count=12)
    before = all_rows()
    pk = in_force(Step("merge", (one.pk, two.pk), (Part(None, "113", "Xã Mới", "commune"),)))
    new = tree(DAY).by_code("113")
    assert new is not None
    assert list(HeadCount.objects.values_list("unit_id", "count")) == [(new.id, 42)]
    assert orphans(DAY) == {}
    undo_order(pk, by=None, at=timezone.now())
    assert differing(before, all_rows()) == []


def test_unit_that_takes_others_in_counts_them_and_its_new_declaration_hinders_undo() -> None:
    top = units.unit("Tỉnh A", kind="province", code="94")
    one, two = (units.unit(name, parent=top, kind="commune") for name in ("Xã D", "Xã E"))
    contest = make.contest(top)
    make.head_count(contest, unit=one, count=30)
    make.head_count(contest, unit=two, count=12)
    pk = in_force(Step("merge", (one.pk, two.pk), (Part(two.pk),)))
    assert list(HeadCount.objects.values_list("unit_id", "count")) == [(two.pk, 42)]
    HeadCount.objects.update(count=50)
    with pytest.raises(Hindered, match="quân số"):
        undo_order(pk, by=None, at=timezone.now())
    assert HeadCount.objects.get().count == 50


def test_head_counts_of_a_sealed_contest_stand() -> None:
    top = units.unit("Tỉnh A", kind="province", code="94")
    one, two = (units.unit(name, parent=top, kind="commune") for name in ("Xã D", "Xã E"))
    contest = make.sealed(top)
    for unit in (one, two):
        row = make.head_count(contest, unit=unit, count=5)
        HeadCount.objects.filter(pk=row.pk).update(frozen_at=timezone.now())
    in_force(Step("merge", (one.pk, two.pk), (Part(None, "113", "Xã Mới", "commune"),)), on=date(2022, 3, 1))
    assert set(HeadCount.objects.values_list("unit_id", "count")) == {(one.pk, 5), (two.pk, 5)}
    assert orphans(DAY) == {}
