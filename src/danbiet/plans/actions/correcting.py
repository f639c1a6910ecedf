"""The door every change of evidence goes through, and corrections: the only way through it once a period is locked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit.clock import local

from ..calc.locking import lockable_period, span_of_leave
from ..calc.progress import shown
from ..calc.reporting import period_words
from ..enums import CorrectionState, EvidenceState
from ..models import Correction, CorrectionStep, Credit, Evidence, PeriodLock, Plan, Target
from ..queries.periods import OPEN_CORRECTIONS, hold_years, last_shut_day, lock_over
from ..queries.progress import tasks_progress
from .refusals import PeriodLocked, PlanRefusal

ENDING = {"plans.evidence_accepted", "plans.evidence_withdrawn"}


@contextmanager
def through_lock(
    evidence: Evidence,
    *,
    deed: str,
    by: User | None,
    at: datetime,
    day: date | None = None,
    targets: Iterable[int] = (),
    why: str = "",
) -> Iterator[None]:
    """Change evidence inside this: where its day, or the `day` it is moved to, is locked, only within a correction.

    The correction is one allowed for this piece (or to its unit, for a piece not stored yet), or made here and now with the
    reason `why`: give that only for who may lock periods. What it did to each task's figure is written down; `targets`
    are those it will count for besides those it counts for now. Refused (PeriodLocked) without one. Call it in the
    transaction of the change: until that ends nobody locks the year.
    """
    days = {evidence.on, day or evidence.on} if evidence.pk else {day or evidence.on}
    hold_years(one.year for one in days)
    locks = [lock for one in sorted(days) if (lock := lock_over(one)) is not None]
    if not locks:
        yield
        return
    correction = _leave(evidence, days, locks, by=by, at=at, why=why)
    ends_on = max(lock.ends_on for lock in locks)
    touched = tasks_of({*targets, *_credited(evidence)})
    before = percents(touched, on=ends_on)
    yield
    touched |= tasks_of(_credited(evidence))
    _write_steps(
        correction, evidence, deed=deed, before=before, after=percents(touched, on=ends_on), by=by, at=at
    )
    _close(correction, evidence, deed=deed)


def refuse_shut(day: date) -> None:
    """Refuse (PeriodLocked) what changes figures of the day and cannot be a correction: how targets are counted, amendments."""
    hold_years([day.year])
    lock = lock_over(day)
    if lock is not None:
        raise PeriodLocked(
            _("%(locked)s The reform office of the province can unlock the period.")
            % {"locked": said_of(lock)}
        )


def refuse_shut_year(year: int) -> None:
    """Refuse (PeriodLocked) what changes figures of the whole year while any of its periods is locked."""
    hold_years([year])
    last = last_shut_day(year)
    if last is not None:
        refuse_shut(last)


@transaction.atomic
def ask_correction(
    evidence_id: int | None, *, unit_id: int, day: date, reason: str, by: User | None, at: datetime
) -> Correction:
    """Ask for leave to correct a piece of the unit's evidence, or with None to add one dated `day`. Refused (PlanRefusal): no
    reason, the day is not locked, one is asked for or allowed already."""
    if not reason.strip():
        raise PlanRefusal(_("Say why the figures must be corrected."))
    evidence = None
    if evidence_id is not None:
        evidence = (
            Evidence.objects.select_for_update(no_key=True).filter(pk=evidence_id, unit_id=unit_id).first()
        )
        if evidence is None or evidence.state == EvidenceState.WITHDRAWN:
            raise PlanRefusal(_("There is no such evidence, or it was withdrawn."))
        day = evidence.on
        if Correction.objects.filter(evidence=evidence, state__in=OPEN_CORRECTIONS).exists():
            raise PlanRefusal(_("A correction of this evidence is asked for or allowed already."))
    hold_years([day.year])
    lock = lock_over(day)
    if lock is None:
        raise PlanRefusal(_("%(day)s is not locked: no correction is needed.") % {"day": f"{day:%d/%m/%Y}"})
    correction = new_correction(
        lock, unit_id=unit_id, evidence=evidence, day=day, reason=reason, by=by, at=at
    )
    note_correction("plans.correction_asked", correction, by=by, at=at, reason=correction.reason)
    return correction


@transaction.atomic
def decide_correction(
    correction_id: int, *, is_allowed: bool, answer: str, by: User | None, at: datetime
) -> Correction:
    """Allow or refuse what a unit asked. Refused (PlanRefusal): decided already, refusing without saying why."""
    correction = Correction.objects.select_for_update(no_key=True).filter(pk=correction_id).first()
    if correction is None or correction.state != CorrectionState.ASKED:
        raise PlanRefusal(_("This has been decided already."))
    if not is_allowed and not answer.strip():
        raise PlanRefusal(_("Say why the correction is refused: the unit reads it."))
    correction.state = CorrectionState.ALLOWED if is_allowed else CorrectionState.REFUSED
    correction.decided_by, correction.decided_at, correction.answer = by, at, answer.strip()
    correction.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    verb = "plans.correction_allowed" if is_allowed else "plans.correction_refused"
    note_correction(verb, correction, by=by, at=at, reason=correction.answer)
    return correction


def end_corrections(evidence: Evidence, *, at: datetime) -> None:
    """What was asked or allowed for a piece that was withdrawn needs no answer any more."""
    held = Correction.objects.filter(evidence=evidence, state__in=OPEN_CORRECTIONS)
    held.update(state=CorrectionState.DONE, decided_at=at)


def said_of(lock: PeriodLock) -> str:
    """Up to which day figures are locked, by which period, since when: a sentence."""
    words = {
        "period": period_words(lockable_period(lock.period_key)),
        "day": f"{lock.ends_on:%d/%m/%Y}",
        "since": f"{local(lock.locked_at):%H:%M %d/%m/%Y}" if lock.locked_at else "",
    }
    return _("The figures up to %(day)s are locked (%(period)s, since %(since)s).") % words


def _leave(
    evidence: Evidence,
    days: Iterable[date],
    locks: Iterable[PeriodLock],
    *,
    by: User | None,
    at: datetime,
    why: str,
) -> Correction:
    """The correction under which the change is made. It must hold for every day that is locked."""
    held = Correction.objects.select_for_update(no_key=True).filter(
        unit_id=evidence.unit_id, state=CorrectionState.ALLOWED, evidence_id=evidence.pk, plan__isnull=True
    )
    shut = [one for one in days if lock_over(one) is not None]
    for one in held.order_by("id"):
        if all(one.starts_on <= day <= one.ends_on for day in shut):
            return one
    first = next(iter(locks))
    if not why.strip():
        raise PeriodLocked(
            _(
                "%(locked)s Ask for a correction after locking with a reason; the reform office of the province decides."
            )
            % {"locked": said_of(first)}
        )
    Correction.objects.filter(evidence_id=evidence.pk or 0, state__in=OPEN_CORRECTIONS).update(
        state=CorrectionState.DONE, decided_by=by, decided_at=at
    )
    correction = new_correction(
        first, unit_id=evidence.unit_id, evidence=evidence, day=min(shut), reason=why, by=by, at=at
    )
    correction.ends_on = max(correction.ends_on, *shut)
    correction.state, correction.decided_by, correction.decided_at = CorrectionState.ALLOWED, by, at
    correction.save()
    note_correction("plans.correction_allowed", correction, by=by, at=at, reason=correction.reason)
    return correction


def new_correction(
    lock: PeriodLock, *, unit_id: int, day: date, reason: str, by: User | None, at: datetime,
    evidence: Evidence | None = None, plan: Plan | None = None,
) -> Correction:  # fmt: skip
    """One asked for, of what is dated `day` and shut by the lock."""
    first, last = span_of_leave(starts_on=lock.starts_on, ends_on=lock.ends_on, on=day)
    return Correction.objects.create(
        lock=lock, starts_on=first, ends_on=last, unit_id=unit_id, evidence=evidence, plan=plan,
        reason=reason.strip(), asked_by=by, asked_at=at,
    )  # fmt: skip


def _credited(evidence: Evidence) -> set[int]:
    return set(Credit.objects.filter(evidence_id=evidence.pk or 0).values_list("target_id", flat=True))


def tasks_of(target_ids: set[int]) -> set[int]:
    """The tasks of targets and of all above them; one query a floor."""
    found: dict[int, tuple[int | None, int]] = {}
    missing = target_ids
    while missing:
        rows = Target.every.filter(pk__in=missing).values_list("pk", "parent_id", "task_id")
        found.update({pk: (parent, task) for pk, parent, task in rows})
        missing = {parent for parent, _task in found.values() if parent is not None} - found.keys()
    return {task for _parent, task in found.values()}


def percents(task_ids: set[int], *, on: date) -> dict[int, Decimal | None]:
    """How far tasks are on a day, to two places as steps keep it; None where nothing is counted."""
    known = tasks_progress(task_ids, on) if task_ids else {}
    return {
        pk: None if (one := known.get(pk)) is None or one.percent is None else shown(one.percent, 2)
        for pk in task_ids
    }


def _write_steps(
    correction: Correction, evidence: Evidence, *, deed: str, before: dict[int, Decimal | None],
    after: dict[int, Decimal | None], by: User | None, at: datetime,
) -> None:  # fmt: skip
    if correction.evidence_id is None:
        correction.evidence = evidence
        correction.save(update_fields=["evidence"])
    touched: list[int | None] = [*sorted(after)]
    CorrectionStep.objects.bulk_create(
        CorrectionStep(
            correction=correction, evidence=evidence, deed=deed, day=evidence.on, task_id=task_id,
            before=before.get(task_id or 0), after=after.get(task_id or 0), by=by, at=at,
        )
        for task_id in touched or (None,)
    )  # fmt: skip
    note_correction(
        "plans.corrected", correction, by=by, at=at, reason=correction.reason, deed=deed, evidence=evidence.pk,
        figures=[[pk, text_of(before.get(pk)), text_of(after[pk])] for pk in sorted(after)],
    )  # fmt: skip


def text_of(value: Decimal | None) -> str:
    """A figure for the record; empty where there was none."""
    return "" if value is None else str(value)


def _close(correction: Correction, evidence: Evidence, *, deed: str) -> None:
    if deed in ENDING:
        correction.state = CorrectionState.DONE
        correction.save(update_fields=["state"])


def note_correction(
    verb: str, correction: Correction, *, by: User | None, at: datetime, reason: str = "", **details: object
) -> None:
    """A line of the record about a correction."""
    title = correction.lock.period_key
    if correction.evidence:
        title = correction.evidence.title
    elif correction.plan:
        title = str(correction.plan)
    record(
        verb, by=by, at=at, kind="correction", object_id=correction.pk, title=title, unit_id=correction.unit_id,
        reason=reason, period=correction.lock.period_key, **details,
    )  # fmt: skip
