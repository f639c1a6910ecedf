"""submit – return – issue – withdraw: the path of a plan, and what follows from each step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit import clock
from danbiet.kit.workdays import Calendar
from danbiet.measures.actions import record_event, withdraw_event
from danbiet.measures.registry import UNIT_PLANS_ISSUED
from danbiet.org.enums import Role, UnitKind
from danbiet.org.queries import Tree, tree
from danbiet.outbox.actions import Draft, write_messages

from ..enums import PlanState
from ..models import Credit, Plan, Report
from .cascading import hand_down, share_to_communes
from .correcting_plans import plan_through_lock
from .drafting import add_implied_targets, save_numbered
from .notices import announce, link_to, people, tell, tell_withdrawn, urging_key
from .refusals import HasFollowers, NotReady, PlanClosed, PlanRefusal

DAYS_FOR_UNIT_PLANS = 30  # working days; the office may set another date when it issues
SOURCE = "plan"
ISSUABLE = (PlanState.DRAFT, PlanState.RETURNED, PlanState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing brought about."""

    plan: Plan
    drafts: list[Plan]
    message_count: int


@transaction.atomic
def submit_plan(plan_id: int, *, by: User | None, at: datetime, on: date) -> Plan:
    """Hand a draft to the head. Refused without a task (NotReady) or when it is no draft (PlanClosed)."""
    plan = _locked(plan_id, PlanState.DRAFT, PlanState.RETURNED)
    _check_has_tasks(plan)
    plan.state = PlanState.SUBMITTED
    plan.submitted_at = at
    plan.returned_reason = ""
    plan.version += 1
    plan.save(update_fields=["state", "submitted_at", "returned_reason", "version"])
    _note("plans.plan_submitted", plan, by=by, at=at)
    tell(
        plan,
        roles=[Role.HEAD],
        key=f"plans.submitted/{plan.pk}/{plan.version}",
        subject=_("Plan to be issued: %(year)s") % {"year": plan.year},
        text=_("A plan waits for you to issue or return it:"),
        at=at,
        on=on,
    )
    return plan


@transaction.atomic
def return_plan(plan_id: int, *, reason: str, by: User | None, at: datetime, on: date) -> Plan:
    """Give a submitted plan back to its officers with a reason (refused without one)."""
    plan = _locked(plan_id, PlanState.SUBMITTED)
    if not reason.strip():
        raise PlanRefusal(_("Say why the plan is returned."))
    plan.state = PlanState.RETURNED
    plan.returned_reason = reason.strip()
    plan.submitted_at = None
    plan.version += 1
    plan.save(update_fields=["state", "returned_reason", "submitted_at", "version"])
    _note("plans.plan_returned", plan, by=by, at=at, reason=plan.returned_reason)
    tell(
        plan,
        roles=[Role.OFFICER, Role.OFFICE],
        key=f"plans.returned/{plan.pk}/{plan.version}",
        subject=_("Plan returned: %(year)s") % {"year": plan.year},
        text=_("Your plan was returned: %(reason)s") % {"reason": plan.returned_reason},
        at=at,
        on=on,
    )
    return plan


@transaction.atomic
def issue_plan(
    plan_id: int,
    *,
    number: str,
    issued_on: date,
    by: User | None,
    at: datetime,
    calendar: Calendar,
    unit_plans_due_on: date | None = None,
    to_communes: Collection[int] = (),
    why: str = "",
) -> Issued:
    """Issue a plan under its number and date, and hand it down; all of it happens or nothing.

    Tasks without a number get their implied target; each addressed unit gets its draft and a message; a unit's own
    plan is counted in the measure "unit plans issued". `to_communes`: tasks of a district's plan given to all its
    communes. Unit plans are due 30 working days after, unless `unit_plans_due_on` says otherwise.
    Refused: not a draft (PlanClosed: also the second of two issuing at once), no number or task, a date ahead of
    today or outside the year and the year before (NotReady), a number in use (NumberTaken); a date that is locked without
    a correction allowed for the plan (PeriodLocked); `why` makes one, for who may lock periods.
    """
    plan = _locked(plan_id, *ISSUABLE)
    if plan.amends_id is not None:
        raise PlanRefusal(
            _("This is an amendment: it is put into its plan, not issued as a plan of its own.")
        )
    _check_ready(plan, number=number, issued_on=issued_on, today=clock.local(at).date())
    units = tree(issued_on)
    due_on = unit_plans_due_on or calendar.add(issued_on, DAYS_FOR_UNIT_PLANS).due_on
    with plan_through_lock(plan, deed="plans.plan_issued", issued_on=issued_on, by=by, at=at, why=why):
        add_implied_targets(plan)
        _share(plan, units=units, task_ids=to_communes)
        plan.state, plan.number, plan.issued_on = PlanState.ISSUED, " ".join(number.split()), issued_on
        plan.issued_by, plan.issued_at, plan.unit_plans_due_on = by, at, due_on
        plan.returned_reason = ""
        plan.version += 1
        save_numbered(plan)
        drafts = hand_down(plan, below=units.descendants(plan.unit_id), at=at)
        _count(plan, units=units, at=at)
    sent = announce(plan, drafts=drafts, at=at)
    _note("plans.plan_issued", plan, by=by, at=at, number=plan.number, drafts=len(drafts))
    return Issued(plan, drafts, sent)


