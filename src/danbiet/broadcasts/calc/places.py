"""Slots as moments: which days a slot falls on, and what stands in each other's way.

Times of day are Vietnam's, where no clock is ever put forward or back; a slot that begins at 23:45 and lasts half an hour ends
at 00:15 of the next day and can clash with what begins there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from danbiet.kit.clock import VIETNAM

ONE_DAY = timedelta(days=1)
AHEAD = timedelta(
    days=371
)  # a year and a week: every pair of weekly slots meets in it, whatever days are left out
MOST_CLASHES = 20


@dataclass(frozen=True, slots=True)
class SlotRule:
    """When a slot falls. Without weekdays: on `starts_on` alone. `ends_on` is the last day, included."""

    id: int | None
    title: str
    starts_on: date
    at: time
    seconds: int
    weekdays: frozenset[int] = frozenset()
    ends_on: date | None = None
    left_out: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of time on a channel, [starts_at, ends_at). `key` says whose it is."""

    key: str
    title: str
    starts_at: datetime
    seconds: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.seconds)

    @property
    def on(self) -> date:
        return self.starts_at.astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two places that overlap, the earlier first, and for how long."""

    first: Place
    second: Place
    seconds: int


def falls_on(rule: SlotRule, day: date) -> bool:
    """Whether the slot begins on that day."""
    if day in rule.left_out or day < rule.starts_on or (rule.ends_on is not None and day > rule.ends_on):
        return False
    return day.weekday() in rule.weekdays if rule.weekdays else day == rule.starts_on


def days_of(rule: SlotRule, first: date, last: date) -> Iterator[date]:
    """The days from first to last (both included) on which the slot begins."""
    if not rule.weekdays:
        if first <= rule.starts_on <= last and falls_on(rule, rule.starts_on):
            yield rule.starts_on
        return
    day = max(first, rule.starts_on)
    end = last if rule.ends_on is None else min(last, rule.ends_on)
    while day <= end:
        if falls_on(rule, day):
            yield day
        day += ONE_DAY


def place_on(rule: SlotRule, day: date) -> Place:
    """The slot on a day it falls on."""
    return Place(
        key=f"slot-{rule.id}",
        title=rule.title,
        starts_at=datetime.combine(day, rule.at, tzinfo=VIETNAM),
        seconds=rule.seconds,
    )


def places(rules: Iterable[SlotRule], first: date, last: date) -> list[Place]:
    """Every slot from first to last by its day of beginning, in the order of time."""
    found = [place_on(rule, day) for rule in rules for day in days_of(rule, first, last)]
    return sorted(found, key=lambda one: (one.starts_at, one.key))


def clashes(taken: Iterable[Place]) -> list[Clash]:
    """Every pair that overlaps on one channel; what ends exactly where the next begins does not."""
    found: list[Clash] = []
    running: list[Place] = []
    for place in sorted(taken, key=lambda one: (one.starts_at, one.key)):
        running = [one for one in running if one.ends_at > place.starts_at]
        for one in running:
            overlap = min(one.ends_at, place.ends_at) - place.starts_at
            found.append(Clash(one, place, int(overlap.total_seconds())))
        running.append(place)
    return found


def clashes_with(wanted: SlotRule, others: Sequence[SlotRule]) -> list[Clash]:
    """Where a new or changed slot would stand in the way of others on the channel, the first twenty, within a year."""
    last = wanted.starts_on + AHEAD
    if not wanted.weekdays:
        last = wanted.starts_on
    elif wanted.ends_on is not None:
        last = min(last, wanted.ends_on)
    own = places([wanted], wanted.starts_on, last)
    theirs = places(
        [one for one in others if one.id is None or one.id != wanted.id],
        wanted.starts_on - ONE_DAY,
        last + ONE_DAY,
    )
    mine = {(place.key, place.starts_at) for place in own}
    return [
        clash
        for clash in clashes([*own, *theirs])
        if ((clash.first.key, clash.first.starts_at) in mine)
        != ((clash.second.key, clash.second.starts_at) in mine)
    ][:MOST_CLASHES]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
