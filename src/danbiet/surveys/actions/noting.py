"""What every action of this app does besides: who it is, where the survey stands, the record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from ..models import Campaign
from .refusals import NotAllowed


def note(verb: str, thing: Any, *, by: User | None, at: datetime, reason: str = "", **details: Any) -> None:
    """Write down who did what."""
    unit_id = thing.office_id if isinstance(thing, Campaign) else None
    record(
        f"surveys.{verb}", by=by, at=at, kind=f"surveys.{type(thing).__name__.lower()}", object_id=thing.pk, title=str(thing),
        unit_id=unit_id, reason=reason, **details,
    )  # fmt: skip


def must(allowed: bool, message: str = "") -> None:  # noqa: FBT001 - reads as a sentence
    """NotAllowed unless it is."""
    if not allowed:
        raise NotAllowed(message or _("Your role does not allow that."))


def held_campaign(pk: int) -> Campaign:
    """The survey, held until the transaction ends."""
    return Campaign.objects.select_for_update(no_key=True).get(pk=pk)
