"""What other parts say about their rows in the trail, and the names of this app's jobs.

`hide(kind, *fields, why=)`: values that nobody sees in the trail, whoever asks. `name_kind(kind, *also)`: under which other
words actions record the same kind of thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SEAL_JOB = "audit.seal"
ENTRY, ERASURE = "audit_entry", "audit_erasure"

# The words of `audit.actions.record(kind=…)` that mean the rows of a table with a history.
_ALSO: dict[str, str] = {
    "plan": "plans.plan",
    "task": "plans.task",
    "evidence": "plans.evidence",
    "report": "plans.report",
    "day_override": "org.dayoverride",
}
_HIDDEN: dict[tuple[str, str], Any] = {}
_STATES: dict[str, dict[str, Any]] = {}


def name_kind(kind: str, *also: str) -> None:
    """Deeds recorded under these words stand in the trail with the rows of `kind` (app.model in small letters)."""
    _ALSO.update(dict.fromkeys(also, kind))


def other_names() -> dict[str, str]:
    """Word of a deed → kind of the row."""
    return dict(_ALSO)


def hide(kind: str, *fields: str, why: Any) -> None:
    """Never show these columns of a kind in the trail; `why` (a lazy translation) stands in their place."""
    _HIDDEN.update({(kind, field): why for field in fields})


def hidden(kind: str, field: str) -> Any | None:
    """What stands in the place of the value; None when it may be shown."""
    return _HIDDEN.get((kind, field))


def name_states(kind: str, states: Mapping[str, Any]) -> None:
    """What the states of a kind are called, where deeds note them before and after."""
    _STATES[kind] = dict(states)


def state_name(kind: str, state: str) -> Any:
    """The state in words; as it is where nobody has named it."""
    return _STATES.get(kind, {}).get(state, state)
