"""What a plan costs: per task and source, with totals by group, by source and in all. Amounts are đồng."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..enums import FundSource
from ..models import ContentGroup, Plan, Task, TaskBudget

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """Planned, allocated and spent of several lines together."""

    planned: Decimal = ZERO
    allocated: Decimal = ZERO
    spent: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        """What was allocated and not spent; below 0 where more was spent than allocated."""
        return self.allocated - self.spent

    @property
    def spent_percent(self) -> Decimal | None:
        """Share of the allocated money spent, in percent points; None where none was allocated."""
        return self.spent * 100 / self.allocated if self.allocated else None


@dataclass(frozen=True, slots=True)
class TaskMoney:
    """A task with its lines and their sums."""

    task: Task
    number: str
    lines: list[TaskBudget]
    sums: Sums


@dataclass(frozen=True, slots=True)
class GroupMoney:
    group: ContentGroup
    tasks: list[TaskMoney]
    sums: Sums


@dataclass(frozen=True, slots=True)
class PlanMoney:
    """All of a plan; `by_source` only where there is any money from it."""

    groups: list[GroupMoney]
    by_source: list[tuple[str, Sums]]
    sums: Sums


def plan_money(plan: Plan) -> PlanMoney:
    """Every task of the plan in order with what it costs. Three queries."""
    lines: dict[int, list[TaskBudget]] = defaultdict(list)
    for line in TaskBudget.objects.filter(task__plan=plan):
        lines[line.task_id].append(line)
    tasks: dict[int, list[TaskMoney]] = defaultdict(list)
    groups = list(plan.groups.all())
    order = {group.pk: group.order for group in groups}
    for task in plan.tasks.order_by("order", "id"):
        own = lines[task.pk]
        tasks[task.group_id].append(TaskMoney(task, f"{order[task.group_id]}.{task.order}", own, added(own)))
    rows = [
        GroupMoney(group, tasks[group.pk], added(line for one in tasks[group.pk] for line in one.lines))
        for group in groups
        if tasks[group.pk]
    ]
    every = [line for group in rows for one in group.tasks for line in one.lines]
    sources = [
        (source, added(line for line in every if line.source == source)) for source in FundSource.values
    ]
    return PlanMoney(rows, [(source, sums) for source, sums in sources if sums != Sums()], added(every))


def added(lines: Iterable[TaskBudget]) -> Sums:
    """The lines added up."""
    known = list(lines)
    return Sums(
        sum((one.planned for one in known), ZERO),
        sum((one.allocated for one in known), ZERO),
        sum((one.spent for one in known), ZERO),
    )


def budget_lines(task_id: int) -> list[TaskBudget]:
    """The task's lines, by source. One query."""
    return list(TaskBudget.objects.filter(task_id=task_id).order_by("source"))


def stamp_of(task_id: int) -> str:
    """Changes whenever the task's lines do: the writer hands it back, so that nobody's save is overwritten unseen."""
    told = "|".join(
        f"{one.source}:{one.planned}:{one.allocated}:{one.spent}:{one.note}" for one in budget_lines(task_id)
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]
