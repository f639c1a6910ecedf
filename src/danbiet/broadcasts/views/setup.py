"""Channels, programmes, slots."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions.refusals import BroadcastRefusal, EditedMeanwhile, InTheWay
from ..actions.setting_up import end_slot, leave_out, save_channel, save_programme, save_slot
from ..calc.speaking import clock
from ..forms.fields import TaskField, task_ids
from ..forms.setup import ChannelForm, ProgrammeForm, SlotForm
from ..models import Channel, Programme, Slot
from ..permissions import may_air, may_air_for, may_change_slot, may_run_channel, may_write_programme
from ..queries import doors as ask
from .clashing import clash_words
from .doors import asked_day, back, crumbs, must, names, own_channels, own_units


@desk_view
def setup(request: DeskRequest) -> HttpResponse:
    """All channels and programmes, whose they are."""
    channels, programmes = list(ask.channels_with_counts()), list(ask.programmes_with_counts())
    units = names(request.rights, [*(one.unit_id for one in channels), *(one.unit_id for one in programmes)])
    context = {
        "channels": [(one, units[one.unit_id], may_run_channel(request.rights, one)) for one in channels],
        "programmes": [
            (one, units[one.unit_id], clock(one.seconds), may_write_programme(request.rights, one))
            for one in programmes
        ],
        "can_add": may_air(request.rights),
        "crumbs": crumbs(here=_("Channels and programmes")),
    }
    return render(request, "broadcasts/setup.html", context)


@desk_view
def channel_edit(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """A channel, new or changed."""
    channel = found(ask.channel_for(pk)) if pk is not None else None
    must(may_run_channel(request.rights, channel) if channel else may_air(request.rights))
    form = ChannelForm(request.POST or None, units=own_units(request.rights), initial=_of_channel(channel))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        must(may_air_for(request.rights, said["unit_id"]))
        try:
            save_channel(pk, said=said, by=request.user, at=request.at)
        except BroadcastRefusal as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("The channel has been saved."))
            return HttpResponseRedirect(reverse("broadcasts:setup"))
    return _form(request, form, _("Change a channel") if channel else _("New channel"))


def _of_channel(channel: Channel | None) -> dict[str, Any]:
    if channel is None:
        return {"is_active": True, "language": "vi"}
    return {
        name: getattr(channel, name) for name in ("name", "code", "kind", "unit_id", "language", "is_active")
    }


@desk_view
def programme_edit(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """A programme, new or changed. Somebody else's save in between: told, nothing typed is lost."""
    programme = found(ask.programme_for(pk)) if pk is not None else None
    must(may_write_programme(request.rights, programme) if programme else may_air(request.rights))
    lists: dict[str, Any] = {"units": own_units(request.rights), "channels": ask.channels()}
    form = ProgrammeForm(request.POST or None, initial=_of_programme(programme), **lists)
    _offer(form, request, programme)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        must(may_air_for(request.rights, said["unit_id"]))
        try:
            save_programme(
                pk, version=said["version"] or 1, said={**said, "task_ids": task_ids(said)},
                channel_ids=said["channels"], by=request.user, at=request.at,
            )  # fmt: skip
        except EditedMeanwhile as refusal:
            data = request.POST.copy()
            data["version"] = str(refusal.current_version)
            form = ProgrammeForm(data, **lists)
            _offer(form, request, programme)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The programme has been saved."))
            return HttpResponseRedirect(reverse("broadcasts:setup"))
    return _form(request, form, _("Change a programme") if programme else _("New programme"))


def _of_programme(programme: Programme | None) -> dict[str, Any]:
    if programme is None:
        return {
            "is_active": True,
            "language": "vi",
            "seconds": 900,
            "syllables_per_minute": 210,
            "version": 1,
        }
    said = {
        name: getattr(programme, name)
        for name in ("title", "kind", "unit_id", "language", "seconds", "syllables_per_minute", "is_active", "version")
    }  # fmt: skip
    return {
        **said, "channels": [one.pk for one in programme.channels.all()],
        "task": programme.task_ids[0] if programme.task_ids else None,
    }  # fmt: skip


