"""Background jobs of the newsroom. Each is safe to run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import publish_what_is_due
from .actions.reminding import remind_of_texts


@app.periodic(cron="* * * * *", periodic_id="newsroom.publish_due")
@app.task(name="newsroom.publish_due", queueing_lock="newsroom.publish_due")
def publish_due(timestamp: int | None = None) -> None:
    """Publish what was put on the calendar, take down what has expired."""
    with translation.override(settings.LANGUAGE_CODE):
        publish_what_is_due()


@app.periodic(cron="15 0 * * *", periodic_id="newsroom.remind")  # 07:15 in Vietnam
@app.task(name="newsroom.remind", queueing_lock="newsroom.remind")
def remind(timestamp: int | None = None) -> None:
    """Remind of texts whose answer is overdue."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_texts(on=clock.today(), at=clock.now())
