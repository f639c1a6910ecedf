"""How far an issued plan has got on its way down: who has issued an own plan, and what nobody has taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from danbiet.kit.text import viet_sort_key
from danbiet.kit.workdays import Calendar
from danbiet.org.queries import names_of
from danbiet.outbox.queries import last_written

from ..enums import AssignmentRole, PlanState
from ..models import Assignment, Plan, Task

ISSUED, LATE, WAITING = "issued", "late", "waiting"


@dataclass(frozen=True, slots=True)
class UnitPlanRow:
    """One addressed unit: its own plan, how it stands, and when it was last reminded."""

    unit_id: int
    name: str
    plan: Plan
    task_count: int
    standing: str  # issued, late (past the due date), waiting
    is_issued_late: bool
    working_days_over: int
    urged_at: datetime | None


@dataclass(frozen=True, slots=True)
class UntakenTask:
    """A task for which nobody answers: `why` is no_lead, or not_issued with the lead units that have not issued."""

    task: Task
    why: str
    unit_ids: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CascadeState:
    """The counts above the list."""

    addressed: int
    issued: int
    late: int
    waiting: int
    untaken: int


def unit_plan_rows(plan: Plan, *, on: date, calendar: Calendar) -> list[UnitPlanRow]:
    """One row per unit the plan was handed to, by name; withdrawn drafts left out. Three queries."""
    children = list(
        Plan.objects.filter(parent=plan)
        .exclude(state=PlanState.WITHDRAWN)
        .annotate(task_count=Count("tasks", filter=Q(tasks__valid_until__isnull=True)))
    )
    names = names_of([child.unit_id for child in children], on)
    urged = _urged(plan, children)
    due_on = plan.unit_plans_due_on
    rows = [
        UnitPlanRow(
            unit_id=child.unit_id,
            name=names.get(child.unit_id, ""),
            plan=child,
            task_count=child.task_count,
            standing=_standing(child, due_on=due_on, on=on),
            is_issued_late=bool(due_on and child.issued_on and child.issued_on > due_on),
            working_days_over=_days_over(child, due_on=due_on, on=on, calendar=calendar),
            urged_at=urged.get(child.unit_id),
        )
        for child in children
    ]
    order = {LATE: 0, WAITING: 1, ISSUED: 2}
    return sorted(rows, key=lambda row: (order[row.standing], viet_sort_key(row.name)))


def untaken_tasks(plan: Plan, *, on: date) -> list[UntakenTask]:
    """Tasks without any lead, and tasks none of whose lead units has issued a plan holding it. Four queries at most.

    The unit's own tasks (led by itself) are its own affair and taken.
    """
    tasks = list(plan.tasks.select_related("group").order_by("group__order", "order"))
    leads: dict[int, list[int]] = {}
    rows = Assignment.objects.filter(
        task__plan=plan, task__valid_until__isnull=True, role=AssignmentRole.LEAD
    ).order_by("order")
    for task_id, unit_id in rows.values_list("task_id", "unit_id"):
        leads.setdefault(task_id, []).append(unit_id)
    taken = set(
        Task.objects.filter(parent__plan=plan, plan__state=PlanState.ISSUED).values_list(
            "parent_id", "plan__unit_id"
        )
    )
    names = names_of({unit for units in leads.values() for unit in units}, on)
    found: list[UntakenTask] = []
    for task in tasks:
        units = leads.get(task.pk, [])
        if not units:
            found.append(UntakenTask(task, "no_lead", (), ()))
        elif plan.unit_id not in units and not any((task.pk, unit) in taken for unit in units):
            found.append(
                UntakenTask(task, "not_issued", tuple(units), tuple(names.get(unit, "") for unit in units))
            )
    return found


def cascade_state(rows: list[UnitPlanRow], *, untaken: list[UntakenTask]) -> CascadeState:
    """The counts of the rows."""
    return CascadeState(
        addressed=len(rows),
        issued=sum(row.standing == ISSUED for row in rows),
        late=sum(row.standing == LATE for row in rows),
        waiting=sum(row.standing == WAITING for row in rows),
        untaken=len(untaken),
    )


def _urged(plan: Plan, children: Sequence[Plan]) -> dict[int, datetime]:
    keys = {f"plans.urge/{plan.pk}/{child.unit_id}/": child.unit_id for child in children}
    return {keys[key]: at for key, at in last_written(keys).items()}


def _standing(child: Plan, *, due_on: date | None, on: date) -> str:
    if child.state == PlanState.ISSUED:
        return ISSUED
    return LATE if due_on is not None and on > due_on else WAITING


def _days_over(child: Plan, *, due_on: date | None, on: date, calendar: Calendar) -> int:
    until = child.issued_on if child.state == PlanState.ISSUED and child.issued_on else on
    if due_on is None or until <= due_on:
        return 0
    return calendar.count(due_on, until)
