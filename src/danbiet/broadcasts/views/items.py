"""Parts of an episode: picked, arranged, worded; the script as Word; a place on the air; the recording."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.kit.text import row_number
from danbiet.media.queries import videos
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions import editing
from ..actions.airing import link_recording
from ..actions.refusals import BroadcastRefusal, EditedMeanwhile, InTheWay
from ..actions.scheduling import schedule_episode, shown_title
from ..calc.speaking import clock, speaking_seconds
from ..enums import Language
from ..forms.airings import moment
from ..forms.episodes import ItemForm, RecordingForm, ScheduleForm
from ..forms.fields import TaskField, task_ids
from ..models import Episode, EpisodeItem
from ..permissions import may_run_channel
from ..queries import doors as ask
from ..queries.week import entries
from ..registry import MANUAL
from ..render import Script, ScriptPart, script_docx
from .clashing import clash_words
from .doors import crumbs, must, own_channels, to_episode, writable_episode
from .episodes import parts_of

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AHEAD = timedelta(days=35)


@desk_view
@require_POST
def item_add(request: DeskRequest, pk: int) -> HttpResponse:
    """Take something picked (`loai`, `ma`) or a part of one's own (`title`) in at the end."""
    writable_episode(request, pk)
    kind = request.POST.get("loai", MANUAL)[:40]
    ref_id = row_number(request.POST.get("ma", ""))
    try:
        item = editing.add_item(
            pk, kind=kind, ref_id=ref_id, title=request.POST.get("title", ""), by=request.user, at=request.at
        )
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
        return to_episode(pk, "cac-phan")
    messages.success(request, _("Taken in: %(title)s.") % {"title": item.title})
    return to_episode(pk, "cac-phan")


@desk_view
@require_POST
def item_move(request: DeskRequest, pk: int, item_id: int) -> HttpResponse:
    """One place up (`huong=len`) or down."""
    _part(request, pk, item_id)
    try:
        editing.move_item(item_id, is_up=request.POST.get("huong") == "len", by=request.user, at=request.at)
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
    return to_episode(pk, f"phan-{item_id}")


@desk_view
@require_POST
def item_remove(request: DeskRequest, pk: int, item_id: int) -> HttpResponse:
    """Take a part out."""
    _part(request, pk, item_id)
    try:
        editing.remove_item(item_id, by=request.user, at=request.at)
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
    return to_episode(pk, "cac-phan")


