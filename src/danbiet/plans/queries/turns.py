"""Who is late, who has not reported, whose turn it is and for how many working days. Constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Min

from danbiet.kit import clock
from danbiet.kit.workdays import Calendar
from danbiet.org.enums import Role
from danbiet.org.queries import Tree

from ..calc.progress import AT_RISK, OVERDUE, PlanProgress, TaskProgress
from ..enums import EvidenceState, PlanState, ReportState
from ..models import Evidence, Plan, Report
from .progress import PlanSummary, plans_in_full, summary


class TurnKind(StrEnum):
    """What waits for somebody."""

    PLAN_DRAFT = "plan_draft"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_RETURNED = "plan_returned"
    EVIDENCE_SUBMITTED = "evidence_submitted"
    EVIDENCE_RETURNED = "evidence_returned"
    REPORT_SUBMITTED = "report_submitted"
    REPORT_RETURNED = "report_returned"
    TASK_OVERDUE = "task_overdue"


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that waits: `holder_id` is the unit whose turn it is (`role` there), `unit_id` the unit it comes from.

    Evidence is put together per unit (`count`, since the oldest). `days_held`: working days after `since`, today included.
    """

    kind: TurnKind
    holder_id: int
    role: Role
    unit_id: int
    since: date
    days_held: int
    title: str = ""
    count: int = 1
    plan_id: int | None = None
    object_id: int | None = None


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """How one unit stands with its plan of a year. Without an issued plan: no figures, `plan_state` says where it is."""

    unit_id: int
    plan_id: int | None = None
    plan_state: str = ""
    plan: PlanProgress | None = None
    waiting_count: int = 0
    returned_count: int = 0

    @property
    def summary(self) -> PlanSummary | None:
        return summary(self.plan) if self.plan else None

    @property
    def overdue(self) -> tuple[TaskProgress, ...]:
        return self._in(OVERDUE)

    @property
    def at_risk(self) -> tuple[TaskProgress, ...]:
        return self._in(AT_RISK)

    @property
    def unreported(self) -> tuple[TaskProgress, ...]:
        """Tasks without anything accepted or submitted in their last period that is over."""
        return tuple(task for task in self.plan.tasks if task.is_unreported) if self.plan else ()

    def _in(self, status: str) -> tuple[TaskProgress, ...]:
        return tuple(task for task in self.plan.tasks if task.status == status) if self.plan else ()


def standings(year: int, on: date, *, unit_ids: Iterable[int] | None = None) -> dict[int, UnitStanding]:
    """Every unit with a plan or evidence in the year (of those asked for), by unit id; ≤ 6 queries for all.

    A unit's plan is its issued one; where there is none, the newest it is preparing; withdrawn plans do not count.
    """
    wanted = None if unit_ids is None else set(unit_ids)
    plans = _plans_of(year, wanted)
    progress = plans_in_full([plan.pk for plan in plans.values() if plan.state == PlanState.ISSUED], on)
    states = _evidence_states(year, wanted)
    found = {}
    for unit_id in dict.fromkeys([*plans, *(unit_id for unit_id, _ in states), *(wanted or ())]):
        plan = plans.get(unit_id)
        found[unit_id] = UnitStanding(
            unit_id=unit_id,
            plan_id=plan.pk if plan else None,
            plan_state=plan.state if plan else "",
            plan=progress.get(plan.pk) if plan else None,
            waiting_count=states.get((unit_id, EvidenceState.SUBMITTED), (0, None))[0],
            returned_count=states.get((unit_id, EvidenceState.RETURNED), (0, None))[0],
        )
    return found


def _plans_of(year: int, unit_ids: set[int] | None) -> dict[int, Plan]:
    rows = (
        Plan.objects.filter(year=year, amends__isnull=True)
        .exclude(state=PlanState.WITHDRAWN)
        .defer("sections")
    )
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    found: dict[int, Plan] = {}
    for plan in rows.order_by("id"):
        known = found.get(plan.unit_id)
        if known is None or known.state != PlanState.ISSUED or plan.state == PlanState.ISSUED:
            found[plan.unit_id] = plan
    return found


def _evidence_states(
    year: int, unit_ids: set[int] | None
) -> dict[tuple[int, str], tuple[int, datetime | None]]:
    """(unit, state) → how many wait and since when, for submitted and returned evidence of the year."""
    rows = Evidence.objects.filter(
        state__in=[EvidenceState.SUBMITTED, EvidenceState.RETURNED], on__year=year
    ).order_by()
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    grouped = rows.values_list("unit_id", "state").annotate(
        count=Count("id"), submitted=Min("submitted_at"), decided=Min("decided_at")
    )
    return {
        (unit_id, state): (count, submitted if state == EvidenceState.SUBMITTED else decided)
        for unit_id, state, count, submitted, decided in grouped
    }


