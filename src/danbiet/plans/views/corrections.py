"""Corrections after locking on the desk: asked for by a unit, decided by the province's reform office."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import correcting
from ..actions.refusals import PlanRefusal
from ..calc.locking import lockable_period
from ..calc.reporting import period_words
from ..forms.locking import AskForm, AskNewForm, DecideForm
from ..queries import periods as ask
from .doors import crumbs, own_units, refusal_page
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
