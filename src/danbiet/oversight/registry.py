"""What parts of the program say here about personal data: what they hold about a person, what they forget and when.

`register_holder`: finds and erases what is held about one person. `register_rule`: something that is forgotten by a job.
`register_store`: a store of personal data with a number of people, for the report of an incident.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

FORGET_JOB = "oversight.forget"


@dataclass(frozen=True, slots=True)
class Person:
    """By what a person can be found; what is empty is not known. `birth_on` is ISO 8601."""

    name: str = ""
    phone: str = ""
    email: str = ""
    code: str = ""
    birth_on: str = ""

    @property
    def is_nobody(self) -> bool:
        """Whether nothing is known that could find anybody: a name alone is many people's."""
        return not (self.phone or self.email or self.code)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that holds data about the person: `ref` names it to its part, `facts` are label and value.

    `kept_because` says why it cannot be erased; empty when it can be.
    """

    ref: str
    title: str
    facts: tuple[tuple[Any, str], ...]
    kept_because: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A part that holds personal data. `find(person)` answers what is held; `erase(ref, reason=, by=, at=)` erases one thing of it."""

    key: str
    label: Any
    find: Callable[[Person], list[Held]]
    erase: Callable[..., None] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Something is forgotten: what, how long it is kept (in words), the job that does it, and how many rows are overdue at a moment."""

    key: str
    label: Any
    kept: Any
    job: str
    overdue: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Store:
    """A store of personal data, its categories in words, and of how many people."""

    key: str
    label: Any
    categories: Any
    people: Callable[[], int]
    facts: Mapping[str, Any] = field(default_factory=dict)


_HOLDERS: dict[str, Holder] = {}
_RULES: dict[str, Rule] = {}
_STORES: dict[str, Store] = {}


def register_holder(holder: Holder) -> None:
    """Make a holder known under its key; the same key again replaces it."""
    _HOLDERS[holder.key] = holder


def register_rule(rule: Rule) -> None:
    """Make a rule known under its key; the same key again replaces it."""
    _RULES[rule.key] = rule


def register_store(store: Store) -> None:
    """Make a store known under its key; the same key again replaces it."""
    _STORES[store.key] = store


def holders() -> list[Holder]:
    """All holders, by key."""
    return [_HOLDERS[key] for key in sorted(_HOLDERS)]


def holder(key: str) -> Holder | None:
    """The holder of this key."""
    return _HOLDERS.get(key)


def rules() -> list[Rule]:
    """All rules, by key."""
    return [_RULES[key] for key in sorted(_RULES)]


def stores() -> list[Store]:
    """All stores, by key."""
    return [_STORES[key] for key in sorted(_STORES)]
