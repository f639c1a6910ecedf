"""The schedule and what was aired, as everybody may see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from pydantic import Field

from danbiet.broadcasts.enums import COUNTING, AiringState, EpisodeState
from danbiet.broadcasts.queries import doors as ask
from danbiet.broadcasts.queries import week
from danbiet.kit.clock import local
from danbiet.org.queries import tree

from ..render import air as shapes
from ..render.shape import gettext_noop as _
from ..validators import Asked, Day, Id, Paged, Words
from .rows import Now, Rows, WrongSpan, full, link, unit_ref

LONGEST = timedelta(days=31)
WEEK = timedelta(days=6)


class ScheduleAsked(Paged):
    kenh: Words = Field("", description=_("Code of a channel; all channels when it is left out."))
    tu: Day | None = Field(None, description=_("First day; today when it is left out."))
    den: Day | None = Field(
        None,
        description=_("Last day, included, at most 31 days after the first; a week when it is left out."),
    )


class AiringsAsked(Paged):
    kenh: Words = Field("", description=_("Code of a channel; all channels when it is left out."))
    chuyen_muc: Id | None = Field(None, description=_("Number of a programme."))
    tu: Day | None = Field(None, description=_("First day."))
    den: Day | None = Field(None, description=_("Last day, included."))


def channels(asked: Paged, now: Now) -> Rows[shapes.Channel]:
    """Channels in use, in their order. One query."""
    units = tree(now.on)

    def shape(part: Sequence[Any]) -> list[shapes.Channel]:
        return [
            shapes.Channel(
                code=one.code, name=one.name, kind=one.kind, unit=unit_ref(one.unit_id, units), language=one.language,
                links=link(f"/channels/{one.code}", f"{reverse('broadcasts:schedule')}?kenh={one.code}"),
            )
            for one in part
        ]  # fmt: skip

    return Rows(ask.channels(), shape)


def channel(asked: Asked, now: Now, code: Words) -> shapes.Channel | None:
    """A channel in use by its code."""
    return next((one for one in channels(Paged.model_validate({}), now).all() if one.code == code), None)


def schedule(asked: ScheduleAsked, now: Now) -> Rows[shapes.Entry] | None:
    """What begins from the first to the last day, in the order of time. Four queries."""
    known = ask.channels()
    picked = [one for one in known if asked.kenh in ("", one.code)]
    if asked.kenh and not picked:
        return None
    first = asked.tu or now.on
    last = asked.den or min(first + WEEK, date(2100, 12, 31))
    if last < first:
        raise WrongSpan("den", "backwards")
    if last - first > LONGEST:
        raise WrongSpan("den", "too_long_span")
    found = week.entries(picked, first, last, is_public=True)
    return Rows(found, lambda part: [_entry(one) for one in part])


def _entry(one: week.Entry) -> shapes.Entry:
    airing = one.airing
    is_confirmed = one.state in COUNTING
    has_page = (
        is_confirmed
        and airing is not None
        and (airing.episode is None or airing.episode.state == EpisodeState.AIRED)
    )
    programme_id = (
        airing.programme_id if airing is not None else one.slot.programme_id if one.slot is not None else None
    )
    return shapes.Entry(
        key=one.key, channel=one.channel.code, title=one.title, programme_id=programme_id, starts_at=one.starts, seconds=one.seconds,
        language=one.language, is_confirmed=is_confirmed, airing_id=airing.pk if airing is not None and is_confirmed else None,
        html=full(reverse("broadcasts:airing-public", args=[airing.pk])) if has_page and airing is not None else "",
    )  # fmt: skip


def programmes(asked: Paged, now: Now) -> Rows[shapes.Programme]:
    """Series that stand in the public schedule from four weeks back to four weeks ahead. Four queries."""
    found = week.entries(ask.channels(), now.on - LONGEST, now.on + LONGEST, is_public=True)
    shown: dict[int, Any] = {}
    for one in found:
        place = one.airing or one.slot
        if place is not None and place.programme is not None:
            shown.setdefault(place.programme.pk, place.programme)
    units = tree(now.on)

    def shape(part: Sequence[Any]) -> list[shapes.Programme]:
        return [
            shapes.Programme(
                id=one.pk, title=one.title, kind=one.kind, unit=unit_ref(one.unit_id, units), language=one.language,
                seconds=one.seconds,
            )
            for one in part
        ]  # fmt: skip

    return Rows(sorted(shown.values(), key=lambda one: (one.title, one.pk)), shape)


def airings(asked: AiringsAsked, now: Now) -> Rows[shapes.Airing] | None:
    """What was aired and confirmed, newest first; a page in two queries."""
    channel_id = None
    if asked.kenh:
        found = ask.channel_coded(asked.kenh)
        if found is None or not found.is_active:
            return None
        channel_id = found.pk
    rows = ask.airings(
        first=asked.tu, last=asked.den, channel_id=channel_id, programme_id=asked.chuyen_muc, state="aired"
    )
    return Rows(rows, lambda part: [shapes.Airing(**_airing(one)) for one in part])


def _airing(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk, "channel": one.channel.code, "channel_name": one.channel.name, "programme_id": one.programme_id,
        "programme": one.programme.title if one.programme else "", "title": one.title, "starts_at": local(one.starts_at),
        "seconds": one.seconds, "language": one.language, "is_corrected": one.state == AiringState.CORRECTED,
        "links": link(f"/airings/{one.pk}", reverse("broadcasts:airing-public", args=[one.pk])),
    }  # fmt: skip


def airing(asked: Asked, now: Now, id: Id) -> shapes.AiringInFull | None:
    """An airing that took place, as its page tells it."""
    one = ask.airing_for(id)
    if one is None or one.state not in COUNTING:
        return None
    episode = one.episode
    parts = (
        {(part.ref_kind, part.ref_id, part.title): part for part in episode.items.all()} if episode else {}
    )
    items = []
    for item in one.items.all():
        part = parts.get((item.ref_kind, item.ref_id, item.title))
        items.append(
            shapes.AiringItem(
                title=item.title,
                url=full(part.url) if part else "",
                mark_seconds=part.mark_seconds if part else None,
            )
        )
    return shapes.AiringInFull(
        **_airing(one), episode=episode.title if episode and episode.state == EpisodeState.AIRED else "",
        recording=full(episode.recording_url) if episode and episode.recording_url else "", items=items,
    )  # fmt: skip
