"""The charts of the report: factors, units, this survey beside the one before it. What is not published has no bar and says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from danbiet.exports.render import Bar, Chart, Mark
from danbiet.kit.text import viet_number

from .told import FACTORS, Told, number

MISSING = "không công bố"
MOST_UNITS = 40  # more of them are shown by their two ends
AT_AN_END = 15
SPELT_OUT = 10  # bars whose figures the words of a chart tell one by one
SHORT = re.compile("^Ủy ban nhân dân|^Uỷ ban nhân dân")  # as offices write it where room is small
GAP = Bar(label="…")


def by_factor(told: Told) -> Chart | None:
    """The share by factor, all units together; None where there is one factor, which is the whole, or no figure."""
    cells = told.figures["all"]["factors"]
    bars = [Bar(label=FACTORS.get(cell["factor"], cell["factor"]), marks=(_mark(cell),)) for cell in cells]
    return _chart(told, f"{_share(told)} theo yếu tố (%)", bars) if len(bars) > 1 else None


def by_unit(told: Told) -> Chart | None:
    """Units by their index, the highest on top; of more than 40 the first and the last 15 that have a figure. None without a figure."""
    units = told.units
    title = f"{_share(told)} của các đơn vị (%)"
    if len(units) <= MOST_UNITS:
        return _chart(told, title, [_unit(one) for one in units])
    shown = [one for one in units if one["index"]["value"] is not None]
    if len(shown) <= MOST_UNITS:
        left = f"; {viet_number(len(units) - len(shown))} đơn vị {MISSING}"
        return _chart(told, title + left, [_unit(one) for one in shown])
    bars = [*map(_unit, shown[:AT_AN_END]), GAP, *map(_unit, shown[-AT_AN_END:])]
    ends = f"{AT_AN_END} đơn vị cao nhất và {AT_AN_END} đơn vị thấp nhất trong {viet_number(len(shown))} đơn vị có kết quả công bố"
    return _chart(told, f"{title}: {ends}", bars)


def against_before(told: Told) -> Chart | None:
    """The whole and each factor in this survey and in the one before; None where the two may not be compared."""
    before = told.before
    if before is None or not before.is_comparable:
        return None
    now, then = told.figures["all"], before.figures["all"]
    pairs = [("Chung", now["index"], then["index"])]
    if len(now["factors"]) > 1:
        old = {cell["factor"]: cell for cell in then["factors"]}
        pairs += [
            (FACTORS.get(cell["factor"], cell["factor"]), cell, old[cell["factor"]])
            for cell in now["factors"]
            if cell["factor"] in old
        ]
    bars = [Bar(label=label, marks=(_mark(one), _mark(other))) for label, one, other in pairs]
    is_other_year = before.year != told.year
    names = (f"Năm {told.year}", f"Năm {before.year}") if is_other_year else (told.name, before.name)
    return _chart(told, f"{_share(told)}, {names[0]} và {names[1]} (%)".replace(", Năm", ", năm").replace("và Năm", "và năm"), bars, series=names)  # fmt: skip


def _chart(told: Told, title: str, bars: Sequence[Bar], *, series: tuple[str, ...] = ("",)) -> Chart | None:
    if not any(mark for bar in bars for mark in bar.marks):
        return None
    has_ends = any(mark and mark.ends for bar in bars for mark in bar.marks)
    axis = f"Tỷ lệ trả lời {told.said} (%)"
    if has_ends:
        axis += "; đoạn thẳng có vạch hai đầu: khoảng tin cậy 95 %"
    names = series if series != ("",) else (told.label,)
    return Chart(
        title=title,
        series=names,
        bars=tuple(bars),
        axis=axis,
        missing=MISSING,
        told=_words(title, names, bars),
    )


def _words(title: str, series: Sequence[str], bars: Sequence[Bar]) -> str:
    """The chart in words; of many bars the first and the last that have a figure."""
    told = [bar for bar in bars if bar.marks]
    if len(told) > SPELT_OUT:
        shown = [bar for bar in told if bar.marks[0] is not None]
        said = f"Cao nhất: {_figures(shown[0], series)}; thấp nhất: {_figures(shown[-1], series)}"
        return f"Biểu đồ thanh ngang. {title}. {said}. Số liệu của từng đơn vị ở bảng kèm theo."
    return f"Biểu đồ thanh ngang. {title}. {'; '.join(_figures(bar, series) for bar in told)}."


def _figures(bar: Bar, series: Sequence[str]) -> str:
    """ "Công chức: 83,21 %", or with the name of each series."""
    values = [MISSING if mark is None else f"{viet_number(mark.value, 2)} %" for mark in bar.marks]
    if len(series) > 1:
        values = [f"{name.replace('Năm', 'năm')} {value}" for name, value in zip(series, values, strict=True)]
    return f"{bar.label}: {', '.join(values)}"


def _unit(unit: Mapping[str, Any]) -> Bar:
    rank = "" if unit["rank"] is None else f"{unit['rank']}. "
    return Bar(label=f"{rank}{SHORT.sub('UBND', unit['name'])}", marks=(_mark(unit["index"]),))


def _mark(cell: Mapping[str, Any]) -> Mark | None:
    value = number(cell["value"])
    if value is None:
        return None
    low, high = (number(one) for one in cell["interval"] or (None, None))
    return Mark(value=value, ends=(low, high) if low is not None and high is not None else None)


def _share(told: Told) -> str:
    return "Tỷ lệ biết rõ hoặc biết rất rõ" if told.is_poll else "Tỷ lệ hài lòng"
