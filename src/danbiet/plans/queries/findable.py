"""What of the plans everybody may find: issued plans with their text, and tasks, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..enums import PlanState
from ..models import Plan, Task


@dataclass(frozen=True, slots=True)
class FindablePlan:
    id: int
    title: str
    number: str
    unit_id: int
    year: int
    issued_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class FindableTask:
    """`number` is that of the plan."""

    id: int
    content: str
    group: str
    place: str
    number: str
    unit_id: int
    year: int
    issued_on: date | None


def findable_plans() -> Iterator[FindablePlan]:
    """Every issued plan with the whole of its text. One query."""
    rows = Plan.objects.filter(state=PlanState.ISSUED).order_by("id")
    fields = ("id", "title", "number", "unit_id", "year", "issued_on", "sections")
    for pk, title, number, unit_id, year, issued_on, sections in rows.values_list(*fields).iterator():
        yield FindablePlan(pk, title, number, unit_id, year, issued_on, "\n".join(_lines(sections)))


def findable_tasks() -> Iterator[FindableTask]:
    """Tasks of issued plans that nobody above has handed down: one entry per task, not one per unit. One query."""
    rows = Task.objects.filter(plan__state=PlanState.ISSUED, parent__isnull=True).order_by("id")
    fields = (
        "id", "content", "group__title", "group__order", "order", "plan__number", "plan__unit_id", "plan__year", "plan__issued_on",
    )  # fmt: skip
    for pk, content, group, group_order, order, number, unit_id, year, issued_on in rows.values_list(
        *fields
    ).iterator():
        yield FindableTask(pk, content, group, f"{group_order}.{order}", number, unit_id, year, issued_on)


def _lines(sections: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for section in sections:
        yield str(section.get("heading", ""))
        yield from map(str, section.get("paragraphs", ()))
