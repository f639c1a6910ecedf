"""What of units that are divided or end can be dealt out, kind by kind and item by item, and who gets what as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from danbiet.kit.text import fold
from danbiet.org.calc.orders import Step
from danbiet.org.models import ReorganisationOrder
from danbiet.org.registry import OpenItem, OpenLine

from .orders import LineShown, Preview, preview_of, silent_units
from .tree import Tree, name_at, tree

FROM_ONE = ("split", "dissolve")


@dataclass(frozen=True, slots=True)
class Source:
    """A unit something can be dealt out of. `heirs`: (code, name) of the parts it is divided into; empty: any unit of the day."""

    unit_id: int
    name: str
    heirs: tuple[tuple[str, str], ...]
    default: str  # the code of who has what nobody is named for; "" the unit itself goes on with it
    is_homeless: bool = False  # roles end with the unit where nobody is named for them


@dataclass(frozen=True, slots=True)
class ItemDealt:
    """An item with the unit it leaves, the code chosen for itself ("" none) and the code that holds in the end."""

    item: OpenItem
    source: Source
    chosen: str
    taker: str
    taker_name: str


@dataclass(frozen=True)
class Dealing:
    """A planned decision's choices. `lines`: the kinds one can deal out that have anything open at the sources."""

    order: ReorganisationOrder
    sources: Mapping[int, Source]
    lines: tuple[LineShown, ...]
    units: Tree

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What the unit of the day that carries the code is called, new ones included."""
        begun = {code: name for source in self.sources.values() for code, name in source.heirs}
        new = {
            part["code"]: part["name"] for step in self.order.steps for part in step["after"] if part["code"]
        }
        return {**{unit.code: unit.name for unit in self.units if unit.code}, **new, **begun}

    def kind_choice(self, kind: str, unit_id: int) -> str:
        """The code named for the kind at the unit, "" for none."""
        return str(self.order.choices.get("kinds", {}).get(kind, {}).get(str(unit_id), ""))

    def dealt(self, line: OpenLine) -> list[ItemDealt]:
        """The kind's items at the sources with who gets each. No query."""
        chosen = self.order.choices.get("items", {}).get(line.key, {})
        return [
            self._dealt(line.key, item, chosen.get(str(item.id), ""))
            for item in line.items
            if item.unit_id in self.sources
        ]

    def _dealt(self, kind: str, item: OpenItem, chosen: str) -> ItemDealt:
        source = self.sources[item.unit_id]
        named = chosen or self.kind_choice(kind, item.unit_id)
        if kind == "people" and source.is_homeless and not named:
            return ItemDealt(item, source, "", "", _("nobody: ends with the unit"))
        taker = named or source.default
        return ItemDealt(item, source, chosen, taker, self.names.get(taker, taker) or source.name)

    def line(self, kind: str) -> OpenLine | None:
        """The kind, if it can be dealt out here."""
        return next((row.line for row in self.lines if row.line.key == kind), None)

    def outcome(self) -> list[tuple[OpenLine, list[tuple[str, int]]]]:
        """For each kind who gets how many, the most first."""
        return [
            (row.line, Counter(one.taker_name for one in self.dealt(row.line)).most_common())
            for row in self.lines
        ]


def dealing_of(order: ReorganisationOrder, known: Preview | None = None) -> Dealing:
    """What the decision lets one deal out. As many queries as its preview."""
    known = known or preview_of(order)
    units = tree(order.on)
    sources = {one.unit_id: one for one in _sources(order, known)}
    lines = tuple(
        row
        for row in known.lines
        if row.line.can_choose and any(item.unit_id in sources for item in row.line.items)
    )
    return Dealing(order, sources, lines, units)


def found_items(
    dealt: list[ItemDealt], *, text: str = "", unit_id: int | None = None, taker: str = ""
) -> list[ItemDealt]:
    """Those whose words hold all that is asked, of one unit, that one taker gets."""
    words = fold(text).split()
    return [
        one
        for one in dealt
        if (unit_id is None or one.item.unit_id == unit_id)
        and (not taker or one.taker == taker)
        and all(word in fold(f"{one.item.title} {one.item.note}") for word in words)
    ]


def _sources(order: ReorganisationOrder, known: Preview) -> list[Source]:
    work_to = order.choices.get("work_to", "")
    found = []
    for one in known.steps:
        if one.step.kind not in FROM_ONE:
            continue
        for unit_id in one.step.before:
            name = known.names.get(unit_id, "")
            heirs = _heirs(one.step, order)
            default = _default(one.step, unit_id, heirs, work_to)
            found.append(Source(unit_id, name, heirs, default, one.step.people == "end"))
    named = {one.unit_id for one in found} | {unit for one in known.steps for unit in one.step.before}
    silent = [unit for unit in known.ending if unit not in named] if work_to else []
    after = silent_units(tree(order.on)) if silent else {}
    return [
        *found,
        *(
            Source(unit, known.names.get(unit, ""), (), work_to, is_homeless=True)
            for unit in silent
            if after.get(unit) is None
        ),
    ]


def _heirs(step: Step, order: ReorganisationOrder) -> tuple[tuple[str, str], ...]:
    if step.kind != "split":
        return ()
    day = tree(order.on)
    parts: list[tuple[str, str]] = []
    for part in step.after:
        unit: Any = day.get(part.unit_id)
        code = part.code or (unit.code if unit is not None else "")
        parts.append((code, part.name or name_at(part.unit_id or 0, order.on)))
    return tuple(pair for pair in parts if pair[0])


def _default(step: Step, unit_id: int, heirs: tuple[tuple[str, str], ...], work_to: str) -> str:
    if step.kind == "dissolve":
        return step.taker_code or work_to
    if any(part.unit_id == unit_id for part in step.after):
        return ""
    place = step.heirs.get("", 0)
    return heirs[place][0] if place < len(heirs) else ""
