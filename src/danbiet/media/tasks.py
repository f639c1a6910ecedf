"""Jobs of the kept files: the nightly sweep, and the making of videos in a queue of its own (`media`)."""

from __future__ import annotations

import logging
from datetime import timedelta

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import (
    finish_left_uploads,
    prepare_video,
    revive_stalled,
    sweep_files,
    sweep_leftovers,
    sweep_uploads,
    sweep_video_files,
)
from .enums import PREPARE_JOB

log = logging.getLogger("danbiet.media")
KEPT = timedelta(days=7)
UPLOADS_KEPT = timedelta(hours=48)
LEFT = timedelta(minutes=2)


@app.periodic(cron="30 19 * * *", periodic_id="media.sweep")  # 02:30 in Vietnam
@app.task(name="media.sweep", queueing_lock="media.sweep")
def sweep(timestamp: int | None = None) -> None:
    """Delete files nothing refers to and older than 7 days. Safe to run twice."""
    before = clock.now() - KEPT
    rows = sweep_files(before=before)
    leftovers = sweep_leftovers(before=before) + sweep_video_files(before=before)
    sweep_uploads(before=clock.now() - UPLOADS_KEPT)
    if rows or leftovers:
        log.info("files: %s records and %s leftovers nobody needed are gone", rows, leftovers)


@app.task(name=PREPARE_JOB, queue="media")
def prepare(video_id: int) -> None:
    """Make one video playable. Safe to run twice: only one takes a waiting video, and what is made already stays."""
    prepare_video(video_id, at=clock.now())


@app.periodic(cron="* * * * *", periodic_id="media.revive")
@app.task(name="media.revive", queueing_lock="media.revive")
def revive(timestamp: int | None = None) -> None:
    """Every minute: queue again videos that lost their worker, finish uploads whose server died at the last piece."""
    stalled = revive_stalled(at=clock.now())
    left = finish_left_uploads(before=clock.now() - LEFT, at=clock.now())
    if stalled or left:
        log.warning("videos: %s had lost their worker, %s uploads were left whole", stalled, left)
