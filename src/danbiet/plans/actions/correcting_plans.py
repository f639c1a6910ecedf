"""The door through which a plan dated in a locked period is issued or withdrawn: how many units have issued is a figure too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.measures.registry import UNIT_PLANS_ISSUED

from ..enums import CorrectionState, PlanState
from ..models import Correction, CorrectionStep, PeriodLock, Plan, Target
from ..queries.periods import OPEN_CORRECTIONS, hold_years, lock_over, plan_day, units_issued
from .correcting import new_correction, note_correction, percents, said_of, tasks_of, text_of
from .refusals import PeriodLocked, PlanRefusal


@contextmanager
def plan_through_lock(
    plan: Plan, *, deed: str, issued_on: date, by: User | None, at: datetime, why: str = ""
) -> Iterator[None]:
    """Issue or withdraw a plan inside this: where its date of issue is locked, only within a correction.

    The correction is one allowed for this plan, or made here and now with the reason `why`: give that only for who may lock
    periods. What it did to the count of units under the plan above, and to tasks that count issued plans, is written down.
    Refused (PeriodLocked) without one. Call it in the transaction of the change: until that ends nobody locks the year.
    """
    day = plan_day(plan.year, issued_on)
    hold_years([day.year])
    lock = lock_over(day)
    if lock is None:
        yield
        return
    correction = _leave(plan, lock, day, by=by, at=at, why=why)
    tasks = _counting_tasks(plan)
    before, issued_before = percents(tasks, on=lock.ends_on), _issued(plan, on=lock.ends_on)
    yield
    after, issued_after = percents(tasks, on=lock.ends_on), _issued(plan, on=lock.ends_on)
    moved = {pk: (before[pk], after[pk]) for pk in sorted(tasks) if before[pk] != after[pk]}
    step = {"correction": correction, "deed": deed, "day": day, "by": by, "at": at}
    CorrectionStep.objects.bulk_create([
        CorrectionStep(**step, above_id=plan.parent_id, before=issued_before, after=issued_after),
        *(CorrectionStep(**step, task_id=pk, before=then, after=now) for pk, (then, now) in moved.items()),
    ])  # fmt: skip
    correction.state = CorrectionState.DONE
    correction.save(update_fields=["state"])
    note_correction(
        "plans.corrected", correction, by=by, at=at, reason=correction.reason, deed=deed, plan=plan.pk,
        units_issued=[text_of(issued_before), text_of(issued_after)],
        figures=[[pk, text_of(then), text_of(now)] for pk, (then, now) in moved.items()],
    )  # fmt: skip


@transaction.atomic
def ask_plan_correction(
    plan_id: int, *, issued_on: date, reason: str, by: User | None, at: datetime
) -> Correction:
    """Ask for leave to issue a plan under a date that is locked, or to withdraw one issued then (its own date holds).

    Refused (PlanRefusal): no reason, the date is not locked, one is asked for or allowed already, the plan is withdrawn or an
    amendment.
    """
    if not reason.strip():
        raise PlanRefusal(_("Say why the figures must be corrected."))
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id, amends__isnull=True).first()
    if plan is None or plan.state == PlanState.WITHDRAWN:
        raise PlanRefusal(_("There is no such plan, or it was withdrawn."))
    if Correction.objects.filter(plan=plan, state__in=OPEN_CORRECTIONS).exists():
        raise PlanRefusal(_("A correction of this plan is asked for or allowed already."))
    if plan.state == PlanState.ISSUED and plan.issued_on:
        issued_on = plan.issued_on
    day = plan_day(plan.year, issued_on)
    hold_years([day.year])
    lock = lock_over(day)
    if lock is None:
        raise PlanRefusal(_("%(day)s is not locked: no correction is needed.") % {"day": f"{day:%d/%m/%Y}"})
    correction = new_correction(lock, unit_id=plan.unit_id, plan=plan, day=day, reason=reason, by=by, at=at)
    note_correction("plans.correction_asked", correction, by=by, at=at, reason=correction.reason)
    return correction


def _leave(plan: Plan, lock: PeriodLock, day: date, *, by: User | None, at: datetime, why: str) -> Correction:
    """The correction under which the plan is issued or withdrawn."""
    held = Correction.objects.select_for_update(no_key=True).filter(plan=plan, state__in=OPEN_CORRECTIONS)
    for one in held:
        if one.state == CorrectionState.ALLOWED and one.starts_on <= day <= one.ends_on:
            return one
    if not why.strip():
        raise PeriodLocked(
            _(
                "%(locked)s Ask for a correction after locking with a reason; the reform office of the province decides."
            )
            % {"locked": said_of(lock)}
        )
    held.update(state=CorrectionState.DONE, decided_by=by, decided_at=at)
    correction = new_correction(lock, unit_id=plan.unit_id, plan=plan, day=day, reason=why, by=by, at=at)
    correction.state, correction.decided_by, correction.decided_at = CorrectionState.ALLOWED, by, at
    correction.save()
    note_correction("plans.correction_allowed", correction, by=by, at=at, reason=correction.reason)
    return correction


def _counting_tasks(plan: Plan) -> set[int]:
    """The tasks of the plan above, and of all above it, whose targets count the plans units issue."""
    if plan.parent_id is None:
        return set()
    counting = Target.every.filter(task__plan_id=plan.parent_id, measure=UNIT_PLANS_ISSUED)
    return tasks_of(set(counting.values_list("pk", flat=True)))


def _issued(plan: Plan, *, on: date) -> Decimal | None:
    return None if plan.parent_id is None else Decimal(units_issued(plan.parent_id, on=on))
