"""Writes the record of who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from danbiet.accounts.models import User

from ..models import Entry


def record(
    verb: str,
    *,
    by: User | None,
    at: datetime,
    kind: str,
    object_id: int | None = None,
    title: str = "",
    unit_id: int | None = None,
    reason: str = "",
    **details: Any,
) -> Entry:
    """Add one entry, in the caller's transaction. `verb` is `app.what_happened`; `by=None` means the system itself.

    A deputy who acts with the rights of somebody on leave is written down with that name: `details["in_stead_of"]`.
    """
    stead = by.in_stead_of(unit_id) if by is not None and by.in_stead_of is not None else ""
    if stead:
        details["in_stead_of"] = stead
    return Entry.objects.create(
        at=at,
        actor=by,
        actor_name=by.full_name if by else "",
        verb=verb,
        object_kind=kind,
        object_id=object_id,
        object_title=title,
        unit_id=unit_id,
        reason=reason,
        details=details,
    )
