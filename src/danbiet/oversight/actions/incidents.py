"""Incidents with personal data: noted, amended, reported to the authority, closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from ..models import Incident

HOURS = timedelta(hours=72)  # law 91/2025/QH15


class IncidentRefusal(Exception):
    """Nothing was done; `str()` says why."""


@transaction.atomic
def note_incident(facts: dict[str, Any], *, by: User, at: datetime) -> Incident:
    """Write an incident down; 72 hours run from the moment it was noticed. Refused: noticed in the future, or before it began."""
    _check(facts, at=at)
    made = Incident.objects.create(**facts, written_at=at, written_by=by)
    _note("incident_noted", made, by=by, at=at)
    return made


@transaction.atomic
def amend_incident(pk: int, facts: dict[str, Any], *, by: User, at: datetime) -> Incident:
    """Say more, or otherwise. Refused once it is closed."""
    row = _open(pk)
    _check(facts, at=at)
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    if changed:
        row.save(update_fields=changed)
        _note("incident_amended", row, by=by, at=at, fields=changed)
    return row


@transaction.atomic
def report_incident(pk: int, *, by: User, at: datetime) -> Incident:
    """The authority has been told. Refused when it had been, or without a word on measures."""
    row = _open(pk)
    if row.reported_at is not None:
        raise IncidentRefusal(_("This incident has been reported already."))
    if not row.measures.strip():
        raise IncidentRefusal(_("Say first what is being done against it: the report has to name measures."))
    row.reported_at, row.reported_by = at, by
    row.save(update_fields=["reported_at", "reported_by"])
    _note("incident_reported", row, by=by, at=at, is_late=at > due_at(row))
    return row


@transaction.atomic
def close_incident(pk: int, *, by: User, at: datetime) -> Incident:
    """Nothing is left to do. Refused before it is reported."""
    row = _open(pk)
    if row.reported_at is None:
        raise IncidentRefusal(_("Report it to the authority first."))
    row.closed_at, row.closed_by = at, by
    row.save(update_fields=["closed_at", "closed_by"])
    _note("incident_closed", row, by=by, at=at)
    return row


def due_at(row: Incident) -> datetime:
    """By when the authority has to know."""
    return row.noticed_at + HOURS


def _open(pk: int) -> Incident:
    row = Incident.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None:
        raise IncidentRefusal(_("There is no such incident."))
    if row.closed_at is not None:
        raise IncidentRefusal(_("This incident is closed."))
    return row


def _check(facts: dict[str, Any], *, at: datetime) -> None:
    if facts["noticed_at"] > at:
        raise IncidentRefusal(_("It cannot have been noticed in the future."))
    if facts.get("began_at") and facts["began_at"] > facts["noticed_at"]:
        raise IncidentRefusal(_("It cannot have begun after it was noticed."))


def _note(verb: str, row: Incident, *, by: User, at: datetime, **details: Any) -> None:
    record(
        f"oversight.{verb}",
        by=by,
        at=at,
        kind="oversight.incident",
        object_id=row.pk,
        title=row.title,
        **details,
    )
