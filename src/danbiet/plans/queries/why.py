"""Progress opened up: months of a plan, cells of a task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from danbiet.kit import periods as kit

from ..calc import progress as calc
from ..calc.cells import CellCount, CreditLine, TargetSpec, count_placed
from ..calc.months import GroupMonths, Points, group_months, month_points
from ..calc.why import Why, why_task
from ..models import ContentGroup
from .progress import task_progress, task_rows
from .tallies import TargetRow, credit_lines, target_months


@dataclass(frozen=True, slots=True)
class MonthMatrix:
    """Groups × the twelve months of the plan's year."""

    months: tuple[kit.Period, ...]
    rows: tuple[GroupMonths, ...]


def month_matrix(plan_id: int, on: date) -> MonthMatrix:
    """Share of each month's targets proved, per group of content. ≤ 4 queries; an unknown plan has no rows.

    A month asks for its weekly and monthly targets and, of longer ones, for its part of the straight line; only evidence
    dated up to the month's end counts for it. Months not begun have no percent.
    """
    groups = [
        (calc.GroupInfo(group_id, title, order, weight), year)
        for group_id, title, order, weight, year in ContentGroup.objects.filter(plan_id=plan_id)
        .order_by("order", "id")
        .values_list("id", "title", "order", "weight", "plan__year")
    ]
    if not groups:
        return MonthMatrix((), ())
    return _matrix(
        [group for group, _ in groups], task_rows(on, plan_id=plan_id), plan_id, year=groups[0][1], on=on
    )


def month_matrix_of(plan: calc.PlanProgress, *, year: int) -> MonthMatrix:
    """The same for a plan whose progress is at hand, as of its day: only what the months add is read. ≤ 2 queries."""
    groups = [group.group for group in plan.groups]
    return _matrix(groups, [task.task for task in plan.tasks], plan.plan_id, year=year, on=plan.on)


def _matrix(
    groups: Sequence[calc.GroupInfo], infos: Sequence[calc.TaskInfo], plan_id: int, *, year: int, on: date
) -> MonthMatrix:
    months = tuple(kit.month(year, number) for number in range(1, 13))
    targets = _targets_by_task(plan_id, on=on)
    tasks: dict[int, list[tuple[calc.TaskInfo, list[tuple[TargetSpec, Points]]]]] = defaultdict(list)
    for task in infos:
        made = [
            (row.spec(task.periods), _points(row, task, found)) for row, found in targets.get(task.id, [])
        ]
        tasks[task.group_id].append((task, made))
    rows = tuple(
        group_months(group, tasks[group.id], months=[month.span for month in months], on=on)
        for group in groups
    )
    return MonthMatrix(months, rows)


_Found = list[tuple[date, date, Decimal, int | None, str | None]]


def _targets_by_task(plan_id: int, *, on: date) -> dict[int, list[tuple[TargetRow, _Found]]]:
    found: dict[int, list[tuple[TargetRow, _Found]]] = defaultdict(list)
    for row, points in target_months(on=on, plan_ids=[plan_id]):
        found[row.task_id].append((row, points))
    return found


def _points(row: TargetRow, task: calc.TaskInfo, found: _Found) -> Points:
    spec = row.spec(task.periods)
    if any(item is not None for *_, item in found):
        return _points_of_items(spec, found)
    return {(bucket, month): value for bucket, month, value, *_ in found}


def _points_of_items(spec: TargetSpec, found: _Found) -> Points:
    """Items month by month. A line is dated by its month; of a week across two months by the week, where it counts."""
    points: dict[tuple[date, date], Decimal] = defaultdict(Decimal)
    by_bucket: dict[date, list[CreditLine]] = defaultdict(list)
    for bucket, month, value, unit_id, item in found:
        by_bucket[bucket].append(CreditLine(month, value, unit_id, item or ""))
    for bucket, lines in by_bucket.items():
        once = replace(spec, per="once")
        for (_, month), value in month_points(once, lines).items():
            points[bucket, month] += value
    return dict(points)


@dataclass(frozen=True, slots=True)
class TaskInDetail:
    """A task with every cell of every target, by target id, and the sum of its targets."""

    progress: calc.TaskProgress
    cells: dict[int, tuple[CellCount, ...]]
    why: Why


def task_in_detail(task_id: int, on: date) -> TaskInDetail | None:
    """A task's arithmetic down to its cells on a day; the evidence in them is `evidence.evidence_of_task`. ≤ 4 queries."""
    progress = task_progress(task_id, on)
    if progress is None:
        return None
    placed: dict[int, list[tuple[date, CreditLine]]] = defaultdict(list)
    for target_id, bucket, line in credit_lines(on=on, task_ids=[task_id]):
        placed[target_id].append((bucket, line))
    cells = {target.spec.id: count_placed(target.spec, placed[target.spec.id]) for target in progress.targets}
    return TaskInDetail(progress, cells, why_task(progress))
