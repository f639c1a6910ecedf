"""The rules every history of units must keep, checked day by day of change."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Stretch:
    """A unit's place from a day up to (not with) another; `unit` and `parent` are any ids, `ends_before=None` is for ever."""

    unit: Hashable
    parent: Hashable | None
    code: str
    starts_on: date
    ends_before: date | None

    def covers(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_before is None or on < self.ends_before)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on `on`: `orphan` (the parent does not exist), `cycle`, `code` (two units share it), `twice` (two versions)."""

    kind: Literal["orphan", "cycle", "code", "twice"]
    on: date
    unit: Hashable
    other: Hashable | None
    code: str = ""


def first_fault(stretches: Iterable[Stretch], *, since: date | None = None) -> Fault | None:
    """The earliest broken rule, looking at `since` and every later day on which something begins or ends."""
    known = list(stretches)
    days = {stretch.starts_on for stretch in known} | {
        s.ends_before for s in known if s.ends_before is not None
    }
    if since is not None:
        days = {since, *(day for day in days if day > since)}
    for day in sorted(days):
        for fault in _faults_on(day, known):
            return fault
    return None


def _faults_on(day: date, stretches: list[Stretch]) -> Iterator[Fault]:
    parents: dict[Hashable, Hashable | None] = {}
    codes: dict[str, Hashable] = {}
    for stretch in stretches:
        if not stretch.covers(day):
            continue
        if stretch.unit in parents:
            yield Fault("twice", day, stretch.unit, None, stretch.code)
        parents[stretch.unit] = stretch.parent
        if stretch.code and codes.setdefault(stretch.code, stretch.unit) != stretch.unit:
            yield Fault("code", day, stretch.unit, codes[stretch.code], stretch.code)
    for unit, parent in parents.items():
        if parent is not None and parent not in parents:
            yield Fault("orphan", day, unit, parent)
        elif _is_in_circle(unit, parents):
            yield Fault("cycle", day, unit, parent)


def _is_in_circle(unit: Hashable, parents: Mapping[Hashable, Hashable | None]) -> bool:
    seen = {unit}
    above = parents.get(unit)
    while above is not None:
        if above in seen:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
