"""Names of the contest's jobs, and what the floors above fill in: the tasks of plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

MARK_JOB = "contests.mark_entries"
CLOSE_JOB = "contests.close_rounds"
COUNT_JOB = "contests.count_round"
BUNDLE_JOB = "contests.make_bundle"
FRAUD_JOB = "contests.look_for_fraud"
SIMULATE_JOB = "contests.simulate"
ERASE_JOB = "contests.erase_due"
MEASURE_JOB = "contests.measure"

Choices = Callable[[Any, date], list[tuple[int, str]]]
Chain = Callable[[int], list[int]]
Below = Callable[[int, Iterable[int]], dict[int, list[int]]]
Label = Callable[[Iterable[int]], dict[int, tuple[str, str]]]


def _no_choices(_rights: Any, _on: date) -> list[tuple[int, str]]:
    return []


def _alone(task_id: int) -> list[int]:
    return [task_id]


def _none_below(_task_id: int, _unit_ids: Iterable[int]) -> dict[int, list[int]]:
    return {}


def _no_label(_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    return {}


_choices: Choices = _no_choices
_chain: Chain = _alone
_below: Below = _none_below
_label: Label = _no_label


def register_tasks(*, choices: Choices, chain: Chain, below: Below, label: Label) -> None:
    """Say where plan tasks come from: what a person may choose, a task with those above it, the units' own tasks that carry
    it out, and its words and address."""
    global _choices, _chain, _below, _label
    _choices, _chain, _below, _label = choices, chain, below, label


def task_choices(rights: Any, *, on: date) -> list[tuple[int, str]]:
    """(id, words) of the tasks that the person may say a contest fulfils."""
    return _choices(rights, on)


def task_chain(task_id: int) -> list[int]:
    """The task and the tasks above it, itself first."""
    return _chain(task_id)


def tasks_of_units(task_id: int, unit_ids: Iterable[int]) -> dict[int, list[int]]:
    """For each of the units its own tasks that carry the task out."""
    return _below(task_id, unit_ids)


def task_labels(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Words and public address of tasks, for those that may be shown."""
    wanted = set(ids)
    return _label(wanted) if wanted else {}
