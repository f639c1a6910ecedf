"""What the floors above fill in: where items of an episode come from, and the tasks of plans."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

MANUAL = "text"  # an item that somebody wrote down themselves: no noun stands behind it


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be picked: its number, title, and a line that tells it from others."""

    id: int
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an episode takes over of a picked item. `refusal`: why it may not go on air ("" where it may), e.g. because the
    asker has not agreed; `consent`: what was agreed to, in words; `tasks`: tasks of plans it fulfils."""

    title: str
    text: str = ""
    language: str = "vi"
    url: str = ""
    refusal: str = ""
    consent: str = ""
    tasks: tuple[int, ...] = field(default=())
    seconds: int | None = None


Search = Callable[
    [str, Any], list[Choice]
]  # (words, the Rights of whoever looks) → the newest or the best ones
Look = Callable[[Collection[int]], dict[int, Facts]]


@dataclass(frozen=True, slots=True)
class Picker:
    kind: str
    label: Any
    search: Search
    facts: Look


_PICKERS: dict[str, Picker] = {}


def register_picker(kind: str, label: Any, *, search: Search, facts: Look) -> None:
    """Say where items of a kind come from; the same kind again replaces it. `label` is a lazy translation."""
    _PICKERS[kind] = Picker(kind, label, search, facts)


def pickers() -> list[Picker]:
    return list(_PICKERS.values())


def picker(kind: str) -> Picker | None:
    return _PICKERS.get(kind)


def facts_of(kind: str, ids: Collection[int]) -> dict[int, Facts]:
    """What is known now of picked items; nothing of a kind nobody registered."""
    found = _PICKERS.get(kind)
    return found.facts(ids) if found is not None and ids else {}


Choices = Callable[[Any, date], list[tuple[int, str]]]
Chain = Callable[[int], list[int]]
Label = Callable[[Iterable[int]], dict[int, tuple[str, str]]]


def _no_choices(_rights: Any, _on: date) -> list[tuple[int, str]]:
    return []


def _alone(task_id: int) -> list[int]:
    return [task_id]


def _no_label(_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    return {}


_choices: Choices = _no_choices
_chain: Chain = _alone
_label: Label = _no_label


def register_tasks(*, choices: Choices, chain: Chain, label: Label) -> None:
    """Say where plan tasks come from: what a person may choose, a task with those above it, and its words and address."""
    global _choices, _chain, _label
    _choices, _chain, _label = choices, chain, label


def task_choices(rights: Any, *, on: date) -> list[tuple[int, str]]:
    """(id, words) of the tasks that the person may say something on the air fulfils."""
    return _choices(rights, on)


def task_chains(task_ids: Iterable[int]) -> list[int]:
    """The tasks and all tasks above them, each once, in the order found."""
    found: list[int] = []
    for task_id in task_ids:
        found += [one for one in (task_id, *_chain(task_id)) if one not in found]
    return found


def task_labels(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Words and public address of tasks, for those that may be shown."""
    wanted = set(ids)
    return _label(wanted) if wanted else {}
