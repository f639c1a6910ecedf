"""Deciding about single days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.models import DayOverride
from danbiet.org.signals import calendar_changed


class DayTaken(ValueError):
    """The day has an exception already; its sentence is for the reader."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about a day: `kind` is DayOverrideKind, `reason` stands in every derivation."""

    on: date
    kind: str
    reason: str
    basis: str = ""


def save_override(decision: Decision, *, pk: int | None, by: User, at: datetime) -> DayOverride:
    """Add the exception, or change the one with this pk. A day that has another exception already is refused (DayTaken)."""
    with transaction.atomic():
        held = DayOverride.objects.select_for_update(no_key=True).filter(on=decision.on).first()
        if held is not None and held.pk != pk:
            raise DayTaken(_("This day already has an exception; change that one."))
        row = DayOverride.objects.select_for_update(no_key=True).get(pk=pk) if pk else DayOverride()
        before = f"{row.on} {row.kind}" if pk else ""
        row.on, row.kind, row.reason, row.basis = decision.on, decision.kind, decision.reason, decision.basis
        row.save()
        verb = "org.override_changed" if pk else "org.override_added"
        record(verb, by=by, at=at, kind="day_override", object_id=row.pk, title=str(row), before=before)
        _announce(row, at=at)
    return row


def delete_override(pk: int, *, by: User, at: datetime) -> None:
    """Take the exception away: the shipped calendar holds for the day again. One that is gone already is nothing to do."""
    with transaction.atomic():
        row = DayOverride.objects.select_for_update(no_key=True).filter(pk=pk).first()
        if row is not None:
            record("org.override_deleted", by=by, at=at, kind="day_override", object_id=pk, title=str(row))
            _announce(row, at=at)
            row.delete()


def _announce(row: DayOverride, *, at: datetime) -> None:
    """Tell the floors above, once the decision is kept."""
    transaction.on_commit(partial(calendar_changed.send, sender=None, on=row.on, reason=row.reason, at=at))
