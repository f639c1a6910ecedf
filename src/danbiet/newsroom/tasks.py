"""Background jobs of the newsroom. Each is safe to run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from .actions import publish_what_is_due


@app.periodic(cron="* * * * *", periodic_id="newsroom.publish_due")
@app.task(name="newsroom.publish_due", queueing_lock="newsroom.publish_due")
def publish_due(timestamp: int | None = None) -> None:
    """Publish what was put on the calendar, take down what has expired."""
    with translation.override(settings.LANGUAGE_CODE):
        publish_what_is_due()
