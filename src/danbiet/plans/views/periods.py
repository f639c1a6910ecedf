"""Locked periods on the desk: the list of a year, one period with its corrections, locking and unlocking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit.periods import Period, PeriodKeyError
from danbiet.kit.text import row_number
from danbiet.org.queries import working_calendar
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import locking
from ..actions.refusals import PlanRefusal
from ..calc.locking import lockable_period
from ..calc.reporting import period_words
from ..forms.locking import LockForm, LockRuleForm, WhyForm
from ..models import Correction, PeriodLock
from ..queries import periods as ask
from .correction_words import about, step_words
from .doors import crumbs, refusal_page

LOOKS = {"locked": "done", "shut": "done", "planned": "waiting", "open": "not_started"}


@desk_view
def period_list(request: DeskRequest) -> HttpResponse:
    """The periods of a year and how each stands; the rule by which they lock, for the reform office to set."""
    must(may.may_see_periods(request.rights))
    year = row_number(request.GET.get("nam", "")) or request.on.year
    if not 2000 <= year <= 2100:
        raise Http404
    can_lock = may.may_lock_periods(request.rights)
    rule = ask.lock_rule()
    known = {
        "version": rule.version,
        "is_on": rule.is_on,
        "report_days": rule.report_days,
        "lock_days": rule.lock_days,
    }
    form = LockRuleForm(request.POST or None, initial=known)
    if request.method == "POST":
        must(can_lock)
        if form.is_valid():
            try:
                locking.set_lock_rule(**form.cleaned_data, by=request.user, at=request.at)
            except PlanRefusal as refusal:
                refusal_page(form, refusal)
            else:
                messages.success(request, _("The rule has been saved."))
                return HttpResponseRedirect(request.get_full_path())
    rows = ask.period_rows(year, calendar=working_calendar(), rights=request.rights)
    if kind := kind_asked(request):
        return list_answer(request, kind, _periods_listing(rows, year))
    context = {
        "year": year,
        "years": [request.on.year + 1 - back for back in range(5)],
        "rows": [(row, _title(row.period), standing_words(row), LOOKS[row.standing]) for row in rows],
        "can_lock": can_lock,
        "on": request.on,
        "form": form,
        "rule": rule,
        "crumbs": crumbs((_("Reports"), reverse("plans:report-list")), here=_("Locked periods")),
    }
    return render(request, "plans/period_list.html", context)


@desk_view
def period_page(request: DeskRequest, key: str) -> HttpResponse:
    """One period: since when it is locked, by whom, what was open then, and what was corrected since."""
    must(may.may_see_periods(request.rights))
    period = period_or_404(key)
    lock = ask.lock_of(period.key)
    held = list(ask.corrections_of(lock, request.rights)) if lock else []
    if kind := kind_asked(request):
        return list_answer(request, kind, _corrections_listing(held, period, request))
    names = request.rights.tree
    reach = request.rights.unit_ids()
    context = {
        "period": period,
        "title": _title(period),
        "lock": lock,
        "open": _left_open(lock, reach) if lock and lock.locked_at else None,
        "corrections": [
            {
                "row": one,
                "unit": names.full_name(one.unit_id),
                "steps": [step_words(step) for step in one.steps.all()],
            }
            for one in held
        ],
        "can_lock": may.may_lock_periods(request.rights),
        "can_ask": any(may.may_ask_correction(request.rights, unit) for unit in request.rights.units_held()),
        "is_over": period.span.ends_on < request.on,
        "is_shut": ask.lock_over(period.span.ends_on) is not None,
        "crumbs": _crumbs(here=_title(period)),
    }
    return render(request, "plans/period_page.html", context)


@desk_view
def period_lock(request: DeskRequest, key: str) -> HttpResponse:
    """Lock it at once or set the day, after showing what is still open."""
    must(may.may_lock_periods(request.rights))
    period = period_or_404(key)
    form = LockForm(request.POST or None)
    back = reverse("plans:period", args=[period.key])
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        try:
            if day:
                locking.plan_lock(period.key, day=day, by=request.user, at=request.at, on=request.on)
            else:
                locking.lock_period(period.key, by=request.user, at=request.at, on=request.on)
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(
                request,
                _("The period locks by itself on %(day)s.") % {"day": f"{day:%d/%m/%Y}"}
                if day
                else _("The period is locked."),
            )
            return HttpResponseRedirect(back)
    still = ask.left_open(period, units=request.rights.tree)
    reports, evidence = len(still["reports"]), sum(count for _unit, count in still["evidence"])
    words = {"day": f"{period.span.ends_on:%d/%m/%Y}"}
    context = {
        "title": _("Lock the period?"),
        "text": _title(period),
        "consequences": [
            _("Figures of %(year)s up to %(day)s stand: evidence of these days is added, changed, accepted, returned and withdrawn only as a correction.")
            % {"year": period.year, **words},
            _("Reports that are not handed in: %(count)d.") % {"count": reports},
            _("Pieces of evidence that are not decided: %(count)d.") % {"count": evidence},
            _("What the system counts by itself goes on; at submitted reports it is shown as a difference."),
        ],
        "action": _("Lock the period"),
        "form": form,
        "cancel_url": back,
        "action_url": request.get_full_path(),
        "crumbs": _crumbs((_title(period), back), here=_("Lock the period")),
    }  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def period_unlock(request: DeskRequest, key: str) -> HttpResponse:
    """Open it again, with a reason."""
    must(may.may_lock_periods(request.rights))
    period = period_or_404(key)
    form = WhyForm(request.POST or None)
    back = reverse("plans:period", args=[period.key])
    if request.method == "POST" and form.is_valid():
        try:
            locking.unlock_period(
                period.key, reason=form.cleaned_data["reason"], by=request.user, at=request.at
            )
            messages.success(request, _("The period is open again."))
        except PlanRefusal as refusal:
            said_no(request, refusal)
        return HttpResponseRedirect(back)
    context = {
        "title": _("Unlock the period?"),
        "text": _title(period),
        "consequences": [
            _(
                "Evidence of these days can be changed again without leave, unless a longer period is locked as well."
            ),
            _("Who unlocked it, when and why stays on record; corrections made so far stay listed."),
        ],
        "action": _("Unlock the period"),
        "look": "danger",
        "form": form,
        "cancel_url": back,
        "action_url": request.get_full_path(),
        "crumbs": _crumbs((_title(period), back), here=_("Unlock the period")),
    }
    return render(request, "layouts/confirm.html", context)


def period_or_404(key: str) -> Period:
    """The month, quarter, half or year; anything else does not exist."""
    try:
        return lockable_period(key)
    except PeriodKeyError as error:
        raise Http404 from error


def standing_words(row: ask.PeriodRow) -> str:
    """How a period stands, in words."""
    if row.is_locked:
        return _("Locked")
    if row.shut_by is not None:
        return _("Locked with %(period)s") % {"period": period_words(row.shut_by)}
    return pgettext("period", "Open")


def _title(period: Period) -> str:
    words = period_words(period)
    return words[:1].upper() + words[1:]


def _crumbs(*steps: tuple[str, str], here: str) -> list[dict[str, str]]:
    way = ((_("Reports"), reverse("plans:report-list")), (_("Locked periods"), reverse("plans:period-list")))
    return crumbs(*way, *steps, here=here)


def _left_open(lock: PeriodLock, reach: set[int]) -> dict[str, Any]:
    """What was open at the locking, of the units one reaches."""
    names = lock.left_open.get("units", {})
    return {
        part: [
            (names.get(str(unit_id), ""), value)
            for unit_id, value in lock.left_open.get(part, ())
            if unit_id in reach
        ]
        for part in ("reports", "evidence")
    }


def _periods_listing(rows: list[ask.PeriodRow], year: int) -> Listing:
    head = [
        _("Period"), _("Reports due"), _("State"), _("Locked at"), _("Locked by"), _("Reports not handed in"),
        _("Evidence not decided"), _("Corrections after locking"),
    ]  # fmt: skip
    cells = []
    for row in rows:
        lock = row.lock if row.is_locked else None
        left = lock.left_open if lock else {}
        cells.append(
            [
                _title(row.period), row.reports_due_on, standing_words(row), lock.locked_at if lock else row.locks_on,
                (lock.locked_by.full_name if lock.locked_by else _("by itself")) if lock else "",
                len(left.get("reports", ())) if lock else None,
                sum(count for _unit, count in left.get("evidence", ())) if lock else None, row.corrections,
            ]
        )  # fmt: skip
    return Listing(
        name=f"khoa-ky-{year}", title=_("Locked periods"), head=head, rows=cells, told=f"{_('Year')}: {year}"
    )


def _corrections_listing(held: list[Correction], period: Period, request: DeskRequest) -> Listing:
    head = [
        _("Unit"), _("Evidence or plan"), _("Reason"), _("State"), _("Asked by"), _("Asked at"), _("Decided by"), _("Done"),
        _("By"), _("When"), _("Plan"), _("Figure"), _("Before"), _("After"),
    ]  # fmt: skip
    cells: list[list[object]] = []
    for one in held:
        whose = [
            request.rights.tree.full_name(one.unit_id), about(one), one.reason,
            str(one.get_state_display()), one.asked_by.full_name if one.asked_by else "", one.asked_at,
            one.decided_by.full_name if one.decided_by else "",
        ]  # fmt: skip
        steps = [step_words(step) for step in one.steps.all()]
        keys = ("deed", "by", "at", "plan", "figure", "before", "after")
        cells.extend([*whose, *(step[key] for key in keys)] for step in steps)
        if not steps:
            cells.append([*whose, *[""] * 5, None, None])
    return Listing(
        name=f"dieu-chinh-sau-khoa-{period.key}", title=_("Corrections after locking"), head=head, rows=cells,
        told=_title(period),
    )  # fmt: skip
