"""Which line of a log is which planned airing: by title and by time within a tolerance. Pure.

Titles are compared as sets of folded words (no tone marks, no capitals): twice the common words over all words. A title that
holds the other whole (three words at least) is as good as nine tenths, because stations cut titles and put codes before
them. Numbers decide: where both name numbers and not one is common, the likeness is halved ("số 4" is not "số 5").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from danbiet.kit.text import fold_words

ALIKE = 0.6
SURE = 0.8
TOLERANCE = timedelta(minutes=10)
EXACT = timedelta(seconds=60)
FAR = timedelta(hours=3)


class Fit(StrEnum):
    MATCHED = "matched"  # as planned, to the minute
    SHIFTED = "shifted"  # as planned, at another minute within the tolerance
    FAR = "far"  # the same title, much earlier or later: somebody has to say
    DOUBLED = "doubled"  # the log says it twice
    KNOWN = "known"  # confirmed before
    UNKNOWN = "unknown"  # nobody planned it
    FUTURE = "future"  # later than now
    UNREADABLE = "unreadable"  # no time or no title


@dataclass(frozen=True, slots=True)
class Ran:
    """A line of the log. Without a moment or a title it cannot be matched."""

    line: int
    title: str
    starts_at: datetime | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that should have been on the air, or (`is_known`) is confirmed already."""

    key: str
    title: str
    starts_at: datetime
    seconds: int
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What a line is; `shift`: seconds later (minus: earlier) than planned; `twin`: the line it doubles."""

    ran: Ran
    fit: Fit
    planned: Planned | None = None
    shift: int = 0
    twin: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """Every line of the log once, in its order, and what was planned but stands in no line."""

    matches: tuple[Match, ...]
    missing: tuple[Planned, ...]


def likeness(one: str, other: str) -> float:
    """0 nothing in common … 1 the same words."""
    first, second = set(fold_words(one)), set(fold_words(other))
    if not first or not second:
        return 0.0
    common = first & second
    found = 2 * len(common) / (len(first) + len(second))
    smaller = min(len(first), len(second))
    if smaller >= 3 and len(common) == smaller:
        found = max(found, 0.9)
    numbers = [{word.lstrip("0") for word in words if word.isdigit()} for words in (first, second)]
    if all(numbers) and not numbers[0] & numbers[1]:
        found /= 2
    return found


def match(
    log: Sequence[Ran], planned: Sequence[Planned], *, now: datetime, tolerance: timedelta = TOLERANCE
) -> Review:
    """Give every line its meaning. Each planned airing is given to one line at most, the likeliest and nearest first."""
    settled: dict[int, Match] = {}
    open_lines: list[Ran] = []
    seen: list[Ran] = []
    for ran in log:
        if ran.starts_at is None or not ran.title:
            settled[ran.line] = Match(ran, Fit.UNREADABLE)
        elif ran.starts_at > now:
            settled[ran.line] = Match(ran, Fit.FUTURE)
        elif twin := _twin(ran, seen):
            settled[ran.line] = Match(ran, Fit.DOUBLED, twin=twin.line)
        else:
            open_lines.append(ran)
            seen.append(ran)
    taken: set[str] = set()
    for nearness, least in ((tolerance, ALIKE), (FAR, SURE)):
        for ran, plan in _pairs(open_lines, planned, nearness=nearness, least=least):
            if ran.line in settled or plan.key in taken:
                continue
            settled[ran.line] = _fit(ran, plan, tolerance=tolerance)
            taken.add(plan.key)
    for ran in open_lines:
        settled.setdefault(ran.line, Match(ran, Fit.UNKNOWN))
    return Review(
        tuple(settled[ran.line] for ran in log),
        tuple(plan for plan in planned if plan.key not in taken and not plan.is_known),
    )


def _twin(ran: Ran, seen: Sequence[Ran]) -> Ran | None:
    assert ran.starts_at is not None  # noqa: S101 - asked only of lines with a moment
    words = fold_words(ran.title)
    for other in seen:
        if other.starts_at is None or abs(other.starts_at - ran.starts_at) > EXACT:
            continue
        if fold_words(other.title) == words:
            return other
    return None


def _pairs(
    lines: Sequence[Ran], planned: Sequence[Planned], *, nearness: timedelta, least: float
) -> list[tuple[Ran, Planned]]:
    found = []
    for ran in lines:
        for plan in planned:
            if ran.starts_at is None or abs(ran.starts_at - plan.starts_at) > nearness:
                continue
            alike = likeness(ran.title, plan.title)
            if alike >= least:
                gap = abs((ran.starts_at - plan.starts_at).total_seconds())
                # a tenth of likeness weighs as much as a minute and a half
                found.append((gap + (1 - alike) * 900, ran.line, plan.key, ran, plan))
    return [(ran, plan) for _cost, _line, _key, ran, plan in sorted(found, key=lambda one: one[:3])]


def _fit(ran: Ran, plan: Planned, *, tolerance: timedelta) -> Match:
    assert ran.starts_at is not None  # noqa: S101 - only lines with a moment are paired
    shift = ran.starts_at - plan.starts_at
    if plan.is_known:
        fit = Fit.KNOWN if abs(shift) <= tolerance else Fit.UNKNOWN
    elif abs(shift) > tolerance:
        fit = Fit.FAR
    else:
        fit = Fit.MATCHED if abs(shift) <= EXACT else Fit.SHIFTED
    return Match(ran, fit, None if fit == Fit.UNKNOWN else plan, int(shift.total_seconds()))
