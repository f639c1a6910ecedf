"""The clock of a question: working days in halves, pauses, one extension; when the answer is due and who held it how long.

A working day has a morning (07:00–11:30) and an afternoon (13:00–17:00). The day of receipt is not counted (Civil Code 2015,
article 147). A half counts unless the clock stands still at its beginning. How it is told to people: `reckoning`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from danbiet.kit.clock import VIETNAM, local
from danbiet.kit.workdays import Calendar, Day

MORNING, AFTERNOON = 0, 1
BEGINS = (time(7, 0), time(13, 0))
ENDS = (time(11, 30), time(17, 0))
UPDATE_DAYS = 7  # working days after which the asker hears how far it is (852/QĐ-BNV)
SOON_DAYS = 2  # working days before the end from which a question is shown as due soon
DEFAULT_DAYS = Decimal(10)  # where no rule fits (as Thông tư 26/2009/TT-BTTTT had it)
MAX_DAYS = Decimal(400)  # limit and extension together: more is a slip of the keyboard
ONE_DAY = timedelta(days=1)
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Still:
    """A time in which the clock stands still; without an end it still does."""

    began_at: datetime
    ended_at: datetime | None = None
    is_for_asker: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides about the end: the moment counting starts from, the limit, what was added, when the clock stood still.

    `started_at` is the receipt, or the reopening of a reopened question.
    """

    started_at: datetime
    limit_days: Decimal
    extra_days: Decimal = Decimal(0)
    pauses: tuple[Still, ...] = ()
    is_reopened: bool = False

    @property
    def is_paused(self) -> bool:
        return any(pause.ended_at is None for pause in self.pauses)


@dataclass(frozen=True, slots=True)
class Half:
    """Half a working day after the day of receipt: `number` counts from 1, None when the clock stood still."""

    on: date
    part: int
    number: int | None

    @property
    def begins_at(self) -> datetime:
        return begin_of(self.on, self.part)

    @property
    def ends_at(self) -> datetime:
        return end_of(self.on, self.part)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The whole count: every day after the start to the last one, the halves of the worked ones, and the end."""

    terms: Terms
    days: tuple[Day, ...]
    halves: tuple[Half, ...]

    @property
    def due_at(self) -> datetime:
        return self.halves[-1].ends_at


def halves_of(days: Decimal) -> int:
    """How many halves so many working days are. Refused (ValueError): not in halves, below none, above 400 days."""
    twice = days * 2
    if twice != int(twice) or twice < 0 or days > MAX_DAYS:
        raise ValueError(f"working days are counted in halves, 0 to {MAX_DAYS}, not {days}")
    return int(twice)


def begin_of(on: date, part: int) -> datetime:
    return datetime.combine(on, BEGINS[part], tzinfo=VIETNAM)


def end_of(on: date, part: int) -> datetime:
    return datetime.combine(on, ENDS[part], tzinfo=VIETNAM)


def reckon(terms: Terms, calendar: Calendar) -> Reckoning:
    """Count. While a pause is open it is taken as not having begun: the end is the earliest possible one, and `is_late` says
    no anyway. Refused (ValueError): a limit that is not a positive number of halves, pauses that leave the calendar."""
    wanted = halves_of(terms.limit_days) + halves_of(terms.extra_days)
    if wanted < 1:
        raise ValueError("a limit has at least half a working day")
    spans = tuple(pause for pause in terms.pauses if pause.ended_at is not None)
    on = local(terms.started_at).date()
    days: list[Day] = []
    halves: list[Half] = []
    held = 0
    while held < wanted:
        on += ONE_DAY
        day = calendar.day(on)
        days.append(day)
        for part in (MORNING, AFTERNOON) if day.is_working else ():
            if held == wanted:
                break
            counts = not _is_still(begin_of(on, part), spans)
            held += counts
            halves.append(Half(on, part, held if counts else None))
    return Reckoning(terms, tuple(days), tuple(halves))


def due(terms: Terms, calendar: Calendar) -> datetime:
    """When the answer is due: 17:00, or 11:30 when the last half is a morning. See `reckon`."""
    return reckon(terms, calendar).due_at


def dues(many: Iterable[Terms], calendar: Calendar) -> list[datetime]:
    """`due` of many, each kind counted once: what nobody paused depends on the day and the number of halves alone."""
    known: dict[tuple[date, Decimal], datetime] = {}
    found = []
    for terms in many:
        if any(pause.ended_at is not None for pause in terms.pauses):
            found.append(due(terms, calendar))
            continue
        key = (local(terms.started_at).date(), terms.limit_days + terms.extra_days)
        if key not in known:
            known[key] = due(terms, calendar)
        found.append(known[key])
    return found


def is_late(due_at: datetime, *, at: datetime, is_paused: bool) -> bool:
    """Whether the answer is overdue. While the clock stands still nothing is late."""
    return at > due_at and not is_paused


def is_soon(due_at: datetime, *, at: datetime, is_paused: bool, calendar: Calendar) -> bool:
    """Whether at most two working days are left."""
    if is_paused or at > due_at:
        return False
    return days_left(due_at, on=local(at).date(), calendar=calendar) <= SOON_DAYS


def days_left(due_at: datetime, *, on: date, calendar: Calendar) -> int:
    """Working days after `on` up to and with the day it is due; below 0 the working days since it was."""
    due_on = local(due_at).date()
    return calendar.count(on, due_on) if on <= due_on else -calendar.count(due_on, on)


def update_due(told_at: datetime, calendar: Calendar) -> datetime:
    """By when the asker is to hear something again: the end of the 7th working day after they last did."""
    return end_of(calendar.add(local(told_at).date(), UPDATE_DAYS).due_on, AFTERNOON)


def data_due(asked_at: datetime, calendar: Calendar) -> date:
    """By which day a request for one's data is answered: 2 working days (Nghị định 356/2025/NĐ-CP)."""
    return calendar.add(local(asked_at).date(), 2).due_on


