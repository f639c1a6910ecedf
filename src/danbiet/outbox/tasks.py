"""The sending job."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import deliver_due
from .registry import DELIVER_JOB

log = logging.getLogger("danbiet.outbox")


@app.periodic(cron="* * * * *", periodic_id=DELIVER_JOB)
@app.task(name=DELIVER_JOB, queueing_lock=DELIVER_JOB)
def deliver(timestamp: int | None = None) -> None:
    """Send what is due. Runs every minute by itself, and at once after a message was written; safe to run twice."""
    done = deliver_due(at=clock.now())
    if done.failed:
        log.warning("mail: %s sent, %s failed and will be tried again", done.sent, done.failed)
