"""What everybody may know about issued plans: who does what by when, what was delivered, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Expression, F, JSONField, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import JSONObject, RowNumber

from ..enums import AssignmentRole, EvidenceState, PlanState
from ..models import Credit, Evidence, Plan, Task
from .versions import earlier_version, in_force


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the arithmetic does not need and readers do. `leads`, `supports`: (unit, name of the set it came through)."""

    id: int
    group_order: int
    order: int
    content: str
    schedule_text: str
    recurrence: str
    starts_on: date
    ends_on: date
    leads: tuple[tuple[int, str], ...]
    supports: tuple[tuple[int, str], ...]

    @property
    def number(self) -> str:
        """9.1: the first task of the ninth group."""
        return f"{self.group_order}.{self.order}"


@dataclass(frozen=True, slots=True)
class Proved:
    """One accepted piece of evidence as it counts for one task."""

    evidence_id: int
    on: date
    title: str
    unit_id: int
    kind: str
    language: str
    quantity: Decimal
    unit_text: str
    task_id: int
    group_id: int
    plan_id: int


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Counts beside a plan's progress: evidence as of the day, the units' own plans, and when the last was issued."""

    accepted: int
    waiting: int
    unit_plans: int
    unit_plans_issued: int
    last_issued_on: date | None


def issued_plans(year: int | None = None) -> QuerySet[Plan]:
    """Issued plans that carry out no other plan, newest year first, without their long texts."""
    found = Plan.objects.filter(state=PlanState.ISSUED, parent__isnull=True).defer("sections")
    if year is not None:
        found = found.filter(year=year)
    return found.order_by("-year", "-issued_on", "-id")


def plan_of_the_year(unit_id: int, on: date) -> Plan | None:
    """The unit's issued plan for the day's year, else for the newest year before, as of today's state."""
    rows = issued_plans().filter(unit_id=unit_id, issued_on__lte=on)
    return rows.filter(year__lte=on.year).first() or rows.first()


def issued_plan(pk: int) -> Plan | None:
    """The issued plan with this number, with the plan it carries out; None for anything not issued."""
    return Plan.objects.select_related("parent").filter(pk=pk, state=PlanState.ISSUED).first()


def issued_task(pk: int) -> Task | None:
    """The task of an issued plan, with plan, group and the task it came from."""
    rows = Task.every.select_related("plan__parent", "group", "parent__plan")
    return rows.filter(pk=pk, plan__state=PlanState.ISSUED).first()


def task_facts(
    *, plan_id: int = 0, task_id: int | None = None, on: date | None = None
) -> dict[int, TaskFacts]:
    """Every task of the plan (or the one task) with its units, by id in the plan's order: as the plan stands now, or with
    `on` as it stood on the day. One task is found even where an amendment took it out. One query."""
    if task_id is not None:
        rows = Task.every.filter(pk=task_id)
    else:
        rows = (
            Task.objects.filter(plan_id=plan_id)
            if on is None
            else Task.every.filter(in_force(on), plan_id=plan_id)
        )
    then: Expression | Subquery[Any] = Value(None, output_field=JSONField())
    if on is not None:
        said = JSONObject(said="said", assignments="assignments")
        then = Subquery(earlier_version(on).values(then=said)[:1])
    values = rows.annotate(then=then).order_by("group__order", "order", "id", "assignments__order", "assignments__id").values_list(
        "id", "group__order", "order", "content", "schedule_text", "recurrence", "starts_on", "ends_on",
        "then", "assignments__unit_id", "assignments__role", "assignments__set_code",
    )  # fmt: skip
    heads: dict[int, tuple[Any, ...]] = {}
    thens: dict[int, Any] = {}
    units: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    for row in values:
        pk, unit_id, role, set_code = row[0], *row[9:]
        heads[pk], thens[pk] = row[:8], row[8]
        if unit_id is not None and role is not None:
            units[pk, role].append((unit_id, set_code or ""))
    found = {
        pk: TaskFacts(
            *(*head, tuple(units[pk, AssignmentRole.LEAD]), tuple(units[pk, AssignmentRole.SUPPORT]))
        )
        for pk, head in heads.items()
    }
    return {pk: _as_it_was(one, thens[pk]) if thens[pk] else one for pk, one in found.items()}


def _as_it_was(now: TaskFacts, then: Mapping[str, Any]) -> TaskFacts:
    said = then["said"]
    units: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in then["assignments"]:
        units[one["role"]].append((one["unit_id"], one["set_code"]))
    return replace(
        now, content=said["content"], schedule_text=said["schedule_text"], recurrence=said["recurrence"],
        starts_on=date.fromisoformat(said["starts_on"]), ends_on=date.fromisoformat(said["ends_on"]),
        leads=tuple(units[AssignmentRole.LEAD]), supports=tuple(units[AssignmentRole.SUPPORT]),
    )  # fmt: skip


def day_in_force(task: Task, on: date) -> date:
    """The day itself where the task belongs to its plan on it, else the nearest day on which it did."""
    if task.valid_from is not None and on < task.valid_from:
        return task.valid_from
    if task.valid_until is not None and on >= task.valid_until:
        return task.valid_until - timedelta(days=1)
    return on


