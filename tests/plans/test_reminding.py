"""The daily reminder names what is due, late and returned, and repeats itself at most once a week."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.org.models import Unit
from danbiet.outbox.models import Message
from danbiet.plans.actions.reminding import remind_all
from danbiet.plans.models import Plan
from danbiet.plans.tasks import remind

pytestmark = pytest.mark.django_db
MONDAY = date(2021, 6, 21)
AT = datetime(2021, 6, 21, 0, 0, tzinfo=UTC)


@pytest.fixture
def unit() -> Unit:
    province = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
    found = make.unit("Sở Nội vụ", parent=province)
    person = make.person("Chị Lan", unit=found)
    User.objects.filter(pk=person.pk).update(email="lan@example.vn")
    return found


def body() -> str:
    return Message.objects.get().body


def test_task_due_in_five_working_days_is_named_and_one_in_six_is_not(unit: Unit) -> None:
    group = make.group(make.plan(unit))
    # From Monday 21/06: 22, 23, 24, 25 and Monday 28 are the five working days; Tuesday 29 is the sixth.
    make.target(
        make.task(group, content="Việc gần", periods=[(date(2021, 1, 1), date(2021, 6, 28))], leads=[unit]), 1
    )
    make.target(
        make.task(group, content="Việc xa", periods=[(date(2021, 1, 1), date(2021, 6, 29))], leads=[unit]), 1
    )

    assert remind_all(on=MONDAY, at=AT) == 1
    assert "Việc gần" in body()
    assert "28/06/2021" in body()
    assert "Việc xa" not in body()


def test_task_done_is_not_named(unit: Unit) -> None:
    task = make.task(
        make.group(make.plan(unit)), periods=[(date(2021, 1, 1), date(2021, 6, 23))], leads=[unit]
    )
    make.evidence(unit, date(2021, 5, 1), (make.target(task, 1), 1))

    assert remind_all(on=MONDAY, at=AT) == 0


def test_overdue_task_and_returned_evidence_are_named(unit: Unit) -> None:
    task = make.task(
        make.group(make.plan(unit)),
        content="Việc trễ",
        periods=[(date(2021, 1, 1), date(2021, 3, 31))],
        leads=[unit],
    )
    make.evidence(unit, date(2021, 3, 1), (make.target(task, 2), 1), state="returned")

    with translation.override("vi"):
        remind_all(on=MONDAY, at=AT)

    assert "Quá hạn từ 31/03/2021" in body()
    assert "Việc trễ" in body()
    assert "Minh chứng bị trả lại" in body()


def test_unit_plan_not_issued_is_named_before_and_after_its_day(unit: Unit) -> None:
    province = Unit.objects.exclude(pk=unit.pk).get()
    parent = make.plan(province, number="19/KH-UBND")
    make.plan(unit, parent=parent, state="draft")
    Plan.objects.filter(pk=parent.pk).update(unit_plans_due_on=date(2021, 6, 25))

    remind_all(on=date(2021, 6, 1), at=AT)
    assert not Message.objects.exists()
    remind_all(on=MONDAY, at=AT)
    remind_all(on=date(2021, 6, 28), at=AT)

    assert Message.objects.count() == 2
    assert all("19/KH-UBND" in message.body for message in Message.objects.all())


def test_same_list_comes_once_a_week_and_a_changed_one_at_once(unit: Unit) -> None:
    group = make.group(make.plan(unit))
    make.target(make.task(group, periods=[(date(2021, 1, 1), date(2021, 3, 31))], leads=[unit]), 1)

    runs = [remind_all(on=date(2021, 6, day), at=AT) for day in (21, 21, 22, 28)]
    make.target(make.task(group, periods=[(date(2021, 1, 1), date(2021, 6, 30))], leads=[unit]), 1)
    changed = remind_all(on=date(2021, 6, 28), at=AT)

    assert runs == [1, 0, 0, 1]
    assert changed == 1


def test_remind_job_run_twice_writes_once(unit: Unit, settings: object) -> None:
    settings.DANBIET_TODAY = MONDAY  # type: ignore[attr-defined]
    task = make.task(
        make.group(make.plan(unit)), periods=[(date(2021, 1, 1), date(2021, 3, 31))], leads=[unit]
    )
    make.target(task, 1)

    remind(timestamp=0)
    remind(timestamp=0)

    assert Message.objects.count() == 1
