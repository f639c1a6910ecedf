"""The canonical words for a structure somebody chose: they mean exactly that structure when they are read again."""

from __future__ import annotations

from collections.abc import Sequence

from danbiet.kit.text import viet_number

from .reading import Period, Schedule, Target, UnitCatalogue, read_schedule, read_targets, read_units

SET_WORDS = {
    "departments": "các sở, ban, ngành tỉnh",
    "districts": "UBND các huyện, thị xã, thành phố",
    "communes": "UBND các xã, phường, thị trấn",
    "service_units": "các đơn vị sự nghiệp công lập tỉnh",
    "central_agencies": "các cơ quan Trung ương đóng trên địa bàn tỉnh",
    "media": "các cơ quan báo chí",
}
RECURRENCE_WORDS = {
    "weekly": "Hàng tuần",
    "monthly": "Hàng tháng",
    "quarterly": "Hàng quý",
    "yearly": "Hàng năm",
    "continuous": "Thường xuyên",
    None: "",
}
SIGNS = {">=": "≥ ", "<=": "≤ ", "=": ""}
PER_WORDS = {"once": "", "week": "/tuần", "month": "/tháng", "quarter": "/quý", "year": "/năm"}
EACH_SIGNS = {">=": "ít nhất ", "<=": "không quá ", "=": ""}


def words_of_units(keys: Sequence[str], units: UnitCatalogue) -> str:
    """Names in the given order, whole sets by their phrase: "Sở Nội vụ; UBND các huyện, thị xã, thành phố"."""
    order = {key: place for place, key in enumerate(dict.fromkeys(keys)) if key in units.by_key}
    left = dict(order)
    parts: list[tuple[int, str]] = []
    for code, phrase in SET_WORDS.items():
        members = units.members(code)
        if (
            len(members) > 1
            and left.keys() >= set(members)
            and set(read_units(phrase, units).keys) == set(members)
        ):
            parts.append((min(left.pop(key) for key in members), phrase))
    parts += [(place, units.full_name(key)) for key, place in left.items()]
    return "; ".join(words for _place, words in sorted(parts))


def words_of_schedule(schedule: Schedule, year: int) -> str:
    """ "Hàng tháng", "Trong năm", "Từ 01/02/2021 đến 31/12/2021; …": the shortest that reads back the same."""
    again = RECURRENCE_WORDS[schedule.recurrence]
    spans = [_span(one) for one in schedule.periods]
    candidates = [
        again or "Trong năm",
        "; ".join(spans),
        f"{again}, {'; '.join(spans)}" if again else "",
        f"{again}; {'; '.join(spans)}" if again else "",
        f"{'; '.join(spans)}; {again.lower()}" if again else "",
    ]
    for words in filter(None, candidates):
        read = read_schedule(words, year)
        if (read.periods, read.recurrence) == (schedule.periods, schedule.recurrence):
            return words
    return "; ".join(spans) if not again else f"{again}; {'; '.join(spans)}"


def words_of_targets(targets: Sequence[Target]) -> str:
    """ "≥ 2 tin/tháng/đơn vị; 5 video, mỗi video ít nhất 2 lượt": one phrase per target."""
    phrases = [_target(one) for one in targets]
    words = "; ".join(phrases)
    return words if read_targets(words).targets == tuple(targets) else "\n".join(phrases)


def _span(period: Period) -> str:
    if period.starts_on == period.ends_on:
        return f"Ngày {period.starts_on:%d/%m/%Y}"
    return f"Từ {period.starts_on:%d/%m/%Y} đến {period.ends_on:%d/%m/%Y}"


def _target(target: Target) -> str:
    number = viet_number(target.quantity)
    unit = target.unit if target.unit.startswith("%") else f" {target.unit}"
    words = f"{SIGNS[target.comparison]}{number}{unit}".rstrip()
    words += PER_WORDS[target.per] + ("/đơn vị" if target.per_unit else "")
    each = target.each
    if each is not None:
        words += f", mỗi {target.unit} {EACH_SIGNS[each.comparison]}{viet_number(each.quantity)} {each.unit}"
    return words