# Who held it


@dataclass(frozen=True, slots=True)
class Hold:
    """From a moment on somebody holds the question: "intake", "agency" with the unit, "asker" or "nobody"."""

    since: datetime
    holder: str
    unit_id: int | None = None


def holding_times(
    holds: Sequence[Hold], *, terms: Terms, until: datetime, calendar: Calendar
) -> dict[tuple[str, int | None], Decimal]:
    """Working days in halves that each held it, of the halves begun after the start and before `until`.

    A half belongs to whoever held the question at its beginning; what the clock stood still for belongs to nobody, an
    asker's time to the asker.
    """
    held: dict[tuple[str, int | None], Decimal] = {}
    ordered = sorted(holds, key=lambda hold: hold.since)
    for on, part in _worked_halves(local(terms.started_at).date(), until=until, calendar=calendar):
        begins = begin_of(on, part)
        now = [hold for hold in ordered if hold.since <= begins]
        if not now or now[-1].holder == "nobody":
            continue
        if now[-1].holder != "asker" and _is_still(begins, terms.pauses):
            continue
        key = (now[-1].holder, now[-1].unit_id)
        held[key] = held.get(key, Decimal(0)) + HALF
    return held


def _worked_halves(start: date, *, until: datetime, calendar: Calendar) -> Iterator[tuple[date, int]]:
    on = start + ONE_DAY
    while begin_of(on, MORNING) < until:
        if calendar.is_working(on):
            for part in (MORNING, AFTERNOON):
                if begin_of(on, part) < until:
                    yield on, part
        on += ONE_DAY


def _is_still(at: datetime, pauses: Iterable[Still]) -> bool:
    return any(pause.began_at <= at and (pause.ended_at is None or at < pause.ended_at) for pause in pauses)


# Which limit


@dataclass(frozen=True, slots=True)
class LimitRule:
    """So many working days for a channel ("" all) and a topic (None all)."""

    channel: str
    topic_id: int | None
    working_days: Decimal
    basis: str = ""


def limit_for(rules: Iterable[LimitRule], *, channel: str, topic_id: int | None) -> LimitRule:
    """The rule that fits closest: one for channel and topic before one for the topic, that before one for the channel, that
    before the general one; ten working days where none fits."""
    fitting = [
        rule
        for rule in rules
        if rule.channel in ("", channel) and (rule.topic_id is None or rule.topic_id == topic_id)
    ]
    return max(
        fitting,
        key=lambda rule: (rule.topic_id is not None, bool(rule.channel)),
        default=LimitRule("", None, DEFAULT_DAYS),
    )
