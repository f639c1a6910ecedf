"""The arithmetic opened up: which numbers make a percentage, divided by what, and what was left out. Numbers only; the
words around them are the page's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .cells import AT_MOST, HUNDRED, ZERO, CellCount
from .progress import GroupProgress, PlanProgress, TargetProgress, TaskProgress, mean, shown


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One summand. `actual`, `counted`, `quota` are None where a row is itself a mean; `lost` is proved but beyond a quota.

    `kind` tells how to say it: "part" (counted ÷ quota), "each", "at_most", "percent", "open", "mean".
    """

    key: int
    label: str
    percent: Decimal
    weight: Decimal
    kind: str = "mean"
    actual: Decimal | None = None
    counted: Decimal | None = None
    quota: Decimal | None = None
    unit_text: str = ""
    lost: Decimal = ZERO
    target: TargetProgress | None = None

    @property
    def shown(self) -> Decimal:
        return shown(self.percent)


@dataclass(frozen=True, slots=True)
class Why:
    """The sum as a sum: (row + row + …) ÷ `divisor` = `result`, shown with one decimal, then whole.

    With unequal weights each row stands for percent × weight. `is_rounded`: adding the shown rows up by hand gives
    another last digit than the exact sum; the page then says that nothing is rounded before the end.
    """

    rows: tuple[WhyRow, ...]
    divisor: Decimal
    result: Decimal
    has_equal_weights: bool
    elapsed_days: int = 0
    days: int = 0
    mark: Decimal | None = None
    done_count: int = 0
    count: int = 0

    @property
    def shown(self) -> Decimal:
        return shown(self.result)

    @property
    def shown_whole(self) -> Decimal:
        return shown(self.result, 0)

    @property
    def terms(self) -> tuple[Decimal, ...]:
        return tuple(row.shown for row in self.rows)

    @property
    def is_rounded(self) -> bool:
        by_hand = mean((row.shown, row.weight) for row in self.rows)
        return by_hand is not None and shown(by_hand) != self.shown

    @property
    def percent_of_tasks(self) -> Decimal | None:
        return HUNDRED * self.done_count / self.count if self.count else None

    @property
    def lost(self) -> tuple[WhyRow, ...]:
        """Rows where something proved does not count."""
        return tuple(row for row in self.rows if row.lost > 0)


def why_task(task: TaskProgress) -> Why:
    """The mean of a task's targets."""
    rows = tuple(target_row(target) for target in task.targets)
    return Why(
        rows=rows,
        divisor=Decimal(max(len(rows), 1)),
        result=task.percent,
        has_equal_weights=True,
        elapsed_days=task.elapsed_days,
        days=task.days,
        mark=task.mark,
        done_count=int(task.is_done),
        count=1,
    )


def why_group(group: GroupProgress) -> Why:
    """The weighted mean of a group's tasks; a task with one target shows that target's division in its row."""
    rows = tuple(_task_row(task) for task in group.tasks)
    days, past = _one_line(group.tasks)
    return Why(
        rows=rows,
        divisor=sum((row.weight for row in rows), ZERO) or Decimal(1),
        result=group.percent or ZERO,
        has_equal_weights=_equal(rows),
        elapsed_days=past,
        days=days,
        mark=group.mark,
        done_count=group.done_count,
        count=len(group.tasks),
    )


def why_plan(plan: PlanProgress) -> Why:
    """The weighted mean of a plan's groups, those without tasks left out."""
    rows = tuple(
        WhyRow(group.group.id, group.label, group.percent, group.weight)
        for group in plan.groups
        if group.percent is not None
    )
    days, past = _one_line(plan.tasks)
    return Why(
        rows=rows,
        divisor=sum((row.weight for row in rows), ZERO) or Decimal(1),
        result=plan.percent or ZERO,
        has_equal_weights=_equal(rows),
        elapsed_days=past,
        days=days,
        mark=plan.mark,
        done_count=plan.done_count,
        count=plan.task_count,
    )


def target_row(target: TargetProgress, label: str = "") -> WhyRow:
    """A target's division as one row."""
    return WhyRow(
        key=target.spec.id,
        label=label or target.spec.unit_text,
        percent=target.percent,
        weight=Decimal(1),
        kind=row_kind(target),
        actual=target.actual,
        counted=target.counted,
        quota=target.quota,
        unit_text=target.spec.unit_text,
        lost=target.lost,
        target=target,
    )


def row_kind(target: TargetProgress) -> str:
    """How the row of a target is worded."""
    spec = target.spec
    if spec.quantity is None:
        return "open"
    if spec.is_percent:
        return "percent"
    if spec.comparison == AT_MOST:
        return "at_most"
    return "each" if spec.each_quantity else "part"


def over_quota(counts: Iterable[CellCount]) -> tuple[CellCount, ...]:
    """Cells in which more was proved than counts: "in March 3, counted 2"."""
    return tuple(count for count in counts if not count.items and count.actual > count.counted > 0)


def _task_row(task: TaskProgress) -> WhyRow:
    if len(task.targets) != 1:
        return WhyRow(task.task.id, task.label, task.percent, task.weight)
    row = target_row(task.targets[0], task.label)
    return WhyRow(
        task.task.id, task.label, row.percent, task.weight, row.kind, row.actual, row.counted, row.quota,
        row.unit_text, row.lost, row.target,
    )  # fmt: skip


def _equal(rows: Sequence[WhyRow]) -> bool:
    return len({row.weight for row in rows}) <= 1


def _one_line(tasks: Sequence[TaskProgress]) -> tuple[int, int]:
    """(days, elapsed days) when every task runs over the same days, so that the mark is one division; else zeros."""
    lines = {(task.days, task.elapsed_days) for task in tasks}
    return next(iter(lines)) if len(lines) == 1 else (0, 0)
