"""Stretches of time from one day, month or quarter to another, and last days."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date

from .result import Doubt, Period

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


DAY = r"(?:ngay\s*)?(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?!\d|\s*[/]\s*\d)"


DAY_WORDS = r"ngay\s*(\d{1,2})\s*(?:thang|/)\s*(\d{1,2})(?:\s*(?:nam|/)\s*(\d{4}))?"


YEAR = r"(?:\s*(?:[/.-]|nam|cua nam)\s*(\d{4}))?"


_TO = r"\s*(?:den het|toi het|cho den|den|toi|->|-)\s*(?:(?:het|cuoi|dau|giua|truoc)\s*)*"


_DEADLINE = (
    r"(?:truoc|cham nhat|muon nhat|khong qua|den het|toi het|den|han cuoi|thoi han|han|xong truoc|"
    r"hoan thanh truoc|hoan thanh den|tre nhat)(?:\s*(?:la|vao|den|truoc|trong|het|cuoi|cho))*\s*"
)


@dataclass
class Work:
    year: int
    text: str
    folded: str
    periods: list[tuple[int, Period]] = field(default_factory=list)
    deadlines: list[tuple[int, date]] = field(default_factory=list)
    recurrence: str | None = None
    whole_year: bool = False
    chained: bool = False
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, why: str, start: int, end: int) -> None:
        self.doubts.append(Doubt("schedule", self.text[start:end].strip() or self.text, why))

    def take(self, match: re.Match[str]) -> None:
        """Blank out what has been understood, keeping positions."""
        self.folded = (
            self.folded[: match.start()] + "~" * (match.end() - match.start()) + self.folded[match.end() :]
        )


def day_of(work: Work, day: str, month: str, year: str | None, *, fallback: int | None = None) -> date | None:
    try:
        return date(int(year) if year else (fallback or work.year), int(month), int(day))
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def month_period(year: int, first: int, last: int | None = None) -> Period:
    """Return the period from the first to the last of the two months (the same month by default)."""
    return Period(date(year, first, 1), last_day(year, last or first))


def quarter_period(year: int, first: int, last: int | None = None) -> Period:
    """Return the period from the first to the last of the two quarters (the same quarter by default)."""
    return month_period(year, first * 3 - 2, (last or first) * 3)


_END = rf"(?:{DAY_WORDS}|{DAY}|thang\s*(\d{{1,2}}){YEAR}|(\d{{1,2}})/(\d{{4}})(?!\d)|quy\s*(iv|i{{1,3}}|[1-4]){YEAR}(?![a-z0-9]))"


_ENDPOINT = re.compile(_END)


def _endpoint(match: re.Match[str]) -> tuple[str, tuple[str | None, ...]]:
    g = match.groups()
    if g[0]:
        return "day", (g[0], g[1], g[2])
    if g[3]:
        return "day", (g[3], g[4], g[5])
    if g[6]:
        return "month", (g[6], g[7])
    if g[8]:
        return "month", (g[8], g[9])
    return "quarter", (g[10], g[11])


def _bounds(work: Work, kind: str, parts: tuple[str | None, ...], year: int) -> Period | None:
    own = parts[-1]
    year = int(own) if own else year
    if kind == "day":
        day = day_of(work, parts[0] or "", parts[1] or "", str(year))
        return Period(day, day) if day else None
    number = ROMAN.get(parts[0] or "", 0) if kind == "quarter" else int(parts[0] or 0)
    if kind == "quarter":
        return quarter_period(year, number) if number else None
    return month_period(year, number) if 1 <= number <= 12 else None


def read_ranges(work: Work) -> None:
    _full_ranges(work)
    _day_ranges(work)
    _number_ranges(work)


def _full_ranges(work: Work) -> None:
    """ "Từ 15/9 đến 15/10/2021", "Tháng 2 đến tháng 12", "Quý I – quý III", "15/9 - 15/10"."""
    at = 0
    while first := _ENDPOINT.search(work.folded, at):
        at = first.end()
        joint = re.match(rf"{_TO}", work.folded[first.end() :])
        if joint is None:
            continue
        second = _ENDPOINT.match(work.folded, first.end() + joint.end())
        if second is None:
            continue
        begin_kind, begin = _endpoint(first)
        end_kind, end = _endpoint(second)
        last = _bounds(work, end_kind, end, work.year if not begin[-1] else int(begin[-1]))
        start = _bounds(work, begin_kind, begin, last.ends_on.year if last else work.year)
        if start is None or last is None:
            work.doubt("impossible_date", first.start(), second.end())
            continue
        if start.starts_on > last.ends_on:
            start, last = _turned(work, begin, end, start, last, (first.start(), second.end()))
        lead = re.search(r"(?:tu|trong|ke tu)\s*(?:(?:dau|cuoi|giua)\s*)?$", work.folded[: first.start()])
        if re.search(
            r"\b(?:dau|cuoi|giua)\s+(?:thang|quy)", work.folded[max(0, first.start() - 6) : second.end()]
        ):
            work.doubt("vague", first.start(), second.end())
        begin_at = lead.start() if lead else first.start()
        work.periods.append((begin_at, Period(start.starts_on, max(start.ends_on, last.ends_on))))
        work.folded = work.folded[:begin_at] + "~" * (second.end() - begin_at) + work.folded[second.end() :]
        at = second.end()


def _turned(
    work: Work,
    begin: tuple[str | None, ...],
    end: tuple[str | None, ...],
    start: Period,
    last: Period,
    place: tuple[int, int],
) -> tuple[Period, Period]:
    """The beginning lies after the end: over the turn of the year, or the wrong way round."""
    if end[-1] and not begin[-1]:
        return Period(_shifted(start.starts_on, -1), _shifted(start.ends_on, -1)), last
    if not end[-1]:
        work.doubt("over_new_year", *place)
        return start, Period(_shifted(last.starts_on, 1), _shifted(last.ends_on, 1))
    work.doubt("ends_before_it_starts", *place)
    return last, start


def _shifted(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _day_ranges(work: Work) -> None:
    """ "Từ ngày 15 đến 20/6/2021", "15-20/6", "ngày 15, 16/6"."""
    pattern = rf"(?:tu\s*)?(?:ngay\s*)?\b(\d{{1,2}})(?:(?P<range>{_TO})|(?P<list>\s*(?:,|va|&)\s*))(?:ngay\s*)?(\d{{1,2}})\s*(?:/|thang|-)\s*(\d{{1,2}})(?:\s*(?:/|nam)\s*(\d{{4}}))?(?!\d|/)"
    for match in re.finditer(pattern, work.folded):
        first, last = match.group(1), match.group(4)
        month, year = match.group(5), match.group(6)
        start, end = day_of(work, first, month, year), day_of(work, last, month, year)
        before = work.folded[: match.start()]
        if start is None or end is None or start > end or re.search(r"(?:thang|quy|/|\d)\s*$", before):
            continue
        if match.group("list"):
            work.periods.extend(
                [(match.start(), Period(start, start)), (match.start() + 1, Period(end, end))]
            )
        else:
            work.periods.append((match.start(), Period(start, end)))
        work.take(match)


def _number_ranges(work: Work) -> None:
    """ "Quý I - III", "Tháng 3-5/2021", "T3-T5"."""
    quarter = (
        r"(?:tu\s*)?(?:quy|q)\.?\s*(iv|i{1,3}|[1-4])"
        + _TO
        + r"(?:quy|q)?\s*(iv|i{1,3}|[1-4])"
        + YEAR
        + r"(?![a-z0-9])"
    )
    for match in re.finditer(rf"(?<![a-z]){quarter}", work.folded):
        year = int(match.group(3) or work.year)
        first, last = ROMAN[match.group(1)], ROMAN[match.group(2)]
        if first <= last:
            work.periods.append((match.start(), quarter_period(year, first, last)))
            work.take(match)
    month = (
        r"(?:tu\s*)?(?:cac\s*)?(?:thang\s*|t\.?)(\d{1,2})"
        + _TO
        + r"(?:thang\s*|t)?(\d{1,2})"
        + YEAR
        + r"(?![a-z0-9])"
    )
    for match in re.finditer(rf"(?<![a-z]){month}", work.folded):
        year = int(match.group(3) or work.year)
        first, last = int(match.group(1)), int(match.group(2))
        if 1 <= first <= last <= 12:
            work.periods.append((match.start(), month_period(year, first, last)))
            work.take(match)
        elif 1 <= last < first <= 12:
            work.doubt("over_new_year", match.start(), match.end())
            work.periods.append((match.start(), Period(date(year, first, 1), last_day(year + 1, last))))
            work.take(match)


def read_deadlines(work: Work) -> None:
    """ "Trước ngày 15/6", "Chậm nhất 30/11", "đến hết tháng 6", "trước quý III"."""
    at = 0
    pattern = re.compile(rf"(?<![a-z]){_DEADLINE}(?={_END}|nam\b|cuoi nam|ket thuc nam|\d)")
    while lead := pattern.search(work.folded, at):
        at = lead.end()
        found = _ENDPOINT.match(work.folded, lead.end())
        if found is None:
            continue
        kind, parts = _endpoint(found)
        bounds = _bounds(work, kind, parts, work.year)
        if bounds is None:
            work.doubt("impossible_date", lead.start(), found.end())
            continue
        strictly = re.search(r"truoc", lead.group()) and not re.search(r"het", lead.group())
        if kind != "day" and re.match(r"trong|.*\btrong\b", lead.group()) and not strictly:
            continue
        last = bounds.ends_on
        if kind != "day" and strictly:
            work.doubt("before_a_month", lead.start(), found.end())
            last = date.fromordinal(bounds.starts_on.toordinal() - 1)
        work.deadlines.append((lead.start(), last))
        span = re.compile(".*", re.DOTALL).match(work.folded, lead.start(), found.end())
        if span:
            work.take(span)
        at = _further_deadlines(work, found.end())


def _further_deadlines(work: Work, at: int) -> int:
    """ "Trước ngày 15/6 và 15/12": the dates after the first are deadlines too."""
    while more := re.compile(rf"\s*(?:,|;|va|&)\s*(?:truoc\s*)?(?:{DAY})").match(work.folded, at):
        day = day_of(work, more.group(1), more.group(2), more.group(3))
        if day is None:
            break
        work.deadlines.append((more.start(), day))
        work.chained = True
        work.take(more)
        at = more.end()
    return at
