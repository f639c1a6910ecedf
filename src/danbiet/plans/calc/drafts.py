"""The structure of a task as it is written down: words beside their meaning, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .measuring import MeasureFilter

RECURRENCE_PER = {
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "continuous": "quarter",
}


LARGEST_QUANTITY = Decimal("999999999999.99")  # what the columns hold
LONGEST_UNIT_TEXT = 120
FARTHEST_YEARS = 10  # a task of a yearly plan that runs longer is a slip of the pen


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A quantity to reach, as plans/models has it."""

    quantity: Decimal | None
    unit_text: str = ""
    comparison: str = ">="
    per: str = "once"
    per_unit: bool = False
    each_comparison: str = ""
    each_quantity: Decimal | None = None
    each_unit_text: str = ""
    is_implied: bool = False
    measure: str = ""
    measure_filter: MeasureFilter | None = None

    @property
    def fits(self) -> bool:
        """Whether it can be stored: numbers below a trillion, units of measure of at most 120 signs."""
        numbers = (self.quantity or Decimal(0), self.each_quantity or Decimal(0))
        words = (self.unit_text, self.each_unit_text)
        return max(numbers) <= LARGEST_QUANTITY and max(map(len, words)) <= LONGEST_UNIT_TEXT


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """A unit with its role (lead, support); `set_code` when it was meant through a set of units."""

    unit_id: int
    role: str
    set_code: str = ""


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """Days from `starts_on` to `ends_on`, both included."""

    starts_on: date
    ends_on: date

    def is_near(self, year: int) -> bool:
        """Whether both days lie within ten years of the plan's year."""
        return all(abs(day.year - year) <= FARTHEST_YEARS for day in (self.starts_on, self.ends_on))

    def as_json(self) -> dict[str, str]:
        return {"starts_on": self.starts_on.isoformat(), "ends_on": self.ends_on.isoformat()}


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task with its words and what they mean. `periods` empty means the whole year of the plan."""

    content: str
    forms: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    product: str = ""
    lead_text: str = ""
    support_text: str = ""
    schedule_text: str = ""
    source_text: str = ""
    periods: tuple[SpanDraft, ...] = ()
    recurrence: str = ""
    targets: tuple[TargetDraft, ...] = ()
    assignments: tuple[AssignmentDraft, ...] = ()
    doubts: tuple[dict[str, Any], ...] = field(default=())
    weight: Decimal = Decimal(1)

    def fitting(self, *, year: int) -> TaskDraft:
        """The same without targets and periods that cannot be stored (`fits`, `is_near`): each leaves a doubt behind."""
        wide = [one for one in self.targets if not one.fits]
        far = [one for one in self.periods if not one.is_near(year)]
        if not wide and not far:
            return self
        doubts = [
            *({"field": "product", "text": f"{one.quantity} {one.unit_text}", "why": "number_too_large"} for one in wide),
            *({"field": "schedule_text", "text": str(one.ends_on), "why": "another_year"} for one in far),
        ]  # fmt: skip
        return replace(
            self,
            targets=tuple(one for one in self.targets if one.fits),
            periods=tuple(one for one in self.periods if one.is_near(year)),
            doubts=(*self.doubts, *({**one, "suggestion": ""} for one in doubts)),
        )

    def spans(self, *, year: int) -> tuple[SpanDraft, ...]:
        """The task's periods in order, the whole year when it names none."""
        return tuple(sorted(self.periods, key=lambda span: (span.starts_on, span.ends_on))) or (
            SpanDraft(date(year, 1, 1), date(year, 12, 31)),
        )

    def once_each(self) -> TaskDraft:
        """The same with every unit named once: the first naming decides, leads before supports."""
        ranked = sorted(self.assignments, key=lambda one: one.role != "lead")
        seen: dict[int, AssignmentDraft] = {}
        for one in ranked:
            known = seen.get(one.unit_id)
            if known is None:
                seen[one.unit_id] = one
            elif known.role == one.role and one.set_code and not known.set_code:
                # Named by itself and again through a set in the same role: the duty is the set's, each unit's own.
                seen[one.unit_id] = replace(known, set_code=one.set_code)
        return replace(self, assignments=tuple(seen.values()))

    def counting_as(self, before: TaskDraft) -> TaskDraft:
        """The same with targets counted by the platform as in `before`: a target keeps its way of counting as long as its
        unit of measure says the same, however its number changes."""
        known = {(one.unit_text, one.per): one for one in before.targets if one.measure}
        known |= {(one.unit_text, ""): one for one in before.targets if one.measure}
        found = []
        for target in self.targets:
            kept = known.get((target.unit_text, target.per)) or known.get((target.unit_text, ""))
            is_alike = kept is not None and (kept.each_quantity is None) == (target.each_quantity is None)
            if kept is not None and is_alike and not target.measure:
                target = replace(target, measure=kept.measure, measure_filter=kept.measure_filter)
            found.append(target)
        return replace(self, targets=tuple(found))


def implied_target(recurrence: str) -> TargetDraft:
    """What a task without a number owes: one piece of proof per period of its recurrence, else one in all.

    Continuous work owes one per quarter.
    """
    return TargetDraft(Decimal(1), per=RECURRENCE_PER.get(recurrence, "once"), is_implied=True)