@desk_view
def item_edit(request: DeskRequest, pk: int, item_id: int) -> HttpResponse:
    """A part's words, length, consents. Somebody else's save in between: told, nothing typed is lost."""
    episode, item = _part(request, pk, item_id)
    form = _item_form(request, episode, item, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            editing.edit_item(
                item_id, version=said["version"], said={**said, "task_ids": task_ids(said)}, by=request.user, at=request.at
            )  # fmt: skip
        except EditedMeanwhile as refusal:
            data = request.POST.copy()
            data["version"] = str(refusal.current_version)
            form = _item_form(request, episode, item, data)
            form.add_error(None, str(refusal))
        except BroadcastRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The part has been saved."))
            return to_episode(pk, f"phan-{item_id}")
    speed = episode.programme.syllables_per_minute
    context = {
        "form": form,
        "episode": episode,
        "item": item,
        "spoken": clock(speaking_seconds(item.script, per_minute=speed)),
        "speed": speed,
        "crumbs": crumbs(
            (_("Episodes"), reverse("broadcasts:episode-list")),
            (str(episode), reverse("broadcasts:episode", args=[pk])),
            here=item.title,
        ),
    }
    return render(request, "broadcasts/item.html", context)


def _part(request: DeskRequest, pk: int, item_id: int) -> tuple[Episode, EpisodeItem]:
    episode = writable_episode(request, pk)
    return episode, found(next((item for item in episode.items.all() if item.pk == item_id), None))


def _item_form(request: DeskRequest, episode: Episode, item: EpisodeItem, data: Any) -> ItemForm:
    names = ("title", "script", "seconds", "language", "has_consent", "consent_note")
    initial = {name: getattr(item, name) for name in names}
    form = ItemForm(
        data,
        initial={
            **initial,
            "version": episode.version,
            "task": item.task_ids[0] if item.task_ids else None,
        },
    )
    task = form.fields["task"]
    if isinstance(task, TaskField):
        task.offer(request.rights, on=request.on, kept=item.task_ids)
    return form


@desk_view
def script(request: DeskRequest, pk: int) -> HttpResponse:
    """The script as a Word file, for whoever may read the episode."""
    episode = found(ask.episode_for(request.rights, pk))
    made = script_docx(_script(request, episode))
    answer = HttpResponse(made, content_type=WORD_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="kich-ban-{episode.pk}.docx"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _script(request: DeskRequest, episode: Episode) -> Script:
    parts = [
        ScriptPart(
            heading=f"{number}. {part['label']}",
            text=part["text"],
            seconds=part["seconds"],
            remark="" if part["item"] is None else _remark(part["item"]),
        )
        for number, part in enumerate(parts_of(episode), start=1)
    ]
    facts = [
        (_("Programme"), episode.programme.title),
        (_("Number of the episode"), str(episode.number)),
        (_("Planned for"), f"{episode.planned_on:%d/%m/%Y}" if episode.planned_on else "–"),
        (_("Language"), str(Language(episode.language).label)),
        (_("Length of the slot"), clock(episode.programme.seconds)),
        (_("Syllables a minute"), str(episode.programme.syllables_per_minute)),
    ]
    return Script(
        unit=request.rights.tree.full_name(episode.programme.unit_id),
        title=shown_title(episode),
        facts=tuple(facts),
        parts=tuple(parts),
        guests=tuple(f"{one.name}, {one.position}" if one.position else one.name for one in episode.guests.all()),
        guests_label=_("Guests"),
        sum_label=_("Sum:"),
    )  # fmt: skip


def _remark(item: EpisodeItem) -> str:
    settled = _("rights and consents settled") if item.has_consent else _("rights and consents NOT settled")
    return f"{settled}: {item.consent_note}" if item.consent_note else settled


@desk_view
def episode_schedule(request: DeskRequest, pk: int) -> HttpResponse:
    """Give the episode a place: the next slots of its programme are offered, any other moment can be typed."""
    episode = writable_episode(request, pk)
    own = own_channels(request.rights)
    must(bool(own), _("Your unit has no channel yet; the province's office enters it."))
    first = request.on
    offers = [
        one
        for one in entries(own, first, first + AHEAD)
        if one.slot is not None and one.slot.programme_id == episode.programme_id and one.starts_at > request.at
    ]  # fmt: skip
    form = ScheduleForm(
        request.POST or None, channels=own,
        initial={"seconds": episode.programme.seconds, "on": episode.planned_on, "channel_id": own[0].pk},
    )  # fmt: skip
    clashes: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        must(may_run_channel(request.rights, found(ask.channel_for(said["channel_id"]))))
        try:
            schedule_episode(
                pk, channel_id=said["channel_id"], starts_at=moment(said["on"], said["at"]), seconds=said["seconds"],
                is_confirmed=said["anyway"], by=request.user, at=request.at,
            )  # fmt: skip
        except InTheWay as refusal:
            form.add_error(None, str(refusal))
            clashes = [clash_words(one) for one in refusal.clashes]
        except BroadcastRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The episode has its place on the air."))
            return to_episode(pk, "len-song")
    context = {
        "episode": episode,
        "form": form,
        "clashes": clashes,
        "offers": [(one, clock(one.seconds)) for one in offers[:12]],
        "crumbs": crumbs(
            (_("Episodes"), reverse("broadcasts:episode-list")),
            (str(episode), reverse("broadcasts:episode", args=[pk])),
            here=_("Give it a place"),
        ),
    }
    return render(request, "broadcasts/schedule_episode.html", context)


@desk_view
def episode_recording(request: DeskRequest, pk: int) -> HttpResponse:
    """Where the episode can be seen afterwards, and where in it each part begins."""
    episode = writable_episode(request, pk)
    films = [(one.pk, one.title) for one in videos(unit_ids=[episode.programme.unit_id])[:100]]
    items = list(episode.items.all())
    form = RecordingForm(
        request.POST or None, films=films, items=items,
        initial={"version": episode.version, "url": episode.recording_url, "video_id": episode.recording_video_id},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            link_recording(
                pk, version=said["version"], url=said["url"], video_id=said["video_id"], marks=form.marks,
                by=request.user, at=request.at,
            )  # fmt: skip
        except BroadcastRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The recording has been linked."))
            return HttpResponseRedirect(reverse("broadcasts:episode", args=[pk]))
    here = reverse("broadcasts:episode", args=[pk])
    context = {
        "form": form,
        "heading": _("Link the recording"),
        "note": str(episode),
        "action": _("Save"),
        "cancel_url": here,
        "crumbs": crumbs(
            (_("Episodes"), reverse("broadcasts:episode-list")), (str(episode), here), here=_("Recording")
        ),
    }
    return render(request, "broadcasts/form.html", context)
