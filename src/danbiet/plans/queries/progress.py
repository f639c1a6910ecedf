"""How far plans are, as of any day. Computed each time from accepted evidence: nothing is stored, so nothing goes stale.

The number of queries does not depend on how many plans, tasks or pieces of evidence there are: groups, tasks, and one
statement for all targets, those the platform counts by itself included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Subquery

from danbiet.kit.periods import Span

from ..calc import progress as calc
from ..models import ContentGroup, Task
from .tallies import target_tallies
from .versions import earlier_version, in_force


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A plan's figures on a day without its tasks: for lists of many plans. None where the plan has no task."""

    plan_id: int
    percent: Decimal | None
    percent_of_tasks: Decimal | None
    mark: Decimal | None
    status: str
    task_count: int
    done_count: int
    status_counts: dict[str, int]

    @property
    def is_behind(self) -> bool:
        return self.percent is not None and self.mark is not None and self.mark - self.percent > calc.BEHIND


def plan_progress(plan_id: int, on: date) -> calc.PlanProgress:
    """A plan with its groups, tasks and targets on a day, both readings. 3 queries. An unknown plan has no groups."""
    return plans_in_full([plan_id], on)[plan_id]


def plans_in_full(plan_ids: Iterable[int], on: date) -> dict[int, calc.PlanProgress]:
    """The same for several plans at once, by id; 3 queries for all of them together."""
    wanted = list(dict.fromkeys(plan_ids))
    groups: dict[int, list[calc.GroupInfo]] = defaultdict(list)
    rows = ContentGroup.objects.filter(plan_id__in=wanted).order_by("plan_id", "order", "id")
    for group_id, plan_id, title, order, weight in rows.values_list(
        "id", "plan_id", "title", "order", "weight"
    ):
        groups[plan_id].append(calc.GroupInfo(group_id, title, order, weight))
    by_group: dict[int, list[calc.TaskProgress]] = defaultdict(list)
    for task in _tasks_progress(task_rows(on, plan_id__in=wanted), plan_ids=wanted, on=on):
        by_group[task.task.group_id].append(task)
    return {
        plan_id: calc.plan_progress(plan_id, groups.get(plan_id, []), by_group, on=on) for plan_id in wanted
    }


def plans_progress(plan_ids: Iterable[int], on: date) -> dict[int, PlanSummary]:
    """Figures of many plans on a day (all units of a province at once), by plan id; 3 queries."""
    return {plan_id: summary(plan) for plan_id, plan in plans_in_full(plan_ids, on).items()}


def summary(plan: calc.PlanProgress) -> PlanSummary:
    """The figures of a plan whose progress is at hand."""
    counts = plan.status_counts
    return PlanSummary(
        plan_id=plan.plan_id,
        percent=plan.percent,
        percent_of_tasks=plan.percent_of_tasks,
        mark=plan.mark,
        status=calc.worst(status for status, count in counts.items() if count),
        task_count=plan.task_count,
        done_count=plan.done_count,
        status_counts=counts,
    )


def task_progress(task_id: int, on: date) -> calc.TaskProgress | None:
    """One task on a day, None when there is no such task. 2 queries."""
    return tasks_progress([task_id], on).get(task_id)


def tasks_progress(task_ids: Iterable[int], on: date) -> dict[int, calc.TaskProgress]:
    """Several tasks on a day by id, wherever they stand; 2 queries."""
    wanted = list(dict.fromkeys(task_ids))
    rows = _tasks_progress(task_rows(on, id__in=wanted), task_ids=wanted, on=on)
    return {task.task.id: task for task in rows}


def task_rows(on: date, **scope: Any) -> list[calc.TaskInfo]:
    """Tasks in force on the day as the arithmetic needs them, in the order of the plan; `scope` as of a filter. One query:
    what a task said before an amendment comes with it."""
    rows = (
        Task.every.filter(in_force(on), **scope)
        .order_by("plan_id", "group__order", "order", "id")
        .annotate(then=Subquery(earlier_version(on).values("said")[:1]))
        .values_list(
            "id",
            "content",
            "periods",
            "starts_on",
            "ends_on",
            "weight",
            "group_id",
            "plan_id",
            "share",
            "then",
        )
    )
    return [_task_info(*row) for row in rows]


def _task_info(
    pk: int, content: str, periods: Any, starts_on: date, ends_on: date, weight: Decimal, group_id: int, plan_id: int,
    share: str, then: Mapping[str, Any] | None,
) -> calc.TaskInfo:  # fmt: skip
    if then is not None:
        content, periods = then["content"], then["periods"]
        starts_on, ends_on = date.fromisoformat(then["starts_on"]), date.fromisoformat(then["ends_on"])
        weight = Decimal(then["weight"])
    return calc.TaskInfo(pk, content, spans_of(periods, starts_on, ends_on), weight, group_id, plan_id, share)


def spans_of(periods: Sequence[Mapping[str, str]], starts_on: date, ends_on: date) -> tuple[Span, ...]:
    """A task's stored periods as spans; its whole time where none are stored."""
    spans = tuple(
        Span(date.fromisoformat(period["starts_on"]), date.fromisoformat(period["ends_on"]))
        for period in periods
    )
    return spans or (Span(starts_on, ends_on),)


def _tasks_progress(
    tasks: Sequence[calc.TaskInfo],
    *,
    on: date,
    plan_ids: Sequence[int] = (),
    task_ids: Sequence[int] = (),
) -> list[calc.TaskProgress]:
    if not tasks:
        return []
    periods = {task.id: task.periods for task in tasks}
    rows = target_tallies(on=on, plan_ids=plan_ids, task_ids=task_ids)
    targets: dict[int, list[calc.TargetProgress]] = defaultdict(list)
    for row in rows:
        spec = row.spec(periods[row.task_id])
        targets[row.task_id].append(calc.target_progress(spec, row.tally, on=on))
    return [calc.task_progress(task, targets.get(task.id, ()), on=on) for task in tasks]
