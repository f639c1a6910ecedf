"""Spans of days and the periods a year falls into. Every span holds both its ends, as plans and reports speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SHORTEST_WEEK = 4  # a piece of at least four days holds the week's Thursday or as much: ISO 8601's majority
FIRST_YEAR, LAST_YEAR = 1900, 2199


class PeriodKeyError(ValueError):
    """A key that names no period; `key` is what was given."""

    def __init__(self, key: str) -> None:
        super().__init__(f"not a period: {key!r}")
        self.key = key


class PeriodKind(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


class Per(StrEnum):
    """How often a quantity is due: once in the whole span, or in each of its parts."""

    ONCE = "once"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MONTHS = {PeriodKind.YEAR: 12, PeriodKind.HALF: 6, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}
_LETTERS = {"H": PeriodKind.HALF, "Q": PeriodKind.QUARTER, "M": PeriodKind.MONTH, "W": PeriodKind.WEEK}
_KEY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<letter>[HQMW])(?P<number>[0-9]{1,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `starts_on` to `ends_on`, **both included**; one day is a span whose ends are equal.

    An end before the start is refused (ValueError).
    """

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError(f"a span cannot end on {self.ends_on} and start on {self.starts_on}")

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    def __contains__(self, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on

    def overlaps(self, other: Span) -> bool:
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on

    def clipped(self, to: Span) -> Span | None:
        """The part of this span inside `to`, or None where they do not meet."""
        if not self.overlaps(to):
            return None
        return Span(max(self.starts_on, to.starts_on), min(self.ends_on, to.ends_on))


@dataclass(frozen=True, slots=True)
class Period:
    """A named period: `number` counts it within its year (1 for the year itself)."""

    kind: PeriodKind
    year: int
    number: int
    span: Span

    @property
    def key(self) -> str:
        """ "2021", "2021-H1", "2021-Q2", "2021-M03", "2021-W05": what `parse_period_key` reads."""
        if self.kind == PeriodKind.YEAR:
            return f"{self.year:04}"
        letter = next(letter for letter, kind in _LETTERS.items() if kind == self.kind)
        width = 2 if self.kind in {PeriodKind.MONTH, PeriodKind.WEEK} else 1
        return f"{self.year:04}-{letter}{self.number:0{width}}"


def year(of: int) -> Period:
    return _by_months(PeriodKind.YEAR, of, 1)


def half(of: int, number: int) -> Period:
    return _by_months(PeriodKind.HALF, of, number)


def quarter(of: int, number: int) -> Period:
    return _by_months(PeriodKind.QUARTER, of, number)


def month(of: int, number: int) -> Period:
    return _by_months(PeriodKind.MONTH, of, number)


def week(of: int, number: int) -> Period:
    """ISO week: Monday to Sunday, belonging to the year its Thursday lies in. Refused when the year has no such week."""
    monday = date.fromisocalendar(of, number, 1)
    return Period(PeriodKind.WEEK, of, number, Span(monday, monday + timedelta(days=6)))


def weeks(of: int) -> tuple[Period, ...]:
    """The 52 or 53 ISO weeks of a year; the first and the last may reach into the neighbouring years."""
    last = date(of, 12, 28).isocalendar().week  # 28 December always lies in the year's last week
    return tuple(week(of, number) for number in range(1, last + 1))


def period_of(kind: PeriodKind, *, on: date) -> Period:
    """The period of that kind which holds the day."""
    if kind == PeriodKind.WEEK:
        iso = on.isocalendar()
        return week(iso.year, iso.week)
    return _by_months(kind, on.year, (on.month - 1) // _MONTHS[kind] + 1)


def cells(per: Per | str, span: Span) -> tuple[Span, ...]:
    """The span cut at the boundaries of its months, quarters … so that every day lies in exactly one cell, in order.

    A cell at an edge may be a part of its month. Weeks run Monday to Sunday; a piece of fewer than four days at an edge
    joins the week beside it, so that 2021 has 52 weeks and not a "week" of three days. `once` gives the span itself.
    An unknown `per` raises ValueError.
    """
    wanted = Per(per)
    if wanted == Per.ONCE:
        return (span,)
    pieces = list(_pieces(PeriodKind(wanted.value), span=span))
    return tuple(_joined_edges(pieces) if wanted == Per.WEEK else pieces)


def parse_period_key(key: str) -> Period:
    """The period a key names: "2021", "2021-H1", "2021-Q2", "2021-M03", "2021-W05", in either case.

    Anything else raises PeriodKeyError: a fifth quarter, a thirteenth month, a year outside 1900–2199.
    """
    found = _KEY.fullmatch(key.strip().upper())
    if found is None:
        raise PeriodKeyError(key)
    of = int(found["year"])
    kind = _LETTERS[found["letter"]] if found["letter"] else PeriodKind.YEAR
    number = int(found["number"] or 1)
    if not FIRST_YEAR <= of <= LAST_YEAR:
        raise PeriodKeyError(key)
    try:
        return week(of, number) if kind == PeriodKind.WEEK else _by_months(kind, of, number)
    except ValueError as error:
        raise PeriodKeyError(key) from error


def _by_months(kind: PeriodKind, of: int, number: int) -> Period:
    length = _MONTHS[kind]
    if not 1 <= number <= 12 // length:
        raise ValueError(f"a year has {12 // length} of kind {kind}, not number {number}")
    first = (number - 1) * length + 1
    return Period(kind, of, number, Span(date(of, first, 1), _last_of_month(of, first + length - 1)))


def _last_of_month(of: int, number: int) -> date:
    return date(of, 12, 31) if number == 12 else date(of, number + 1, 1) - ONE_DAY


def _pieces(kind: PeriodKind, *, span: Span) -> Iterator[Span]:
    on = span.starts_on
    while on <= span.ends_on:
        last = min(period_of(kind, on=on).span.ends_on, span.ends_on)
        yield Span(on, last)
        on = last + ONE_DAY


def _joined_edges(pieces: list[Span]) -> list[Span]:
    joined = list(pieces)
    if len(joined) > 1 and joined[0].days < SHORTEST_WEEK:
        joined[:2] = [Span(joined[0].starts_on, joined[1].ends_on)]
    if len(joined) > 1 and joined[-1].days < SHORTEST_WEEK:
        joined[-2:] = [Span(joined[-2].starts_on, joined[-1].ends_on)]
    return joined
