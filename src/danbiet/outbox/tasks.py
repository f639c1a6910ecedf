"""The sending job and the one that forgets."""

from __future__ import annotations

import logging
from datetime import timedelta

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import deliver_due, forget_sent
from .registry import DELIVER_JOB, FORGET_JOB

log = logging.getLogger("danbiet.outbox")
KEPT = timedelta(days=90)


@app.periodic(cron="* * * * *", periodic_id=DELIVER_JOB)
@app.task(name=DELIVER_JOB, queueing_lock=DELIVER_JOB)
def deliver(timestamp: int | None = None) -> None:
    """Send what is due. Runs every minute by itself, and at once after a message was written; safe to run twice."""
    done = deliver_due(at=clock.now())
    if done.failed:
        log.warning("mail: %s sent, %s failed and will be tried again", done.sent, done.failed)


@app.periodic(cron="25 19 * * *", periodic_id=FORGET_JOB)  # 02:25 in Vietnam
@app.task(name=FORGET_JOB, queueing_lock=FORGET_JOB)
def forget(timestamp: int | None = None) -> None:
    """Forget messages sent more than 90 days ago. Safe to run twice."""
    forget_sent(before=clock.now() - KEPT)
