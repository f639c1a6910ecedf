"""A round's published result, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from danbiet.exports.render import OfficialHead

STATUS = {"ranked": "", "no_headcount": "Chưa khai quân số", "turnout": "Chưa đạt tỷ lệ tham gia tối thiểu"}
_TEN_THOUSANDTHS = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class AudienceOutcome:
    """An audience's figures; `correct` counts persons by right answers; `total` is how many questions a paper had."""

    name: str
    participants: int
    entries: int
    all_correct: int
    target: int | None
    total: int
    correct: dict[int, int]


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """A unit; turn-out (percent), average and score in ten-thousandths, rank None when it is not ranked."""

    block: str
    rank: int | None
    name: str
    headcount: int
    participants: int
    turnout: int
    average: int
    score: int
    status: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a prize: a person by name and pseudonym, or a unit; `unit` of a person by name."""

    prize: str
    group: str
    name: str
    code: str
    unit: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the ranking; time in milliseconds."""

    audience: str
    rank: int
    code: str
    unit: str
    correct: int
    total: int
    time_ms: int
    distance: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round's published result with what was decided about it. Hashes are hex."""

    head: OfficialHead
    contest: str
    round: str
    opens: datetime
    closes: datetime
    published: datetime
    number: int
    seal: str
    sealed: datetime
    root: str
    extensions: tuple[tuple[datetime, datetime, str], ...]  # said at, until, why
    gone: tuple[tuple[str, int, str], ...]  # pseudonym, attempt (0: all), reason
    drops: tuple[tuple[str, str], ...]
    appeals: tuple[int, int, int]  # all, upheld, refused
    audiences: tuple[AudienceOutcome, ...]
    units: tuple[UnitOutcome, ...]
    holders: tuple[Holder, ...]
    days: tuple[tuple[str, int, int], ...]  # day, papers, new persons


def share(value: int) -> Decimal:
    """Ten-thousandths as a number."""
    return Decimal(value) / _TEN_THOUSANDTHS
