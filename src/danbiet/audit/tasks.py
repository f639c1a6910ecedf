"""The job that seals the trail."""

from __future__ import annotations

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import seal_all
from .registry import SEAL_JOB


@app.periodic(cron="*/5 * * * *", periodic_id=SEAL_JOB)
@app.task(name=SEAL_JOB, queueing_lock=SEAL_JOB)
def seal(timestamp: int | None = None) -> None:
    """Seal what has happened since the last time. Safe to run twice."""
    seal_all(at=clock.now())
