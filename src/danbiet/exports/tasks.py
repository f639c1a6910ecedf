"""The background jobs: one makes a document, one finds those whose worker died."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import perform_run, revive_stalled
from .registry import RUN_JOB, SWEEP_JOB

log = logging.getLogger("danbiet.exports")


@app.task(name=RUN_JOB, queue="long")
def run(run_id: int) -> None:
    """Make one document. Safe to run twice: only one takes a waiting run."""
    perform_run(run_id, at=clock.now(), on=clock.today())


@app.periodic(cron="* * * * *", periodic_id=SWEEP_JOB)
@app.task(name=SWEEP_JOB, queueing_lock=SWEEP_JOB)
def sweep(timestamp: int | None = None) -> None:
    """Every minute: queue again or fail what has lost its worker."""
    stalled = revive_stalled(at=clock.now())
    if stalled:
        log.warning("documents: %s had lost their worker", stalled)
