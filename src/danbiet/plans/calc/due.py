"""What a task asks for next, from its progress alone: until when, and how much is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .cells import AT_MOST, ONCE, ZERO, TargetSpec, cell_quota, cell_spans
from .progress import TargetProgress, TaskProgress


@dataclass(frozen=True, slots=True)
class Due:
    """`on`: the last day of the period that still misses something. `missing`: how much up to then, in the target's unit
    of measure (0: the running period is full, the next one is meant)."""

    on: date
    spec: TargetSpec
    missing: Decimal
    empty_periods: tuple[date, ...] = ()


def next_due(target: TargetProgress, *, on: date, ends_on: date) -> Due | None:
    """The next day by which a target asks for something; None when it is done or only limits ("at most")."""
    spec = target.spec
    if target.is_done or spec.comparison == AT_MOST:
        return None
    spans = list(cell_spans(spec.per, spec.periods).values())
    if spec.per == ONCE or spec.is_percent:
        return Due(ends_on, spec, target.quota - target.counted)
    begun = [span for span in spans if span.starts_on <= on]
    missing = max(cell_quota(spec) * spec.seats * len(begun) - target.counted, ZERO)
    if begun and missing > 0:
        return Due(begun[-1].ends_on, spec, missing, target.empty_periods)
    coming = next((span for span in spans if span.starts_on > on), None)
    return Due(coming.ends_on, spec, ZERO) if coming else None


def task_dues(task: TaskProgress, *, on: date) -> tuple[Due, ...]:
    """What the task asks for next, the nearest day first; empty when nothing is asked any more."""
    found = (next_due(target, on=on, ends_on=task.task.ends_on) for target in task.targets)
    return tuple(sorted((due for due in found if due is not None), key=lambda due: due.on))
