"""The nightly job of what is forgotten here."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.forgetting import forget_due
from .registry import FORGET_JOB

log = logging.getLogger("danbiet.oversight")


@app.periodic(cron="22 19 * * *", periodic_id=FORGET_JOB)  # 02:22 in Vietnam
@app.task(name=FORGET_JOB, queueing_lock=FORGET_JOB)
def forget(timestamp: int | None = None) -> None:
    """Forget sessions that ended, what editors' rooms left, and who asked about their data. Safe to run twice."""
    done = forget_due(at=clock.now())
    if any(done.values()):
        log.info("forgotten: %s", done)
