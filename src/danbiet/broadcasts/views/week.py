"""The week on the desk: a channel's days side by side, the same as a list; today's airings to be confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions.airing import confirm_airing, confirm_slot, mark_not_aired
from ..actions.refusals import BroadcastRefusal
from ..calc.places import ONE_DAY, monday_of
from ..calc.speaking import clock
from ..enums import COUNTING, AiringState
from ..forms.airings import ReasonForm
from ..models import Channel
from ..permissions import may_air, may_run_channel, may_settle_airing
from ..queries import doors as ask
from ..queries.week import Entry, entries
from .doors import LOOKS, asked_day, back, crumbs, must, own_channels


def days_of(rows: list[Entry], first: date, count: int, today: date) -> list[dict[str, Any]]:
    """The entries day by day, each day once, also an empty one."""
    return [
        {
            "day": day,
            "is_today": day == today,
            "rows": [shown(one) for one in rows if one.on == day],
        }
        for day in (first + timedelta(days=number) for number in range(count))
    ]


def shown(one: Entry) -> dict[str, Any]:
    """An entry with words for its length and state."""
    return {
        "entry": one,
        "length": clock(one.seconds),
        "state_label": AiringState(one.state).label,
        "look": LOOKS[AiringState(one.state)],
    }


@desk_view
def week(request: DeskRequest) -> HttpResponse:
    """One channel's week (`?kenh=`, `?tuan=` any day of it), as a grid or as a list of all channels (`?dang=danh-sach`)."""
    rights = request.rights
    known = ask.channels()
    wanted = row_number(request.GET.get("kenh", ""))
    own = own_channels(rights)
    channel = next((one for one in known if one.pk == wanted), next(iter([*own, *known]), None))
    first = monday_of(asked_day(request.GET.get("tuan", ""), request.on))
    is_list = request.GET.get("dang") == "danh-sach"
    picked: list[Channel] = known if is_list else [channel] if channel else []
    rows = entries(picked, first, first + timedelta(days=6))
    context = {
        "channels": known,
        "channel": channel,
        "is_list": is_list,
        "first": first,
        "last": first + timedelta(days=6),
        "earlier": first - timedelta(days=7),
        "later": first + timedelta(days=7),
        "days": days_of(rows, first, 7, request.on),
        "clash_count": sum(bool(one.clashes) for one in rows),
        "count": len(rows),
        "can_run": channel is not None and may_run_channel(rights, channel),
        "can_write": bool(own),
        "crumbs": [{"label": _("Broadcasting"), "url": ""}],
    }
    return render(request, "broadcasts/week.html", context)


@desk_view
def today(request: DeskRequest) -> HttpResponse:
    """What should have been on the air on a day (`?ngay=`) on the person's channels, each to be confirmed by one click."""
    must(may_air(request.rights))
    day = asked_day(request.GET.get("ngay", ""), request.on)
    own = own_channels(request.rights)
    rows = entries(own, day, day)
    by_channel: dict[int, list[dict[str, Any]]] = {}
    for one in rows:
        line = shown(one) | {
            "is_open": one.state == AiringState.PLANNED,
            "is_due": one.starts_at <= request.at,
            "is_counting": one.state in COUNTING,
        }
        by_channel.setdefault(one.channel.pk, []).append(line)
    groups = [(one, by_channel[one.pk]) for one in own if one.pk in by_channel]
    context = {
        "day": day,
        "is_today": day == request.on,
        "before": day - ONE_DAY,
        "after": day + ONE_DAY if day < request.on else None,
        "groups": groups,
        "open_count": sum(line["is_open"] and line["is_due"] for _one, lines in groups for line in lines),
        "has_channels": bool(own),
        "crumbs": crumbs(here=_("To confirm")),
    }
    return render(request, "broadcasts/today.html", context)


@desk_view
@require_POST
def airing_confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """It was on the air as planned."""
    airing = found(ask.airing_for(pk))
    must(may_settle_airing(request.rights, airing))
    try:
        confirm_airing(pk, by=request.user, at=request.at)
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Aired: %(title)s.") % {"title": airing.title})
    return back(request, reverse("broadcasts:airing", args=[pk]))


@desk_view
@require_POST
def slot_confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """What a slot announced for a day (`ngay`) was on the air."""
    slot = found(ask.slot_for(pk))
    must(may_run_channel(request.rights, slot.channel))
    day = asked_day(request.POST.get("ngay", ""), request.on)
    try:
        airing = confirm_slot(pk, on=day, by=request.user, at=request.at)
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Aired: %(title)s.") % {"title": airing.title})
    return back(request, reverse("broadcasts:today") + f"?ngay={day.isoformat()}")


@desk_view
def airing_missed(request: DeskRequest, pk: int) -> HttpResponse:
    """It was not on the air, and why."""
    airing = found(ask.airing_for(pk))
    must(may_settle_airing(request.rights, airing))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mark_not_aired(pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
        except BroadcastRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("Written down as not aired."))
        return HttpResponseRedirect(reverse("broadcasts:airing", args=[pk]))
    context = {
        "title": _("Was this not on the air?"),
        "text": airing.title,
        "form": form,
        "action": _("It was not on the air"),
        "cancel_url": reverse("broadcasts:airing", args=[pk]),
        "crumbs": crumbs((_("Airings"), reverse("broadcasts:airing-list")), here=airing.title),
    }
    return render(request, "layouts/confirm.html", context)
