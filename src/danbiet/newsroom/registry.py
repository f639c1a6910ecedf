"""What the floors above fill in: the tasks of plans, which the newsroom does not know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol

Choices = Callable[[Any, date], list[tuple[int, str]]]
Chain = Callable[[int], list[int]]
Label = Callable[[Iterable[int]], dict[int, tuple[str, str]]]
TesterFor = Callable[[Any, Any], Any]
Preview = Callable[[Any, Any], Any]


def _no_choices(_rights: Any, _on: date) -> list[tuple[int, str]]:
    return []


def _alone(task_id: int) -> list[int]:
    return [task_id]


def _no_label(_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    return {}


class Steps(Protocol):
    """What the models of the workflow ask of the floors above them."""

    def arrived(self, state: Any, *, kind: Any, by: Any) -> None: ...
    def may_act(self, page: Any, user: Any) -> bool: ...
    def act(self, state: Any, *, user: Any, action: str, comment: str) -> None: ...
    def message(self, page: Any) -> Any: ...
    def form_for(self, action: str) -> Any: ...
    def held_by(self, user: Any, *, kind: Any) -> list[int]: ...


_steps: Steps | None = None
_choices: Choices = _no_choices
_chain: Chain = _alone
_label: Label = _no_label
_tester: TesterFor | None = None
_preview: Preview | None = None


def register_tasks(*, choices: Choices, chain: Chain, label: Label) -> None:
    """Say where plan tasks come from: what a person may choose, a task with those above it, and its words and address."""
    global _choices, _chain, _label
    _choices, _chain, _label = choices, chain, label


def task_choices(rights: Any, *, on: date) -> list[tuple[int, str]]:
    """(id, words) of the tasks that the person may say a page fulfils."""
    return _choices(rights, on)


def task_chain(task_id: int | None) -> list[int]:
    """The task and the tasks above it, itself first; nothing for no task."""
    if task_id is None:
        return []
    above = [found for found in _chain(task_id) if found != task_id]
    return [task_id, *above]


def task_labels(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Words and public address of tasks, for those that may be shown."""
    wanted = {task_id for task_id in ids if task_id is not None}
    return _label(wanted) if wanted else {}


def register_preview(preview: Preview) -> None:
    """Say how a draft is shown to its editor: (request, page) → response, as readers will see it."""
    global _preview
    _preview = preview


def preview_of(request: Any, page: Any) -> Any:
    """A draft as readers will see it."""
    if _preview is None:
        raise RuntimeError("newsroom is not ready: nobody shows drafts")
    return _preview(request, page)


def register_tester(tester: TesterFor) -> None:
    """Say who decides what a person may do with a page (`permissions.PageTester`); models cannot import it upwards."""
    global _tester
    _tester = tester


def tester_for(user: Any, page: Any) -> Any:
    """What the person may do with the page."""
    if _tester is None:
        raise RuntimeError("newsroom is not ready: nobody decides about pages")
    return _tester(user, page)


def register_steps(found: Steps) -> None:
    """Say who decides about texts on their way to readers."""
    global _steps
    _steps = found


def steps() -> Steps:
    """Who decides about texts on their way to readers."""
    if _steps is None:
        raise RuntimeError("newsroom is not ready: nobody decides about texts")
    return _steps
