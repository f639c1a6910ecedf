"""Progress of targets, tasks, groups and plans. Pure arithmetic, Decimal throughout, nothing rounded inside.

The rule, from below:
- target % = counted ÷ quota × 100, counted being capped cell by cell (see `cells`);
- task % = mean of its targets, each with the same weight; a task without a target stands at 0;
- group % = mean of its tasks by their weights; plan % = mean of its groups by theirs (a group without tasks is left out);
- "by tasks done" = tasks whose every target stands at 100 % ÷ all tasks;
- the mark = days of the task's periods that have passed, the day asked for included, ÷ all their days.
Only what is shown is rounded, half up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from danbiet.kit.periods import ONE_DAY, Span
from danbiet.kit.text import half_up

from .cells import AT_MOST, HUNDRED, ONCE, ONE, ZERO, Tally, TargetSpec, cell_quota, cell_spans

BEHIND = Decimal(5)  # points a task may lie behind its straight line before it is called at risk
DONE, ON_TRACK, AT_RISK = "done", "on_track", "at_risk"
OVERDUE, WAITING, NOT_STARTED = "overdue", "waiting", "not_started"
STATUSES = (OVERDUE, AT_RISK, WAITING, ON_TRACK, NOT_STARTED, DONE)


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """`counted`, `quota` in the target's unit of measure over all its cells (of a percentage: percent of the units).

    `empty_periods`: periods that are over and hold nothing at all. `percent_if_accepted`: with what waits for a decision.
    `is_unreported`: in the last period that is over, nothing has been accepted or submitted. `auto`: what of `actual` the
    platform counted by itself.
    """

    spec: TargetSpec
    actual: Decimal
    counted: Decimal
    quota: Decimal
    percent: Decimal
    percent_if_accepted: Decimal
    empty_periods: tuple[date, ...] = ()
    broken: tuple[date, ...] = ()
    is_unreported: bool = False
    auto: Decimal = ZERO

    @property
    def is_done(self) -> bool:
        return self.percent == HUNDRED

    @property
    def lost(self) -> Decimal:
        """What was proved and does not count, because it went beyond a cell's quota. Never negative."""
        if self.spec.is_percent or self.spec.quantity is None or self.spec.comparison == AT_MOST:
            return ZERO
        if self.spec.each_quantity:
            return max(self.actual - self.counted * self.spec.each_quantity, ZERO)
        return max(self.actual - self.counted, ZERO)


@dataclass(frozen=True, slots=True)
class TaskInfo:
    """What the arithmetic needs to know of a task."""

    id: int
    label: str
    periods: tuple[Span, ...]
    weight: Decimal = ONE
    group_id: int = 0
    plan_id: int = 0
    share: str = "own"

    @property
    def starts_on(self) -> date:
        return min(span.starts_on for span in self.periods)

    @property
    def ends_on(self) -> date:
        return max(span.ends_on for span in self.periods)


@dataclass(frozen=True, slots=True)
class TaskProgress:
    task: TaskInfo
    targets: tuple[TargetProgress, ...]
    percent: Decimal
    percent_if_accepted: Decimal
    mark: Decimal
    elapsed_days: int
    days: int
    status: str

    @property
    def weight(self) -> Decimal:
        return self.task.weight

    @property
    def label(self) -> str:
        return self.task.label

    @property
    def is_done(self) -> bool:
        return self.status == DONE

    @property
    def is_unreported(self) -> bool:
        """Not reported: a target of it holds nothing, accepted or submitted, in its last period that is over."""
        return any(target.is_unreported for target in self.targets)


