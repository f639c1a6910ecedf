"""Reads when something is to be done: "Quý II, IV", "Trước ngày 15/6", "Hàng tháng", "15/9 - 15/10/2021"."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from .ranges import (
    DAY,
    DAY_WORDS,
    ROMAN,
    YEAR,
    Work,
    day_of,
    month_period,
    quarter_period,
    read_deadlines,
    read_ranges,
)
from .result import Doubt, Period, Schedule
from .words import clean, flat

_MONTH_WORDS = {
    "muoi hai": 12, "muoi mot": 11, "muoi": 10, "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4,
    "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "chap": 12,
}  # fmt: skip
_RECURRENT = (
    ("weekly", r"(?:hang|moi|tung|dinh ky|theo)\s*(?:hang\s*)?tuan|(?:\d+ (?:lan|ky|so))?\s*/\s*(?:1 )?tuan|(?:mot|1) tuan (?:mot|1) lan|(?:1|01|mot|\d+) (?:lan|ky|so)/(?:1 )?tuan|tuan/lan"),
    ("monthly", r"(?:hang|moi|tung)\s*thang|(?:dinh ky|theo)\s*(?:hang\s*|theo\s*)?thang(?!\s*\d)|cac thang(?: trong nam)?(?!\s*\d)|(?:\d+ (?:lan|ky|so))?\s*/\s*(?:1 )?thang|(?<!\d )(?:1 |01 )?thang/lan"),
    (
        "quarterly",
        r"(?:hang|moi|tung)\s*quy(?! dinh)|(?:dinh ky|theo)\s*(?:hang\s*|theo\s*)?quy(?!\s*(?:[1-4]|i{1,3}|iv|dinh)\b)|cac quy(?: trong nam)?(?!\s*(?:[1-4]|i)\b)|(?:\d+ (?:lan|ky|so))?\s*/\s*(?:1 )?quy\b|quy/lan|(?:0?3|ba) thang (?:mot lan|1 lan)|0?3 thang/lan",
    ),
    ("yearly", r"(?:hang|moi|dinh ky|thuong)\s*(?:hang\s*)?nam(?!\s*\d)|(?:\d+ (?:lan|ky|so))\s*/\s*(?:1 )?nam|thuong nien"),
    ("continuous", r"thuong xuyen|lien tuc|hang ngay|thuong ky|thuong truc|moi ngay"),
)  # fmt: skip
_FILLERS = re.compile(
    r"\b(?:(?:it nhat|toi thieu|khong qua) \d+ [a-z]+|(?:dot|ky|lan|giai doan) \d+|va|hoac|trong|vao|thoi gian|thuc hien|hoan thanh|to chuc|trien khai|cac|dinh ky|cua|nam|tu|bat dau|ket thuc|"
    r"den|theo|ky|dot|lan|thu|nhat|hai|xong|phai|ngay|du kien|khoang|dip|cung|moi|mot|nhung|suot|toan|ca|bao cao|"
    r"dong thoi|phat song|dang tai|tien do|la|o|cong viec|het|tai|gom|vao|cuoi|dau|nay|tiep theo|\d+ (?:lan|ky|so|tin)|[ivx]+|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|bay|chu nhat|tuan (?:dau|cuoi|thu|\d))\b"
    r"|\b\d{1,2}\s*(?:gio|h)\s*\d{0,2}(?:\s*phut)?\b|\b\d{1,2}:\d{2}\b"
)


@lru_cache(maxsize=4096)
def read_schedule(text: str, year: int) -> Schedule:
    """Return the periods (both ends inclusive) and recurrence some words say, for a plan of `year`.

    "Trước ngày D" runs from 1 January to D itself; "Hàng tháng" is the whole year with recurrence monthly;
    empty or unknown words give the whole year with a doubt. Never raises, except ValueError for a year outside 1900–9998.
    """
    if not 1900 <= year <= 9998:
        raise ValueError(year)
    text = _spelt(clean(text))
    # "quí" is the other spelling of "quý"
    work = Work(year=year, text=text, folded=re.sub(r"(?<![a-z])qui(?![a-z])", "quy", flat(text)))
    whole = Period(date(year, 1, 1), date(year, 12, 31))
    if not re.search(r"\w", text):
        return Schedule((whole,), None, (Doubt("schedule", text, "schedule_empty"),))
    for step in (
        _times_of_day,
        _days_of_month,
        _recurrences,
        read_ranges,
        read_deadlines,
        _dates,
        _half_years,
        _quarters,
        _months,
        _from,
        _years,
    ):
        step(work)
    return _finished(work, whole)


_QUARTER_WORDS = {"một": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4"}


def _spelt(text: str) -> str:
    """The text with rarer ways of writing a time brought to the usual one."""
    text = re.sub(
        r"\b(quý\s+)(một|hai|ba|tư|bốn)\b",
        lambda m: m[1] + _QUARTER_WORDS[m[2].lower()],
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"(?<![\d-])(20\d\d)-(\d\d)-(\d\d)(?![\d-])", r"\3/\2/\1", text)
    text = re.sub(r"\btừ nay (?:cho )?đến (?:hết|cuối) năm\b", "trong năm", text, flags=re.IGNORECASE)
    more = r"^\W*(?:trong |từ )?((?:tháng|quý)\s+\S+) và (?:các|những) (?:tháng|quý) (?:tiếp theo|còn lại|sau)(?: (?:trong|của) năm)?"
    return re.sub(more, r"Từ \1", text, flags=re.IGNORECASE)


def _finished(work: Work, whole: Period) -> Schedule:
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


def _joined(work: Work, whole: Period) -> list[Period]:
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


def _left(work: Work) -> str:
    rest = _FILLERS.sub(lambda match: " " * len(match.group()), work.folded)
    for match in re.finditer(r"[a-z]{2,}[a-z ]*|\d+", rest):
        start, end = match.span()
        return work.text[start:end].strip()
    return ""


def _times_of_day(work: Work) -> None:
    for match in re.finditer(
        r"\b\d{1,2}\s*(?:gio|h|:)\s*(?:\d{2}\s*(?:phut)?)?\s*(?=,|ngay|\s|$)", work.folded
    ):
        if not re.match(r"\d{1,2}\s*:\s*$", match.group()):
            work.folded = work.folded[: match.start()] + " " * len(match.group()) + work.folded[match.end() :]


def _days_of_month(work: Work) -> None:
    """ "Trước ngày 15 hằng tháng", "ngày 25 của tháng cuối quý": a day inside a recurrence is no date."""
    pattern = (
        r"(?:truoc |vao |cham nhat (?:la |vao )?)?(?:ngay |cac ngay )\d{1,2}(?:\s*(?:va|,|va ngay)\s*(?:ngay )?\d{1,2})* (?:cua )?"
        r"(?:(?P<month>hang thang|moi thang|thang hang thang|cac thang)|(?P<quarter>(?:cua )?thang cuoi (?:cua )?(?:hang |moi )?quy))"
    )
    for match in re.finditer(pattern, work.folded):
        work.recurrence = "monthly" if match.group("month") else "quarterly"
        work.take(match)


def _recurrences(work: Work) -> None:
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


def _half_yearly(work: Work) -> None:
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


def _dates(work: Work) -> None:
    for pattern in (DAY_WORDS, DAY):
        for match in re.finditer(rf"(?<![\d/]){pattern}", work.folded):
            day = day_of(work, *match.groups())
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


def _half_years(work: Work) -> None:
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


def _listed(work: Work, head: str, item: str) -> list[tuple[re.Match[str], list[str], int]]:
    """Find "Quý II, IV/2022", "tháng 3, tháng 6 và tháng 9": heads, their items, the year that follows."""
    more = rf"(?:\s*(?:,|;|va|&|/|-|\+|hoac)\s*(?:{head})?\s*{item}(?![a-z0-9]|\s*/\s*\d{{1,2}}(?!\d)))*"
    found = []
    for match in re.finditer(rf"(?<![a-z0-9])(?:{head})\s*{item}(?![a-z0-9]){more}{YEAR}", work.folded):
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


def _quarters(work: Work) -> None:
    for match, items, year in _listed(work, r"(?:trong |cac )?(?:quy|q)\.?", r"(?:iv|i{1,3}|[1-4])"):
        for n, item in enumerate(items):
            work.periods.append((match.start() + n, quarter_period(year, ROMAN[item])))
        if re.search(r"(?:dau|cuoi|giua)\s*$", work.folded[: match.start()]):
            work.doubt("vague", match.start(), match.end())
        if re.search(r"(?:^|[^a-z])(?:tu|bat dau(?: tu)?)\s*$", work.folded[: match.start()]):
            _until_year_end(work, len(items))
        work.take(match)


def _until_year_end(work: Work, count: int) -> None:
    place, period = work.periods[-count]
    del work.periods[-count:]
    work.periods.append((place, Period(period.starts_on, date(period.starts_on.year, 12, 31))))


def _months(work: Work) -> None:
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


def _month_words(work: Work) -> None:
    names = "|".join(_MONTH_WORDS)
    for match in re.finditer(rf"(?<![a-z0-9])thang\s+({names})(?![a-z])", work.folded):
        work.periods.append((match.start(), month_period(work.year, _MONTH_WORDS[match.group(1)])))
        work.take(match)


def _from(work: Work) -> None:
    """ "Sau khi ban hành", "Từ ngày ký": the day is not in the words, so the whole year stands with a doubt."""
    pattern = r"(?:ngay )?(?:sau|tu) (?:khi|ngay)?\s*(?:ke hoach |chuong trinh )?(?:duoc )?(?:ban hanh|ky|cong bo|phe duyet|co)[^;,]*"
    for match in re.finditer(pattern, work.folded):
        work.doubt("schedule_unknown", match.start(), match.end())
        if not work.periods:
            work.whole_year = True
        work.take(match)


def _years(work: Work) -> None:
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
