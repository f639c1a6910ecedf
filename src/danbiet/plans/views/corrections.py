"""Corrections after locking on the desk: asked for by a unit, decided by the province's reform office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.queries import Rights
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import correcting
from ..actions.correcting_plans import ask_plan_correction
from ..actions.refusals import PlanRefusal
from ..calc.locking import lockable_period
from ..calc.reporting import period_words
from ..enums import CorrectionState, PlanState
from ..forms.locking import AskForm, AskNewForm, AskPlanForm, DecideForm
from ..models import Plan
from ..queries import periods as ask
from .doors import crumbs, own_units, plan_crumbs, plan_or_404, refusal_page, to_plan
from .evidence import evidence_or_404
from .periods import period_or_404


@desk_view
def correction_ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask for leave to correct a piece of evidence whose day is locked."""
    piece = evidence_or_404(request, pk)
    must(may.may_ask_correction(request.rights, piece.evidence.unit_id))
    form = AskForm(request.POST or None)
    back = reverse("plans:evidence-detail", args=[pk])
    if (
        request.method == "POST"
        and form.is_valid()
        and _asked(request, pk, unit_id=piece.evidence.unit_id, day=piece.evidence.on, form=form)
    ):
        return HttpResponseRedirect(back)
    context = {
        "title": _("Ask for a correction after locking"), "text": piece.evidence.title, "consequences": _consequences(),
        "action": _("Ask for the correction"), "form": form, "cancel_url": back, "action_url": request.get_full_path(),
        "crumbs": crumbs((_("Evidence"), reverse("plans:evidence-list")), (piece.evidence.title, back), here=_("Correction")),
    }  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def correction_new(request: DeskRequest, key: str) -> HttpResponse:
    """Ask for leave to add a piece of evidence to a locked period."""
    period = period_or_404(key)
    units = own_units(request.rights)
    must(bool(units), _("Corrections are asked for by who writes a unit's evidence."))
    form = AskNewForm(request.POST or None, units=units, initial={"day": period.span.ends_on})
    back = reverse("plans:period", args=[period.key])
    if (
        request.method == "POST"
        and form.is_valid()
        and _asked(request, None, unit_id=form.cleaned_data["unit"], day=form.cleaned_data["day"], form=form)
    ):
        return HttpResponseRedirect(back)
    context = {
        "title": _("Ask to add evidence after locking"), "text": period_words(period), "consequences": _consequences(),
        "action": _("Ask for the correction"), "form": form, "cancel_url": back, "action_url": request.get_full_path(),
    }  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def plan_correction_ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask for leave to issue a plan under a date that is locked, or to withdraw one that was issued then."""
    plan = plan_or_404(request, pk)
    must(may.may_ask_plan_correction(request.rights, plan))
    is_issued = plan.state == PlanState.ISSUED
    form = AskPlanForm(request.POST or None, initial={"day": plan.issued_on or request.on})
    if is_issued:
        form.fields["day"].disabled = True
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            ask_plan_correction(
                pk, issued_on=said["day"], reason=said["reason"], by=request.user, at=request.at
            )
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _("Asked. The reform office of the province decides."))
            return to_plan(pk)
    until = ask.last_shut_day(plan.year)
    shut = _("Figures of %(year)s up to %(day)s are locked.")
    text = shut % {"year": plan.year, "day": f"{until:%d/%m/%Y}"} if until else _("No period is locked.")
    once = (
        _("Once allowed, the plan is withdrawn as usual; how many units have issued theirs before and after stays listed.")
        if is_issued
        else _("Once allowed, the plan is issued as usual; how many units have issued theirs before and after stays listed.")
    )  # fmt: skip
    context = {
        "title": _("Ask for a correction after locking"), "text": f"{plan}. {text}", "consequences": [_consequences()[0], once],
        "action": _("Ask for the correction"), "form": form, "cancel_url": reverse("plans:plan-edit", args=[pk]),
        "action_url": request.get_full_path(), "crumbs": plan_crumbs(plan, here=_("Correction")),
    }  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def correction_decide(request: DeskRequest, pk: int) -> HttpResponse:
    """What a unit asked, with the piece; the reform office allows or refuses."""
    correction = ask.correction_for(pk)
    if correction is None or not may.may_see_correction(request.rights, correction):
        raise Http404
    can_decide = may.may_lock_periods(request.rights)
    form = DecideForm(request.POST or None)
    back = reverse("plans:period", args=[correction.lock.period_key])
    if request.method == "POST":
        must(can_decide)
        if form.is_valid():
            try:
                correcting.decide_correction(
                    pk, is_allowed="allow" in request.POST, answer=form.cleaned_data["answer"], by=request.user, at=request.at
                )  # fmt: skip
            except PlanRefusal as refusal:
                refusal_page(form, refusal)
            else:
                messages.success(request, _("Decided; the unit sees it at the evidence and at the period."))
                return HttpResponseRedirect(back)
    context = {
        "correction": correction,
        "unit": request.rights.tree.full_name(correction.unit_id),
        "period_words": period_words(lockable_period(correction.lock.period_key)),
        "form": form,
        "can_decide": can_decide and correction.state == "asked",
        "crumbs": crumbs(
            (_("Locked periods"), reverse("plans:period-list")),
            (correction.lock.period_key, back),
            here=_("Correction"),
        ),
    }
    return render(request, "plans/correction_page.html", context)


def plan_shut(rights: Rights, plan: Plan) -> dict[str, Any]:
    """Up to which day the plan's year is locked, what was asked and allowed for the plan, and what this person can do about it;
    empty where nothing is locked, or where an issued plan's date is not."""
    until = ask.last_shut_day(plan.year)
    if until is None:
        return {}
    if plan.state == PlanState.ISSUED and plan.issued_on and ask.plan_day(plan.year, plan.issued_on) > until:
        return {}
    held = ask.open_plan_correction(plan.pk)
    return {
        "until": until,
        "correction": held,
        "is_closed": held is None or held.state != CorrectionState.ALLOWED,
        "may_correct": may.may_lock_periods(rights),
        "may_ask": held is None and may.may_ask_plan_correction(rights, plan),
        "url": reverse("plans:correction", args=[held.pk]) if held else reverse("plans:plan-correction-ask", args=[plan.pk]),
    }  # fmt: skip


def _asked(request: DeskRequest, pk: int | None, *, unit_id: int, day: date, form: AskForm) -> bool:
    try:
        correcting.ask_correction(
            pk, unit_id=unit_id, day=day, reason=form.cleaned_data["reason"], by=request.user, at=request.at
        )
    except PlanRefusal as refusal:
        said_no(request, refusal)
        refusal_page(form, refusal)
        return False
    messages.success(request, _("Asked. The reform office of the province decides."))
    return True


def _consequences() -> list[str]:
    return [
        _("The reform office of the province decides; until then nothing changes."),
        _("Once allowed, this piece is changed, handed in and accepted as usual; who, when, why and the figures before and after stay listed."),
        _("A report that was submitted keeps its figures and shows the difference."),
    ]  # fmt: skip
