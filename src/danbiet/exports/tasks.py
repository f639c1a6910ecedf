"""The background jobs: one makes a document, one finds those whose worker died."""

from __future__ import annotations

import logging
from datetime import timedelta

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import forget_runs, perform_run, revive_stalled
from .registry import FORGET_JOB, RUN_JOB, SWEEP_JOB

log = logging.getLogger("danbiet.exports")
KEPT = timedelta(days=90)


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


@app.periodic(
    cron="28 19 * * *", periodic_id=FORGET_JOB
)  # 02:28 in Vietnam, before files nothing refers to are swept
@app.task(name=FORGET_JOB, queueing_lock=FORGET_JOB)
def forget(timestamp: int | None = None) -> None:
    """Forget documents asked for more than 90 days ago. Safe to run twice."""
    forget_runs(before=clock.now() - KEPT)