def plan_facts(plan_id: int, on: date) -> PlanFacts:
    """Counts of a plan on a day. Two queries."""
    evidence = Evidence.objects.filter(
        pk__in=Credit.objects.filter(target__task__plan_id=plan_id).values("evidence_id"), on__lte=on
    ).aggregate(
        accepted=Count("id", filter=Q(state=EvidenceState.ACCEPTED)),
        waiting=Count("id", filter=Q(state=EvidenceState.SUBMITTED)),
    )
    children = list(Plan.objects.filter(parent_id=plan_id).values_list("unit_id", "state", "issued_on"))
    issued = [day for _unit, state, day in children if state == PlanState.ISSUED and day and day <= on]
    return PlanFacts(
        accepted=evidence["accepted"],
        waiting=evidence["waiting"],
        unit_plans=len({unit for unit, _state, _day in children}),  # who took theirs back still owes one
        unit_plans_issued=len(issued),
        last_issued_on=max(issued, default=None),
    )


def newest_by_group(plan_id: int, on: date, *, each: int = 5) -> dict[int, list[Proved]]:
    """The newest accepted evidence of every group of the plan, at most `each`. One query."""
    # A piece may count for several targets of a group: twice as many rows are read, then told apart.
    ranked = _accepted(plan_id, on).annotate(
        place=Window(
            RowNumber(), partition_by=[F("target__task__group_id")], order_by=[F("evidence__on").desc(), F("evidence_id").desc()]
        )
    )  # fmt: skip
    found: dict[int, dict[int, Proved]] = defaultdict(dict)
    for row in _proved(ranked.filter(place__lte=2 * each).order_by("target__task__group_id", "place")):
        found[row.group_id].setdefault(row.evidence_id, row)
    return {group_id: list(rows.values())[:each] for group_id, rows in found.items()}


def newest(plan_id: int, on: date, *, limit: int = 6) -> list[Proved]:
    """What was delivered last under the plan, each piece once. One query."""
    rows = _accepted(plan_id, on).order_by("-evidence__on", "-evidence_id", "id")[: 3 * limit]
    found: dict[int, Proved] = {}
    for row in _proved(rows):
        found.setdefault(row.evidence_id, row)
    return list(found.values())[:limit]


def group_evidence_counts(plan_id: int, on: date) -> dict[int, int]:
    """How many accepted pieces of evidence each group of the plan holds. One query."""
    rows = _accepted(plan_id, on).order_by().values_list("target__task__group_id")
    return dict(rows.annotate(count=Count("evidence_id", distinct=True)))


def credits_of_task(task_id: int, on: date, *, unit_ids: set[int] | None = None) -> QuerySet[Credit]:
    """What accepted evidence adds to each target of one task up to the day, newest first, each with its proofs: the lines of
    its arithmetic, so that a piece serving two targets stands here twice."""
    rows = Credit.objects.filter(
        target__task_id=task_id, evidence__state=EvidenceState.ACCEPTED, evidence__on__lte=on
    )
    if unit_ids is not None:
        rows = rows.filter(evidence__unit_id__in=unit_ids)
    return (
        rows.select_related("evidence", "target")
        .prefetch_related("evidence__proofs__file")
        .order_by("-evidence__on", "-evidence_id", "id")
    )


def plans_of_unit(unit_id: int) -> list[Plan]:
    """The unit's issued plans, newest first, with the plans they carry out. One query."""
    rows = Plan.objects.filter(unit_id=unit_id, state=PlanState.ISSUED).select_related("parent")
    return list(rows.defer("sections", "parent__sections").order_by("-year", "-issued_on", "-id"))


def child_plans(plan_id: int) -> dict[int, Plan]:
    """The units' own plans under a plan by unit, withdrawn ones left out. One query."""
    rows = Plan.objects.filter(parent_id=plan_id).exclude(state=PlanState.WITHDRAWN).defer("sections")
    return {plan.unit_id: plan for plan in rows}


def last_evidence_on(on: date, *, year: int) -> dict[int, date]:
    """For each unit the day of its last accepted or submitted evidence of the year. One query."""
    rows = Evidence.objects.filter(
        on__year=year, on__lte=on, state__in=[EvidenceState.ACCEPTED, EvidenceState.SUBMITTED]
    )
    return dict(rows.order_by("unit_id", "-on").distinct("unit_id").values_list("unit_id", "on"))


def task_for_unit(task_id: int) -> dict[int, tuple[int, str]]:
    """The units' own tasks made from this one: unit → (task, state of its plan). One query."""
    rows = Task.objects.filter(parent_id=task_id, plan__amends__isnull=True).exclude(
        plan__state=PlanState.WITHDRAWN
    )
    return {
        unit_id: (pk, state) for pk, unit_id, state in rows.values_list("id", "plan__unit_id", "plan__state")
    }


def _accepted(plan_id: int, on: date) -> QuerySet[Credit]:
    return Credit.objects.filter(
        target__task__plan_id=plan_id, evidence__state=EvidenceState.ACCEPTED, evidence__on__lte=on
    )


def _proved(rows: QuerySet[Credit]) -> list[Proved]:
    return [
        Proved(*row)
        for row in rows.values_list(
            "evidence_id", "evidence__on", "evidence__title", "evidence__unit_id", "evidence__kind",
            "evidence__language", "quantity", "target__unit_text", "target__task_id", "target__task__group_id",
            "target__task__plan_id",
        )
    ]  # fmt: skip


def accepted_count(plan_id: int, on: date) -> int:
    """How many accepted pieces of evidence count for the plan up to the day. One query."""
    return Evidence.objects.filter(
        pk__in=Credit.objects.filter(target__task__plan_id=plan_id).values("evidence_id"),
        on__lte=on,
        state=EvidenceState.ACCEPTED,
    ).count()
