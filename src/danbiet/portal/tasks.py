"""Housekeeping of the job queue itself; and what readers read becomes something plans can count."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import timedelta

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from danbiet.kit import clock

from .actions import check_documents, count_views

log = logging.getLogger("danbiet.jobs")
DONE_KEPT = timedelta(days=7)
DAYS_LOOKED_BACK = 7  # a machine switched off over a long weekend loses no view
SILENT = timedelta(minutes=5)  # a living worker gives a sign every ten seconds


@app.periodic(cron="35 19 * * *", periodic_id="jobs.forget")  # 02:35 in Vietnam
@app.task(name="jobs.forget", queueing_lock="jobs.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int | None = None) -> None:
    """Delete jobs that ended well or were called off more than 7 days ago; failures stay to be looked at. Safe to run twice."""
    hours = int(DONE_KEPT.total_seconds() // 3600)
    await context.app.job_manager.delete_old_jobs(nb_hours=hours, include_cancelled=True)


@app.periodic(cron="*/5 * * * *", periodic_id="jobs.revive")
@app.task(name="jobs.revive", queueing_lock="jobs.revive", pass_context=True)
async def revive(context: JobContext, timestamp: int | None = None) -> None:
    """Queue again what a dead worker had begun: every job of ours is safe to run twice. So is this one."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT.total_seconds()):
        log.warning("job %s (%s) had lost its worker", job.id, job.task_name)
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # the same job waits already: that one does its work
            await manager.finish_job(job, status=Status.ABORTED, delete_job=False)


@app.periodic(
    cron="25 17 * * *", periodic_id="portal.count-views"
)  # 00:25 in Vietnam: the day's journals are added up
@app.task(name="portal.count-views", queueing_lock="portal.count-views")
def count_views_of_days(timestamp: int | None = None) -> None:
    """Count the views of the days that are over, a week back. Safe to run twice: each page counts once a day."""
    today = clock.today()
    counted = sum(
        count_views(today - timedelta(days=back), at=clock.now()) for back in range(1, DAYS_LOOKED_BACK + 1)
    )
    log.info("views of %s pages counted", counted)


@app.periodic(
    cron="15 17 * * *", periodic_id="portal.documents"
)  # 00:15 in Vietnam: a document's last day is over
@app.task(name="portal.documents", queueing_lock="portal.documents")
def documents(timestamp: int | None = None) -> None:
    """Say on answers which of their documents no longer bind. Safe to run twice."""
    check_documents(at=clock.now())


@app.periodic(
    cron="0 20 * * *", periodic_id="portal.backup"
)  # 03:00 in Vietnam: after what is swept and forgotten
@app.task(name="portal.backup", queueing_lock="portal.backup", queue="long")
def backup(timestamp: int | None = None) -> None:
    """Back everything up where DANBIET_BACKUP_DIR says so, in a process of its own. Safe to run twice: the second leaves it.

    A failure is remembered by that process for `danbiet doctor` and the health page, and kept by the queue.
    """
    if not os.environ.get("DANBIET_BACKUP_DIR"):
        return
    command = [sys.executable, "-m", "danbiet.run", "backup", "nightly"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise RuntimeError(said[-1] if said else f"backup ended with {done.returncode}")
    log.info("backed up")