@transaction.atomic
def withdraw_plan(
    plan_id: int, *, reason: str, by: User | None, at: datetime, is_correction: bool = False
) -> Plan:
    """Take an issued plan back, with a reason. The drafts it handed down go with it (withdrawn, not deleted).

    Refused (HasFollowers) once a unit has issued or submitted its own plan from it, or evidence or a report stands on it;
    (PeriodLocked) where its date of issue is locked and no correction allowed; with `is_correction` the reason makes one, for
    who may lock periods.
    """
    plan = _locked(plan_id, PlanState.ISSUED)
    if not reason.strip():
        raise PlanRefusal(_("Say why the plan is withdrawn."))
    children = list(Plan.objects.select_for_update(no_key=True).filter(parent=plan))
    _check_no_followers(plan, children=children)
    issued_on, why = plan.issued_on or clock.local(at).date(), reason if is_correction else ""
    with plan_through_lock(plan, deed="plans.plan_withdrawn", issued_on=issued_on, by=by, at=at, why=why):
        tell_withdrawn(plan, children=children, reason=reason.strip(), at=at)
        for one in (*children, plan):
            one.state = PlanState.WITHDRAWN
            one.version += 1
            one.save(update_fields=["state", "version"])
        withdraw_event(UNIT_PLANS_ISSUED, source_kind=SOURCE, source_id=plan.pk, reason=reason, at=at)
    _note("plans.plan_withdrawn", plan, by=by, at=at, reason=reason.strip(), drafts=len(children))
    return plan


@transaction.atomic
def urge_units(plan_id: int, *, unit_ids: Collection[int], by: User | None, at: datetime, on: date) -> int:
    """Remind heads and officers of units that have not issued their own plan; once per unit, person and day.

    Units that have issued meanwhile get none. Returns how many messages are new.
    """
    plan = Plan.objects.filter(pk=plan_id, state=PlanState.ISSUED).first()
    if plan is None:
        raise PlanClosed(_("The plan has not been issued."))
    late = Plan.objects.filter(parent=plan, unit_id__in=unit_ids, state__in=ISSUABLE)
    drafts = {draft.unit_id: draft for draft in late}
    messages = [
        Draft(
            key=f"{urging_key(plan.pk, holder.unit_id)}{on.isoformat()}/{holder.user_id}",
            to_user=person,
            subject=_("Reminder: your unit's communication plan for %(year)s") % {"year": plan.year},
            body=_(
                "Your unit has not yet issued its own plan carrying out %(plan)s.\nIt is due on %(due)s.\n\n%(link)s"
            )
            % {
                "plan": plan,
                "due": f"{plan.unit_plans_due_on:%d/%m/%Y}" if plan.unit_plans_due_on else "",
                "link": link_to(drafts[holder.unit_id]),
            },
        )
        for holder, person in people(drafts, Role.HEAD, Role.OFFICER, on=on)
    ]
    written = write_messages(messages, at=at)
    if written:
        _note("plans.units_urged", plan, by=by, at=at, units=sorted(drafts), messages=written)
    return written


def _locked(plan_id: int, *states: PlanState) -> Plan:
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
    if plan is None:
        raise PlanClosed(_("This plan has been deleted."))
    if plan.state not in states:
        raise PlanClosed(
            _("This cannot be done now: the plan is “%(state)s”.") % {"state": plan.get_state_display()}
        )
    return plan


def _check_ready(plan: Plan, *, number: str, issued_on: date, today: date) -> None:
    if not number.strip():
        raise NotReady(_("A plan is issued under a number, such as 19/KH-UBND."))
    if issued_on > today:
        raise NotReady(_("The date of issue lies in the future."))
    if not plan.year - 1 <= issued_on.year <= plan.year:
        raise NotReady(
            _("A plan for %(year)s is issued in that year or the year before.") % {"year": plan.year}
        )
    _check_has_tasks(plan)


def _check_has_tasks(plan: Plan) -> None:
    if not plan.tasks.exists():
        raise NotReady(_("The plan holds no task yet."))


def _check_no_followers(plan: Plan, *, children: Collection[Plan]) -> None:
    followers = [child for child in children if child.state in (PlanState.ISSUED, PlanState.SUBMITTED)]
    if followers:
        raise HasFollowers(
            _("%(count)s units have already issued or submitted their own plan from it.")
            % {"count": len(followers)}
        )
    if Credit.objects.filter(target__task__plan=plan).exists():
        raise HasFollowers(_("Evidence has been given for tasks of this plan."))
    if Report.objects.filter(plan=plan).exists():
        raise HasFollowers(_("Reports have been written on this plan."))


def _share(plan: Plan, *, units: Tree, task_ids: Collection[int]) -> None:
    if not task_ids:
        return
    communes = [unit.id for unit in units.children(plan.unit_id) if unit.kind == UnitKind.COMMUNE]
    if not communes:
        raise NotReady(_("The unit has no communes to hand tasks to."))
    share_to_communes(plan, task_ids=task_ids, commune_ids=communes)


def _count(plan: Plan, *, units: Tree, at: datetime) -> None:
    if plan.parent_id is None or plan.issued_on is None:
        return
    record_event(
        UNIT_PLANS_ISSUED,
        on=plan.issued_on,
        unit_id=plan.unit_id,
        title=_("%(unit)s: Plan %(number)s") % {"unit": units.name(plan.unit_id), "number": plan.number},
        url=reverse("plans:plan-public", args=[plan.pk]),
        source_kind=SOURCE,
        source_id=plan.pk,
        subject_id=plan.parent_id,
        at=at,
    )


def _note(verb: str, plan: Plan, *, by: User | None, at: datetime, reason: str = "", **details: Any) -> None:
    record(
        verb,
        by=by,
        at=at,
        kind="plan",
        object_id=plan.pk,
        title=str(plan),
        unit_id=plan.unit_id,
        reason=reason,
        **details,
    )
