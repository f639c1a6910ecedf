"""A decision on units as data: its steps, and how they are read from the rows of a table (docs/admin/sap-nhap.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from danbiet.kit.text import fold

from .unit_files import gettext_noop, plain_name

COLUMNS = (
    "on", "event", "old_code", "old_name", "new_code", "new_name", "kind", "parent_code", "work_to_code", "people",
)  # fmt: skip
EVENTS = ("merge", "split", "rename", "move", "dissolve", "found", "continue")
PEOPLE = ("move", "end")
LONGEST = {"new_code": 20, "new_name": 200}
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Part:
    """A unit as it is after the event. `unit_id`: one that exists already and goes on. Empty texts say "as before"."""

    unit_id: int | None = None
    code: str = ""
    name: str = ""
    kind: str = ""
    parent_code: str = ""  # as of the day; empty: below whoever comes after the predecessors' parent


@dataclass(frozen=True, slots=True)
class Step:
    """One event. Units before are ids for life, units after are found by the code they carry on the day.

    `heirs`: of a split, for each kind of work the place (from 0) of the part that takes it; `is_recorded`: the units have
    changed already, only what they had open is to be handed over.
    """

    kind: str
    before: tuple[int, ...] = ()
    after: tuple[Part, ...] = ()
    taker_code: str = ""
    people: str = "move"
    heirs: Mapping[str, int] = field(default_factory=dict)
    is_recorded: bool = False

    @property
    def ending(self) -> tuple[int, ...]:
        """The units that end with it."""
        stay = {part.unit_id for part in self.after}
        return tuple(unit for unit in self.before if unit not in stay)


@dataclass(frozen=True, slots=True)
class Known:
    """A unit as the reader needs to know it."""

    id: int
    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a row (numbered as a spreadsheet shows it): an English sentence of the catalogue with its values."""

    row: int
    message: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table came to: `other_days` rows of other days were passed over."""

    steps: tuple[Step, ...]
    faults: tuple[RowFault, ...]
    other_days: int = 0


def as_data(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """The steps as JSON."""
    return [asdict(step) for step in steps]


def as_steps(data: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of the JSON."""
    return tuple(
        Step(
            kind=one["kind"],
            before=tuple(one["before"]),
            after=tuple(Part(**part) for part in one["after"]),
            taker_code=one.get("taker_code", ""),
            people=one.get("people", "move"),
            heirs=dict(one.get("heirs", {})),
            is_recorded=bool(one.get("is_recorded")),
        )
        for one in data
    )


def read_steps(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    *,
    on: date,
    eve: Iterable[Known],
    day: Iterable[Known],
    recorded: Iterable[tuple[int | None, int | None]],
    kinds: Iterable[str],
) -> Reading:
    """The steps the rows of the day mean, given the units of the eve and of the day and the successions recorded for it."""
    return _Reader(on, eve, day, recorded, kinds).read(rows)


class _Wrong(Exception):
    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message, self.params = message, params


