"""What every action of this app does besides: the record, telling the floors above, forgetting kept pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.pagecache.actions import forget_all


def note(  # one line of the record
    verb: str,
    thing: Any,
    *,
    by: User | None,
    at: datetime,
    unit_id: int | None,
    reason: str = "",
    is_public: bool = True,
    **details: Any,
) -> None:
    """Write down who did what; where readers see it, throw kept pages away."""
    record(
        f"broadcasts.{verb}", by=by, at=at, kind=f"broadcasts.{type(thing).__name__.lower()}", object_id=thing.pk,
        title=str(thing)[:300], unit_id=unit_id, reason=reason, **details,
    )  # fmt: skip
    if is_public:
        forget_all()


def tell(signal: Signal, *, by: User | None, at: datetime, **said: Any) -> None:
    """Send it once the transaction is committed."""

    def send() -> None:
        signal.send(sender=None, by_id=by.pk if by else None, at=at, **said)

    later: Callable[[], None] = send
    transaction.on_commit(later)
