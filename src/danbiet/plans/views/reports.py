"""Reports on the desk: who has reported, one report with its figures, writing it, handing it in, deciding on it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_of
from danbiet.kit.periods import Period, PeriodKeyError, PeriodKind, period_of
from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from ..actions import reporting
from ..actions.documents import request_report
from ..actions.refusals import EditedMeanwhile, PlanRefusal
from ..calc.reporting import period_words, periods_of, report_period
from ..enums import ReportState
from ..forms.issuing import ReasonForm
from ..forms.reporting import PROMPTS, ReportForm
from ..models import Report
from ..permissions import (
    may_decide_report,
    may_open_report,
    may_see_report,
    may_submit_report,
    may_write_report,
)
from ..queries import reports as ask
from ..queries.documents import correction_words
from ..queries.files import report_file
from ..queries.periods import steps_since
from ..queries.report_figures import FROZEN, as_of_for
from .correction_words import step_words
from .doors import crumbs, plan_or_404, refusal_page
from .files import word_answer
from .report_figures import shown_figures

PER_PAGE = 40


def report_or_404(request: DeskRequest, pk: int) -> Report:
    """The report, for people with a role in its unit or above; for others it does not exist."""
    report = ask.report_for(pk)
    if report is None or not may_see_report(request.rights, report):
        raise Http404
    return report


@desk_view
def report_list(request: DeskRequest) -> HttpResponse:
    """Every unit with an issued plan and how its report for the period stands; `?tinh-trang=not-reported`: who has not."""
    period = _period_asked(request.GET.get("ky", ""), on=request.on)
    rows = ask.report_rows(request.rights, period)
    text = request.GET.get("q", "").strip()
    standing = request.GET.get("tinh-trang", "")
    counts = Counter(row.standing for row in rows)
    shown = [
        row
        for row in rows
        if (not standing or _fits(row, standing)) and text.casefold() in row.name.casefold()
    ]
    if kind := kind_asked(request):
        told = [
            (_("Period"), period_words(period)),
            (_("Unit"), text),
            (_("State"), _standing_label(standing)),
        ]
        return list_answer(request, kind, _listing(shown, period, told_of(told)))
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("trang"))
    reported = sum(row.has_reported for row in rows)
    context = {
        "page": page,
        "rows": [(row, row.report is None and may_open_report(request.rights, row.plan)) for row in page],
        "periods": _choices(period, on=request.on),
        "period": period,
        "period_words": period_words(period),
        "has_begun": period.span.starts_on <= request.on,
        "reported": reported,
        "not_reported": len(rows) - reported,
        "waiting": counts[ReportState.SUBMITTED],
        "accepted": counts[ReportState.ACCEPTED],
        "all": len(rows),
        "q": text,
        "standing": standing,
        "states": [("not-reported", _("Not reported")), *ReportState.choices],
        "crumbs": crumbs(here=_("Reports")),
    }
    return render(request, "plans/report_list.html", context)


def _standing_label(standing: str) -> str:
    known = {
        "not-reported": _("Not reported"),
        **{str(key): str(label) for key, label in ReportState.choices},
    }
    return known.get(standing, "")


def _listing(rows: list[ask.ReportRow], period: Period, told: str) -> Listing:
    head = [_("Unit"), _("Plan"), _("State"), _("Number"), _("Submitted"), _("Figures as of"), _("Decided")]
    cells = [
        [
            row.name, row.plan.number, row.report.get_state_display() if row.report else _("Not reported"),
            row.report.number if row.report else "", row.report.submitted_at if row.report else None,
            row.report.as_of if row.report else None, row.report.decided_at if row.report else None,
        ]
        for row in rows
    ]  # fmt: skip
    return Listing(name=f"bao-cao-{period.key}", title=_("Reports"), head=head, rows=cells, told=told)


@desk_view
@require_POST
def report_open(request: DeskRequest) -> HttpResponse:
    """Begin the report of a plan for a period, or go to the one that was begun."""
    plan = plan_or_404(request, row_number(request.POST.get("ke-hoach", "")) or 0)
    must(may_open_report(request.rights, plan))
    try:
        report = reporting.open_report(
            plan.pk, request.POST.get("ky", ""), by=request.user, at=request.at, on=request.on
        )
    except PlanRefusal as refusal:
        said_no(request, refusal)
        return HttpResponseRedirect(reverse("plans:report-list"))
    return HttpResponseRedirect(reverse("plans:report-edit", args=[report.pk]))


@desk_view
def report_page(request: DeskRequest, pk: int) -> HttpResponse:
    """The report as it stands: figures, words, what changed since, and what may be done with it."""
    report = report_or_404(request, pk)
    rights = request.rights
    view = ask.report_view(report.plan, period=report_period(report.period_key), on=request.on, report=report)
    context = {
        **_about(request, report),
        "view": view,
        "figures": shown_figures(view.figures),
        "parts": [
            (PROMPTS[part["key"]][0], part["text"]) for part in report.narrative if part["key"] in PROMPTS
        ],
        "corrections": [correction_words(one) for one in view.corrections],
        "steps": _steps(report),
        "is_consolidated": "unit_groups" in view.figures,
        "is_open": request.GET.get("in") == "1",
        "can_write": may_write_report(rights, report),
        "can_submit": may_submit_report(rights, report),
        "can_decide": may_decide_report(rights, report),
        "crumbs": _crumbs(report),
    }
    return render(request, "plans/report_page.html", context)


def _steps(report: Report) -> list[dict[str, Any]]:
    """What corrections after locking did to its tasks since it was submitted."""
    if report.submitted_at is None or report.as_of is None or report.state not in FROZEN:
        return []
    found = steps_since(report.plan_id, until=report.as_of, since=report.submitted_at)
    return [
        {
            **step_words(step),
            "reason": step.correction.reason,
            "url": reverse("plans:evidence-detail", args=[step.evidence_id])
            if step.evidence_id
            else reverse("plans:plan-edit", args=[step.correction.plan_id]),
        }
        for step in found
    ]


@desk_view
def report_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Write the report with its figures beside; who may only read it, or once it is handed in, is shown the report."""
    report = report_or_404(request, pk)
    if not may_write_report(request.rights, report):
        must(request.method != "POST")
        return _to_report(pk)
    held = {part["key"]: part["text"] for part in report.narrative}
    form = ReportForm(
        request.POST or None, initial={"version": report.version, "number": report.number, **held}
    )
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            reporting.save_report(
                pk, version=form.cleaned_data["version"], texts=form.texts(), number=form.cleaned_data["number"],
                by=request.user, at=request.at,
            )  # fmt: skip
        except EditedMeanwhile as refusal:
            refusal_page(form, refusal)
            theirs = _differences(form, ask.report_for(pk) or report)
            form.data = {**request.POST.dict(), "version": str(refusal.current_version)}
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _("The report has been saved."))
            return _to_report(pk)
    period = report_period(report.period_key)
    view = ask.report_view(report.plan, period=period, on=request.on, report=report)
    context = {
        **_about(request, report),
        "view": view,
        "form": form,
        "theirs": theirs,
        "figures": shown_figures(view.figures),
        "crumbs": _crumbs(report, here=_("Write")),
    }
    return render(request, "plans/report_edit.html", context)


