"""The field: quotas, and attempts to reach those who were drawn."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.org.views import DeskRequest, desk_view, found, must, said_no

from .. import permissions as may
from ..actions.contacts import drop_contact, write_contact
from ..actions.quotas import set_quotas
from ..actions.refusals import SurveyRefusal
from ..calc.contacts import Tried, reached_by
from ..enums import Outcome
from ..forms.fieldwork import ContactForm, QuotasForm, quota_field
from ..models import Campaign, FrameRow
from ..queries import campaigns as ask
from ..queries import contacts as look
from ..queries.quotas import places_of
from .doors import campaign_step, crumbs, frame_choices, seen_campaign

SHOWN = 100
LOOKS = {
    Outcome.ANSWERED: "done", Outcome.ABSENT: "waiting", Outcome.LATER: "waiting", Outcome.REFUSED: "overdue", Outcome.GONE: "overdue",
}  # fmt: skip


@desk_view
def quotas(request: DeskRequest, pk: int) -> HttpResponse:
    """How many of each group may answer, and how many have."""
    campaign = seen_campaign(pk)
    must(may.may_set_quotas(request.rights, campaign, stage=ask.stage_of(campaign, on=request.on)))
    places = places_of(pk, ask.items_of(campaign.questionnaire_id))
    form = QuotasForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        try:
            set_quotas(pk, form.said(), rights=request.rights, on=request.on, at=request.at, by=request.user)
        except SurveyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The quotas are kept."))
            return HttpResponseRedirect(reverse("surveys:campaign", args=[pk]))
    rows = [(place, form[quota_field((place.item.number, place.answer))]) for place in places]
    context = {
        "one": campaign, "form": form,
        "groups": [(item, list(members)) for item, members in groupby(rows, key=lambda row: row[0].item)],
        "crumbs": crumbs(campaign_step(campaign), here=_("Quotas")),
    }  # fmt: skip
    return render(request, "surveys/desk/quotas.html", context)


@desk_view
def contacts(request: DeskRequest, pk: int) -> HttpResponse:
    """Write an attempt down; whom to try again, who is replaced by whom, how many of those tried answered."""
    campaign = seen_campaign(pk)
    stage = ask.stage_of(campaign, on=request.on)
    must(may.may_contact(request.rights, campaign, stage=stage))
    frame = ask.frame_of(pk)
    start = {
        name: request.GET.get(key, "")
        for name, key in (("frame", "khung"), ("cluster", "cum"), ("number", "so"))
    }
    form = ContactForm(request.POST or None, initial=start, frame=frame_choices(frame))
    if request.method == "POST" and form.is_valid():
        try:
            made = write_contact(
                pk, form.cleaned_data["frame"], form.cleaned_data["number"], form.cleaned_data["outcome"],
                cluster=form.cleaned_data["cluster"], again_on=form.cleaned_data["again_on"], rights=request.rights, on=request.on,
                by=request.user,
            )  # fmt: skip
        except SurveyRefusal as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Written down: number %(number)s.") % {"number": made.number})
            return HttpResponseRedirect(f"{reverse('surveys:contacts', args=[pk])}?khung={made.frame_id}")
    context = {
        "one": campaign, "form": form, "crumbs": crumbs(campaign_step(campaign), here=_("Attempts to reach people")),
        **_people(request, campaign, {row.pk: row for row in frame}),
    }  # fmt: skip
    return render(request, "surveys/desk/contacts.html", context)


def _people(request: DeskRequest, campaign: Campaign, rows: dict[int, FrameRow]) -> dict[str, Any]:
    people = look.people_of(campaign.pk)
    again = sorted(
        (one for one in people if one.is_open(campaign.attempts)),
        key=lambda one: (one.again_on or request.on, one.frame, one.cluster, one.number),
    )
    lost = [one for one in people if one.may_be_replaced(campaign.attempts)]
    reached = reached_by(people, campaign.attempts)
    return {
        "again": [
            {"row": rows[one.frame], "one": one, "is_due": one.again_on is None or one.again_on <= request.on, "name": Outcome(one.outcome).label}
            for one in again[:SHOWN]
        ],
        "again_count": len(again),
        "replaced": _replaced(lost, rows, seed=campaign.seed)[:SHOWN],
        "replaced_count": len(lost),
        "reached": [(rows[key], each, None if each.rate is None else round(100 * each.rate, 1)) for key, each in sorted(reached.items(), key=lambda pair: rows[pair[0]].name)],
        "newest": [(one, LOOKS[Outcome(one.outcome)]) for one in look.newest_contacts(campaign.pk, 20)],
    }  # fmt: skip


def _replaced(lost: list[Tried], rows: dict[int, FrameRow], *, seed: str) -> list[dict[str, Any]]:
    """Who is given up, and the number of the reserve that is asked instead: the first lost one has the first of the reserve, and so on.

    Where clusters were drawn the reserve is in the file of that draw (`number` is None).
    """
    found: list[dict[str, Any]] = []
    for frame_id, members in groupby(
        sorted(lost, key=lambda one: (one.frame, one.last_on, one.number)), key=lambda one: one.frame
    ):
        row = rows[frame_id]
        is_in_file = row.clusters is not None or row.population > ask.MOST_LISTED
        reserve = [] if is_in_file else ask.drawn_in(row, seed=seed)[row.sample :]
        found += [
            {
                "row": row, "one": one, "name": Outcome(one.outcome).label, "number": number, "is_in_file": is_in_file,
            }
            for one, number in zip_longest(members, reserve) if one is not None
        ]  # fmt: skip
    return found


@desk_view
@require_POST
def contact_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an attempt back that was written down by mistake."""
    one = found(look.contact_for(pk))
    must(may.may_contact(request.rights, one.campaign, stage=ask.stage_of(one.campaign, on=request.on)))
    try:
        drop_contact(pk, rights=request.rights, on=request.on, at=request.at, by=request.user)
    except SurveyRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Taken back: number %(number)s.") % {"number": one.number})
    return HttpResponseRedirect(reverse("surveys:contacts", args=[one.campaign_id]))
