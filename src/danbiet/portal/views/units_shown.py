"""Units with their standing as rows of a list: counted, ranked, filtered, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from danbiet.kit.text import fold, viet_sort_key
from danbiet.org.queries import Tree
from danbiet.plans.calc.progress import BEHIND, PlanProgress
from danbiet.plans.calc.ranking import places
from danbiet.plans.queries.work import UnitRow

NEVER = date.min


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit within its ranking group. Figures are None until its plan is issued."""

    row: UnitRow
    name: str
    progress: PlanProgress | None
    place: int | None
    of: int

    @property
    def percent(self) -> Decimal | None:
        return self.progress.percent if self.progress else None

    @property
    def mark(self) -> Decimal | None:
        return self.progress.mark if self.progress else None

    @property
    def overdue_count(self) -> int:
        return self.progress.status_counts["overdue"] if self.progress else 0

    @property
    def unreported_count(self) -> int:
        return sum(task.is_unreported for task in self.progress.tasks) if self.progress else 0

    @property
    def is_behind(self) -> bool:
        return self.percent is not None and self.mark is not None and self.mark - self.percent > BEHIND

    @property
    def status(self) -> str:
        if self.progress is None:
            return "waiting"
        if self.overdue_count:
            return "overdue"
        return "at_risk" if self.is_behind else "done" if self.percent == 100 else "on_track"


def standings_of(rows: Iterable[UnitRow], plans: dict[int, PlanProgress], units: Tree) -> list[Standing]:
    """Every unit with its place in its ranking group; the province's own plan is not among them."""
    rows = [row for row in rows if not (len(units) and row.unit_id == units.root.id)]
    values: dict[int | None, dict[int, Decimal | None]] = {}
    for row in rows:
        progress = plans.get(row.plan_id or 0)
        values.setdefault(row.group_id, {})[row.unit_id] = progress.percent if progress else None
    ranks: dict[int | None, dict[int, int]] = {
        group: places(part) for group, part in values.items() if group is not None
    }
    return [
        Standing(
            row,
            units.full_name(row.unit_id),
            plans.get(row.plan_id or 0),
            ranks.get(row.group_id, {}).get(row.unit_id),
            len(values[row.group_id]) if row.group_id is not None else 0,
        )
        for row in rows
    ]


def narrowed(found: list[Standing], *, text: str, group_id: int | None, standing: str) -> list[Standing]:
    """Only the units asked for."""
    wanted = fold(text)
    tests: dict[str, Callable[[Standing], bool]] = {
        "behind": lambda one: one.is_behind,
        "overdue": lambda one: one.overdue_count > 0,
        "unreported": lambda one: one.unreported_count > 0,
        "unissued": lambda one: one.row.plan_id is not None and not one.row.is_issued,
    }
    test = tests.get(standing)
    return [
        one
        for one in found
        if (group_id is None or one.row.group_id == group_id)
        and wanted in fold(one.name)
        and (test is None or test(one))
    ]


def ordered(found: list[Standing], by: str) -> list[Standing]:
    """By group and place, or by the column asked for (`-` turns it round). Units without a figure come last either way."""
    keys: dict[str, Callable[[Standing], Any]] = {
        "ten": lambda one: viet_sort_key(one.name),
        "dat": lambda one: one.percent,
        "moc": lambda one: one.mark,
        "xong": lambda one: one.progress.done_count if one.progress else None,
        "qua-han": lambda one: one.overdue_count if one.progress else None,
        "chua-bao": lambda one: one.unreported_count if one.progress else None,
        "cho": lambda one: one.row.waiting,
        "moi": lambda one: one.row.last_on,
    }
    first = sorted(found, key=_by_place)
    key = keys.get(by.lstrip("-"))
    if key is None:
        return first
    known = [one for one in first if key(one) is not None]
    return [*sorted(known, key=key, reverse=by.startswith("-")), *(one for one in first if key(one) is None)]


def _by_place(one: Standing) -> tuple[int, int, str]:
    order = one.row.group_order if one.row.group_order is not None else 9999
    return order, one.place or 9999, viet_sort_key(one.name)
