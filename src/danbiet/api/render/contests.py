"""Contests: persons appear by their pseudonyms alone."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from .shape import File, Links, Named, Number, Shape, UnitRef
from .shape import gettext_noop as _


class Contest(Shape):
    """A sealed contest. What is in preparation does not exist here."""

    key: str
    title: str
    organiser: UnitRef
    state: str = Field(description=_("frozen, running, appeals, final, archived or cancelled."))
    stage: str = Field(description=_("By the clock: coming, open or closed."))
    opens_at: datetime | None
    closes_at: datetime | None
    round_count: int
    sealed_at: datetime | None
    links: Links


class RoundEvent(Shape):
    """What happened to a round in public."""

    at: datetime
    kind: str = Field(description=_("extended, paused_entry, resumed or notice."))
    closes_at: datetime | None
    reason: str


class Round(Shape):
    key: str
    name: str
    number: int
    opens_at: datetime
    closes_at: datetime
    stage: str = Field(description=_("By the clock: coming, open or closed."))
    events: list[RoundEvent]
    standings: str = Field(description=_("Address of the standings of persons."))
    units: str = Field(description=_("Address of the standings of units, empty where units are not ranked."))
    bundle: str = Field(
        description=_("Address of the bundle to check everything, empty before there is one.")
    )


class Audience(Shape):
    key: str
    name: str
    min_age: int
    max_age: int


class Prize(Shape):
    key: str
    name: str
    to: str = Field(description=_("person or unit."))
    of: str = Field(description=_("Key of the audience or block."))
    count: int


class ContestInFull(Contest):
    """A contest with rounds, audiences, prizes and what was sealed before it began."""

    rounds: list[Round]
    audiences: list[Audience]
    prizes: list[Prize]
    parts: list[Named]
    sealed: list[File] = Field(description=_("Files published at sealing, with their SHA-256."))
    cancelled_reason: str


class Standing(Shape):
    """A person by rank."""

    rank: int
    pseudonym: str
    unit: str = Field(description=_("Name of the unit as sealed, empty for none."))
    points: Number
    correct: int
    total: int
    seconds: Number = Field(description=_("Time taken."))
    prediction: int | None
    distance: int | None = Field(description=_("Distance of the prediction from the number."))
    is_shared: bool


class UnitStanding(Shape):
    """A unit by rank in its block."""

    block: str
    rank: int | None
    code: str = Field(description=_("Stable key of the unit as sealed."))
    name: str
    participants: int
    headcount: int
    turnout_percent: Number | None
    average: Number | None
    score: Number | None
    status: str = Field(description=_("ranked, or why it is not."))


class Winner(Shape):
    prize: str
    prize_name: str
    of: str
    winner: str = Field(description=_("Pseudonym of a person, or name of a unit."))
    is_unit: bool
    is_shared: bool


class RoundResult(Shape):
    """How a round stands: figures by audience, winners once the result is final."""

    contest: str
    round: str
    made_at: datetime | None = Field(
        description=_("When the standings were made; null before there are any.")
    )
    is_final: bool
    is_frozen: bool
    figures: list[Turnout]
    winners: list[Winner]
    files: list[File] = Field(description=_("Files of the bundle with their SHA-256."))
    root: str = Field(description=_("Root of the tree of receipts, empty before there is a bundle."))
    links: Links


class Turnout(Shape):
    audience: str
    name: str
    participants: int
    entries: int
    all_correct: int | None
