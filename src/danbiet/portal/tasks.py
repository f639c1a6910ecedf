"""Housekeeping of the job queue itself."""

from __future__ import annotations

import logging
from datetime import timedelta

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

log = logging.getLogger("danbiet.jobs")
DONE_KEPT = timedelta(days=7)
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
