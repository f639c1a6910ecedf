"""Episodes: the list, a new one, the editor with parts, guests and steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_of
from danbiet.kit.clock import local
from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions import editing
from ..actions.refusals import BroadcastRefusal, EditedMeanwhile
from ..calc.speaking import clock, speaking_seconds
from ..enums import AiringState, EpisodeState
from ..forms.airings import ReasonForm
from ..forms.episodes import EpisodeForm, GuestForm, ManualForm, NewEpisodeForm
from ..forms.fields import TaskField, task_ids
from ..models import Episode, Programme
from ..permissions import may_see_air, may_write_episode, may_write_programme
from ..queries import doors as ask
from ..registry import picker, pickers
from .doors import LOOKS, crumbs, must, to_episode, writable_episode

PER_PAGE = 40


@desk_view
def episode_list(request: DeskRequest) -> HttpResponse:
    """Episodes of the programmes the person's roles reach."""
    must(may_see_air(request.rights))
    asked = request.GET
    state = asked.get("tinh-trang", "") if asked.get("tinh-trang") in EpisodeState.values else ""
    programme_id = row_number(asked.get("chuyen-muc", ""))
    text = asked.get("q", "")[:100]
    rows = ask.episodes(request.rights, programme_id=programme_id, state=state, text=text)
    if kind := kind_asked(request):
        head = [_("Title"), _("Programme"), _("Number"), _("State")]
        cells = [
            [one.title, one.programme.title, one.number, one.get_state_display()] for one in rows[:20_000]
        ]
        told = [(_("State"), EpisodeState(state).label if state else ""), (_("Keywords"), text)]
        listing = Listing(name="ky-phat-song", title=_("Episodes"), head=head, rows=cells, told=told_of(told))
        return list_answer(request, kind, listing)
    page = Paginator(rows, PER_PAGE).get_page(asked.get("trang"))
    own = _own_programmes(request)
    context = {
        "page": page,
        "rows": [(one, LOOKS[EpisodeState(one.state)]) for one in page],
        "programmes": ask.programmes(is_active=None),
        "programme_id": programme_id,
        "states": EpisodeState.choices,
        "state": state,
        "q": text,
        "can_write": bool(own),
        "crumbs": crumbs(here=_("Episodes")),
    }
    return render(request, "broadcasts/episode_list.html", context)


@desk_view
def episode_new(request: DeskRequest) -> HttpResponse:
    """A new episode of one of one's programmes."""
    own = _own_programmes(request)
    must(bool(own), _("Your unit has no programme yet. Enter one first, under channels and programmes."))
    form = NewEpisodeForm(request.POST or None, programmes=own)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        programme = found(ask.programme_for(said.pop("programme_id")))
        must(may_write_programme(request.rights, programme))
        episode = editing.create_episode(programme.pk, said=said, by=request.user, at=request.at)
        messages.success(request, _("The episode is there. Pick its parts now."))
        return to_episode(episode.pk)
    context = {
        "form": form,
        "heading": _("New episode"),
        "action": _("Create"),
        "cancel_url": reverse("broadcasts:episode-list"),
        "crumbs": crumbs((_("Episodes"), reverse("broadcasts:episode-list")), here=_("New episode")),
    }
    return render(request, "broadcasts/form.html", context)


def _own_programmes(request: DeskRequest) -> list[Programme]:
    return [one for one in ask.programmes() if may_write_programme(request.rights, one)]


