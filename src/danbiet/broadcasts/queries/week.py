"""What stands on channels in a span of days: slots and airings as one list, with what stands in each other's way."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q

from danbiet.kit.clock import local, midnight

from ..calc.places import ONE_DAY, Place, SlotRule, clashes, days_of, place_on
from ..enums import AiringState, EpisodeState
from ..models import Airing, Channel, Slot
from .rules import rule_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one channel: an airing, or a slot that has none yet. `clashes`: titles of what it overlaps with."""

    channel: Channel
    title: str
    starts_at: datetime
    seconds: int
    language: str
    state: str  # of the airing; "planned" for a slot
    airing: Airing | None = None
    slot: Slot | None = None
    clashes: tuple[str, ...] = field(default=())

    @property
    def on(self) -> date:
        return local(self.starts_at).date()

    @property
    def starts(self) -> datetime:
        return local(self.starts_at)

    @property
    def ends(self) -> datetime:
        return local(self.starts_at + timedelta(seconds=self.seconds))

    @property
    def is_past_midnight(self) -> bool:
        """Whether it ends on another day than it begins."""
        return self.ends.date() > self.on and self.ends.time().isoformat() != "00:00:00"

    @property
    def key(self) -> str:
        """Names it in feeds, the same in every reading."""
        if self.airing is not None:
            return f"luot-{self.airing.pk}"
        return f"khung-{self.slot.pk if self.slot else 0}-{self.on.isoformat()}"


def airings_between(channel_ids: Collection[int], first: date, last: date) -> list[Airing]:
    """Airings that begin from first to last (both included), in the order of time; one query."""
    return list(
        Airing.objects.filter(
            channel_id__in=channel_ids, starts_at__gte=midnight(first), starts_at__lt=midnight(last + ONE_DAY)
        ).select_related("programme", "episode")
    )


def entries(channels: Iterable[Channel], first: date, last: date, *, is_public: bool = False) -> list[Entry]:
    """Everything that begins from first to last on these channels; three queries whatever their number.

    `is_public`: without what was not aired, and without the titles of episodes still being prepared or cancelled.
    """
    by_id = {channel.pk: channel for channel in channels}
    # The day before is read too: what began at 23:50 may overlap what begins after midnight.
    airings = airings_between(list(by_id), first - ONE_DAY, last + ONE_DAY)
    slots = list(
        Slot.objects.filter(channel_id__in=by_id, starts_on__lte=last + ONE_DAY)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first - ONE_DAY))
        .select_related("programme")
    )
    found = [_of_airing(by_id[one.channel_id], one, is_public=is_public) for one in airings]
    filled = {(one.slot_id, local(one.starts_at).date()) for one in airings if one.slot_id is not None}
    filled_at = {(one.channel_id, one.starts_at) for one in airings if one.state != AiringState.NOT_AIRED}
    for slot in slots:
        rule: SlotRule = rule_of(slot)
        for day in days_of(rule, first - ONE_DAY, last + ONE_DAY):
            place = place_on(rule, day)
            if (slot.pk, day) in filled or (slot.channel_id, place.starts_at) in filled_at:
                continue
            language = slot.programme.language if slot.programme else ""
            channel = by_id[slot.channel_id]
            if language in ("", "vi"):
                language = channel.language
            found.append(
                Entry(channel, rule.title, place.starts_at, slot.seconds, language, AiringState.PLANNED, slot=slot)
            )  # fmt: skip
    if is_public:
        found = [one for one in found if one.state != AiringState.NOT_AIRED]
    found.sort(key=lambda one: (one.starts_at, one.channel.order, one.channel.pk, one.key))
    return [one for one in _with_clashes(found) if first <= one.on <= last]


def _of_airing(channel: Channel, airing: Airing, *, is_public: bool) -> Entry:
    title = airing.title
    hidden = (EpisodeState.DRAFT, EpisodeState.CANCELLED)
    if is_public and airing.episode is not None and airing.episode.state in hidden:
        title = airing.programme.title if airing.programme else channel.name
    return Entry(
        channel, title, airing.starts_at, airing.seconds, airing.language, airing.state, airing=airing
    )


def _with_clashes(found: list[Entry]) -> list[Entry]:
    """On stations only: a newspaper's edition and a web page hold any number of things at once."""
    told: dict[str, list[str]] = {}
    by_channel: dict[int, list[Entry]] = {}
    for one in found:
        if one.channel.kind in ("tv", "radio", "loudspeaker") and one.state != AiringState.NOT_AIRED:
            by_channel.setdefault(one.channel.pk, []).append(one)
    for rows in by_channel.values():
        for clash in clashes(Place(one.key, one.title, one.starts_at, one.seconds) for one in rows):
            told.setdefault(clash.first.key, []).append(clash.second.title)
            told.setdefault(clash.second.key, []).append(clash.first.title)
    return [
        Entry(
            one.channel, one.title, one.starts_at, one.seconds, one.language, one.state, one.airing, one.slot,
            tuple(told.get(one.key, ())),
        )
        for one in found
    ]  # fmt: skip
