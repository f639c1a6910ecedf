"""What screens of the air share: reaching a thing or saying no, the way to a page, words for what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from danbiet.org.forms import DayField
from danbiet.org.queries import Rights
from danbiet.org.views import DeskRequest, found, ways

from ..enums import AiringState, EpisodeState
from ..models import Channel, Episode
from ..permissions import may_run_channel, may_write_episode, units_to_air
from ..queries.doors import channels, episode_for

LOOKS = {
    AiringState.PLANNED: "not_started",
    AiringState.CONFIRMED: "done",
    AiringState.CORRECTED: "done",
    AiringState.NOT_AIRED: "overdue",
    EpisodeState.DRAFT: "waiting",
    EpisodeState.READY: "on_track",
    EpisodeState.AIRED: "done",
    EpisodeState.CANCELLED: "overdue",
}


def must(allowed: bool, reason: str = "") -> None:  # noqa: FBT001 - reads as a sentence: must(may_run_channel(…))
    """Go on only when it is allowed; a page saying why (403) otherwise."""
    ways.must(allowed, reason or _("Only the unit this belongs to may do that."))


def crumbs(*steps: tuple[str, str], here: str) -> list[dict[str, str]]:
    """The way to this page below the schedule: (label, url) pairs, then where one is."""
    way = [(_("Broadcasting"), reverse("broadcasts:week")), *steps]
    return [*({"label": label, "url": url} for label, url in way), {"label": here, "url": ""}]


def own_channels(rights: Rights, *kinds: str) -> list[Channel]:
    """The channels in use that the person runs (of these kinds, when any is named); their own unit's first."""
    mine = [one for one in channels() if may_run_channel(rights, one) and (not kinds or one.kind in kinds)]
    held = rights.units_held()
    return sorted(mine, key=lambda one: one.unit_id not in held)


def own_units(rights: Rights) -> list[tuple[int, str]]:
    """The units the person may act for, for a choice."""
    return [(one, rights.tree.full_name(one)) for one in units_to_air(rights)]


def writable_episode(request: DeskRequest, pk: int) -> Episode:
    """An episode for whoever writes it: unknown to strangers of its unit, refused to those who only read."""
    episode = found(episode_for(request.rights, pk))
    must(may_write_episode(request.rights, episode))
    return episode


def to_episode(pk: int, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("broadcasts:episode", args=[pk]) + (f"#{anchor}" if anchor else ""))


def back(request: HttpRequest, default: str) -> HttpResponse:
    """Where the form says it came from, if that is one of our pages."""
    wanted = request.POST.get("ve", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(default)


def asked_day(text: str, default: date) -> date:
    """The day an address asks for (2021-03-10 or 10/03/2021), between 2000 and 2099; the default where it says none."""
    try:
        day = DayField().clean(text)
    except ValidationError:
        return default
    return day if day is not None and 2000 <= day.year <= 2099 else default


def names(rights: Rights, unit_ids: Iterable[int]) -> dict[int, str]:
    return {one: rights.tree.full_name(one) for one in set(unit_ids)}
