"""What would differ in a report since its figures were frozen, and because of which evidence and events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from danbiet.measures.queries import events_by_id

from ..calc import reporting as calc
from ..enums import PlanState
from ..models import Credit, Evidence, Plan, Report
from .report_figures import report_figures
from .tallies import event_lines


@dataclass(frozen=True, slots=True)
class Published:
    """Something that began (or with `is_withdrawn` ceased) to count after a report was submitted; `reason` why it ceased."""

    event_id: int
    on: date
    title: str
    url: str
    unit_id: int
    is_withdrawn: bool
    reason: str
    task_ids: frozenset[int]
    plan_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Correction:
    """A difference between the frozen figures and today's, and what explains it: evidence decided on since, and things the
    platform counts that were published or taken back since."""

    change: calc.Correction
    evidence: tuple[Evidence, ...]
    published: tuple[Published, ...] = ()


def corrections(report: Report, *, on: date) -> list[Correction]:
    """What the same questions would answer today for the report's own day, beside what it says.

    Empty for a report that is not frozen, and while nothing has changed. `on` must not lie before the report's day
    (nothing is known of evidence to come); it is the day the comparison is made.
    """
    if report.figures is None or report.as_of is None or on < report.as_of:
        return []
    period = calc.report_period(report.period_key)
    today = report_figures(report.plan, period=period, as_of=report.as_of)
    changes = calc.differences(report.figures, today)
    decided = _decided_since(report) if changes else []
    published, plan_units = _published_since(report) if changes else ([], {})
    return [
        Correction(
            change,
            _because(change, decided),
            _because_published(change, published, plan_id=report.plan_id, plan_units=plan_units),
        )
        for change in changes
    ]


@dataclass(frozen=True, slots=True)
class _Decided:
    evidence: Evidence
    task_ids: frozenset[int]


def _decided_since(report: Report) -> list[_Decided]:
    """Evidence up to the report's day about which something was decided after the report was submitted."""
    tasks: dict[int, set[int]] = defaultdict(set)
    rows = Credit.objects.filter(
        target__task__plan_id=report.plan_id, evidence__on__lte=report.as_of,
        evidence__decided_at__gt=report.submitted_at,
    )  # fmt: skip
    for evidence_id, task_id in rows.values_list("evidence_id", "target__task_id"):
        tasks[evidence_id].add(task_id)
    below = Credit.objects.filter(
        target__task__plan__parent_id=report.plan_id, evidence__on__lte=report.as_of,
        evidence__decided_at__gt=report.submitted_at,
    ).values("evidence_id")  # fmt: skip
    found = Evidence.objects.filter(Q(pk__in=tasks) | Q(pk__in=below)).order_by("on", "id")
    return [_Decided(evidence, frozenset(tasks.get(evidence.pk, ()))) for evidence in found]


def _because(change: calc.Correction, decided: Iterable[_Decided]) -> tuple[Evidence, ...]:
    if change.kind == "task":
        return tuple(one.evidence for one in decided if change.object_id in one.task_ids)
    if change.kind == "unit":
        return tuple(one.evidence for one in decided if one.evidence.unit_id == change.object_id)
    return tuple(one.evidence for one in decided if one.task_ids)


def _published_since(report: Report) -> tuple[list[Published], dict[int, int]]:
    """What began or ceased to count for the plan, or for the plans handed down from it, after the report was submitted and is
    dated up to the report's day; and the unit of each of those plans. Three queries."""
    children = Plan.objects.filter(parent_id=report.plan_id).exclude(state=PlanState.WITHDRAWN)
    plan_units = dict(children.values_list("pk", "unit_id"))
    if report.as_of is None or report.submitted_at is None:
        return [], plan_units
    plan_ids = [report.plan_id, *plan_units]
    lines = event_lines(on=report.as_of, plan_ids=plan_ids, since=report.submitted_at)
    tasks: dict[int, set[int]] = defaultdict(set)
    plans: dict[int, set[int]] = defaultdict(set)
    places: dict[int, set[tuple[int, date, int | None, Decimal]]] = defaultdict(set)
    for line in lines:
        tasks[line.event_id].add(line.task_id)
        plans[line.event_id].add(line.plan_id)
        places[line.event_id].add((line.target_id, line.bucket, line.cell_unit_id, line.quantity))
    events = events_by_id(tasks)
    replaced = _replaced(events, places)
    found = [
        Published(
            pk, event.on, event.title, event.url, event.unit_id, event.withdrawn_at is not None, event.withdrawn_reason,
            frozenset(tasks[pk]), frozenset(plans[pk]),
        )
        for pk, event in events.items()
        if pk not in replaced
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.on, one.event_id)), plan_units


def _replaced(events: Mapping[int, Any], places: Mapping[int, object]) -> set[int]:
    """Pairs of one source that ceased and began to count in the same cells (a page published anew under another title):
    together they change no figure."""
    pairs: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for pk, event in events.items():
        pairs[event.source_kind, event.source_id, event.measure].append(pk)
    found: set[int] = set()
    for pair in pairs.values():
        if len(pair) == 2 and places[pair[0]] == places[pair[1]]:
            found.update(pair)
    return found


def _because_published(
    change: calc.Correction, published: Iterable[Published], *, plan_id: int, plan_units: Mapping[int, int]
) -> tuple[Published, ...]:
    if change.kind == "task":
        return tuple(one for one in published if change.object_id in one.task_ids)
    if change.kind == "unit":
        of_unit = {plan for plan, unit_id in plan_units.items() if unit_id == change.object_id}
        return tuple(one for one in published if one.plan_ids & of_unit)
    return tuple(one for one in published if plan_id in one.plan_ids)
