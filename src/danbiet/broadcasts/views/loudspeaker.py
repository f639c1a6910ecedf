"""The loudspeakers' log, typed on a phone in twenty seconds: last time's words are there, several days at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danbiet.kit.clock import local
from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, found

from ..actions.airing import AiringDraft, record_airing
from ..actions.refusals import AlreadyThere, BroadcastRefusal
from ..calc.speaking import clock
from ..enums import ChannelKind
from ..forms.airings import LoudForm, moment
from ..forms.fields import TaskField, task_ids
from ..models import Airing, Channel
from ..permissions import may_run_channel
from ..queries import doors as ask
from .doors import crumbs, must, own_channels

DAYS_BACK = 7
USUAL = {"at": "05:30", "seconds": 15 * 60, "language": "vi"}


@desk_view
def loud(request: DeskRequest) -> HttpResponse:
    """One form: days, time, length, words; what was read last time is filled in, other recent words are one tap away."""
    own = own_channels(request.rights, ChannelKind.LOUDSPEAKER)
    if not own:
        must(
            bool(own_channels(request.rights)),
            _("Your unit has no channel yet; the province's office enters it."),
        )
        return HttpResponseRedirect(reverse("broadcasts:setup"))
    wanted = row_number(request.GET.get("kenh", ""))
    channel = next((one for one in own if one.pk == wanted), own[0])
    recent = ask.last_typed(channel.pk)
    number = row_number(request.GET.get("nhu", ""))
    last = next((one for one in recent if one.pk == number), recent[0] if recent else None)
    days = _days(request)
    form = LoudForm(request.POST or None, channels=own, days=days, initial=_initial(channel, last, days))
    task = form.fields["task"]
    if isinstance(task, TaskField):
        task.offer(request.rights, on=request.on, kept=last.task_ids if last else ())
    if request.method == "POST" and form.is_valid():
        must(may_run_channel(request.rights, found(ask.channel_for(form.cleaned_data["channel_id"]))))
        if _kept(request, form):
            here = reverse("broadcasts:loud") + f"?kenh={form.cleaned_data['channel_id']}"
            return HttpResponseRedirect(here)
    context = {
        "form": form,
        "channel": channel,
        "recent": [(one, clock(one.seconds)) for one in recent],
        "entered": ask.airings(channel_id=channel.pk)[:10],
        "crumbs": crumbs(here=_("Loudspeakers")),
    }
    return render(request, "broadcasts/loud.html", context)


def _kept(request: DeskRequest, form: LoudForm) -> bool:
    said, made, known = form.cleaned_data, 0, 0
    for day in sorted(said["days"]):
        draft = AiringDraft(
            channel_id=said["channel_id"], starts_at=moment(day, said["at"]), seconds=said["seconds"],
            title=said["title"], language=said["language"], task_ids=tuple(task_ids(said)),
        )  # fmt: skip
        try:
            record_airing(draft, by=request.user, at=request.at)
        except AlreadyThere:
            known += 1
        except BroadcastRefusal as refusal:
            form.add_error(None, str(refusal))
            return False
        else:
            made += 1
    if made:
        words = ngettext("Written down: %(count)s airing.", "Written down: %(count)s airings.", made)
        messages.success(request, words % {"count": made})
    if known:
        words = ngettext(
            "%(count)s airing was written down before.", "%(count)s airings were written down before.", known
        )
        messages.info(request, words % {"count": known})
    return True


def _days(request: DeskRequest) -> list[tuple[str, str]]:
    """Today and the days before it, today first, with the names of weekdays."""
    found_days = [request.on - timedelta(days=back) for back in range(DAYS_BACK)]
    return [
        (day.isoformat(), _("Today") if day == request.on else f"{date_format(day, 'D')} {day:%d/%m}")
        for day in found_days
    ]


def _initial(channel: Channel, last: Airing | None, days: list[tuple[str, str]]) -> dict[str, Any]:
    filled: dict[str, Any] = {
        **USUAL,
        "channel_id": channel.pk,
        "language": channel.language,
        "days": [days[0][0]],
    }
    if last is not None:
        filled |= {
            "at": local(last.starts_at).time(), "seconds": last.seconds, "title": last.title,
            "language": last.language, "task": last.task_ids[0] if last.task_ids else None,
        }  # fmt: skip
    return filled
