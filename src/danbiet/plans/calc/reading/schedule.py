"""Reads when something is to be done: "Quý II, IV", "Trước ngày 15/6", "Hàng tháng", "15/9 - 15/10/2021"."""

import calendar
import re
from dataclasses import dataclass, field, replace
from datetime import date

from .result import Doubt, Period, Schedule
from .words import clean, flat

_MONTH_WORDS = {
    "muoi hai": 12, "muoi mot": 11, "muoi": 10, "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4,
    "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "chap": 12,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = r"(?:ngay\s*)?(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?!\d|\s*[/]\s*\d)"
_DAY_WORDS = r"ngay\s*(\d{1,2})\s*(?:thang|/)\s*(\d{1,2})(?:\s*(?:nam|/)\s*(\d{4}))?"
_YEAR = r"(?:\s*(?:[/.-]|nam|cua nam)\s*(\d{4}))?"
_TO = r"\s*(?:den het|toi het|cho den|den|toi|->|-)\s*(?:(?:het|cuoi|dau|giua|truoc)\s*)*"
_RECURRENT = (
    ("weekly", r"(?:hang|moi|tung|dinh ky|theo)\s*(?:hang\s*)?tuan|(?:\d+ (?:lan|ky|so))?\s*/\s*(?:1 )?tuan|(?:mot|1) tuan (?:mot|1) lan|(?:1|01|mot|\d+) (?:lan|ky|so)/(?:1 )?tuan|tuan/lan"),
    ("monthly", r"(?:hang|moi|tung)\s*thang|(?:dinh ky|theo)\s*(?:hang\s*|theo\s*)?thang(?!\s*\d)|cac thang(?: trong nam)?(?!\s*\d)|(?:\d+ (?:lan|ky|so))?\s*/\s*(?:1 )?thang|(?:1 |01 )?thang/lan"),
    (
        "quarterly",
        r"(?:hang|moi|tung)\s*quy(?! dinh)|(?:dinh ky|theo)\s*(?:hang\s*|theo\s*)?quy(?!\s*(?:[1-4]|i{1,3}|iv|dinh)\b)|cac quy(?: trong nam)?(?!\s*(?:[1-4]|i)\b)|(?:\d+ (?:lan|ky|so))?\s*/\s*(?:1 )?quy\b|quy/lan|(?:0?3|ba) thang (?:mot lan|1 lan)|0?3 thang/lan",
    ),
    ("yearly", r"(?:hang|moi|dinh ky|thuong)\s*(?:hang\s*)?nam(?!\s*\d)|(?:\d+ (?:lan|ky|so))\s*/\s*(?:1 )?nam|thuong nien"),
    ("continuous", r"thuong xuyen|lien tuc|hang ngay|thuong ky|thuong truc|moi ngay"),
)  # fmt: skip
_DEADLINE = (
    r"(?:truoc|cham nhat|muon nhat|khong qua|den het|toi het|den|han cuoi|thoi han|han|xong truoc|"
    r"hoan thanh truoc|hoan thanh den|tre nhat)(?:\s*(?:la|vao|den|truoc|trong|het|cuoi|cho))*\s*"
)
_FILLERS = re.compile(
    r"\b(?:(?:dot|ky|lan|giai doan) \d+|va|hoac|trong|vao|thoi gian|thuc hien|hoan thanh|to chuc|trien khai|cac|dinh ky|cua|nam|tu|bat dau|ket thuc|"
    r"den|theo|ky|dot|lan|thu|nhat|hai|xong|phai|ngay|du kien|khoang|dip|cung|moi|mot|nhung|suot|toan|ca|bao cao|"
    r"dong thoi|phat song|dang tai|tien do|la|o|cong viec|het|tai|gom|vao|cuoi|dau|nay|tiep theo|\d+ (?:lan|ky|so|tin)|[ivx]+|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|bay|chu nhat|tuan (?:dau|cuoi|thu|\d))\b"
    r"|\b\d{1,2}\s*(?:gio|h)\s*\d{0,2}(?:\s*phut)?\b|\b\d{1,2}:\d{2}\b"
)


@dataclass
class _Work:
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


def read_schedule(text: str, year: int) -> Schedule:
    """Return the periods (both ends inclusive) and recurrence some words say, for a plan of `year`.

    "Trước ngày D" runs from 1 January to D itself; "Hàng tháng" is the whole year with recurrence monthly;
    empty or unknown words give the whole year with a doubt. Never raises, except ValueError for a year outside 1900–9998.
    """
    if not 1900 <= year <= 9998:
        raise ValueError(year)
    text = clean(text)
    # "quí" is the other spelling of "quý"
    work = _Work(year=year, text=text, folded=re.sub(r"(?<![a-z])qui(?![a-z])", "quy", flat(text)))
    whole = Period(date(year, 1, 1), date(year, 12, 31))
    if not re.search(r"\w", text):
        return Schedule((whole,), None, (Doubt("schedule", text, "schedule_empty"),))
    for step in (
        _times_of_day,
        _days_of_month,
        _recurrences,
        _ranges,
        _deadlines,
        _dates,
        _half_years,
        _quarters,
        _months,
        _from,
        _years,
    ):
        step(work)
    return _finished(work, whole)


def _finished(work: _Work, whole: Period) -> Schedule:
    periods = _joined(work, whole)
    left = _left(work)
    if not periods and not work.whole_year and work.recurrence is None:
        doubts = work.doubts or [Doubt("schedule", work.text, "schedule_unknown")]
        return Schedule((whole,), None, tuple(doubts))
    if left:
        work.doubts.append(Doubt("schedule", left, "schedule_partly"))
    if not periods:
        periods = [whole]
    return Schedule(tuple(periods), work.recurrence, tuple(work.doubts))


def _joined(work: _Work, whole: Period) -> list[Period]:
    """Periods and deadlines together; a deadline inside the period before it only shortens that period."""
    periods = [period for _, period in sorted(work.periods, key=lambda item: item[0])]
    given = () if work.chained else tuple(periods)
    for place, last in sorted(work.deadlines):
        index = next(
            (n for n, p in enumerate(periods) if p in given and p.starts_on <= last <= p.ends_on), None
        )
        apart = re.search(r"\bva\b|;", flat(work.text)[max(0, place - 5) : place + 1])
        if index is not None and not apart:
            periods[index] = replace(periods[index], ends_on=last)
        else:
            first = date(work.year, 1, 1) if last >= date(work.year, 1, 1) else date(last.year, 1, 1)
            if last.year > work.year:
                first = date(work.year, 1, 1)
            periods.append(Period(first, last))
    return sorted(dict.fromkeys(periods))


def _left(work: _Work) -> str:
    rest = _FILLERS.sub(lambda match: " " * len(match.group()), work.folded)
    for match in re.finditer(r"[a-z]{2,}[a-z ]*|\d+", rest):
        start, end = match.span()
        return work.text[start:end].strip()
    return ""


def _day(work: _Work, day: str, month: str, year: str | None, *, fallback: int | None = None) -> date | None:
    try:
        return date(int(year) if year else (fallback or work.year), int(month), int(day))
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def month_period(year: int, first: int, last: int | None = None) -> Period:
    """Return the period from the first to the last of the two months (the same month by default)."""
    return Period(date(year, first, 1), _last_day(year, last or first))


def quarter_period(year: int, first: int, last: int | None = None) -> Period:
    """Return the period from the first to the last of the two quarters (the same quarter by default)."""
    return month_period(year, first * 3 - 2, (last or first) * 3)


def _times_of_day(work: _Work) -> None:
    for match in re.finditer(
        r"\b\d{1,2}\s*(?:gio|h|:)\s*(?:\d{2}\s*(?:phut)?)?\s*(?=,|ngay|\s|$)", work.folded
    ):
        if not re.match(r"\d{1,2}\s*:\s*$", match.group()):
            work.folded = work.folded[: match.start()] + " " * len(match.group()) + work.folded[match.end() :]


def _days_of_month(work: _Work) -> None:
    """ "Trước ngày 15 hằng tháng", "ngày 25 của tháng cuối quý": a day inside a recurrence is no date."""
    pattern = (
        r"(?:truoc |vao |cham nhat (?:la |vao )?)?(?:ngay |cac ngay )\d{1,2}(?:\s*(?:va|,|va ngay)\s*(?:ngay )?\d{1,2})* (?:cua )?"
        r"(?:(?P<month>hang thang|moi thang|thang hang thang|cac thang)|(?P<quarter>(?:cua )?thang cuoi (?:cua )?(?:hang |moi )?quy))"
    )
    for match in re.finditer(pattern, work.folded):
        work.recurrence = "monthly" if match.group("month") else "quarterly"
        work.take(match)


def _recurrences(work: _Work) -> None:
    for name, pattern in _RECURRENT:
        match = re.search(rf"(?<![a-z0-9])(?:{pattern})(?![a-z])", work.folded)
        while match:
            if work.recurrence is None or (work.recurrence == "continuous" and name != "continuous"):
                work.recurrence = name
            elif work.recurrence != name and name != "continuous":
                work.doubt("several_recurrences", match.start(), match.end())
            work.take(match)
            match = re.search(rf"(?<![a-z0-9])(?:{pattern})(?![a-z])", work.folded)
    if re.search(
        r"(?<![a-z0-9])(?:6|06|sau) thang(?: dau nam)?,? (?:va )?(?:1 |mot |ca )?nam(?![a-z]| \d)",
        work.folded,
    ):
        _half_yearly(work)
    for match in re.finditer(
        r"(?:dinh ky )?(?:6|sau) thang(?:/lan| mot lan| 1 lan)|(?:dinh ky )(?:6|sau) thang(?! (?:dau|cuoi))",
        work.folded,
    ):
        work.periods.append((match.start(), month_period(work.year, 1, 6)))
        work.periods.append((match.start() + 1, month_period(work.year, 7, 12)))
        work.take(match)


def _half_yearly(work: _Work) -> None:
    """ "6 tháng, năm": after each half of the year, or, beside "hằng quý", nothing more."""
    for match in re.finditer(
        r"(?:bao cao )?(?:6|06|sau) thang(?: dau nam)?,? (?:va )?(?:1 |mot |ca )?nam(?![a-z]| \d)",
        work.folded,
    ):
        if work.recurrence is None:
            work.doubt("half_yearly", match.start(), match.end())
            work.periods.append((match.start(), month_period(work.year, 1, 6)))
            work.periods.append((match.start() + 1, month_period(work.year, 7, 12)))
        work.take(match)


_END = rf"(?:{_DAY_WORDS}|{_DAY}|thang\s*(\d{{1,2}}){_YEAR}|(\d{{1,2}})/(\d{{4}})(?!\d)|quy\s*(iv|i{{1,3}}|[1-4]){_YEAR}(?![a-z0-9]))"
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


def _bounds(work: _Work, kind: str, parts: tuple[str | None, ...], year: int) -> Period | None:
    own = parts[-1]
    year = int(own) if own else year
    if kind == "day":
        day = _day(work, parts[0] or "", parts[1] or "", str(year))
        return Period(day, day) if day else None
    number = _ROMAN.get(parts[0] or "", 0) if kind == "quarter" else int(parts[0] or 0)
    if kind == "quarter":
        return quarter_period(year, number) if number else None
    return month_period(year, number) if 1 <= number <= 12 else None


def _ranges(work: _Work) -> None:
    _full_ranges(work)
    _day_ranges(work)
    _number_ranges(work)


def _full_ranges(work: _Work) -> None:
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
    work: _Work,
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


def _day_ranges(work: _Work) -> None:
    """ "Từ ngày 15 đến 20/6/2021", "15-20/6", "ngày 15, 16/6"."""
    pattern = rf"(?:tu\s*)?(?:ngay\s*)?\b(\d{{1,2}})(?:(?P<range>{_TO})|(?P<list>\s*(?:,|va|&)\s*))(?:ngay\s*)?(\d{{1,2}})\s*(?:/|thang|-)\s*(\d{{1,2}})(?:\s*(?:/|nam)\s*(\d{{4}}))?(?!\d|/)"
    for match in re.finditer(pattern, work.folded):
        first, last = match.group(1), match.group(4)
        month, year = match.group(5), match.group(6)
        start, end = _day(work, first, month, year), _day(work, last, month, year)
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


def _number_ranges(work: _Work) -> None:
    """ "Quý I - III", "Tháng 3-5/2021", "T3-T5"."""
    quarter = (
        r"(?:tu\s*)?(?:quy|q)\.?\s*(iv|i{1,3}|[1-4])"
        + _TO
        + r"(?:quy|q)?\s*(iv|i{1,3}|[1-4])"
        + _YEAR
        + r"(?![a-z0-9])"
    )
    for match in re.finditer(rf"(?<![a-z]){quarter}", work.folded):
        year = int(match.group(3) or work.year)
        first, last = _ROMAN[match.group(1)], _ROMAN[match.group(2)]
        if first <= last:
            work.periods.append((match.start(), quarter_period(year, first, last)))
            work.take(match)
    month = (
        r"(?:tu\s*)?(?:cac\s*)?(?:thang\s*|t\.?)(\d{1,2})"
        + _TO
        + r"(?:thang\s*|t)?(\d{1,2})"
        + _YEAR
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
            work.periods.append((match.start(), Period(date(year, first, 1), _last_day(year + 1, last))))
            work.take(match)


def _deadlines(work: _Work) -> None:
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


def _further_deadlines(work: _Work, at: int) -> int:
    """ "Trước ngày 15/6 và 15/12": the dates after the first are deadlines too."""
    while more := re.compile(rf"\s*(?:,|;|va|&)\s*(?:truoc\s*)?(?:{_DAY})").match(work.folded, at):
        day = _day(work, more.group(1), more.group(2), more.group(3))
        if day is None:
            break
        work.deadlines.append((more.start(), day))
        work.chained = True
        work.take(more)
        at = more.end()
    return at


def _dates(work: _Work) -> None:
    for pattern in (_DAY_WORDS, _DAY):
        for match in re.finditer(rf"(?<![\d/]){pattern}", work.folded):
            day = _day(work, *match.groups())
            since = re.search(r"(?:tu|ke tu|bat dau(?: tu)?)\s*(?:ngay\s*)?$", work.folded[: match.start()])
            if day is None:
                work.doubt("impossible_date", match.start(), match.end())
            elif since:
                work.periods.append((match.start(), Period(day, date(day.year, 12, 31))))
            else:
                work.periods.append((match.start(), Period(day, day)))
            work.take(match)
    for match in re.finditer(r"(?<!\d)(\d{1,2})/(\d{4})(?!\d)", work.folded):
        if 1 <= int(match.group(1)) <= 12 and not re.search(
            r"(?:thang|quy|q|t|,|va|-)\s*$", work.folded[: match.start()]
        ):
            work.periods.append((match.start(), month_period(int(match.group(2)), int(match.group(1)))))
            work.take(match)


def _half_years(work: _Work) -> None:
    spans = (
        (r"(?:6|06|sau) thang dau(?: cua)?(?: nam)?", 1, 6),
        (r"(?:6|06|sau) thang cuoi(?: cua)?(?: nam)?", 7, 12),
        (r"nua dau(?: cua)? nam", 1, 6),
        (r"nua cuoi(?: cua)? nam", 7, 12),
        (r"(?:9|09|chin) thang(?: dau(?: nam)?)?(?!/)", 1, 9),
        (r"(?:3|03|ba) thang dau(?: nam)?", 1, 3),
        (r"(?:3|03|ba) thang cuoi(?: nam)?", 10, 12),
    )
    for pattern, first, last in spans:
        for match in re.finditer(
            rf"(?<![a-z0-9]){pattern}(?:\s*(?:nam\s*)?(\d{{4}}))?(?![a-z0-9])", work.folded
        ):
            year = int(match.group(1) or work.year)
            work.periods.append((match.start(), month_period(year, first, last)))
            work.take(match)
    for pattern, first, last in ((r"dau nam", 1, 3), (r"giua nam", 5, 7), (r"cuoi nam", 10, 12)):
        for match in re.finditer(rf"(?<![a-z0-9]){pattern}(?:\s*(\d{{4}}))?(?![a-z0-9])", work.folded):
            work.doubt("vague", match.start(), match.end())
            work.periods.append((match.start(), month_period(int(match.group(1) or work.year), first, last)))
            work.take(match)


def _listed(work: _Work, head: str, item: str) -> list[tuple[re.Match[str], list[str], int]]:
    """Find "Quý II, IV/2022", "tháng 3, tháng 6 và tháng 9": heads, their items, the year that follows."""
    more = rf"(?:\s*(?:,|;|va|&|/|-|\+|hoac)\s*(?:{head})?\s*{item}(?![a-z0-9]|\s*/\s*\d{{1,2}}(?!\d)))*"
    found = []
    for match in re.finditer(rf"(?<![a-z0-9])(?:{head})\s*{item}(?![a-z0-9]){more}{_YEAR}", work.folded):
        year = int(
            match.group(match.lastindex)
            if match.lastindex and re.fullmatch(r"\d{4}", match.group(match.lastindex) or "")
            else work.year
        )
        body = match.group()
        if match.lastindex and match.group(match.lastindex):
            body = body[: match.start(match.lastindex) - match.start()]
        items = re.findall(rf"(?<![a-z0-9]){item}(?![a-z0-9])", re.sub(rf"(?:{head})", " ", body))
        found.append((match, items, year))
    return found


def _quarters(work: _Work) -> None:
    for match, items, year in _listed(work, r"(?:trong |cac )?(?:quy|q)\.?", r"(?:iv|i{1,3}|[1-4])"):
        for n, item in enumerate(items):
            work.periods.append((match.start() + n, quarter_period(year, _ROMAN[item])))
        if re.search(r"(?:dau|cuoi|giua)\s*$", work.folded[: match.start()]):
            work.doubt("vague", match.start(), match.end())
        if re.search(r"(?:^|[^a-z])(?:tu|bat dau(?: tu)?)\s*$", work.folded[: match.start()]):
            _until_year_end(work, len(items))
        work.take(match)


def _until_year_end(work: _Work, count: int) -> None:
    place, period = work.periods[-count]
    del work.periods[-count:]
    work.periods.append((place, Period(period.starts_on, date(period.starts_on.year, 12, 31))))


def _months(work: _Work) -> None:
    _month_words(work)
    for match, items, year in _listed(work, r"(?:trong |cac )?(?:thang|t(?=\d))", r"(?:1[0-2]|0?[1-9])"):
        for n, item in enumerate(items):
            work.periods.append((match.start() + n, month_period(year, int(item))))
        before = work.folded[: match.start()]
        if re.search(r"(?:dau|cuoi|giua|tuan(?: thu)?(?: \w+)?)\s*$", before):
            work.doubt("vague", match.start(), match.end())
        if re.search(r"(?:^|[^a-z])(?:tu|bat dau(?: tu)?|ke tu)\s*(?:dau\s*)?$", before):
            _until_year_end(work, len(items))
        work.take(match)


def _month_words(work: _Work) -> None:
    names = "|".join(_MONTH_WORDS)
    for match in re.finditer(rf"(?<![a-z0-9])thang\s+({names})(?![a-z])", work.folded):
        work.periods.append((match.start(), month_period(work.year, _MONTH_WORDS[match.group(1)])))
        work.take(match)


def _from(work: _Work) -> None:
    """ "Sau khi ban hành", "Từ ngày ký": the day is not in the words, so the whole year stands with a doubt."""
    pattern = r"(?:ngay )?(?:sau|tu) (?:khi|ngay)?\s*(?:ke hoach |chuong trinh )?(?:duoc )?(?:ban hanh|ky|cong bo|phe duyet|co)[^;,]*"
    for match in re.finditer(pattern, work.folded):
        work.doubt("schedule_unknown", match.start(), match.end())
        if not work.periods:
            work.whole_year = True
        work.take(match)


def _years(work: _Work) -> None:
    for match in re.finditer(
        r"(?<![a-z0-9/])(?:trong |ca |toan |suot |het )*(?:(?:giai doan|nam) )*(\d{4})\s*-\s*(\d{4})(?!\d)",
        work.folded,
    ):
        work.periods.append(
            (match.start(), Period(date(int(match.group(1)), 1, 1), date(int(match.group(2)), 12, 31)))
        )
        work.take(match)
    for match in re.finditer(
        r"(?<![a-z0-9])(?:trong |ca |toan |suot |het |den het )*(?:nam )?(\d{4})(?!\d)", work.folded
    ):
        number = int(match.group(1))
        if 1990 <= number <= 2100:
            if number != work.year and not work.periods:
                work.doubt("another_year", match.start(), match.end())
                work.periods.append((match.start(), Period(date(number, 1, 1), date(number, 12, 31))))
            work.whole_year = True
            work.take(match)
    for match in re.finditer(
        r"(?<![a-z0-9])(?:trong|ca|toan|suot|quanh|ca trong|den het|het|den)\s+(?:ca )?nam(?: nay)?(?![a-z])",
        work.folded,
    ):
        work.whole_year = True
        work.take(match)
