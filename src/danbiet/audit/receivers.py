"""Writes down what the floor below tells."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from danbiet.accounts.models import User

from .actions import record


def note_account(
    sender: Any,
    verb: str,
    by: User | None,
    at: datetime,
    person: User,
    reason: str,
    details: dict[str, Any],
    **_more: Any,
) -> None:
    """Something happened to somebody's account: one entry, in the transaction of the change."""
    record(
        verb,
        by=by,
        at=at,
        kind="person",
        object_id=person.pk,
        title=person.full_name,
        reason=reason,
        **details,
    )