@dataclass(frozen=True, slots=True)
class GroupInfo:
    id: int
    label: str
    order: int = 0
    weight: Decimal = ONE


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """`percent` and `mark` are None when the group has no task."""

    group: GroupInfo
    tasks: tuple[TaskProgress, ...]
    percent: Decimal | None
    mark: Decimal | None
    status: str

    @property
    def weight(self) -> Decimal:
        return self.group.weight

    @property
    def label(self) -> str:
        return self.group.label

    @property
    def done_count(self) -> int:
        return sum(task.is_done for task in self.tasks)

    @property
    def percent_of_tasks(self) -> Decimal | None:
        return HUNDRED * self.done_count / len(self.tasks) if self.tasks else None


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """A plan on a day, both readings side by side: `percent` by quantity, `percent_of_tasks` by tasks done.

    Both are None when the plan has no task yet.
    """

    plan_id: int
    on: date
    groups: tuple[GroupProgress, ...]
    percent: Decimal | None
    mark: Decimal | None

    @property
    def tasks(self) -> tuple[TaskProgress, ...]:
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def task_count(self) -> int:
        return sum(len(group.tasks) for group in self.groups)

    @property
    def done_count(self) -> int:
        return sum(group.done_count for group in self.groups)

    @property
    def percent_of_tasks(self) -> Decimal | None:
        return HUNDRED * self.done_count / self.task_count if self.task_count else None

    @property
    def status_counts(self) -> dict[str, int]:
        """How many tasks stand in each status, worst first; statuses nobody is in are there with 0."""
        found = [task.status for task in self.tasks]
        return {status: found.count(status) for status in STATUSES}


def shown(value: Decimal, places: int = 1) -> Decimal:
    """A percentage as it is shown: half up, one decimal on pages that explain, none (`places=0`) for big numbers.

    Whether something is done is never read from a shown figure: 99,96 is shown as 100,0 and is not done.
    """
    return half_up(value, places)


