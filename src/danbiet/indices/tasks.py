"""Background jobs of the index. Each is safe to run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.documents import keep_decisions
from .registry import DECISION_JOB


@app.periodic(cron="* * * * *", periodic_id=DECISION_JOB)
@app.task(name=DECISION_JOB, queueing_lock=DECISION_JOB, queue="long")
def decisions(timestamp: int | None = None) -> None:
    """Keep the decision of what was just published, for readers."""
    with translation.override(settings.LANGUAGE_CODE):
        keep_decisions(at=clock.now())
