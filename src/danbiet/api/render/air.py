"""What is on the air, and what was."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from .shape import Links, Shape, UnitRef
from .shape import gettext_noop as _


class Channel(Shape):
    code: str
    name: str
    kind: str = Field(description=_("tv, radio, loudspeaker, newspaper, portal or social."))
    unit: UnitRef
    language: str
    links: Links


class Programme(Shape):
    """A series that stands in the schedule."""

    id: int
    title: str
    kind: str = Field(description=_("column, thematic or spot."))
    unit: UnitRef
    language: str
    seconds: int = Field(description=_("Usual length."))


class Entry(Shape):
    """Something in the schedule: planned, or aired."""

    key: str = Field(description=_("The same in every reading, also in the calendar feed."))
    channel: str = Field(description=_("Code of the channel."))
    title: str
    programme_id: int | None
    starts_at: datetime
    seconds: int
    language: str
    is_confirmed: bool = Field(description=_("Whether the broadcaster has confirmed that it was aired."))
    airing_id: int | None = Field(description=_("Number of the airing once it is confirmed."))
    html: str


class Airing(Shape):
    """Something that was aired."""

    id: int
    channel: str = Field(description=_("Code of the channel."))
    channel_name: str
    programme_id: int | None
    programme: str
    title: str
    starts_at: datetime
    seconds: int
    language: str
    is_corrected: bool
    links: Links


class AiringItem(Shape):
    title: str
    url: str
    mark_seconds: int | None = Field(description=_("Where it begins in the recording."))


class AiringInFull(Airing):
    """An airing with what was in it and where it can be seen again."""

    episode: str
    recording: str
    items: list[AiringItem]
