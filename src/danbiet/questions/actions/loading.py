"""What an installation that begins with questions of the past says about them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Value

from ..models import Notice
from .notices import MAIL


def settle_notices(*, before: datetime) -> int:
    """Askers of questions loaded from elsewhere were told then, not by us: nothing noted before this moment is sent."""
    waiting = Notice.objects.filter(sent_at__isnull=True, created_at__lt=before)
    return waiting.update(sent_at=F("created_at"), way=Value(MAIL), attempts=1)
