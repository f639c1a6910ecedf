"""What the nouns know about the pages that are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Whose page it is today; `task_id`: the task of a plan it fulfils."""

    title: str
    unit_id: int | None = None
    task_id: int | None = None


Facts = Callable[[list[str]], dict[str, PageFacts]]
_SOURCES: list[Facts] = []


def register_pages(facts: Facts) -> None:
    """Add who knows pages: given addresses, it answers for those it knows, in a handful of queries for all."""
    if facts not in _SOURCES:
        _SOURCES.append(facts)


def facts_of(paths: Iterable[str]) -> dict[str, PageFacts]:
    """What is known of these addresses; the first who knows one is believed."""
    wanted = list(dict.fromkeys(paths))
    found: dict[str, PageFacts] = {}
    for source in _SOURCES:
        found = source([path for path in wanted if path not in found]) | found
    return found


@dataclass(frozen=True, slots=True)
class TaskViews:
    """A task of a plan with the views of all pages that fulfil it."""

    title: str
    url: str
    views: int


ByTask = Callable[[date, date], list[TaskViews]]
_by_task: list[ByTask] = []


def register_tasks(by_task: ByTask) -> None:
    """Say who adds views up by task of a plan, most first."""
    _by_task[:] = [by_task]


def views_by_task(first: date, last: date) -> list[TaskViews]:
    """The tasks read most in these days; nothing while nobody adds up by task."""
    return [row for source in _by_task for row in source(first, last)]
