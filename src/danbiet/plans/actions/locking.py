"""Reporting periods are locked, by hand or by themselves, and unlocked with a reason. What a lock refuses is in `correcting`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit.periods import Period, PeriodKeyError
from danbiet.kit.workdays import Calendar
from danbiet.org.queries import tree

from ..calc.locking import lockable_period, lockable_periods
from ..calc.reporting import period_words
from ..models import LockRule, PeriodLock
from ..queries.periods import hold_years, left_open, lock_rule, locks_on
from .refusals import EditedMeanwhile, PlanRefusal

MOST_DAYS = 250  # working days: about a year


class CannotLock(PlanRefusal):
    """The period is not over, locked already, or not locked."""


@transaction.atomic
def lock_period(key: str, *, by: User | None, at: datetime, on: date) -> PeriodLock:
    """Lock a period: whoever changes evidence of its days at that moment is waited for, whoever comes later is refused.

    Kept with it: which reports and which evidence were open then. Refused (CannotLock): it is not over or locked already.
    """
    period = _period(key)
    hold_years([period.year], alone=True)
    if period.span.ends_on >= on:
        raise CannotLock(
            _("A period can be locked when it is over: %(period)s ends on %(day)s.") % _words(period)
        )
    lock = _row(period)
    if lock.locked_at is not None:
        raise CannotLock(_("%(period)s is locked already.") % _words(period))
    lock.locked_at, lock.locked_by, lock.locks_on = at, by, None
    lock.left_open = left_open(period, units=tree(on))
    _keep(lock)
    _note("plans.period_locked", lock, by=by, at=at, reports=len(lock.left_open["reports"]),
          evidence=sum(count for _unit, count in lock.left_open["evidence"]))  # fmt: skip
    return lock


@transaction.atomic
def plan_lock(key: str, *, day: date | None, by: User | None, at: datetime, on: date) -> PeriodLock:
    """Set the day on which an open period locks by itself; None: not by itself. Refused (CannotLock): locked already, a day
    before tomorrow or before the period is over."""
    period = _period(key)
    hold_years([period.year], alone=True)
    lock = _row(period)
    if lock.locked_at is not None:
        raise CannotLock(_("%(period)s is locked already.") % _words(period))
    if day is not None and (day <= period.span.ends_on or day <= on):
        raise CannotLock(
            _("The day must lie after today and after the end of the period, %(day)s.") % _words(period)
        )
    lock.locks_on = day
    _keep(lock)
    _note("plans.period_lock_planned", lock, by=by, at=at, day=day.isoformat() if day else "")
    return lock


@transaction.atomic
def unlock_period(key: str, *, reason: str, by: User | None, at: datetime) -> PeriodLock:
    """Open a locked period again. Refused: no reason (PlanRefusal), not locked (CannotLock). What was corrected stays listed."""
    if not reason.strip():
        raise PlanRefusal(_("Say why the period is unlocked."))
    period = _period(key)
    hold_years([period.year], alone=True)
    lock = _row(period)
    if lock.locked_at is None:
        raise CannotLock(_("%(period)s is not locked.") % _words(period))
    locked_at = lock.locked_at
    lock.locked_at = lock.locked_by = None
    lock.unlocked_at, lock.unlocked_by, lock.reason = at, by, reason.strip()
    _keep(lock)
    _note("plans.period_unlocked", lock, by=by, at=at, reason=lock.reason, locked_at=locked_at.isoformat())
    return lock


@transaction.atomic
def set_lock_rule(
    *, report_days: int, lock_days: int, is_on: bool, version: int, by: User | None, at: datetime
) -> LockRule:
    """When periods lock by themselves. Refused: days outside 0–250 (PlanRefusal), saved by somebody else since (EditedMeanwhile)."""
    if not (0 <= report_days <= MOST_DAYS and 0 <= lock_days <= MOST_DAYS):
        raise PlanRefusal(_("Give working days between 0 and %(most)d.") % {"most": MOST_DAYS})
    hold_years([0], alone=True)
    rule = lock_rule()
    if rule.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed the rule in the meantime."), current_version=rule.version
        )
    before = [rule.report_days, rule.lock_days, rule.is_on]
    rule.report_days, rule.lock_days, rule.is_on = report_days, lock_days, is_on
    rule.version += 1
    rule.save()
    record(
        "plans.lock_rule_set", by=by, at=at, kind="lockrule", object_id=1, before=before,
        after=[report_days, lock_days, is_on],
    )  # fmt: skip
    return rule


def lock_due(*, at: datetime, on: date, calendar: Calendar) -> list[PeriodLock]:
    """Lock every period whose day has come: the one set for it, else by the rule. Safe to run twice; periods of this year and
    the last, the earlier first."""
    rule = lock_rule()
    rows = {lock.period_key: lock for lock in PeriodLock.objects.filter(ends_on__year__gte=on.year - 1)}
    made = []
    for period in [one for year in (on.year - 1, on.year) for one in lockable_periods(year)]:
        lock = rows.get(period.key)
        day = locks_on(period, lock, rule=rule, calendar=calendar) if period.span.ends_on < on else None
        if day is None or day > on or (lock is not None and lock.locked_at is not None):
            continue
        try:
            made.append(lock_period(period.key, by=None, at=at, on=on))
        except CannotLock:  # somebody locked it a moment ago
            continue
    return made


def _period(key: str) -> Period:
    try:
        return lockable_period(key)
    except PeriodKeyError as error:
        raise CannotLock(_("“%(key)s” is no period that can be locked.") % {"key": key}) from error


def _row(period: Period) -> PeriodLock:
    """The period's row, as it stands now that nobody else changes it; a new one is not stored yet."""
    found = PeriodLock.objects.filter(period_key=period.key).first()
    return found or PeriodLock(
        period_key=period.key, starts_on=period.span.starts_on, ends_on=period.span.ends_on, version=0
    )


def _keep(lock: PeriodLock) -> None:
    lock.version += 1
    lock.save()


def _words(period: Period) -> dict[str, str]:
    words = period_words(period)
    return {"period": words[:1].upper() + words[1:], "day": f"{period.span.ends_on:%d/%m/%Y}"}


def _note(
    verb: str, lock: PeriodLock, *, by: User | None, at: datetime, reason: str = "", **details: Any
) -> None:
    record(
        verb, by=by, at=at, kind="periodlock", object_id=lock.pk, title=period_words(lockable_period(lock.period_key)),
        reason=reason, period=lock.period_key, **details,
    )  # fmt: skip
