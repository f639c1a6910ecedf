"""Incidents with personal data."""

from __future__ import annotations

from django.db.models import QuerySet

from danbiet.accounts.models import User

from ..models import Incident


def incidents() -> QuerySet[Incident]:
    """All of them, the newest first."""
    return Incident.objects.select_related("written_by", "reported_by", "closed_by")


def incident_for(pk: int) -> Incident | None:
    """One incident."""
    return incidents().filter(pk=pk).first()


def unreported() -> QuerySet[Incident]:
    """Those the authority has not been told of."""
    return Incident.objects.filter(reported_at=None, closed_at=None)


def officials_count() -> int:
    """How many people have an account."""
    return User.objects.count()
