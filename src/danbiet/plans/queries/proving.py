"""Plans and reports as other nouns take them for evidence: what a unit has, and what has become of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit.clock import local
from danbiet.kit.periods import parse_period_key

from ..calc.reporting import period_words
from ..enums import PlanState, ReportState
from ..models import Plan, Report

SENT = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan or a report: title, address on the desk or for everybody, its state in words with the day."""

    id: int
    title: str
    url: str
    state: str
    on: date | None


def plan_papers(unit_id: int, *, year: int | None = None, ids: Collection[int] | None = None) -> list[Paper]:
    """The unit's issued plans of a year, newest first; with `ids` those, in whatever state they are now. One query."""
    rows = Plan.objects.filter(unit_id=unit_id).defer("sections")
    rows = rows.filter(state=PlanState.ISSUED) if ids is None else rows.filter(pk__in=ids)
    if year is not None:
        rows = rows.filter(year=year)
    return [_plan(one) for one in rows.order_by("-issued_on", "-id")]


def report_papers(
    unit_id: int, *, year: int | None = None, ids: Collection[int] | None = None
) -> list[Paper]:
    """The reports a unit has submitted on its plans of a year, newest first; with `ids` those, in whatever state. One query."""
    rows = (
        Report.objects.filter(plan__unit_id=unit_id)
        .select_related("plan")
        .defer("figures", "narrative", "plan__sections")
    )
    rows = rows.filter(state__in=SENT) if ids is None else rows.filter(pk__in=ids)
    if year is not None:
        rows = rows.filter(plan__year=year)
    return [_report(one) for one in rows.order_by("-submitted_at", "-id")]


def _plan(plan: Plan) -> Paper:
    name = _("Plan %(number)s") % {"number": plan.number or plan.year}
    return Paper(
        plan.pk, f"{name} – {plan.title}"[:200], reverse("plans:plan-public", args=[plan.pk]),
        _stated(PlanState(plan.state).label, plan.issued_on), plan.issued_on,
    )  # fmt: skip


def _report(report: Report) -> Paper:
    words = {"period": period_words(parse_period_key(report.period_key)), "number": report.plan.number}
    sent = local(report.submitted_at).date() if report.submitted_at else None
    title = _("Report, %(period)s, on plan %(number)s") % words
    return Paper(
        report.pk, f"{report.number} {title}".strip()[:200], reverse("plans:report", args=[report.pk]),
        _stated(ReportState(report.state).label, sent), sent,
    )  # fmt: skip


def _stated(label: object, on: date | None) -> str:
    return f"{label}, {on:%d/%m/%Y}" if on else str(label)