@desk_view
def episode_page(request: DeskRequest, pk: int) -> HttpResponse:
    """The editor: what it says, its parts in order with their lengths against the programme's, guests, places, recording."""
    episode = found(ask.episode_for(request.rights, pk))
    can_write = may_write_episode(request.rights, episode)
    is_open = can_write and episode.state == EpisodeState.DRAFT
    form = episode_form(request, episode)
    if request.method == "POST":
        must(can_write)
        form = episode_form(request, episode, request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                editing.edit_episode(
                    pk, version=said["version"], said={**said, "task_ids": task_ids(said)}, by=request.user, at=request.at
                )  # fmt: skip
            except EditedMeanwhile as refusal:
                data = request.POST.copy()
                data["version"] = str(refusal.current_version)
                form = episode_form(request, episode, data)
                form.add_error(None, str(refusal))
            except BroadcastRefusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The episode has been saved."))
                return to_episode(pk)
    kind, words = request.GET.get("loai", ""), request.GET.get("q", "")[:100]
    chosen = picker(kind)
    parts = parts_of(episode)
    total = sum(part["seconds"] for part in parts)
    context = {
        "episode": episode,
        "state_label": EpisodeState(episode.state).label,
        "look": LOOKS[EpisodeState(episode.state)],
        "form": form,
        "parts": parts,
        "total": clock(total),
        "wanted": clock(episode.programme.seconds),
        "over": clock(total - episode.programme.seconds) if total > episode.programme.seconds else "",
        "under": clock(episode.programme.seconds - total) if total < episode.programme.seconds else "",
        "missing": editing.missing(episode) if episode.state == EpisodeState.DRAFT else [],
        "guest_form": GuestForm(auto_id="id_khach_%s"),
        "manual_form": ManualForm(auto_id="id_muc_%s"),
        "pickers": pickers(),
        "kind": kind,
        "q": words,
        "found": chosen.search(words, request.rights) if chosen and is_open else None,
        "taken": [item.ref_id for item in episode.items.all() if item.ref_kind == kind],
        "is_open": is_open,
        "can_write": can_write,
        "airings": [
            (one, local(one.starts_at), AiringState(one.state).label, LOOKS[AiringState(one.state)])
            for one in episode.airings.all()
        ],
        "can_schedule": can_write and episode.state in (EpisodeState.READY, EpisodeState.AIRED),
        "crumbs": crumbs((_("Episodes"), reverse("broadcasts:episode-list")), here=str(episode)),
    }
    return render(request, "broadcasts/episode.html", context, status=422 if form.errors else 200)


def parts_of(episode: Episode) -> list[dict[str, Any]]:
    """The parts in order with their lengths: opening and closing by their words, items by their own or their words' length."""
    speed = episode.programme.syllables_per_minute
    found_parts: list[dict[str, Any]] = []
    begins = speaking_seconds(episode.opening, per_minute=speed)
    if begins:
        found_parts.append({"item": None, "label": _("Opening words"), "seconds": begins, "begins": clock(0), "text": episode.opening})  # fmt: skip
    for item in episode.items.all():
        spoken = speaking_seconds(item.script, per_minute=speed)
        seconds = item.seconds or spoken
        known = picker(item.ref_kind)
        found_parts.append(
            {
                "item": item, "label": item.title, "seconds": seconds, "begins": clock(begins),
                "kind": str(known.label) if known else _("Own part"), "text": item.script,
                "is_own_length": bool(item.seconds), "spoken": clock(spoken),
            }
        )  # fmt: skip
        begins += seconds
    closing = speaking_seconds(episode.closing, per_minute=speed)
    if closing:
        found_parts.append({"item": None, "label": _("Closing words"), "seconds": closing, "begins": clock(begins), "text": episode.closing})  # fmt: skip
    return [{**part, "length": clock(part["seconds"])} for part in found_parts]


def episode_form(request: DeskRequest, episode: Episode, data: Any = None) -> EpisodeForm:
    names = ("version", "number", "title", "planned_on", "language", "opening", "closing", "note")
    initial = {name: getattr(episode, name) for name in names}
    initial["task"] = episode.task_ids[0] if episode.task_ids else None
    form = EpisodeForm(data, initial=initial)
    task = form.fields["task"]
    if isinstance(task, TaskField):
        task.offer(request.rights, on=request.on, kept=episode.task_ids)
    return form


@desk_view
@require_POST
def episode_step(request: DeskRequest, pk: int, step: str) -> HttpResponse:
    """Ready, or back to preparation."""
    writable_episode(request, pk)
    try:
        if step == "san-sang":
            editing.mark_ready(pk, by=request.user, at=request.at)
            messages.success(request, _("The episode is ready. Give it a place on the air."))
        else:
            editing.back_to_draft(pk, by=request.user, at=request.at)
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
    return to_episode(pk)


@desk_view
def episode_cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """It will not be aired, and why."""
    episode = writable_episode(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            editing.cancel_episode(pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
        except BroadcastRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The episode has been cancelled."))
        return to_episode(pk)
    context = {
        "title": _("Cancel this episode?"),
        "text": str(episode),
        "consequences": [_("Its planned airings are taken off the schedule.")],
        "form": form,
        "action": _("Cancel the episode"),
        "look": "danger",
        "cancel_url": reverse("broadcasts:episode", args=[pk]),
        "crumbs": crumbs((_("Episodes"), reverse("broadcasts:episode-list")), here=str(episode)),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
@require_POST
def guest_save(request: DeskRequest, pk: int) -> HttpResponse:
    """One more guest, or (`xoa`) one less."""
    episode = writable_episode(request, pk)
    gone = row_number(request.POST.get("xoa", ""))
    try:
        if gone is not None:
            if any(guest.pk == gone for guest in episode.guests.all()):
                editing.remove_guest(gone, by=request.user, at=request.at)
            return to_episode(pk, "khach")
        form = GuestForm(request.POST)
        if form.is_valid():
            editing.save_guest(pk, guest_id=None, said=form.cleaned_data, by=request.user, at=request.at)
        else:
            messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))  # fmt: skip
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
    return HttpResponseRedirect(reverse("broadcasts:episode", args=[pk]) + "#khach")
