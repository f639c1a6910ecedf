"""Which tasks an editor may say a page fulfils."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import plans as make

from danbiet.org.enums import UnitKind
from danbiet.org.queries import rights_of
from danbiet.plans.models import Plan, Task
from danbiet.plans.queries.choosing import tasks_to_fulfil

pytestmark = pytest.mark.django_db
ON = date(2021, 3, 30)


@pytest.fixture
def province() -> Plan:
    plan = make.plan(make.unit("Sóc Trăng", kind=UnitKind.PROVINCE))
    group = make.group(plan)
    for order in (1, 2):
        make.task(group, order=order, content=f"Nội dung {order}")
    return plan


def test_task_from_above_is_left_out_when_an_own_plan_carries_it(province: Plan) -> None:
    unit = make.unit("Đài", parent=province.unit)
    above = Task.objects.get(content="Nội dung 1")
    own = make.task(make.group(make.plan(unit, parent=province)), content="Nội dung 1 của Đài")
    Task.objects.filter(pk=own.pk).update(parent=above)
    editor = make.person("Biên tập", unit=unit)

    offered = {pk for pk, _words in tasks_to_fulfil(rights_of(editor, ON), ON)}

    assert offered == {own.pk, Task.objects.get(content="Nội dung 2").pk}


def test_province_chooses_its_own_tasks_though_units_carry_them(province: Plan) -> None:
    unit = make.unit("Đài", parent=province.unit)
    own = make.task(make.group(make.plan(unit, parent=province)), content="Nội dung 1 của Đài")
    Task.objects.filter(pk=own.pk).update(parent=Task.objects.get(content="Nội dung 1"))
    office = make.person("Văn phòng", unit=province.unit)

    offered = {pk for pk, _words in tasks_to_fulfil(rights_of(office, ON), ON)}

    assert set(province.tasks.values_list("pk", flat=True)) <= offered
