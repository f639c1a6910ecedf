"""What reading a plan gives: the plan, what was kept as text, what is unsure, what was not understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something read but not certain: which field, the words, why (a code), what was assumed."""

    field: str
    text: str
    why: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Words in which a unit was expected and none was recognised; `where` is "group.task/field"."""

    text: str
    where: str
    why: str

    def as_json(self) -> dict[str, str]:
        """Return the dry run's object."""
        return {"text": self.text, "where": self.where, "why": self.why}


@dataclass(frozen=True, slots=True)
class Each:
    """What every single piece of a target must reach ("mỗi video ít nhất 2 lượt")."""

    comparison: str
    quantity: Decimal
    unit: str

    def as_json(self) -> dict[str, Any]:
        """Return the dry run's object."""
        return {"comparison": self.comparison, "quantity": plain_number(self.quantity), "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable promise: comparison (">=", "=", "<="), quantity, unit of measure, per which period."""

    comparison: str
    quantity: Decimal
    unit: str
    per: str = "once"
    per_unit: bool = False
    each: Each | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the dry run's object."""
        return {
            "comparison": self.comparison,
            "quantity": plain_number(self.quantity),
            "unit": self.unit,
            "per": self.per,
            "per_unit": self.per_unit,
            "each": self.each.as_json() if self.each else None,
        }


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days, both ends inclusive."""

    starts_on: date
    ends_on: date

    def as_json(self) -> dict[str, str]:
        """Return the dry run's object."""
        return {"starts_on": self.starts_on.isoformat(), "ends_on": self.ends_on.isoformat()}


@dataclass(frozen=True, slots=True)
class Schedule:
    """When: periods in order of their beginning, and a recurrence or None."""

    periods: tuple[Period, ...]
    recurrence: str | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def starts_on(self) -> date:
        """First day of all periods."""
        return min(period.starts_on for period in self.periods)

    @property
    def ends_on(self) -> date:
        """Last day of all periods."""
        return max(period.ends_on for period in self.periods)


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets found in some words."""

    targets: tuple[Target, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Expansion:
    """A phrase that stands for a set of units."""

    text: str
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Units:
    """The units found in some words, as catalogue keys and full names in the same order."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    expansions: tuple[Expansion, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of communication as written, one by one."""

    forms: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedTask:
    """One task with everything its words say."""

    order: int
    content: str
    forms: tuple[str, ...]
    audience: tuple[str, ...]
    product: str
    targets: tuple[Target, ...]
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    lead_keys: tuple[str, ...]
    support_keys: tuple[str, ...]
    lead_text: str
    support_text: str
    periods: tuple[Period, ...]
    recurrence: str | None
    schedule_text: str
    source_text: str
    target_text: str = ""
    label: str = ""
    doubts: tuple[Doubt, ...] = ()
    expansions: tuple[Expansion, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the dry run's object; dates are ISO, both ends inclusive, null when nothing is said."""
        starts = min((p.starts_on for p in self.periods), default=None)
        ends = max((p.ends_on for p in self.periods), default=None)
        return {
            "order": self.order,
            "content": self.content,
            "forms": list(self.forms),
            "audience": list(self.audience),
            "product": self.product,
            "targets": [target.as_json() for target in self.targets],
            "leads": list(self.leads),
            "supports": list(self.supports),
            "lead_text": self.lead_text,
            "support_text": self.support_text,
            "periods": [period.as_json() for period in self.periods],
            "starts_on": starts.isoformat() if starts else None,
            "ends_on": ends.isoformat() if ends else None,
            "recurrence": self.recurrence,
            "schedule_text": self.schedule_text,
            "source_text": self.source_text,
        }


@dataclass(frozen=True, slots=True)
class ParsedGroup:
    """A content group and its tasks in order."""

    order: int
    title: str
    tasks: tuple[ParsedTask, ...]
    source_text: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the dry run's object."""
        return {"order": self.order, "title": self.title, "tasks": [task.as_json() for task in self.tasks]}


@dataclass(frozen=True, slots=True)
class Section:
    """Words kept as text, in the order of the file; `kind` says what they are (see `head.KINDS`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """A plan as its file says it. `as_json()` is the dry run's answer; the rest feeds the review screen."""

    number: str | None
    issued_on: date | None
    title: str
    issuer: str
    year: int
    groups: tuple[ParsedGroup, ...]
    unmatched: tuple[Unmatched, ...] = ()
    sections: tuple[Section, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    signer: Mapping[str, str] = field(default_factory=dict)
    shape: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return exactly the JSON object of `danbiet plan import --dry-run --json`."""
        return {
            "number": self.number,
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "title": self.title,
            "issuer": self.issuer,
            "year": self.year,
            "groups": [group.as_json() for group in self.groups],
            "unmatched": [item.as_json() for item in self.unmatched],
        }

    @property
    def tasks(self) -> tuple[ParsedTask, ...]:
        """All tasks of all groups in order."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def unsure_count(self) -> int:
        """How many things the reader should look at: doubts of the plan and its tasks, unmatched words."""
        return len(self.doubts) + len(self.unmatched) + sum(len(task.doubts) for task in self.tasks)


def plain_number(quantity: Decimal) -> int | float:
    """Return the JSON number: whole numbers as int."""
    return int(quantity) if quantity == quantity.to_integral_value() else float(quantity)
