"""Locked periods: which days are shut, how each period stands, what was corrected since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from danbiet.kit.periods import Period, parse_period_key
from danbiet.kit.workdays import Calendar
from danbiet.org.queries import Rights, Tree

from ..calc.locking import lockable_periods, locks_by_itself, report_due
from ..enums import CorrectionState, EvidenceState, PlanState
from ..models import Correction, CorrectionStep, Evidence, LockRule, PeriodLock, Plan, Report
from .report_figures import FROZEN

_SHUT_YEARS = 0x70657264  # first key of the advisory lock; the second is the year
OPEN_CORRECTIONS = (CorrectionState.ASKED, CorrectionState.ALLOWED)
KNOWS_AT_MOST = 20_000


def hold_years(years: Iterable[int], *, alone: bool = False) -> None:
    """Until the transaction ends no period of these years is locked or unlocked; `alone`: nor does anybody change evidence of them.

    So whoever asks `lock_over` afterwards gets an answer that stays true while they write.
    """
    share = "" if alone else "_shared"
    with connection.cursor() as cursor:
        for year in sorted(set(years)):
            cursor.execute(f"SELECT pg_advisory_xact_lock{share}(%s, %s)", [_SHUT_YEARS, year])


def lock_over(day: date) -> PeriodLock | None:
    """The lock that shuts the day: of the locked periods of its year that end on it or later the first, the shortest of those.

    A period's figures are those up to its end since the year began, so a lock shuts the days before its period too.
    """
    held = PeriodLock.objects.filter(
        locked_at__isnull=False, ends_on__gte=day, ends_on__lte=date(day.year, 12, 31)
    )
    return held.order_by("ends_on", "-starts_on").first()


def last_shut_day(year: int) -> date | None:
    """Up to which day the year is locked, None where nothing is."""
    held = PeriodLock.objects.filter(locked_at__isnull=False, ends_on__year=year).order_by("-ends_on")
    return held.values_list("ends_on", flat=True).first()


def lock_rule() -> LockRule:
    """The rule in force; where none was saved, the default that locks nothing by itself."""
    return LockRule.objects.filter(pk=1).first() or LockRule(pk=1)


def lock_of(key: str) -> PeriodLock | None:
    """The row of a period, None when it was never locked nor is to be."""
    rows = PeriodLock.objects.select_related("locked_by", "unlocked_by")
    return rows.filter(period_key=key).first()


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period as the list shows it. `shut_by`: the locked period that shuts it, where that is another one."""

    period: Period
    lock: PeriodLock | None
    reports_due_on: date
    locks_on: date | None
    shut_by: Period | None
    corrections: int
    asked: int

    @property
    def is_locked(self) -> bool:
        return self.lock is not None and self.lock.locked_at is not None

    @property
    def standing(self) -> str:
        """locked, shut (by a later period's lock), planned (locks by itself on a day), open."""
        if self.is_locked:
            return "locked"
        if self.shut_by is not None:
            return "shut"
        return "planned" if self.locks_on else "open"


def period_rows(year: int, *, calendar: Calendar, rights: Rights) -> list[PeriodRow]:
    """The 19 periods of a year in the order in which they end; corrections counted in the units one reaches. 3 queries."""
    rule = lock_rule()
    kept = {
        lock.period_key: lock
        for lock in PeriodLock.objects.filter(ends_on__year=year).select_related("locked_by", "unlocked_by")
    }
    counts = _correction_counts(kept.values(), rights)
    locked = sorted(
        (lock for lock in kept.values() if lock.locked_at), key=lambda one: (one.ends_on, one.starts_on)
    )
    rows = []
    for period in lockable_periods(year):
        lock = kept.get(period.key)
        is_locked = lock is not None and lock.locked_at is not None
        above = (
            None if is_locked else next((one for one in locked if one.ends_on >= period.span.ends_on), None)
        )
        made, asked = counts.get(lock.pk, (0, 0)) if lock else (0, 0)
        rows.append(
            PeriodRow(
                period, lock, report_due(period, days=rule.report_days, calendar=calendar),
                None if is_locked else locks_on(period, lock, rule=rule, calendar=calendar),
                parse_period_key(above.period_key) if above else None, made, asked,
            )
        )  # fmt: skip
    return rows


def locks_on(period: Period, lock: PeriodLock | None, *, rule: LockRule, calendar: Calendar) -> date | None:
    """The day on which an open period locks by itself: the one set for it, else by the rule. Months lock only by a day set
    for them; what was unlocked by hand stays open until another day is set."""
    if lock is not None:
        return lock.locks_on
    if not rule.is_on or "-M" in period.key:
        return None
    return locks_by_itself(period, report_days=rule.report_days, lock_days=rule.lock_days, calendar=calendar)


def _correction_counts(locks: Iterable[PeriodLock], rights: Rights) -> dict[int, tuple[int, int]]:
    rows = (
        Correction.objects.filter(lock__in=[lock.pk for lock in locks], unit_id__in=rights.unit_ids())
        .order_by()
        .values_list("lock_id")
        .annotate(made=Count("id"), asked=Count("id", filter=Q(state=CorrectionState.ASKED)))
    )
    return {lock_id: (made, asked) for lock_id, made, asked in rows}


