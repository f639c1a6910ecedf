"""Forms on paper: keyed by two people apart, compared, decided where they differ."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, desk_view, found, must

from .. import permissions as may
from ..actions import answering as act
from ..actions.refusals import SurveyRefusal
from ..forms.answers import DecisionForm, KeyingForm
from ..queries import campaigns as ask
from .doors import campaign_step, crumbs, frame_choices, seen_campaign


@desk_view
def papers(request: DeskRequest, pk: int) -> HttpResponse:
    """Key a form; below it what was keyed and what is to be decided. The second one does not see what the first one keyed."""
    campaign = seen_campaign(pk)
    stage = ask.stage_of(campaign, on=request.on)
    must(may.may_key(request.rights, campaign, stage=stage))
    frame, items = ask.frame_of(pk), ask.items_of(campaign.questionnaire_id)
    start: dict[str, Any] = {"frame": request.GET.get("khung", "")}
    form = KeyingForm(request.POST or None, initial=start, items=items, frame=frame_choices(frame))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            paper = act.key_paper(
                pk, said["number"], said["frame"], form.answers(), cluster=said["cluster"], rights=request.rights, on=request.on,
                at=request.at, by=request.user,
            )  # fmt: skip
        except SurveyRefusal as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _said(paper))
            return HttpResponseRedirect(f"{reverse('surveys:papers', args=[pk])}?khung={said['frame']}")
    rows = [
        (one, _("done") if one.response_id else _("to be decided") if one.second_at else _("keyed once"),
         "done" if one.response_id else "at_risk" if one.second_at else "waiting")
        for one in ask.papers_of(pk)
    ]  # fmt: skip
    context = {
        "one": campaign, "form": form, "rows": rows, "counts": ask.paper_counts(pk),
        "can_decide": may.may_take_in(request.rights, campaign, stage=stage),
        "crumbs": crumbs(campaign_step(campaign), here=_("Forms on paper")),
    }  # fmt: skip
    return render(request, "surveys/desk/papers.html", context)


def _said(paper: Any) -> str:
    number = {"number": paper.number}
    if paper.second_at is None:
        return _("Form %(number)s keyed once; somebody else keys it again.") % number
    if paper.response_id is None:
        return _("Form %(number)s: the two keyings differ, a decision is needed.") % number
    return _("Form %(number)s: both keyings agree, it counts.") % number


@desk_view
def paper(request: DeskRequest, pk: int) -> HttpResponse:
    """Where two keyings differ, question by question; the paper decides."""
    one = found(ask.paper_for(pk))
    campaign = one.campaign
    must(may.may_take_in(request.rights, campaign, stage=ask.stage_of(campaign, on=request.on)))
    items = ask.items_of(campaign.questionnaire_id)
    form = None
    if one.second is not None and one.response_id is None:
        form = DecisionForm(request.POST or None, items=items, first=one.first, second=one.second)
        if request.method == "POST" and form.is_valid():
            try:
                act.decide_paper(
                    pk,
                    form.answers(),
                    rights=request.rights,
                    on=request.on,
                    at=request.at,
                    by=request.user,
                )
            except SurveyRefusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Decided: the form counts."))
                return HttpResponseRedirect(reverse("surveys:papers", args=[campaign.pk]))
    context = {
        "paper": one, "one": campaign, "form": form,
        "crumbs": crumbs(
            campaign_step(campaign), (_("Forms on paper"), reverse("surveys:papers", args=[campaign.pk])), here=one.number
        ),
    }  # fmt: skip
    return render(request, "surveys/desk/paper.html", context)