class _Reader:
    def __init__(
        self,
        on: date,
        eve: Iterable[Known],
        day: Iterable[Known],
        recorded: Iterable[tuple[int | None, int | None]],
        kinds: Iterable[str],
    ) -> None:
        self.on = on
        self.eve = {unit.code: unit for unit in eve if unit.code}
        self.day = {unit.code: unit for unit in day if unit.code}
        self.recorded = set(recorded)
        self.kinds = set(kinds)
        self.seen: dict[str, int] = {}
        self.groups: dict[tuple[str, str], list[tuple[int, Mapping[str, str]]]] = {}
        self.faults: list[RowFault] = []
        self.other_days = 0

    def read(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Reading:
        for number, row in rows:
            if number > MOST_ROWS:
                self._fault(
                    number, _Wrong(gettext_noop("A table holds at most %(most)s rows."), most=MOST_ROWS)
                )
                break
            try:
                self._sort_in(number, row)
            except _Wrong as wrong:
                self._fault(number, wrong)
        steps = []
        for (kind, _key), part in self.groups.items():
            try:
                steps.append(self._step(kind, part))
            except _Wrong as wrong:
                self._fault(part[0][0], wrong)
        self.faults.sort(key=lambda fault: fault.row)
        return Reading(tuple(steps), tuple(self.faults), self.other_days)

    def _fault(self, number: int, wrong: _Wrong) -> None:
        self.faults.append(RowFault(number, wrong.message, wrong.params))

    def _sort_in(self, number: int, row: Mapping[str, str]) -> None:
        """Each row held to the rules that need no other row, then put to those of its event."""
        if row.get("on") and self._day_of(row["on"]) != self.on:
            self.other_days += 1
            return
        event = row.get("event", "")
        if event not in EVENTS:
            raise _Wrong(gettext_noop("%(event)s is no known event."), event=event or "—")
        for name, most in LONGEST.items():
            if len(row.get(name, "")) > most:
                raise _Wrong(
                    gettext_noop("%(column)s is longer than %(most)s characters."), column=name, most=most
                )
        if row.get("kind") and row["kind"] not in self.kinds:
            raise _Wrong(gettext_noop("%(kind)s is no known kind of unit."), kind=row["kind"])
        if row.get("people") and row["people"] not in PEOPLE:
            raise _Wrong(gettext_noop("people is move or end, not %(text)s."), text=row["people"])
        if event != "found":
            self._check_old(number, event, row)
        if event in ("merge", "split", "found") and not (row.get("new_code") and row.get("new_name")):
            raise _Wrong(gettext_noop("This event needs new_code and new_name."))
        if event == "rename" and not (row.get("new_code") or row.get("new_name")):
            raise _Wrong(gettext_noop("This event needs new_code and new_name."))
        if event == "move" and not row.get("parent_code"):
            raise _Wrong(gettext_noop("A move needs parent_code."))
        key = row["new_code"] if event in ("merge", "found") else row["old_code"]
        self.groups.setdefault((event, key), []).append((number, row))

    def _day_of(self, text: str) -> date:
        try:
            if len(text) == 10 and text[2] == "/":
                return date(int(text[6:]), int(text[3:5]), int(text[:2]))
            return date.fromisoformat(text)
        except ValueError as error:
            raise _Wrong(
                gettext_noop("%(column)s: %(text)s is not a date (YYYY-MM-DD)."), column="on", text=text
            ) from error

    def _check_old(self, number: int, event: str, row: Mapping[str, str]) -> None:
        code = row.get("old_code", "")
        unit = self.eve.get(code)
        if unit is None:
            raise _Wrong(gettext_noop("No unit carries the code %(code)s on this day."), code=code or "—")
        said = row.get("old_name", "")
        if said and fold(plain_name(said)) != fold(unit.name):
            raise _Wrong(
                gettext_noop("The unit %(code)s is called %(name)s, not %(other)s."),
                code=code, name=unit.name, other=said,
            )  # fmt: skip
        if code in self.seen and event != "split":
            raise _Wrong(
                gettext_noop("The code %(code)s also stands in row %(other)s."),
                code=code,
                other=self.seen[code],
            )
        self.seen.setdefault(code, number)

    def _step(self, event: str, rows: list[tuple[int, Mapping[str, str]]]) -> Step:
        first = rows[0][1]
        old = [] if event == "found" else [self.eve[row["old_code"]] for _number, row in rows]
        old = list(dict.fromkeys(old))
        taker, people = (
            first.get("work_to_code", ""),
            first.get("people") or ("end" if event == "dissolve" else "move"),
        )
        if event == "dissolve":
            return Step(
                "dissolve", (old[0].id,), taker_code=taker, people=people,
                is_recorded=(old[0].id, None) in self.recorded,
            )  # fmt: skip
        parts = self._parts(event, rows, old)
        step = Step(event, tuple(unit.id for unit in old), parts, people=people)
        if event == "merge" and len({*step.before, *(part.unit_id or 0 for part in parts)}) < 2:
            raise _Wrong(gettext_noop("A merger needs at least two units."))
        if event == "split" and len(parts) < 2:
            raise _Wrong(gettext_noop("A split needs at least two units afterwards."))
        return Step(**{**_fields(step), "is_recorded": self._is_recorded(step)})

    def _parts(
        self, event: str, rows: list[tuple[int, Mapping[str, str]]], old: list[Known]
    ) -> tuple[Part, ...]:
        found: dict[str, Part] = {}
        for _number, row in rows:
            name, code = plain_name(row.get("new_name", "")), row.get("new_code", "")
            if code in found and fold(found[code].name) != fold(name):
                raise _Wrong(
                    gettext_noop("The unit %(code)s is called %(name)s, not %(other)s."),
                    code=code, name=found[code].name, other=name,
                )  # fmt: skip
            found.setdefault(code, self._part(event, row, name, code, old))
        return tuple(found.values())

    def _part(self, event: str, row: Mapping[str, str], name: str, code: str, old: list[Known]) -> Part:
        goes_on = None
        if event in ("rename", "move", "continue") or (
            event == "split" and code == old[0].code and fold(name) == fold(old[0].name)
        ):
            goes_on = old[0].id
        kind = row.get("kind", "") or _kind_of(old)
        if not kind:
            raise _Wrong(gettext_noop("Say of which kind the new unit is (column kind)."))
        return Part(goes_on, code, name, kind, row.get("parent_code", ""))

    def _is_recorded(self, step: Step) -> bool:
        """All of it stands in the history already."""
        after = [part.unit_id or getattr(self.day.get(part.code), "id", None) for part in step.after]
        if None in after:
            return False
        if not step.before:
            return all((None, unit) in self.recorded for unit in after)
        if step.kind == "split":
            return all((step.before[0], unit) in self.recorded for unit in after)
        return all((unit, after[0]) in self.recorded for unit in step.before)


def _fields(step: Step) -> dict[str, Any]:
    return {name: getattr(step, name) for name in Step.__dataclass_fields__}


def _kind_of(old: list[Known]) -> str:
    kinds = {unit.kind for unit in old}
    return kinds.pop() if len(kinds) == 1 else ""
