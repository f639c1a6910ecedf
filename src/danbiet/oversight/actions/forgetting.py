"""What this app's nightly job forgets: sessions that ended, what editors' rooms left, who asked about their data."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from wagtail.admin.models import EditingSession, FormState

from .requests import forget_identities

EDITING_KEPT = timedelta(days=30)


def forget_due(*, at: datetime) -> dict[str, int]:
    """Forget what is due; how many rows of what. Safe to repeat."""
    before = at - EDITING_KEPT
    return {
        "sessions": Session.objects.filter(expire_date__lt=at).delete()[0],
        "editing": EditingSession.objects.filter(last_seen_at__lt=before).delete()[0]
        + FormState.objects.filter(last_updated_at__lt=before).delete()[0],
        "identities": forget_identities(at=at),
    }
