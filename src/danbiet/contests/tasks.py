"""Background jobs of the contests. Each is safe to run twice."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from danbiet.kit import clock

from .actions.counting import count_open_rounds
from .actions.ending import close_rounds
from .registry import CLOSE_JOB, MARK_JOB

PAUSE = 3  # seconds to the next look at open rounds: a worker looks for jobs that wait every five


@app.periodic(cron="* * * * *", periodic_id=MARK_JOB)
@app.task(name=MARK_JOB, queueing_lock=MARK_JOB)
def mark_entries(timestamp: int | None = None) -> None:
    """Mark and count open rounds; as long as there are any, again in a few seconds."""
    if count_open_rounds(at=clock.now()):
        with suppress(AlreadyEnqueued):  # somebody has asked already
            app.configure_task(MARK_JOB, queueing_lock=MARK_JOB, schedule_in={"seconds": PAUSE}).defer()


@app.periodic(cron="* * * * *", periodic_id=CLOSE_JOB)
@app.task(name=CLOSE_JOB, queueing_lock=CLOSE_JOB)
def close(timestamp: int | None = None) -> None:
    """Close and count what is over."""
    with translation.override(settings.LANGUAGE_CODE):
        close_rounds(at=clock.now())
