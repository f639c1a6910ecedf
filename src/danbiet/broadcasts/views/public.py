"""The schedule for everybody: a week of all channels or one, as page, calendar and programme guide; one airing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.kit.clock import local
from danbiet.org.views import from_home
from danbiet.pagecache.registry import kept

from ..calc.places import monday_of
from ..calc.speaking import clock as length
from ..enums import COUNTING, AiringState, ChannelKind, EpisodeState, Language
from ..models import Channel
from ..queries import doors as ask
from ..queries.week import Entry, entries
from ..render import Shown, ics, xmltv
from .doors import asked_day
from .week import days_of

AHEAD = timedelta(days=28)
STATIONS = (ChannelKind.TV, ChannelKind.RADIO, ChannelKind.LOUDSPEAKER)


def _channels(code: str) -> tuple[list[Channel], Channel | None]:
    """The channels in use, and the one asked for."""
    known = ask.channels()
    if not code:
        return known, None
    channel = next((one for one in known if one.code == code), None)
    if channel is None:
        raise Http404
    return known, channel


@kept(seconds=60, query=["tuan", "kenh"])
def schedule(request: HttpRequest) -> HttpResponse:
    """A week (`?tuan=` any day of it) of one channel (`?kenh=` its code) or of the stations of the province."""
    on = clock.today()
    known, channel = _channels(request.GET.get("kenh", ""))
    first = monday_of(asked_day(request.GET.get("tuan", ""), on))
    picked = [channel] if channel else [one for one in known if one.kind != ChannelKind.LOUDSPEAKER]
    rows = entries(picked, first, first + timedelta(days=6), is_public=True)
    days = days_of(rows, first, 7, on)
    loud = [one for one in known if one.kind == ChannelKind.LOUDSPEAKER]
    context = {
        "channels": [one for one in known if one.kind != ChannelKind.LOUDSPEAKER],
        "loud": loud,
        "channel": channel,
        "first": first,
        "last": first + timedelta(days=6),
        "earlier": first - timedelta(days=7),
        "later": first + timedelta(days=7),
        "days": days if channel else [day for day in days if day["rows"]],
        "has_khmer": any(one.language == Language.KM for one in rows),
        "crumbs": from_home(_("Broadcast schedule")),
    }
    return render(request, "broadcasts/public/schedule.html", context)


@kept(seconds=60)
def airing_public(request: HttpRequest, pk: int) -> HttpResponse:
    """One airing that took place: what was in it, where it can be seen."""
    airing = ask.airing_for(pk)
    if airing is None or airing.state not in COUNTING:
        raise Http404
    episode = airing.episode
    parts = {(one.ref_kind, one.ref_id, one.title): one for one in episode.items.all()} if episode else {}
    items = []
    for item in airing.items.all():
        part = parts.get((item.ref_kind, item.ref_id, item.title))
        mark = length(part.mark_seconds) if part is not None and part.mark_seconds is not None else ""
        items.append({"title": item.title, "url": part.url if part else "", "mark": mark})
    film = episode.recording_video if episode and episode.recording_video_id else None
    context = {
        "airing": airing,
        "starts": local(airing.starts_at),
        "length": length(airing.seconds),
        "language": Language(airing.language).label,
        "items": items,
        "recording": episode.recording_url if episode else "",
        "film": film if film is not None and film.is_public else None,
        "is_corrected": airing.state == AiringState.CORRECTED,
        "crumbs": from_home((_("Broadcast schedule"), reverse("broadcasts:schedule")), airing.title),
    }
    return render(request, "broadcasts/public/airing.html", context)


@kept(seconds=300, query=["kenh"])
def calendar(request: HttpRequest) -> HttpResponse:
    """From the Monday of last week four weeks ahead, as a calendar to subscribe to."""
    known, channel = _channels(request.GET.get("kenh", ""))
    on = clock.today()
    rows = _shown([channel] if channel else known, on)
    name = _("Broadcast schedule – %(name)s") % {"name": channel.name if channel else "Dân Biết"}
    data = ics(rows, name=name, host=_host(), made_at=clock.now())
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="lich-phat-song.ics"'
    return answer


@kept(seconds=300, query=["kenh"])
def guide(request: HttpRequest) -> HttpResponse:
    """The same of stations as an XMLTV programme guide."""
    known, channel = _channels(request.GET.get("kenh", ""))
    picked = [one for one in ([channel] if channel else known) if one.kind in STATIONS]
    rows = _shown(picked, clock.today())
    data = xmltv(
        [(one.code, one.name) for one in picked], rows, source="Dân Biết", url=settings.DANBIET_BASE_URL
    )
    answer = HttpResponse(data, content_type="application/xml; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="lich-phat-song.xml"'
    return answer


def _shown(channels: list[Channel], on: date) -> list[Shown]:
    first = monday_of(on) - timedelta(days=7)
    return [_of(one) for one in entries(channels, first, first + timedelta(days=7) + AHEAD, is_public=True)]


def _of(one: Entry) -> Shown:
    said: dict[str, Any] = {"key": one.key, "channel_code": one.channel.code, "channel": one.channel.name}
    url = ""
    if one.airing is not None and one.state in COUNTING:
        url = settings.DANBIET_BASE_URL + reverse("broadcasts:airing-public", args=[one.airing.pk])
        if one.airing.episode is not None and one.airing.episode.state != EpisodeState.AIRED:
            url = ""
    return Shown(
        **said, title=one.title, starts_at=one.starts, seconds=one.seconds, language=one.language, url=url,
        is_confirmed=one.state in COUNTING,
    )  # fmt: skip


def _host() -> str:
    return str(settings.DANBIET_BASE_URL).split("//")[-1].split("/")[0].split(":")[0]
