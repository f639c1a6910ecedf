"""An episode gets its places on the air, or loses one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.clock import VIETNAM, local

from .. import signals
from ..calc.places import ONE_DAY, Clash, Place, clashes, falls_on, place_on, places
from ..enums import AiringState, EpisodeState
from ..models import Airing, Channel, Episode, Slot
from ..queries.rules import rule_of, rules_on
from .airing import AiringDraft, locked, planned_airing, save_airing
from .noting import note, tell
from .refusals import InTheWay, NotNow


@transaction.atomic
def schedule_episode(
    episode_id: int, *, channel_id: int, starts_at: datetime, seconds: int, is_confirmed: bool = False,
    by: User | None, at: datetime,
) -> Airing:  # fmt: skip
    """Plan an episode for a moment on a channel. A slot of its programme that begins then is filled by it; anything else at
    that time is refused (InTheWay) until it is said that it may. Refused (NotNow) unless the episode is ready or was aired,
    and in the past."""
    Channel.objects.select_for_update(no_key=True).get(pk=channel_id)
    episode = Episode.objects.select_for_update(no_key=True).select_related("programme").get(pk=episode_id)
    if episode.state not in (EpisodeState.READY, EpisodeState.AIRED):
        raise NotNow(_("Only an episode that is ready is given a place."))
    if starts_at <= at:
        raise NotNow(_("This time has passed; what was on the air is written down instead."))
    slot = _slot_at(channel_id, starts_at)
    own = slot is not None and slot.programme_id in (None, episode.programme_id)
    found = _in_the_way(channel_id, starts_at, seconds, except_slot=slot.pk if slot and own else None)
    if found and not is_confirmed:
        raise InTheWay(_("Something else stands on this channel at that time."), clashes=found)
    draft = AiringDraft(
        channel_id=channel_id, starts_at=starts_at, seconds=seconds, title=shown_title(episode),
        episode_id=episode.pk, slot_id=slot.pk if slot and own else None,
    )  # fmt: skip
    airing = planned_airing(draft, at=at)
    save_airing(airing)
    note(
        "scheduled", airing, by=by, at=at, unit_id=airing.channel.unit_id, episode=episode.pk,
        starts_at=local(starts_at).isoformat(),
    )  # fmt: skip
    named = episode.items.filter(ref_id__isnull=False).values_list("ref_kind", "ref_id")
    tell(
        signals.episode_scheduled, by=by, at=at, episode_id=episode.pk, airing_ids=[airing.pk], items=list(named)
    )  # fmt: skip
    return airing


@transaction.atomic
def unschedule(airing_id: int, *, by: User | None, at: datetime) -> None:
    """Take a planned airing off; what was confirmed is corrected instead (NotNow)."""
    airing = locked(airing_id)
    if airing.state != AiringState.PLANNED:
        raise NotNow(_("Only what is planned can be taken off; correct the entry instead."))
    note("unscheduled", airing, by=by, at=at, unit_id=airing.channel.unit_id)
    airing.delete()


def shown_title(episode: Episode) -> str:
    """How readers know an episode: programme, number, title."""
    name = _("%(programme)s, no. %(number)s") % {
        "programme": episode.programme.title, "number": episode.number,
    }  # fmt: skip
    return name if episode.title == episode.programme.title else f"{name}: {episode.title}"


def _slot_at(channel_id: int, starts_at: datetime) -> Slot | None:
    day = local(starts_at).date()
    for slot in Slot.objects.filter(channel_id=channel_id).select_related("programme"):
        rule = rule_of(slot)
        if falls_on(rule, day) and place_on(rule, day).starts_at == starts_at:
            return slot
    return None


def _in_the_way(
    channel_id: int, starts_at: datetime, seconds: int, *, except_slot: int | None
) -> list[Clash]:
    day = local(starts_at).date()
    mine = Place("new", "", starts_at, seconds)
    around = _around(channel_id, day, except_slot=except_slot)
    return [clash for clash in clashes([mine, *around]) if "new" in (clash.first.key, clash.second.key)]


def _around(channel_id: int, day: date, *, except_slot: int | None) -> list[Place]:
    """What stands on the channel from the day before to the day after: slots, and airings that are in no slot."""
    rules = [rule for rule in rules_on([channel_id]) if rule.id != except_slot]
    slots = places(rules, day - ONE_DAY, day + ONE_DAY)
    first = place_start(day - ONE_DAY)
    rows = Airing.objects.filter(
        channel_id=channel_id, starts_at__gte=first, starts_at__lt=first + timedelta(days=3)
    ).exclude(state=AiringState.NOT_AIRED)
    taken = {(place.starts_at) for place in slots}
    return [
        *slots,
        *(
            Place(f"airing-{row.pk}", row.title, row.starts_at, row.seconds)
            for row in rows
            if row.starts_at not in taken
        ),
    ]


def place_start(day: date) -> datetime:
    """Midnight of the day in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
