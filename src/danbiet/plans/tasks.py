"""Background jobs of the plans. Each is safe to run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock
from danbiet.org.queries import working_calendar

from .actions.leaders import send_papers
from .actions.locking import lock_due
from .actions.reminding import remind_all


@app.periodic(cron="0 0 * * *", periodic_id="plans.remind")  # midnight UTC is 07:00 in Vietnam
@app.task(name="plans.remind", queueing_lock="plans.remind")
def remind(timestamp: int | None = None) -> None:
    """Write the day's reminders."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_all(on=clock.today(), at=clock.now())


@app.periodic(cron="0 0 * * 1", periodic_id="plans.paper")  # Monday, 07:00 in Vietnam
@app.task(name="plans.paper", queueing_lock="plans.paper")
def paper(timestamp: int | None = None) -> None:
    """Write the week's leaders' paper to who wants it."""
    with translation.override(settings.LANGUAGE_CODE):
        send_papers(on=clock.today(), at=clock.now())


@app.periodic(cron="*/30 * * * *", periodic_id="plans.lock")  # a missed midnight is made up for
@app.task(name="plans.lock", queueing_lock="plans.lock")
def lock(timestamp: int | None = None) -> None:
    """Lock the periods whose day has come."""
    with translation.override(settings.LANGUAGE_CODE):
        lock_due(at=clock.now(), on=clock.today(), calendar=working_calendar())
