"""Decisions on units: which there are, what one means in the tree, what is open at the units that end, what has no taker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from danbiet.org.calc.orders import Known, Part, Reading, Step, as_steps, read_steps
from danbiet.org.enums import OrderState, ReorganisationKind, UnitKind
from danbiet.org.models import ReorganisationOrder, Succession, UnitVersion
from danbiet.org.registry import OpenLine, carriers

from .history import successors_of
from .tree import Tree, names_of, tree

ONE_DAY = timedelta(days=1)
OWN = "people"  # our own carrier: roles are no work


def orders() -> list[ReorganisationOrder]:
    """All decisions, the latest day first."""
    return list(
        ReorganisationOrder.objects.select_related("created_by", "applied_by", "ended_by").defer("record")
    )


def order_for(pk: int) -> ReorganisationOrder | None:
    """The decision, or None."""
    rows = ReorganisationOrder.objects.select_related("created_by", "applied_by", "ended_by")
    return rows.filter(pk=pk).first()


def due_orders(on: date) -> list[int]:
    """Planned decisions whose day has come, the earliest first."""
    rows = ReorganisationOrder.objects.filter(state=OrderState.PLANNED, on__lte=on).order_by("on", "id")
    return list(rows.values_list("pk", flat=True))


def order_of_file(source: str, on: date) -> ReorganisationOrder | None:
    """The decision of the day that was read from a file of this name and is planned or in force; the newest of several."""
    rows = ReorganisationOrder.objects.filter(
        source=source, on=on, state__in=[OrderState.PLANNED, OrderState.APPLIED]
    )
    return rows.order_by("-id").first()


def read_table(rows: Iterable[tuple[int, Mapping[str, str]]], *, on: date) -> Reading:
    """What the rows mean for the day, held against the units of the eve and of the day and against what is recorded."""
    recorded = Succession.objects.filter(reorganisation__on=on).values_list("predecessor_id", "successor_id")
    return read_steps(
        rows,
        on=on,
        eve=_known(tree(on - ONE_DAY)),
        day=_known(tree(on)),
        recorded=recorded,
        kinds=UnitKind.values,
    )


def _known(units: Tree) -> list[Known]:
    return [Known(unit.id, unit.code, unit.name, unit.kind) for unit in units]


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step in words: names before, names (codes) after, who takes over."""

    number: int
    step: Step
    before: tuple[str, ...]
    after: tuple[str, ...]
    taker: str

    @property
    def kind_label(self) -> str:
        return str(ReorganisationKind(self.step.kind).label)


