"""Airings one by one: the list with its CSV, one with its history, written down by hand, corrected."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by
from danbiet.kit.clock import local
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions.airing import AiringDraft, correct_airing, record_airing
from ..actions.refusals import BroadcastRefusal, EditedMeanwhile
from ..actions.scheduling import shown_title, unschedule
from ..calc.minutes import minutes
from ..calc.speaking import clock
from ..enums import COUNTING, AiringSource, AiringState, Language
from ..forms.airings import AiringFilter, AiringForm, CorrectionForm
from ..forms.fields import TaskField, task_ids
from ..models import Airing
from ..permissions import may_run_channel, may_see_script, may_settle_airing
from ..queries import doors as ask
from ..registry import task_labels
from .doors import LOOKS, crumbs, must, own_channels

PER_PAGE = 50


@desk_view
def airing_list(request: DeskRequest) -> HttpResponse:
    """All airings, filtered; the same as a file (`?tai=`)."""
    form = AiringFilter(
        request.GET, channels=ask.channels(is_active=None), programmes=ask.programmes(is_active=None)
    )
    form.is_valid()
    said = form.cleaned_data
    rows = ask.airings(
        first=said.get("tu"), last=said.get("den"), channel_id=said.get("kenh"), programme_id=said.get("chuyen_muc"),
        state=said.get("tinh_trang", ""), language=said.get("ngon_ngu", ""),
    )  # fmt: skip
    if kind := kind_asked(request):
        return list_answer(request, kind, _listing(rows[:20_000], told_by(form)))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "rows": [(one, clock(one.seconds), LOOKS[AiringState(one.state)]) for one in page],
        "can_write": bool(own_channels(request.rights)),
        "crumbs": crumbs(here=_("Airings")),
    }
    return render(request, "broadcasts/airing_list.html", context)


def _listing(rows: Any, told: str) -> Listing:
    head = [
        _("Day"), _("Begins at"), _("Channel"), _("Programme"), _("Title"), _("Length"), _("Minutes on air"), _("Language"),
        _("State"), _("Source"), _("Reason"),
    ]  # fmt: skip
    cells = (
        (
            local(one.starts_at).date(), f"{local(one.starts_at):%H:%M:%S}", one.channel.name,
            one.programme.title if one.programme else "", one.title, clock(one.seconds), minutes(one.seconds),
            str(Language(one.language).label), str(AiringState(one.state).label),
            str(AiringSource(one.source).label) if one.source else "", one.reason,
        )
        for one in rows
    )  # fmt: skip
    return Listing(name="luot-phat-song", title=_("Airings"), head=head, rows=cells, told=told)


@desk_view
def airing_page(request: DeskRequest, pk: int) -> HttpResponse:
    """One airing: what was in it, who confirmed it, what was put right since."""
    airing = found(ask.airing_for(pk))
    can_settle = may_settle_airing(request.rights, airing)
    tasks = [*airing.task_ids, *(task for item in airing.items.all() for task in item.task_ids)]
    context = {
        "airing": airing,
        "state_label": AiringState(airing.state).label,
        "look": LOOKS[AiringState(airing.state)],
        "starts": local(airing.starts_at),
        "length": clock(airing.seconds),
        "minutes": minutes(airing.seconds),
        "source": AiringSource(airing.source).label if airing.source else "",
        "items": [(item, clock(item.seconds)) for item in airing.items.all()],
        "can_open_episode": airing.episode is not None and may_see_script(request.rights, airing.episode),
        "tasks": task_labels(tasks).values(),
        "corrections": [_correction(one) for one in airing.corrections.all()],
        "is_counting": airing.state in COUNTING,
        "can_confirm": can_settle and airing.state == AiringState.PLANNED and airing.starts_at <= request.at,
        "can_correct": can_settle and airing.state != AiringState.PLANNED,
        "can_take_off": can_settle and airing.state == AiringState.PLANNED,
        "crumbs": crumbs((_("Airings"), reverse("broadcasts:airing-list")), here=airing.title),
    }
    return render(request, "broadcasts/airing.html", context)


def _correction(one: Any) -> dict[str, Any]:
    words = {
        "starts_at": _("Begins at"), "seconds": _("Length"), "language": _("Language"), "title": _("Title"),
        "state": _("State"),
    }  # fmt: skip
    changed = [
        (words[name], _figure(name, one.before[name]), _figure(name, one.after.get(name)))
        for name in words
        if one.before.get(name) != one.after.get(name)
    ]
    return {"row": one, "changed": changed}


def _figure(name: str, value: Any) -> str:
    if name == "starts_at":
        return f"{local(datetime.fromisoformat(value)):%H:%M:%S %d/%m/%Y}"
    if name == "seconds":
        return clock(int(value))
    if name == "language":
        return str(Language(value).label)
    return str(AiringState(value).label) if name == "state" else str(value)


@desk_view
def airing_new(request: DeskRequest) -> HttpResponse:
    """Write down by hand what was on the air."""
    own = own_channels(request.rights)
    must(bool(own))
    form = AiringForm(
        request.POST or None,
        channels=own,
        episodes=ask.ready_episodes(),
        initial={"on": request.on, "channel_id": own[0].pk},
    )
    _offer(form, request)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        channel = found(ask.channel_for(said["channel_id"]))
        must(may_run_channel(request.rights, channel))
        episode = next((one for one in ask.ready_episodes() if one.pk == said["episode_id"]), None)
        draft = AiringDraft(
            channel_id=channel.pk, starts_at=form.starts_at, seconds=said["seconds"],
            title=said["title"] or (shown_title(episode) if episode else ""),
            episode_id=episode.pk if episode else None, task_ids=tuple(task_ids(said)),
        )  # fmt: skip
        try:
            airing = record_airing(draft, by=request.user, at=request.at)
        except BroadcastRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down."))
            return HttpResponseRedirect(reverse("broadcasts:airing", args=[airing.pk]))
    context = {
        "form": form,
        "heading": _("Write down an airing"),
        "action": _("Write down"),
        "cancel_url": reverse("broadcasts:airing-list"),
        "crumbs": crumbs((_("Airings"), reverse("broadcasts:airing-list")), here=_("Write down an airing")),
    }
    return render(request, "broadcasts/form.html", context)


@desk_view
def airing_correct(request: DeskRequest, pk: int) -> HttpResponse:
    """Put right what was confirmed; the old figures stay beside the new."""
    airing = found(ask.airing_for(pk))
    must(may_settle_airing(request.rights, airing))
    form = CorrectionForm(request.POST or None, initial=_initial(airing))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            correct_airing(
                pk, version=said["version"], changes=form.changes(airing.starts_at), reason=said["reason"],
                by=request.user, at=request.at,
            )  # fmt: skip
        except EditedMeanwhile as refusal:
            form = CorrectionForm({**request.POST.dict(), "version": refusal.current_version})
            form.add_error(None, str(refusal))
        except BroadcastRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Corrected; what stood before is kept."))
            return HttpResponseRedirect(reverse("broadcasts:airing", args=[pk]))
    here = reverse("broadcasts:airing", args=[pk])
    context = {
        "form": form,
        "heading": _("Correct an airing"),
        "note": airing.title,
        "action": _("Correct"),
        "cancel_url": here,
        "crumbs": crumbs(
            (_("Airings"), reverse("broadcasts:airing-list")), (airing.title, here), here=_("Correct")
        ),
    }
    return render(request, "broadcasts/form.html", context)


@desk_view
def airing_off(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a planned airing off the schedule, after asking."""
    airing = found(ask.airing_for(pk))
    must(may_settle_airing(request.rights, airing))
    if request.method == "POST":
        try:
            unschedule(pk, by=request.user, at=request.at)
        except BroadcastRefusal as refusal:
            said_no(request, refusal)
            return HttpResponseRedirect(reverse("broadcasts:airing", args=[pk]))
        messages.success(request, _("Taken off the schedule."))
        return HttpResponseRedirect(reverse("broadcasts:week"))
    context = {
        "title": _("Take it off the schedule?"),
        "text": airing.title,
        "consequences": [_("The episode stays and can be given another place.")],
        "action": _("Take it off"),
        "look": "danger",
        "cancel_url": reverse("broadcasts:airing", args=[pk]),
        "crumbs": crumbs((_("Airings"), reverse("broadcasts:airing-list")), here=airing.title),
    }
    return render(request, "layouts/confirm.html", context)


def _initial(airing: Airing) -> dict[str, Any]:
    starts = local(airing.starts_at)
    return {
        "version": airing.version, "on": starts.date(), "at": starts.time(), "seconds": airing.seconds,
        "title": airing.title, "language": airing.language, "is_aired": "1" if airing.state in COUNTING else "0",
    }  # fmt: skip


def _offer(form: Any, request: DeskRequest, kept: Any = ()) -> None:
    task = form.fields["task"]
    if isinstance(task, TaskField):
        task.offer(request.rights, on=request.on, kept=kept)
