"""Reports as screens and commands reach them: one, a list of them, the plan to report on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danbiet.audit.models import Entry
from danbiet.kit.periods import Period
from danbiet.org.queries import NoUnits, Rights, names_of, papers_of, tree

from ..calc import reporting as calc
from ..enums import PlanState
from ..models import Plan, Report
from .plans import plan_numbered
from .report_changes import Correction, corrections
from .report_figures import FROZEN, as_of_for, report_figures


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as it is shown and printed: frozen where one was submitted, else today's figures, which are provisional."""

    plan: Plan
    period: Period
    as_of: date
    figures: calc.Figures
    narrative: tuple[Mapping[str, str], ...]
    report: Report | None
    corrections: tuple[Correction, ...]

    @property
    def is_provisional(self) -> bool:
        return self.report is None or self.report.state not in FROZEN


def report_of(plan: Plan, period: Period) -> Report | None:
    """The plan's report for the period, None when nobody has opened one."""
    return Report.objects.filter(plan=plan, period_key=period.key).first()


def report_view(plan: Plan, *, period: Period, on: date, report: Report | None = None) -> ReportView:
    """The report of a plan for a period as of today: frozen figures with their corrections, or provisional ones."""
    known = report or report_of(plan, period)
    if known is not None and known.state in FROZEN and known.figures is not None:
        return ReportView(
            plan, period, known.as_of or period.span.ends_on, known.figures, tuple(known.narrative), known,
            tuple(corrections(known, on=on)),
        )  # fmt: skip
    as_of = as_of_for(period, on=on)
    figures = report_figures(plan, period=period, as_of=as_of)
    narrative = tuple(known.narrative) if known else ()
    return ReportView(plan, period, as_of, figures, narrative, known, ())


def report_for(pk: int) -> Report | None:
    """The only door to one report: None when there is none. Who may see it is `permissions.may_see_report`."""
    return Report.objects.select_related("plan__parent", "submitted_by", "decided_by").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One unit's plan and its report for a period, if there is one."""

    plan: Plan
    name: str
    report: Report | None

    @property
    def standing(self) -> str:
        """missing (nothing handed in), else the report's state; a draft is shown as what it is."""
        return self.report.state if self.report else MISSING

    @property
    def has_reported(self) -> bool:
        return self.report is not None and self.report.state in FROZEN


MISSING = "missing"


def report_rows(rights: Rights, period: Period) -> list[ReportRow]:
    """Every issued plan of the year in the person's units and below with its report, in the order of the tree.

    Two queries, however many units. Plans of units that no longer exist come last.
    """
    units = rights.tree
    order = {unit.id: place for place, unit in enumerate(units)}
    plans = (
        Plan.objects.filter(
            papers_of("plans", rights.unit_ids(), rights.tree),
            year=period.year,
            state=PlanState.ISSUED,
            issued_on__lte=period.span.ends_on,
        )
        .defer("sections")
        .order_by("id")
    )
    reports = Report.objects.filter(plan__in=plans, period_key=period.key).defer("figures", "narrative")
    held = {report.plan_id: report for report in reports}
    rows = [ReportRow(plan, units.full_name(plan.unit_id), held.get(plan.pk)) for plan in plans]
    return sorted(rows, key=lambda row: (order.get(row.plan.unit_id, len(order)), row.plan.pk))


def report_history(report: Report) -> QuerySet[Entry]:
    """Who did what with it, oldest first."""
    return Entry.objects.filter(object_kind="report", object_id=report.pk).order_by("at", "id")


def has_children(plan: Plan) -> bool:
    """Whether the plan was handed down, so that its report is a consolidated one."""
    return Plan.objects.filter(parent=plan).exists()


class NoSuchReport(LookupError):
    """What was asked for cannot be reported on; `str()` says why in a sentence."""


def plan_to_report(number: str, *, year: int) -> Plan:
    """The issued plan with this number for the year: the province's own where several units used the number.

    Refused (NoSuchReport): no plan of this number, none in this year, several of equal rank.
    """
    found = plan_numbered(number, year=year)
    if not found:
        raise NoSuchReport(_no_plan(number, year=year))
    top = [plan for plan in found if plan.parent_id is None] or found
    if len(top) > 1:
        root = _root_id(top[0])
        top = [plan for plan in top if plan.unit_id == root] or top
    if len(top) > 1:
        names = names_of([plan.unit_id for plan in top], date(year, 12, 31))
        raise NoSuchReport(
            _("Several units have a plan numbered %(number)s in %(year)s: %(units)s. Say which with --unit.")
            % {"number": number, "year": year, "units": "; ".join(sorted(names.values()))}
        )
    return top[0]


def own_plan(number: str, *, year: int, unit_id: int, name: str) -> Plan:
    """The unit's own issued plan under the plan with this number (or that plan itself, when it is the unit's).

    Refused (NoSuchReport): no such plan, the unit was given no part in it, its own plan is not issued yet.
    """
    found = plan_numbered(number, year=year)
    if not found:
        raise NoSuchReport(_no_plan(number, year=year))
    for plan in found:
        if plan.unit_id == unit_id:
            return plan
    own = Plan.objects.filter(parent__in=found, unit_id=unit_id).exclude(state=PlanState.WITHDRAWN)
    chosen = own.select_related("parent").first()
    words = {"unit": name, "number": number}
    if chosen is None:
        raise NoSuchReport(_("%(unit)s has no plan of its own under plan %(number)s.") % words)
    if chosen.state != PlanState.ISSUED:
        raise NoSuchReport(_("%(unit)s has not issued its own plan under plan %(number)s yet.") % words)
    return chosen


def _no_plan(number: str, *, year: int) -> str:
    others = sorted({plan.year for plan in plan_numbered(number)})
    if others:
        return _("Plan %(number)s is a plan for %(years)s, not for %(year)s.") % {
            "number": number, "years": ", ".join(map(str, others)), "year": year,
        }  # fmt: skip
    return _("There is no issued plan numbered %(number)s.") % {"number": number}


def _root_id(plan: Plan) -> int | None:
    try:
        return tree(plan.issued_on or date(plan.year, 12, 31)).root.id
    except NoUnits:
        return None
