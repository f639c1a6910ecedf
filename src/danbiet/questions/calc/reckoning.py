"""How the clock's count is told: one Vietnamese sentence, and the days one by one for the strip on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from danbiet.kit.clock import local
from danbiet.kit.workdays import Calendar, Day, DayKind

from .clock import AFTERNOON, HALF, MORNING, ONE_DAY, Half, Terms, reckon

WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
PARTS = ("sáng", "chiều")


def derivation(terms: Terms, calendar: Calendar) -> str:
    """The deadline in one sentence: "nhận 30/12/2025 + 3 ngày làm việc; nghỉ 01/01, 02/01 (hoán đổi), 03–04/01 → 06/01/2026"."""
    count = reckon(terms, calendar)
    start = "mở lại" if terms.is_reopened else "nhận"
    head = f"{start} {_long(local(terms.started_at).date())} + {number_vi(terms.limit_days)} ngày làm việc"
    if terms.extra_days:
        head += f" + {number_vi(terms.extra_days)} ngày gia hạn"
    clauses = [
        head,
        _off(count.days),
        _made_up(count.days),
        _stood_still(count.halves),
        _estimated(count.days),
    ]
    end = _moment(count.due_at)
    if terms.is_paused:
        since = min(pause.began_at for pause in terms.pauses if pause.ended_at is None)
        clauses.append(f"đang dừng từ {_short(local(since).date())}")
        end = f"sớm nhất {end}"
    return "; ".join(filter(None, clauses)) + f" → {end}"


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip. `kind`: received, count, off, pause. `number` is how many working days have been counted."""

    on: date
    kind: str
    number: Decimal | None = None
    is_due: bool = False
    is_today: bool = False
    title_vi: str = ""

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.on.weekday()]

    @property
    def label(self) -> str:
        """What stands under the date: "nhận", "nghỉ", "dừng", "4, nay", "5, hạn"."""
        words = {"received": "nhận", "off": "nghỉ", "pause": "dừng"}
        first = words.get(self.kind) or number_vi(self.number or Decimal(0))
        ends = ("hạn",) if self.is_due else ("nay",) if self.is_today else ()
        return ", ".join((first, *ends))


def strip(terms: Terms, calendar: Calendar, *, today: date) -> list[StripDay]:
    """Every day from the receipt to the due day. A day with a half that counts is a counted one."""
    count = reckon(terms, calendar)
    start, due_on = local(terms.started_at).date(), local(count.due_at).date()
    shown = [StripDay(start, "received", is_today=start == today)]
    halves = {on: list(of_day) for on, of_day in groupby(count.halves, key=lambda half: half.on)}
    for day in count.days:
        counted = [half.number for half in halves.get(day.date, ()) if half.number]
        kind = "off" if not day.is_working else "count" if counted else "pause"
        shown.append(
            StripDay(
                day.date,
                kind,
                number=counted[-1] * HALF if counted else None,
                is_due=day.date == due_on,
                is_today=day.date == today,
                title_vi="" if day.kind == DayKind.WORKING else day.label_vi,
            )
        )
    return shown


def number_vi(days: Decimal) -> str:
    """3 → "3", 2.5 → "2,5"."""
    return f"{days.normalize():f}".replace(".", ",")


def _off(days: Iterable[Day]) -> str:
    off = [(day.date, _remark(day)) for day in days if not day.is_working]
    told = [f"{_span(span)}{f' ({remark})' if remark else ''}" for span, remark in _runs(off)]
    return f"nghỉ {', '.join(told)}" if told else ""


def _remark(day: Day) -> str:
    if day.kind == DayKind.EXTRA_OFF:
        return day.label_vi.removeprefix("nghỉ ")
    return {DayKind.SWAPPED_OFF: "hoán đổi", DayKind.IN_LIEU: "nghỉ bù"}.get(day.kind, "")


def _made_up(days: Iterable[Day]) -> str:
    """Days worked though they would be weekly rest."""
    kinds = (DayKind.SWAPPED_ON, DayKind.EXTRA_ON)
    told = [_short(day.date) for day in days if day.kind in kinds]
    return f"làm việc {', '.join(told)}" if told else ""


def _stood_still(halves: Sequence[Half]) -> str:
    still = [half for half in halves if half.number is None]
    if not still:
        return ""
    whole: list[tuple[date, str]] = []
    single: list[tuple[date, str]] = []
    for on, of_day in groupby(still, key=lambda half: half.on):
        parts = [half.part for half in of_day]
        if parts == [MORNING, AFTERNOON]:
            whole.append((on, ""))
        else:
            single.append((on, PARTS[parts[0]]))
    told = [(span[0], _span(span)) for span, _remark in _runs(whole)]
    told += [(on, f"{part} {_short(on)}") for on, part in single]
    words = ", ".join(text for _on, text in sorted(told))
    return f"dừng {number_vi(len(still) * HALF)} ngày: {words}"


def _estimated(days: Iterable[Day]) -> str:
    years = sorted({day.date.year for day in days if day.is_estimated})
    return f"lịch nghỉ {', '.join(map(str, years))} là dự kiến" if years else ""


def _runs(days: Iterable[tuple[date, str]]) -> list[tuple[tuple[date, date], str]]:
    """Days that follow each other with the same remark, joined: ((first, last), remark)."""
    runs: list[tuple[tuple[date, date], str]] = []
    for on, remark in days:
        if runs and runs[-1][1] == remark and runs[-1][0][1] + ONE_DAY == on:
            runs[-1] = ((runs[-1][0][0], on), remark)
        else:
            runs.append(((on, on), remark))
    return runs


def _span(span: tuple[date, date]) -> str:
    first, last = span
    if first == last:
        return _short(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day:02}–{_short(last)}"
    return f"{_short(first)}–{_short(last)}"


def _short(on: date) -> str:
    return f"{on.day:02}/{on.month:02}"


def _long(on: date) -> str:
    return f"{_short(on)}/{on.year:04}"


def _moment(at: datetime) -> str:
    """The due day; with the hour when it is not the end of the day."""
    there = local(at)
    return _long(there.date()) if there.hour >= 17 else f"{there:%H:%M} {_long(there.date())}"
