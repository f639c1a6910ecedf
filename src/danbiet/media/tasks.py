"""The nightly job of the kept files."""

from __future__ import annotations

import logging
from datetime import timedelta

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import sweep_files, sweep_leftovers

log = logging.getLogger("danbiet.media")
KEPT = timedelta(days=7)


@app.periodic(cron="30 19 * * *", periodic_id="media.sweep")  # 02:30 in Vietnam
@app.task(name="media.sweep", queueing_lock="media.sweep")
def sweep(timestamp: int | None = None) -> None:
    """Delete files nothing refers to and older than 7 days. Safe to run twice."""
    before = clock.now() - KEPT
    rows, leftovers = sweep_files(before=before), sweep_leftovers(before=before)
    if rows or leftovers:
        log.info("files: %s records and %s leftovers nobody needed are gone", rows, leftovers)
