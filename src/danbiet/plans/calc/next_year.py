"""This year's plan a year later: dates moved, years in the words moved, what was missed marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_RANGE_BEFORE = re.compile(r"\d{4}\s*[-–—]\s*$|giai đoạn[^.;]{0,12}$", re.IGNORECASE)
_RANGE_AFTER = re.compile(r"\s*[-–—]\s*\d{4}")
UNDONE = ("overdue", "at_risk", "on_track", "waiting", "not_started")


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether a task is offered for the next year, and why: "again" (it recurs), "missed" (not finished), "once" (done, once)."""

    why: str
    is_chosen: bool


def offer(*, status: str, recurrence: str, pers: Sequence[str]) -> Offer:
    """What to do with a task by how it ended: unfinished ones are carried over, recurring ones come again, those done once
    are offered but not chosen."""
    if status != "done":
        return Offer("missed", is_chosen=True)
    if recurrence or any(per != "once" for per in pers):
        return Offer("again", is_chosen=True)
    return Offer("once", is_chosen=False)


def moved_day(day: date, *, years: int = 1) -> date:
    """The same day a year later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def moved_periods(periods: Sequence[Mapping[str, str]], *, years: int = 1) -> list[dict[str, str]]:
    """Stored periods a year later; a period that ends with February ends with February again."""
    return [
        {
            "starts_on": moved_day(date.fromisoformat(one["starts_on"]), years=years).isoformat(),
            "ends_on": _moved_end(date.fromisoformat(one["ends_on"]), years=years).isoformat(),
        }
        for one in periods
    ]


def _moved_end(day: date, *, years: int) -> date:
    is_last = day.month == 2 and date.fromordinal(day.toordinal() + 1).month == 3
    if not is_last:
        return moved_day(day, years=years)
    return date.fromordinal(date(day.year + years, 3, 1).toordinal() - 1)


def moved_words(text: str, *, year: int) -> str:
    """The words with the plan's year, and the year before it, one higher: "kết quả năm 2020, định hướng năm 2021" becomes
    "kết quả năm 2021, định hướng năm 2022". Spans of years ("2021 – 2030") and other years stay, and so do years in numbers
    of documents ("19/2021/QĐ-UBND")."""
    moved = []
    at = 0
    for found in _YEAR.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        is_span = _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after)
        is_number = before.endswith("/") and after.startswith("/")
        if int(found[1]) in (year - 1, year) and not is_span and not is_number:
            moved += [text[at : found.start()], str(int(found[1]) + 1)]
            at = found.end()
    return "".join([*moved, text[at:]])


def doubts_for(
    words: Mapping[str, str], *, year: int, why: str, percent: Decimal | None, gone: Sequence[str]
) -> list[dict[str, Any]]:
    """What the officer should look at in a task taken over: missed last year, years moved in its words, units that are gone."""
    found: list[dict[str, Any]] = []
    if why == "missed":
        reached = f"{percent.quantize(Decimal(1))} %" if percent is not None else "–"
        found.append(
            {"field": "content", "text": f"{year}: {reached}", "why": "carried_over", "suggestion": ""}
        )
    found += [
        {"field": name, "text": text, "why": "year_moved", "suggestion": moved_words(text, year=year)}
        for name, text in words.items()
        if moved_words(text, year=year) != text
    ]
    found += [{"field": "lead_text", "text": name, "why": "unit_gone", "suggestion": ""} for name in gone]
    return found
