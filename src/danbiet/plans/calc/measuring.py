"""Which of the platform's own counts a target means, and whether one of them is meant. Pure.

The database asks the same of all targets at once (`queries.tallies`); a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from danbiet.kit.periods import Span

OWN, BELOW = "own", "below"
THIS_TASK, ANY_TASK = "this", "any"
FACETS = ("form", "language", "audience")


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """What of a measure a target counts. Empty tuples ask for nothing in particular.

    `where`: "below" (the plan's unit and those below it; of a shared target the unit of the cell and those below it) or
    "own" (that unit alone). `unit_ids`: these units and those below them, and nobody else. `is_any_task`: whatever was
    done in the days of the task, linked to it or not; else only what names the task.
    """

    form: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    where: str = BELOW
    unit_ids: tuple[int, ...] = ()
    is_any_task: bool = False

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> MeasureFilter:
        """As it is stored: {"form": […], "language": […], "audience": […], "unit": "own" | "below" | […], "task": "this" | "any"}."""
        unit = said.get("unit", BELOW)
        return cls(
            form=tuple(said.get("form") or ()),
            language=tuple(said.get("language") or ()),
            audience=tuple(said.get("audience") or ()),
            where=unit if unit in (OWN, BELOW) else BELOW,
            unit_ids=tuple(unit) if isinstance(unit, list | tuple) else (),
            is_any_task=said.get("task") == ANY_TASK,
        )

    def as_json(self) -> dict[str, Any]:
        """The same for storing, without what asks for nothing."""
        said: dict[str, Any] = {name: list(getattr(self, name)) for name in FACETS if getattr(self, name)}
        if self.unit_ids or self.where == OWN:
            said["unit"] = list(self.unit_ids) or OWN
        if self.is_any_task:
            said["task"] = ANY_TASK
        return said

    def for_unit_below(self) -> MeasureFilter:
        """What a unit's own part of the target counts: the same things, of that unit and those below it."""
        return MeasureFilter(
            self.form,
            self.language,
            self.audience,
            self.where if not self.unit_ids else BELOW,
            (),
            self.is_any_task,
        )


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing the platform counted."""

    measure: str
    on: date
    unit_id: int
    facets: Mapping[str, Any]
    quantity: Decimal = Decimal(1)
    subject_id: int | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """A target that counts a measure, with what it needs to know of its place. `unit_ids`: of a shared target."""

    measure: str
    filter: MeasureFilter
    task_id: int
    plan_id: int
    plan_unit_id: int
    year: int
    task_span: Span
    unit_ids: tuple[int, ...] = ()
    is_about_plan: bool = False


def window(asking: Asking) -> Span:
    """The days in which something counts: of what names the task any day of the plan's year (and of the task), as with
    evidence; of what does not, only the task's own days."""
    if asking.filter.is_any_task:
        return asking.task_span
    return Span(
        min(date(asking.year, 1, 1), asking.task_span.starts_on),
        max(date(asking.year, 12, 31), asking.task_span.ends_on),
    )


def is_meant(asking: Asking, happening: Happening, *, units_above: Collection[int]) -> bool:
    """Whether the target counts it (in which of its cells, the cells say). `units_above`: the happening's unit and all
    above it, as the tree stood on its day."""
    if happening.measure != asking.measure:
        return False
    if asking.is_about_plan:
        return happening.subject_id == asking.plan_id
    asked = asking.filter
    for facet in FACETS:
        wanted = getattr(asked, facet)
        if wanted and happening.facets.get(facet) not in wanted:
            return False
    if not asked.is_any_task and asking.task_id not in happening.facets.get("tasks", ()):
        return False
    return happening.on in window(asking) and _is_placed(asking, happening, units_above)


def _is_placed(asking: Asking, happening: Happening, units_above: Collection[int]) -> bool:
    asked = asking.filter
    if asked.where == OWN and happening.unit_id not in (asking.unit_ids or (asking.plan_unit_id,)):
        return False
    roots = asked.unit_ids or (() if asking.unit_ids else (asking.plan_unit_id,))
    return not roots or any(root in units_above for root in roots)