def mean(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Σ value × weight ÷ Σ weight; None for no pair at all. Weights are above 0 (the database sees to it)."""
    weighed = list(pairs)
    total = sum((weight for _, weight in weighed), ZERO)
    return sum((value * weight for value, weight in weighed), ZERO) / total if weighed else None


def elapsed(periods: tuple[Span, ...], *, on: date) -> tuple[int, int]:
    """Days of the periods up to and with `on`, and all their days. A day that lies in two periods is one day."""
    spans = merged(periods)
    past = sum((min(span.ends_on, on) - span.starts_on).days + 1 for span in spans if span.starts_on <= on)
    return past, sum(span.days for span in spans)


def mark_on(periods: tuple[Span, ...], *, on: date) -> Decimal:
    """Where the straight line stands on a day: 0 before the first period, 100 from the last day on."""
    past, days = elapsed(periods, on=on)
    return HUNDRED * past / days


@lru_cache(maxsize=4096)
def merged(periods: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same days without overlap, in order."""
    result: list[Span] = []
    for span in sorted(periods):
        if result and span.starts_on <= result[-1].ends_on + ONE_DAY:
            result[-1] = Span(result[-1].starts_on, max(result[-1].ends_on, span.ends_on))
        else:
            result.append(span)
    return tuple(result)


def target_progress(spec: TargetSpec, tally: Tally, *, on: date) -> TargetProgress:
    """A target on a day from its cells added up.

    "At most" is kept or broken: a kept cell stands at the share of its time that has passed (100 % at its end), a broken
    one at 0. "Exactly" is counted as "at least": too much does not undo what was done. A quota of 0 is fulfilled.
    """
    spans = cell_spans(spec.per, spec.periods)
    over = [bucket for bucket, span in spans.items() if span.ends_on < on]
    empty = tuple(bucket for bucket in over if spec.per != ONCE and bucket not in tally.active)
    if spec.comparison == AT_MOST and spec.quantity is not None and not spec.is_percent:
        return _kept(spec, tally, on=on)
    counted, quota = _in_words(spec, tally.counted, cells=len(spans) * spec.seats)
    hoped, _ = _in_words(spec, tally.counted_if_accepted, cells=len(spans) * spec.seats)
    return TargetProgress(
        spec=spec,
        actual=tally.actual,
        counted=counted,
        quota=quota,
        percent=_percent(counted, quota),
        percent_if_accepted=_percent(hoped, quota),
        empty_periods=empty,
        is_unreported=bool(over) and over[-1] not in tally.reported,
        auto=tally.auto,
    )


def _in_words(spec: TargetSpec, counted: Decimal, *, cells: int) -> tuple[Decimal, Decimal]:
    """Counted and quota in the unit of measure the target speaks in."""
    if spec.quantity is None:
        return counted, Decimal(cells)
    if spec.is_percent:
        return min(HUNDRED * counted / cells, spec.quantity), spec.quantity
    if spec.each_quantity:
        return counted / spec.each_quantity, cell_quota(spec) * cells
    return counted, cell_quota(spec) * cells


def _percent(counted: Decimal, quota: Decimal) -> Decimal:
    return HUNDRED if counted >= quota else HUNDRED * counted / quota


def _kept(spec: TargetSpec, tally: Tally, *, on: date) -> TargetProgress:
    spans = cell_spans(spec.per, spec.periods)
    lost = {bucket: tally.broken.count(bucket) for bucket in set(tally.broken)}
    total = ZERO
    for bucket, span in spans.items():
        past, days = elapsed(spec.periods if spec.per == ONCE else (span,), on=on)
        total += (spec.seats - lost.get(bucket, 0)) * Decimal(past) / days
    percent = HUNDRED * total / (len(spans) * spec.seats)
    quota = (spec.quantity or ZERO) * len(spans) * spec.seats
    return TargetProgress(
        spec, tally.actual, tally.actual, quota, percent, percent, (), tally.broken, auto=tally.auto
    )


def task_progress(task: TaskInfo, targets: Sequence[TargetProgress], *, on: date) -> TaskProgress:
    """A task on a day: mean of its targets, the mark, the status."""
    percent = mean((target.percent, ONE) for target in targets) or ZERO
    hoped = mean((target.percent_if_accepted, ONE) for target in targets) or ZERO
    if targets and all(target.is_done for target in targets):
        percent = hoped = HUNDRED
    past, days = elapsed(task.periods, on=on)
    mark = HUNDRED * past / days
    has_gap = any(target.empty_periods or target.broken for target in targets)
    status = task_status(
        percent=percent, if_accepted=hoped, mark=mark, starts_on=task.starts_on, ends_on=task.ends_on,
        has_gap=has_gap, on=on,
    )  # fmt: skip
    return TaskProgress(task, tuple(targets), percent, hoped, mark, past, days, status)


def task_status(
    *,
    percent: Decimal,
    if_accepted: Decimal,
    mark: Decimal,
    starts_on: date,
    ends_on: date,
    has_gap: bool,
    on: date,
) -> str:
    """Where a task stands, the first that is true:

    done (100 %); not started (before its first day); waiting (late or behind, but what has been submitted and not yet
    decided would bring it to the mark: the turn is the office's, not the unit's); overdue (the last day has passed);
    at risk (more than 5 points behind the straight line, or a period of a recurring target is over and empty, or an
    "at most" is broken: it cannot reach 100 any more without evidence for that period); on track.
    """
    if percent == HUNDRED:
        return DONE
    if on < starts_on:
        return NOT_STARTED
    is_over = on > ends_on
    is_behind = is_over or has_gap or mark - percent > BEHIND
    if is_behind and if_accepted > percent and if_accepted >= mark:
        return WAITING
    if is_over:
        return OVERDUE
    return AT_RISK if is_behind else ON_TRACK


def group_progress(group: GroupInfo, tasks: Sequence[TaskProgress]) -> GroupProgress:
    """A group: means of its tasks by weight. Its status is the worst that one of its tasks is in, in the order of
    `STATUSES`; done only when all are done, not started only when none has started."""
    return GroupProgress(
        group=group,
        tasks=tuple(tasks),
        percent=_exact_mean(tasks),
        mark=mean((task.mark, task.weight) for task in tasks),
        status=worst(task.status for task in tasks),
    )


def worst(statuses: Iterable[str]) -> str:
    """The status of many tasks together: the first of `STATUSES` that occurs, done before not started being mixed
    counting as on track; of nothing at all: not started."""
    found = set(statuses)
    if found == {DONE, NOT_STARTED}:
        return ON_TRACK
    return next((status for status in STATUSES if status in found), NOT_STARTED)


def plan_progress(
    plan_id: int,
    groups: Sequence[GroupInfo],
    tasks: Mapping[int, Sequence[TaskProgress]],
    *,
    on: date,
) -> PlanProgress:
    """A plan on a day; `tasks` by the group's id."""
    done = tuple(group_progress(group, tasks.get(group.id, ())) for group in groups)
    return PlanProgress(
        plan_id=plan_id,
        on=on,
        groups=done,
        percent=_exact_mean(group for group in done if group.tasks),
        mark=mean((group.mark, group.weight) for group in done if group.mark is not None),
    )


def _exact_mean(parts: Iterable[TaskProgress | GroupProgress]) -> Decimal | None:
    """The weighted mean; exactly 100 when all parts are, whatever the division's last digit."""
    pairs = [(part.percent or ZERO, part.weight) for part in parts]
    if pairs and all(value == HUNDRED for value, _ in pairs):
        return HUNDRED
    return mean(pairs)
