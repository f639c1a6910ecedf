"""Jobs of the ground: reading files, throwing away what nobody finished. Each is safe to run twice."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import read_attachments, recognise_scans, sweep_unfinished

UNFINISHED_KEPT = timedelta(hours=48)


@app.periodic(cron="* * * * *", periodic_id="cms.read")
@app.task(name="cms.read", queueing_lock="cms.read")
def read(timestamp: int | None = None) -> None:
    """Every minute: read the text of new attachments, some seconds each at most."""
    read_attachments(at=clock.now())


@app.periodic(cron="*/5 * * * *", periodic_id="cms.recognise")
@app.task(name="cms.recognise", queueing_lock="cms.recognise", queue="media")
def recognise(timestamp: int | None = None) -> None:
    """Read scans, which takes minutes: in the queue of the films, where nobody waits for a mail."""
    recognise_scans(at=clock.now())


@app.periodic(cron="40 19 * * *", periodic_id="cms.sweep")  # 02:40 in Vietnam
@app.task(name="cms.sweep", queueing_lock="cms.sweep")
def sweep(timestamp: int | None = None) -> None:
    """Every night: forget files whose form nobody filled in to the end within two days."""
    sweep_unfinished(before=clock.now() - UNFINISHED_KEPT)