def turns(
    year: int,
    on: date,
    *,
    tree: Tree,
    calendar: Calendar,
    holder_ids: Iterable[int] | None = None,
    plans: Mapping[int, PlanProgress] | None = None,
) -> list[Turn]:
    """Whose turn it is, longest held first; ≤ 6 queries (3 when the `plans`' progress is handed in).

    A draft is its unit's turn, a submitted plan the head's; submitted evidence and reports are the turn of the office
    above the unit (of the head where nothing is above), returned ones the unit's; an overdue task is its unit's turn
    since the task's last day. `holder_ids`: only what these units hold.
    """
    found = [
        *_plan_turns(year, on, calendar=calendar),
        *_evidence_turns(year, on, tree=tree, calendar=calendar),
        *_report_turns(year, on, tree=tree, calendar=calendar),
        *_task_turns(year, on, calendar=calendar, plans=plans),
    ]
    wanted = None if holder_ids is None else set(holder_ids)
    mine = [turn for turn in found if wanted is None or turn.holder_id in wanted]
    return sorted(mine, key=lambda turn: (-turn.days_held, turn.since, turn.kind, turn.unit_id))


def office_above(unit_id: int, tree: Tree) -> tuple[int, Role]:
    """The unit whose reform office decides on what a unit hands in; a root decides by its own head."""
    unit = tree.get(unit_id)
    if unit is None or unit.parent_id is None or unit.parent_id not in tree:
        return (unit_id, Role.HEAD) if unit else (tree.root.id, Role.OFFICE)
    return unit.parent_id, Role.OFFICE


def days_held(since: date, *, on: date, calendar: Calendar) -> int:
    """Working days after `since` up to and with today; 0 when it lies ahead."""
    return calendar.count(since, on) if since <= on else 0


def _day(at: datetime | None, fallback: date) -> date:
    return clock.local(at).date() if at else fallback


def _plan_turns(year: int, on: date, *, calendar: Calendar) -> Iterable[Turn]:
    kinds = {
        PlanState.DRAFT: (TurnKind.PLAN_DRAFT, Role.OFFICER),
        PlanState.SUBMITTED: (TurnKind.PLAN_SUBMITTED, Role.HEAD),
        PlanState.RETURNED: (TurnKind.PLAN_RETURNED, Role.OFFICER),
    }
    for plan in Plan.objects.filter(year=year, state__in=list(kinds)).defer("sections"):
        kind, role = kinds[PlanState(plan.state)]
        at = plan.created_at if kind == TurnKind.PLAN_DRAFT else plan.submitted_at or plan.created_at
        since = _day(at, on)
        yield Turn(
            kind=kind, holder_id=plan.unit_id, role=role, unit_id=plan.unit_id, since=since, title=plan.title,
            days_held=days_held(since, on=on, calendar=calendar), plan_id=plan.pk, object_id=plan.pk,
        )  # fmt: skip


def _evidence_turns(year: int, on: date, *, tree: Tree, calendar: Calendar) -> Iterable[Turn]:
    for (unit_id, state), (count, at) in _evidence_states(year, None).items():
        is_returned = state == EvidenceState.RETURNED
        holder, role = (unit_id, Role.OFFICER) if is_returned else office_above(unit_id, tree)
        since = _day(at, on)
        yield Turn(
            kind=TurnKind.EVIDENCE_RETURNED if is_returned else TurnKind.EVIDENCE_SUBMITTED,
            holder_id=holder, role=role, unit_id=unit_id, since=since, count=count,
            days_held=days_held(since, on=on, calendar=calendar),
        )  # fmt: skip


def _report_turns(year: int, on: date, *, tree: Tree, calendar: Calendar) -> Iterable[Turn]:
    rows = Report.objects.filter(
        plan__year=year, state__in=[ReportState.SUBMITTED, ReportState.RETURNED]
    ).values_list("id", "plan_id", "plan__unit_id", "state", "period_key", "submitted_at", "decided_at")
    for report_id, plan_id, unit_id, state, period_key, submitted, decided in rows:
        is_returned = state == ReportState.RETURNED
        holder, role = (unit_id, Role.OFFICER) if is_returned else office_above(unit_id, tree)
        since = _day(decided if is_returned else submitted, on)
        yield Turn(
            kind=TurnKind.REPORT_RETURNED if is_returned else TurnKind.REPORT_SUBMITTED,
            holder_id=holder, role=role, unit_id=unit_id, since=since, title=period_key, plan_id=plan_id,
            object_id=report_id, days_held=days_held(since, on=on, calendar=calendar),
        )  # fmt: skip


def _task_turns(
    year: int, on: date, *, calendar: Calendar, plans: Mapping[int, PlanProgress] | None
) -> Iterable[Turn]:
    units = {
        plan.pk: plan.unit_id for plan in _plans_of(year, None).values() if plan.state == PlanState.ISSUED
    }
    progress = plans if plans is not None else plans_in_full(units, on)
    for plan_id, plan in progress.items():
        for task in plan.tasks:
            if task.status == OVERDUE and plan_id in units:
                since = task.task.ends_on
                yield Turn(
                    kind=TurnKind.TASK_OVERDUE, holder_id=units[plan_id], role=Role.OFFICER, unit_id=units[plan_id],
                    since=since, days_held=days_held(since, on=on, calendar=calendar), title=task.label,
                    plan_id=plan_id, object_id=task.task.id,
                )  # fmt: skip
