from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import plans as make

from danbiet.kit.workdays import calendar
from danbiet.org.enums import Role
from danbiet.org.queries import tree
from danbiet.plans.models import Evidence
from danbiet.plans.queries.turns import TurnKind, standings, turns

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)  # a Friday
DAYS = calendar()


def at(month: int, day: int) -> datetime:
    return datetime(2021, month, day, 3, tzinfo=UTC)


def test_submitted_evidence_is_the_turn_of_the_office_above_and_returned_of_the_unit() -> None:
    province = make.unit(kind="province", code="94")
    unit = make.unit(parent=province)
    for day, state in [(11, "submitted"), (13, "submitted"), (8, "returned")]:
        made = make.evidence(unit, ON, state=state)
        Evidence.objects.filter(pk=made.pk).update(submitted_at=at(10, day), decided_at=at(10, day))

    found = turns(2021, ON, tree=tree(ON), calendar=DAYS)

    returned, submitted = found
    assert (returned.kind, returned.holder_id, returned.days_held) == (TurnKind.EVIDENCE_RETURNED, unit.pk, 5)
    assert (submitted.kind, submitted.holder_id, submitted.role) == (
        TurnKind.EVIDENCE_SUBMITTED, province.pk, Role.OFFICE,
    )  # fmt: skip
    assert (submitted.count, submitted.since, submitted.days_held) == (2, date(2021, 10, 11), 4)
    assert turns(2021, ON, tree=tree(ON), calendar=DAYS, holder_ids=[province.pk]) == [submitted]


def test_submitted_plan_is_the_heads_turn_and_overdue_task_the_units() -> None:
    province = make.unit(kind="province", code="94")
    unit, late = make.unit(parent=province), make.unit(parent=province)
    draft = make.plan(unit, state="submitted")
    draft.submitted_at = at(10, 14)
    draft.save()
    task = make.task(make.group(make.plan(late)), periods=[(date(2021, 9, 1), date(2021, 9, 30))])
    make.target(task, 1)

    found = {turn.kind: turn for turn in turns(2021, ON, tree=tree(ON), calendar=DAYS)}

    assert found[TurnKind.PLAN_SUBMITTED].role == Role.HEAD
    assert found[TurnKind.PLAN_SUBMITTED].days_held == 1
    overdue = found[TurnKind.TASK_OVERDUE]
    assert (overdue.holder_id, overdue.object_id, overdue.since) == (late.pk, task.pk, date(2021, 9, 30))
    assert overdue.days_held == 11  # 1 October and two weeks of five days


def test_standing_tells_overdue_at_risk_and_unreported() -> None:
    unit, idle = make.unit(), make.unit()
    group = make.group(make.plan(unit))
    monthly = make.target(make.task(group, order=1), 1, per="month")
    for month in range(1, 9):
        make.evidence(unit, date(2021, month, 3), (monthly, 1))
    ended = make.target(make.task(group, order=2, periods=[(date(2021, 3, 1), date(2021, 3, 31))]), 1)
    make.evidence(unit, date(2021, 3, 9), (ended, 1), state="returned")

    standing = standings(2021, ON, unit_ids=[unit.pk, idle.pk])[unit.pk]

    assert [task.task.id for task in standing.overdue] == [ended.task_id]
    assert [task.task.id for task in standing.at_risk] == [monthly.task_id]  # nothing in September
    assert [task.task.id for task in standing.unreported] == [monthly.task_id, ended.task_id]
    assert standing.returned_count == 1
    make.evidence(unit, date(2021, 9, 30), (monthly, 1), state="submitted")
    again = standings(2021, ON)[unit.pk]
    assert [task.task.id for task in again.unreported] == [ended.task_id]  # submitted is reported
    assert standings(2021, ON, unit_ids=[idle.pk])[idle.pk].summary is None


@pytest.mark.parametrize("size", [1, 3])
def test_number_of_queries_does_not_grow(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    province = make.unit(kind="province", code="94")
    for _ in range(size):
        unit = make.unit(parent=province)
        target = make.target(make.task(make.group(make.plan(unit))), 1)
        make.evidence(unit, ON, (target, 1), state="submitted")
        make.plan(make.unit(parent=province), state="submitted")
    known = tree(ON)

    with django_assert_num_queries(5):
        assert len(standings(2021, ON)) == 2 * size
    with django_assert_num_queries(7):
        turns(2021, ON, tree=known, calendar=DAYS)