def left_open(period: Period, *, units: Tree) -> dict[str, Any]:
    """What is not finished: issued plans without a report of the period that was handed in (of quarters, halves, years), and
    submitted evidence up to its end, by unit. Plain JSON with the units' names of the day; 2 queries."""
    reports: list[list[Any]] = []
    if "-M" not in period.key:
        done = Report.objects.filter(period_key=period.key, state__in=FROZEN).values("plan_id")
        plans = Plan.objects.filter(
            year=period.year, state=PlanState.ISSUED, amends__isnull=True, issued_on__lte=period.span.ends_on
        ).exclude(pk__in=done)
        reports = [[unit_id, number] for unit_id, number in plans.values_list("unit_id", "number")]
    waiting = (
        Evidence.objects.filter(
            state=EvidenceState.SUBMITTED, on__gte=date(period.year, 1, 1), on__lte=period.span.ends_on
        )
        .order_by()
        .values_list("unit_id")
        .annotate(count=Count("id"))
    )
    evidence = [[unit_id, count] for unit_id, count in waiting]
    named = {unit_id: units.full_name(unit_id) for unit_id, _ in [*reports, *evidence]}
    return {
        "reports": sorted(reports, key=lambda row: named[row[0]]),
        "evidence": sorted(evidence, key=lambda row: named[row[0]]),
        "units": {str(unit_id): name for unit_id, name in named.items()},
    }


@dataclass(frozen=True, slots=True)
class ShutPiece:
    """A piece of evidence of a locked day for which no correction is allowed."""

    evidence: Evidence
    lock: PeriodLock


def shut_pieces(evidence_ids: Iterable[int]) -> list[ShutPiece]:
    """Those of these pieces that can be decided only as a correction, by date. Three queries at most; one while nothing of their
    years is locked."""
    return shut_among(list(Evidence.objects.filter(pk__in=list(evidence_ids)).order_by("on", "pk")))


def shut_among(pieces: Sequence[Evidence]) -> list[ShutPiece]:
    """The same of pieces that are read already, in their order; a query less."""
    held = PeriodLock.objects.filter(
        locked_at__isnull=False, ends_on__year__in={one.on.year for one in pieces}
    )
    locks = list(held.order_by("ends_on", "-starts_on")) if pieces else []
    found = [
        ShutPiece(piece, lock)
        for piece in pieces
        if (lock := next((one for one in locks if _shuts(one, piece.on)), None)) is not None
    ]
    allowed = Correction.objects.filter(
        evidence__in=[one.evidence.pk for one in found], state=CorrectionState.ALLOWED
    )
    spans = {one.evidence_id: (one.starts_on, one.ends_on) for one in (allowed if found else ())}
    return [
        one
        for one in found
        if (span := spans.get(one.evidence.pk)) is None or not span[0] <= one.evidence.on <= span[1]
    ]


def _shuts(lock: PeriodLock, day: date) -> bool:
    return lock.ends_on.year == day.year and lock.ends_on >= day


def correction_for(pk: int) -> Correction | None:
    """The only door to one correction; who may see it is `permissions.may_see_correction`."""
    rows = Correction.objects.select_related("lock", "evidence", "plan", "asked_by", "decided_by")
    return rows.filter(pk=pk).first()


def open_correction(evidence_id: int) -> Correction | None:
    """The correction asked for or allowed for a piece of evidence."""
    rows = Correction.objects.select_related("lock", "decided_by")
    return rows.filter(evidence_id=evidence_id, state__in=OPEN_CORRECTIONS).first()


def open_plan_correction(plan_id: int) -> Correction | None:
    """The correction asked for or allowed for issuing or withdrawing a plan."""
    rows = Correction.objects.select_related("lock", "decided_by")
    return rows.filter(plan_id=plan_id, state__in=OPEN_CORRECTIONS).first()


def plan_day(year: int, issued_on: date) -> date:
    """From which day on a plan of a year counts in its figures: its date of issue, or the year's first day where it was issued
    the year before. Locked is what is locked on that day."""
    return max(issued_on, date(year, 1, 1))


def units_issued(plan_id: int, *, on: date) -> int:
    """How many units have issued their own plan under a plan, by the dates of issue up to a day."""
    return Plan.objects.filter(parent_id=plan_id, state=PlanState.ISSUED, issued_on__lte=on).count()


def leave_to_add(unit_id: int, *, year: int) -> list[Correction]:
    """Corrections allowed to a unit for a piece that is not written yet."""
    rows = Correction.objects.select_related("lock").filter(
        unit_id=unit_id,
        evidence__isnull=True,
        plan__isnull=True,
        state=CorrectionState.ALLOWED,
        ends_on__year=year,
    )
    return list(rows.order_by("ends_on"))


def corrections_of(lock: PeriodLock, rights: Rights) -> QuerySet[Correction]:
    """All corrections of a locked period, of the units one reaches, newest first, with what was done in each."""
    rows = Correction.objects.filter(lock=lock, unit_id__in=rights.unit_ids())
    return rows.select_related("evidence", "plan", "asked_by", "decided_by").prefetch_related(
        "steps__task__plan", "steps__above", "steps__by"
    )


def corrections_asked() -> QuerySet[Correction]:
    """Those that wait for the reform office."""
    return Correction.objects.filter(state=CorrectionState.ASKED)


def steps_since(plan_id: int, *, until: date, since: datetime) -> Sequence[CorrectionStep]:
    """What corrections did to tasks of a plan and to its count of units that have issued theirs: evidence and plans of its
    year up to a day, done after a moment; oldest first."""
    rows = CorrectionStep.objects.filter(
        Q(task__plan_id=plan_id) | Q(above_id=plan_id),
        at__gt=since, day__lte=until, day__gte=date(until.year, 1, 1),
    ).exclude(before=F("after"))  # fmt: skip
    found = rows.select_related("task", "by", "correction__plan").order_by("at", "id")
    return list(found[:KNOWS_AT_MOST])
