"""What an amendment changes in a plan: tasks before and after, side by side. No database here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

CHANGED, ADDED, DROPPED = "changed", "added", "dropped"
# Shown in this order; words first, as people read a decision.
FIELDS = (
    "content", "forms", "audience", "product", "targets", "lead_text", "support_text", "schedule_text", "periods",
    "recurrence", "group", "weight",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskState:
    """What a task says: its words by field, and to whom it is given as (unit, role, set)."""

    words: Mapping[str, str]
    assignments: frozenset[tuple[int, str, str]] = frozenset()

    @property
    def unit_ids(self) -> list[int]:
        """The units it is given to, each once."""
        return sorted({unit_id for unit_id, _role, _set in self.assignments})


@dataclass(frozen=True, slots=True)
class Change:
    """One task changed, added or dropped. `fields` are (field, before, after) of what differs."""

    kind: str
    task_id: int | None
    number: str
    content: str
    group: str
    fields: tuple[tuple[str, str, str], ...]
    units_before: tuple[int, ...]
    units_after: tuple[int, ...]

    @property
    def unit_ids(self) -> set[int]:
        """Everybody whom it concerns: who has the task now and who had it."""
        return {*self.units_before, *self.units_after}

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the issued amendment."""
        return {
            "kind": self.kind,
            "task": self.task_id,
            "number": self.number,
            "content": self.content,
            "group": self.group,
            "fields": [list(one) for one in self.fields],
            "units_before": list(self.units_before),
            "units_after": list(self.units_after),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Change:
        """The change kept by `as_json`."""
        return cls(
            kind=stored["kind"],
            task_id=stored["task"],
            number=stored["number"],
            content=stored["content"],
            group=stored["group"],
            fields=tuple((one[0], one[1], one[2]) for one in stored["fields"]),
            units_before=tuple(stored["units_before"]),
            units_after=tuple(stored["units_after"]),
        )


def differing(before: TaskState, after: TaskState) -> tuple[tuple[str, str, str], ...]:
    """The fields that differ, as (field, before, after). Units named otherwise in the same words show as "units"."""
    found = [
        (name, before.words.get(name, ""), after.words.get(name, ""))
        for name in FIELDS
        if before.words.get(name, "") != after.words.get(name, "")
    ]
    named = any(name in ("lead_text", "support_text") for name, *_ in found)
    if before.assignments != after.assignments and not named:
        found.append(("units", "", ""))
    return tuple(found)


class Measured(Protocol):
    """A target as far as matching needs it."""

    parent_id: int | None
    unit_text: str
    per: str
    is_implied: bool


T = TypeVar("T", bound=Measured)


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """Targets before with what they became, those gone, and new ones."""

    pairs: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    fresh: tuple[T, ...]


def matched(before: Sequence[T], after: Sequence[T]) -> Matched[T]:
    """Which target became which: by the target above, then by unit of measure and rhythm, then by unit alone, then in order.

    So a target whose number changes stays the same target, and what was proved for it goes on counting.
    """
    old, new = list(before), list(after)
    pairs: list[tuple[T, T]] = []
    keys = (
        lambda one: one.parent_id,
        lambda one: (one.unit_text.casefold(), one.per),
        lambda one: one.unit_text.casefold() or None,
        lambda one: True,
    )
    for key in keys:
        for one in list(old):
            if key(one) is None:
                continue
            other = next((found for found in new if key(found) == key(one)), None)
            if other is not None:
                pairs.append((one, other))
                old.remove(one)
                new.remove(other)
    return Matched(tuple(pairs), tuple(old), tuple(new))
