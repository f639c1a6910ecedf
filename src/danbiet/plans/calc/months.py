"""Month by month: of what a month asked for, how much was proved by its end. For the heat map of groups × months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from danbiet.kit.periods import Span

from .cells import (
    AT_MOST,
    HUNDRED,
    ONE,
    ZERO,
    CreditLine,
    TargetSpec,
    bucket_of,
    cell_quota,
    cell_spans,
    seat_total,
)
from .progress import GroupInfo, TaskInfo, elapsed, mean

Points = Mapping[
    tuple[date, date], Decimal
]  # (bucket, first of month) → what the month added to the period's cells


@dataclass(frozen=True, slots=True)
class MonthCell:
    """`percent` of what the month asked for; None where it asks for nothing, or has not begun (`is_due` False)."""

    month: Span
    percent: Decimal | None
    is_due: bool
    has_target: bool
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class GroupMonths:
    group: GroupInfo
    cells: tuple[MonthCell, ...]

    @property
    def label(self) -> str:
        return self.group.label


def month_points(spec: TargetSpec, lines: Iterable[CreditLine]) -> dict[tuple[date, date], Decimal]:
    """What each month added to the cells of each period, capped as it went: the months of a cell add up to its counted.

    Of an "at most": the cells the month broke.
    """
    cells: dict[tuple[date, int | None], list[CreditLine]] = defaultdict(list)
    known = cell_spans(spec.per, spec.periods)
    for line in lines:
        seat = line.unit_id if spec.unit_ids else None
        bucket = bucket_of(spec.per, on=line.on, periods=spec.periods)
        if bucket in known and (not spec.unit_ids or seat in spec.unit_ids):
            cells[bucket, seat].append(line)
    points: dict[tuple[date, date], Decimal] = defaultdict(Decimal)
    for (bucket, _), held in cells.items():
        before = ZERO
        ordered = sorted(((line.on.replace(day=1), line) for line in held), key=itemgetter(0))
        until: list[CreditLine] = []
        for month, of_month in groupby(ordered, key=itemgetter(0)):
            until.extend(line for _, line in of_month)
            so_far = seat_total(spec, until)
            points[bucket, month] += so_far - before
            before = so_far
    return {key: value for key, value in points.items() if value}


def month_share(spec: TargetSpec, points: Points, *, month: Span, on: date) -> Decimal | None:
    """Percent of what the target asked for in the periods that touch the month, by the month's end (today in a month
    still running): each period by its straight line, so that a target for the whole year asks a twelfth each month.

    None when no period touches the month or has begun. Never above 100.
    """
    until = min(month.ends_on, on)
    touched = {
        bucket: span
        for bucket, span in cell_spans(spec.per, spec.periods).items()
        if span.overlaps(month) and span.starts_on <= until
    }
    if not touched:
        return None
    got = sum((value for (bucket, at), value in points.items() if bucket in touched and at <= until), ZERO)
    if spec.comparison == AT_MOST and spec.quantity is not None and not spec.is_percent:
        return HUNDRED * (1 - got / (len(touched) * spec.seats))
    asked = ZERO
    for span in touched.values():
        past, days = elapsed((span,), on=until)
        asked += Decimal(past) / days
    wanted = asked * spec.seats * _one_seat(spec)
    return HUNDRED if got >= wanted else HUNDRED * got / wanted


def _one_seat(spec: TargetSpec) -> Decimal:
    """What one cell asks for, in the measure of the points."""
    if spec.is_percent and spec.quantity is not None:
        return spec.quantity / HUNDRED
    if spec.quantity is not None and spec.each_quantity:
        return spec.quantity * spec.each_quantity
    return cell_quota(spec)


def group_months(
    group: GroupInfo,
    tasks: Sequence[tuple[TaskInfo, Sequence[tuple[TargetSpec, Points]]]],
    *,
    months: Sequence[Span],
    on: date,
) -> GroupMonths:
    """One row: per month the weighted mean of the group's tasks that ask for something in it."""
    return GroupMonths(group, tuple(_month_cell(tasks, month=month, on=on) for month in months))


def _month_cell(
    tasks: Sequence[tuple[TaskInfo, Sequence[tuple[TargetSpec, Points]]]], *, month: Span, on: date
) -> MonthCell:
    is_due = month.starts_on <= on
    has_target = any(
        span.overlaps(month)
        for _, targets in tasks
        for spec, _ in targets
        for span in cell_spans(spec.per, spec.periods).values()
    )
    shares: list[tuple[Decimal, Decimal]] = []
    for task, targets in tasks if is_due and has_target else ():
        found = [month_share(spec, points, month=month, on=on) for spec, points in targets]
        share = mean((value, ONE) for value in found if value is not None)
        if share is not None:
            shares.append((share, task.weight))
    return MonthCell(month, mean(shares), is_due, has_target, month.starts_on <= on < month.ends_on)