@desk_view
def report_submit(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand the report in, after saying what that means."""
    report = report_or_404(request, pk)
    must(may_submit_report(request.rights, report))
    if request.method == "POST":
        try:
            reporting.submit_report(pk, by=request.user, at=request.at, on=request.on)
        except PlanRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The report has been submitted; its figures are frozen."))
        return _to_report(pk)
    period = report_period(report.period_key)
    as_of = as_of_for(period, on=request.on)
    consequences = [
        _("The figures are frozen as of %(day)s and never change afterwards.") % {"day": f"{as_of:%d/%m/%Y}"},
        _("What is accepted or taken back later is listed as a correction beside them."),
        _("Whoever accepts reports of your unit is told by mail."),
    ]
    if as_of < period.span.ends_on:
        consequences.insert(
            0,
            _("The period runs until %(day)s: what happens after today will not be in the report.")
            % {"day": f"{period.span.ends_on:%d/%m/%Y}"},
        )
    context = {
        "title": _("Submit the report?"),
        "text": _title(request, report),
        "consequences": consequences,
        "action": _("Submit the report"),
        "cancel_url": reverse("plans:report", args=[pk]),
        "crumbs": _crumbs(report, here=_("Submit the report")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
def report_return(request: DeskRequest, pk: int) -> HttpResponse:
    """Give a submitted report back with a reason."""
    report = report_or_404(request, pk)
    must(may_decide_report(request.rights, report))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reporting.return_report(
                pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at, on=request.on
            )
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _("The report has been returned."))
            return _to_report(pk)
    context = {
        "title": _("Return the report"),
        "text": _title(request, report),
        "consequences": [
            _("The unit gets your reason by mail and can write the report again."),
            _("Its figures are frozen anew when it is submitted again."),
        ],
        "form": form,
        "action": _("Return"),
        "cancel_url": reverse("plans:report", args=[pk]),
        "crumbs": _crumbs(report, here=_("Return")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
@require_POST
def report_accept(request: DeskRequest, pk: int) -> HttpResponse:
    """Accept a submitted report."""
    report = report_or_404(request, pk)
    must(may_decide_report(request.rights, report))
    try:
        reporting.accept_report(pk, by=request.user, at=request.at, on=request.on)
    except PlanRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("The report has been accepted."))
    return _to_report(pk)


@desk_view
def report_word(request: DeskRequest, pk: int) -> HttpResponse:
    """The Word file of a unit's report at once; of a consolidated one in the background (POST)."""
    report = report_or_404(request, pk)
    if not ask.has_children(report.plan):
        made = report_file(report.plan, period=report_period(report.period_key), on=request.on, report=report)
        return word_answer(made)
    if request.method == "POST":
        request_report(report, by=request.user, at=request.at)
        messages.success(request, _("The document is being made. It appears below when it is ready."))
        return HttpResponseRedirect(reverse("exports:run-list"))
    return HttpResponseRedirect(reverse("plans:report", args=[pk]))


def _period_asked(key: str, *, on: date) -> Period:
    try:
        return report_period(key)
    except PeriodKeyError:
        return period_of(PeriodKind.QUARTER, on=on)


def _choices(period: Period, *, on: date) -> list[tuple[str, str]]:
    years = dict.fromkeys((on.year, on.year - 1, period.year))
    return [(one.key, period_words(one)) for year in years for one in periods_of(year)]


def _fits(row: ask.ReportRow, standing: str) -> bool:
    return not row.has_reported if standing == "not-reported" else row.standing == standing


def _about(request: DeskRequest, report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "plan": report.plan,
        "title": _title(request, report),
        "unit_name": request.rights.tree.full_name(report.plan.unit_id),
    }


def _title(request: DeskRequest, report: Report) -> str:
    return _("Report for %(period)s") % {"period": period_words(report_period(report.period_key))}


def _crumbs(report: Report, *, here: str = "") -> list[dict[str, str]]:
    address = f"{reverse('plans:report-list')}?ky={report.period_key}"
    steps = [(_("Reports"), address)]
    name = f"{report.period_key}, {report.plan.number}"
    if here:
        steps.append((name, reverse("plans:report", args=[report.pk])))
    return crumbs(*steps, here=here or name)


def _to_report(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("plans:report", args=[pk]))


def _differences(form: ReportForm, theirs: Report) -> list[dict[str, Any]]:
    """Headings under which what was typed and what is stored now differ."""
    stored = {part["key"]: part["text"] for part in theirs.narrative}
    return [
        {"label": label, "mine": form.cleaned_data.get(key, ""), "theirs": stored.get(key, "")}
        for key, (label, _prompt) in PROMPTS.items()
        if form.cleaned_data.get(key, "").strip() != stored.get(key, "").strip()
    ]
