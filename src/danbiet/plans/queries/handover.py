"""What of plans is open at units: what a reorganisation shows before it happens. One query per kind.

Papers keep the name they were issued under and go on in the hands of whoever takes over the unit (ADR 0037), so nothing moves.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from danbiet.org.queries import Tree
from danbiet.org.registry import Carrier, OpenItem, OpenLine

from ..enums import AssignmentRole, EvidenceState, PlanState, ReportState
from ..models import Assignment, Evidence, Plan, Report, Target

LIVE = ~Q(state=PlanState.WITHDRAWN)
OPEN_EVIDENCE = (EvidenceState.DRAFT, EvidenceState.SUBMITTED, EvidenceState.RETURNED)
OPEN_REPORTS = (ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED)
LONGEST = 120


def preview(unit_ids: Collection[int], on: date) -> list[OpenLine]:
    """Plans, the tasks units lead or support in anybody's plan, their own targets, evidence and reports not decided yet."""
    units = set(unit_ids)
    return [
        OpenLine("plans", gettext_lazy("Plans"), "kept", _plans(units), can_choose=True),
        OpenLine("tasks", gettext_lazy("Tasks led or supported"), "kept", _tasks(units), can_choose=True),
        OpenLine("targets", gettext_lazy("Targets of own plans"), "kept", _targets(units)),
        OpenLine(
            "evidence", gettext_lazy("Evidence not decided yet"), "kept", _evidence(units), can_choose=True
        ),
        OpenLine(
            "reports", gettext_lazy("Reports not decided yet"), "kept", _reports(units), can_choose=True
        ),
    ]


def open_at() -> dict[str, set[int]]:
    """The units at which anything of plans is open."""
    open_evidence = Evidence.objects.filter(state__in=OPEN_EVIDENCE)
    open_reports = Report.objects.filter(state__in=OPEN_REPORTS)
    return {
        "plans": set(Plan.objects.filter(LIVE).order_by().values_list("unit_id", flat=True).distinct()),
        "tasks": set(
            Assignment.objects.exclude(task__plan__state=PlanState.WITHDRAWN)
            .order_by()
            .values_list("unit_id", flat=True)
            .distinct()
        ),
        "evidence": set(open_evidence.order_by().values_list("unit_id", flat=True).distinct()),
        "reports": set(open_reports.order_by().values_list("plan__unit_id", flat=True).distinct()),
    }


def tasks_given(units: Tree) -> dict[int, int]:
    """Tasks of own plans that a reorganisation gave to another unit than the plan: id of the task → who has it. One query, none
    while there is none."""
    given = {item: taker for item, _unit, taker in units.items_of("tasks")}
    rows = Assignment.objects.filter(pk__in=given, unit_id=F("task__plan__unit_id")) if given else None
    return {task: given[pk] for pk, task in rows.values_list("pk", "task_id")} if rows is not None else {}


def _plans(units: set[int]) -> tuple[OpenItem, ...]:
    rows = Plan.objects.filter(LIVE, unit_id__in=units).order_by("unit_id", "-year", "id")
    return tuple(
        OpenItem(
            plan.unit_id,
            plan.pk,
            str(plan)[:LONGEST],
            reverse("plans:plan-edit", args=[plan.pk]),
            f"{plan.year}, {PlanState(plan.state).label}",
        )
        for plan in rows.only("unit_id", "number", "title", "year", "state")
    )


def _tasks(units: set[int]) -> tuple[OpenItem, ...]:
    rows = Assignment.objects.filter(unit_id__in=units).exclude(task__plan__state=PlanState.WITHDRAWN)
    return tuple(
        OpenItem(
            unit_id,
            pk,
            content[:LONGEST],
            reverse("plans:task-desk", args=[task_id]),
            f"{AssignmentRole(role).label}, {ends_on:%d/%m/%Y}",
        )
        for pk, unit_id, task_id, content, role, ends_on in rows.order_by(
            "unit_id", "role", "task_id"
        ).values_list("id", "unit_id", "task_id", "task__content", "role", "task__ends_on")
    )


def _targets(units: set[int]) -> tuple[OpenItem, ...]:
    rows = Target.objects.filter(task__plan__unit_id__in=units).exclude(task__plan__state=PlanState.WITHDRAWN)
    return tuple(
        OpenItem(unit_id, pk, content[:LONGEST], reverse("plans:task-desk", args=[task_id]), unit_text)
        for pk, unit_id, content, task_id, unit_text in rows.order_by(
            "task__plan__unit_id", "id"
        ).values_list("id", "task__plan__unit_id", "task__content", "task_id", "unit_text")
    )


def _evidence(units: set[int]) -> tuple[OpenItem, ...]:
    rows = Evidence.objects.filter(unit_id__in=units, state__in=OPEN_EVIDENCE).order_by("unit_id", "on", "id")
    return tuple(
        OpenItem(
            row.unit_id,
            row.pk,
            row.title[:LONGEST],
            reverse("plans:evidence-detail", args=[row.pk]),
            f"{row.on:%d/%m/%Y}, {EvidenceState(row.state).label}",
        )
        for row in rows.only("unit_id", "title", "on", "state")
    )


def _reports(units: set[int]) -> tuple[OpenItem, ...]:
    rows = Report.objects.filter(plan__unit_id__in=units, state__in=OPEN_REPORTS).order_by(
        "plan__unit_id", "id"
    )
    return tuple(
        OpenItem(
            unit_id,
            pk,
            period,
            reverse("plans:report", args=[pk]),
            str(ReportState(state).label),
        )
        for pk, unit_id, period, state in rows.values_list("id", "plan__unit_id", "period_key", "state")
    )


CARRIER = Carrier("plans", 10, preview, open_at)