@dataclass(frozen=True, slots=True)
class LineShown:
    """A kind of open work with its number at the units that end, per unit."""

    line: OpenLine
    count: int
    units: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a decision comes to: its steps, the units that end, what is open there by kind."""

    steps: tuple[StepShown, ...]
    ending: tuple[int, ...]
    names: Mapping[int, str]
    unnamed: tuple[str, ...]  # units that end on the day without anybody named for their work
    lines: tuple[LineShown, ...]


def steps_of(order: ReorganisationOrder) -> tuple[Step, ...]:
    """The steps as they were decided."""
    return as_steps(order.steps)


def preview_of(order: ReorganisationOrder) -> Preview:
    """Everything that ends with the decision and what is open there. A constant number of queries per kind of work."""
    steps = steps_of(order)
    day = tree(order.on)
    ending, unnamed = units_ending(steps, day=day, work_to=order.choices.get("work_to", ""))
    divided = {unit for step in steps if step.kind == "split" for unit in step.before}
    names = names_of({*ending, *(unit for step in steps for unit in step.before)}, order.on - ONE_DAY)
    return Preview(
        steps=tuple(_shown(number, step, names, day, steps) for number, step in enumerate(steps)),
        ending=tuple(sorted(ending, key=lambda one: names.get(one, ""))),
        names=names,
        unnamed=tuple(sorted(names_of(unnamed, order.on - ONE_DAY).values())),
        lines=open_lines(ending | divided, order.on, names),
    )


def units_ending(steps: Iterable[Step], *, day: Tree, work_to: str) -> tuple[set[int], set[int]]:
    """The units that end with the steps or are recorded as gone without a decision, and those of them nobody is named for."""
    known = tuple(steps)
    ending = {unit for step in known for unit in step.ending}
    named = {
        unit
        for step in known
        for unit in step.ending
        if step.kind != "dissolve" or step.taker_code or work_to
    }
    silent = silent_units(day) if any(step.is_recorded for step in known) else {}
    nobody = {unit for unit, heir in silent.items() if heir is None and not work_to}
    return ending | silent.keys(), (ending | nobody) - named


def silent_units(day: Tree) -> dict[int, int | None]:
    """Units recorded as gone by the day that nobody has taken over by a decision, each with the one unit of the day that is
    recorded as coming after it. Two queries."""
    rows = UnitVersion.objects.filter(valid__endswith__lte=day.on).values_list("unit_id", flat=True)
    gone = {unit for unit in rows if unit not in day and day.seat(unit) is None}
    living = {unit: [one for one in later if one in day] for unit, later in successors_of(gone).items()}
    return {unit: found[0] if len(found) == 1 else None for unit, found in living.items()}


def open_lines(unit_ids: Collection[int], on: date, names: Mapping[int, str]) -> tuple[LineShown, ...]:
    """What is open at the units, kind by kind, those with nothing left out."""
    found = []
    for carrier in carriers():
        for line in carrier.preview(unit_ids, on):
            counts = Counter(item.unit_id for item in line.items)
            if counts:
                rows = sorted(
                    ((unit, names.get(unit, ""), count) for unit, count in counts.items()), key=_most
                )
                found.append(LineShown(line, sum(counts.values()), tuple(rows)))
    return tuple(found)


def staying_lines(unit_ids: Collection[int], on: date) -> list[tuple[str, int]]:
    """What is open at the units as such, whoever works there: what each kind is called and how many, those with nothing left out.
    A constant number of queries."""
    lines = [line for carrier in carriers() if carrier.key != OWN for line in carrier.preview(unit_ids, on)]
    return [(str(line.label), len(line.items)) for line in lines if line.items and line.fate != "stays"]


def _most(row: tuple[int, str, int]) -> tuple[int, str]:
    return -row[2], row[1]


def _shown(number: int, step: Step, names: Mapping[int, str], day: Tree, steps: Iterable[Step]) -> StepShown:
    begun = {part.code: part.name for one in steps for part in one.after if part.code}
    taker = day.by_code(step.taker_code) if step.taker_code else None
    return StepShown(
        number=number,
        step=step,
        before=tuple(names.get(unit, "") for unit in step.before),
        after=tuple(_part(part, names) for part in step.after),
        taker=begun.get(step.taker_code) or (taker.name if taker else step.taker_code),
    )


def _part(part: Part, names: Mapping[int, str]) -> str:
    name = part.name or names.get(part.unit_id or 0, "")
    return f"{name} ({part.code})" if part.code else name


def orphans(on: date) -> dict[str, set[int]]:
    """For each kind of open work, the units it stands at that do not exist on the day and that nobody has taken over.

    Empty is as it must be: open work always has somebody who may go on with it.
    """
    known = tree(on)
    found: dict[str, set[int]] = {}
    for carrier in carriers():
        for kind, unit_ids in carrier.open_at().items():
            lost = {unit_id for unit_id in unit_ids if known.seat(unit_id) is None}
            if lost:
                found[kind] = lost
    return found


def open_counts(unit_ids: Collection[int], on: date) -> dict[str, int]:
    """How much of each kind is open at the units."""
    counts: dict[str, int] = {}
    for carrier in carriers():
        for line in carrier.preview(unit_ids, on):
            counts[line.key] = len(line.items)
    return counts


def line_labels() -> dict[str, str]:
    """What the kinds of open work are called. No query: nothing is open at no unit."""
    return {line.key: str(line.label) for carrier in carriers() for line in carrier.preview((), date.min)}


def as_choice(unit: Any) -> str:
    """A unit as one types and reads it in a form: code – name."""
    return f"{unit.code} – {unit.name}"