def _offer(form: ProgrammeForm, request: DeskRequest, programme: Programme | None) -> None:
    task = form.fields["task"]
    if isinstance(task, TaskField):
        task.offer(request.rights, on=request.on, kept=programme.task_ids if programme else ())


@desk_view
def slot_edit(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """A slot, new or moved. What it would stand in the way of is named; with a tick it is saved all the same."""
    slot = found(ask.slot_for(pk)) if pk is not None else None
    own = own_channels(request.rights)
    must(may_change_slot(request.rights, slot) if slot else bool(own))
    form = SlotForm(
        request.POST or None, channels=own, programmes=ask.programmes(), initial=_of_slot(slot, request)
    )
    clashes: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        must(may_run_channel(request.rights, found(ask.channel_for(said["channel_id"]))))
        try:
            kept = save_slot(
                pk, version=said["version"] or 1, said=said, is_confirmed=said["anyway"], by=request.user, at=request.at
            )  # fmt: skip
        except InTheWay as refusal:
            form.add_error(None, str(refusal))
            clashes = [clash_words(one) for one in refusal.clashes]
        except EditedMeanwhile as refusal:
            data = request.POST.copy()
            data["version"] = str(refusal.current_version)
            form = SlotForm(data, channels=own, programmes=ask.programmes())
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The slot has been saved."))
            return HttpResponseRedirect(
                reverse("broadcasts:week") + f"?kenh={kept.channel_id}&tuan={max(kept.starts_on, request.on) if kept.weekdays else kept.starts_on}"
            )  # fmt: skip
    context = {
        "form": form,
        "slot": slot,
        "clashes": clashes,
        "left_out": slot.left_out if slot else [],
        "crumbs": crumbs(here=_("Change a slot") if slot else _("New slot")),
    }
    return render(request, "broadcasts/slot.html", context)


def _of_slot(slot: Slot | None, request: DeskRequest) -> dict[str, Any]:
    if slot is None:
        return {
            "channel_id": row_number(request.GET.get("kenh", "")), "version": 1,
            "starts_on": asked_day(request.GET.get("ngay", ""), request.on),
        }  # fmt: skip
    return {
        name: getattr(slot, name)
        for name in ("channel_id", "programme_id", "title", "weekdays", "starts_on", "ends_on", "at", "seconds", "version")
    }  # fmt: skip


@desk_view
@require_POST
def slot_left_out(request: DeskRequest, pk: int) -> HttpResponse:
    """A slot falls out on a day (`ngay`), or falls again (`lai`)."""
    slot = found(ask.slot_for(pk))
    must(may_change_slot(request.rights, slot))
    day = asked_day(request.POST.get("ngay", ""), request.on)
    leave_out(pk, on=day, is_out=not request.POST.get("lai"), by=request.user, at=request.at)
    messages.success(request, _("The schedule has been changed."))
    return back(request, reverse("broadcasts:slot-edit", args=[pk]))


@desk_view
def slot_end(request: DeskRequest, pk: int) -> HttpResponse:
    """A slot ends today (or goes, where it has not begun), after asking."""
    slot = found(ask.slot_for(pk))
    must(may_change_slot(request.rights, slot))
    if request.method == "POST":
        try:
            end_slot(pk, before=request.on, by=request.user, at=request.at)
        except BroadcastRefusal as refusal:
            said_no(request, refusal)
            return HttpResponseRedirect(reverse("broadcasts:slot-edit", args=[pk]))
        messages.success(request, _("The slot falls no more."))
        return HttpResponseRedirect(reverse("broadcasts:week") + f"?kenh={slot.channel_id}")
    context = {
        "title": _("End this slot?"),
        "text": str(slot),
        "consequences": [_("From today on it falls no more; what was on the air before stays.")],
        "action": _("End the slot"),
        "look": "danger",
        "cancel_url": reverse("broadcasts:slot-edit", args=[pk]),
        "crumbs": crumbs(here=str(slot)),
    }
    return render(request, "layouts/confirm.html", context)


def _form(request: DeskRequest, form: Any, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "action": _("Save"),
        "cancel_url": reverse("broadcasts:setup"),
        "crumbs": crumbs((_("Channels and programmes"), reverse("broadcasts:setup")), here=heading),
    }
    return render(request, "broadcasts/form.html", context)
