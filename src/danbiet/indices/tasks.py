"""Background jobs of the index. Each is safe to run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.documents import keep_decisions
from .actions.publishing import perform_order, perform_waiting
from .registry import DECISION_JOB, PUBLISH_JOB


@app.task(name=PUBLISH_JOB, queue="long")
def publish(order_id: int) -> None:
    """Publish a large edition that its head ordered."""
    with translation.override(settings.LANGUAGE_CODE):
        perform_order(order_id, at=clock.now())


@app.periodic(cron="* * * * *", periodic_id=DECISION_JOB)
@app.task(name=DECISION_JOB, queueing_lock=DECISION_JOB, queue="long")
def decisions(timestamp: int | None = None) -> None:
    """Publish orders whose job was lost; keep the decision of what was just published, for readers."""
    with translation.override(settings.LANGUAGE_CODE):
        perform_waiting(at=clock.now())
        keep_decisions(at=clock.now())
