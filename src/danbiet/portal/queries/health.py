"""How the installation is: what a monitor asks every minute and an administrator reads when it rings."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection

from danbiet.contests.queries.public import running_rounds
from danbiet.kit.maintenance import closure
from danbiet.kit.notes import BACKUPS, read_note

OLDEST_BACKUP = timedelta(hours=36)  # a night that failed is seen at noon
OLDEST_DRILL = timedelta(days=35)
SILENT = timedelta(minutes=2)  # a living worker gives a sign every ten seconds
LEAST_FREE = 500 * 1024 * 1024
JOBS = """
SELECT status::text, count(*), COALESCE(extract(epoch FROM max(now() - e.at)), 0)
  FROM procrastinate_jobs j LEFT JOIN LATERAL (
       SELECT min(at) AS at FROM procrastinate_events WHERE job_id = j.id AND type IN ('deferred', 'deferred_for_retry')
  ) e ON j.status = 'todo' AND COALESCE(j.scheduled_at, now()) <= now()
 WHERE status <> 'succeeded' GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Backups:
    """Age of the last good backup (None: there is none), what went wrong since, age of the last rehearsal that went well."""

    is_wanted: bool
    age: timedelta | None
    failure: str
    drill_age: timedelta | None

    @property
    def is_good(self) -> bool:
        return self.age is not None and self.age <= OLDEST_BACKUP and not self.failure


@dataclass(frozen=True, slots=True)
class Health:
    """`can_serve` is what a balancer needs to know; the rest is for people."""

    database: bool
    worker: bool
    free_bytes: int
    backups: Backups

    @property
    def can_serve(self) -> bool:
        return self.database

    @property
    def alarms(self) -> tuple[str, ...]:
        """Keys of the papers (`queries.guides`) on what is wrong, the gravest first."""
        wrong = {
            "bao-dong-co-so-du-lieu": not self.database,
            "bao-dong-viec-nen-dung": self.database and not self.worker,
            "bao-dong-o-dia-day": self.free_bytes < LEAST_FREE,
            "bao-dong-sao-luu": self.backups.is_wanted and not self.backups.is_good,
        }
        return tuple(key for key, is_so in wrong.items() if is_so)

    def told(self) -> dict[str, Any]:
        """For a monitor."""
        return {
            "ready": self.can_serve,
            "database": self.database,
            "worker": self.worker,
            "disk": self.free_bytes >= LEAST_FREE,
            "free_bytes": self.free_bytes,
            "backup": self.backups.is_good if self.backups.is_wanted else None,
            "backup_age_seconds": _seconds(self.backups.age),
            "drill_age_seconds": _seconds(self.backups.drill_age),
        }


def health(at: datetime) -> Health:
    """How it is at the real moment `at` (not the pinned date of a demonstration). Never raises."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
            seen = (cursor.fetchone() or (None,))[0]
    except Error:
        return Health(database=False, worker=False, free_bytes=_free(), backups=backups(at))
    is_working = seen is not None and at - seen <= SILENT
    return Health(database=True, worker=is_working, free_bytes=_free(), backups=backups(at))


def backups(at: datetime, *, data_dir: Path | None = None) -> Backups:
    """What is remembered of backups in the data folder."""
    note = read_note((data_dir or Path(settings.DATA_DIR)) / BACKUPS)
    drill = note.get("drill") or {}
    return Backups(
        is_wanted=bool(os.environ.get("DANBIET_BACKUP_DIR")),
        age=_age(note.get("good"), "at", at),
        failure=str((note.get("failed") or {}).get("why", "")),
        drill_age=_age(drill, "drilled_at", at) if drill.get("is_good") else None,
    )


def gauges(at: datetime, *, now: datetime) -> dict[str, list[tuple[dict[str, str], float]]]:
    """Figures of the moment by the name a metric has after `danbiet_`, each with its labels. Four queries.

    `at` is the real moment, `now` the one the installation lives in (a demonstration's date may be pinned).
    """
    found = health(at)
    one: dict[str, list[tuple[dict[str, str], float]]] = {
        "database_up": [({}, float(found.database))],
        "worker_up": [({}, float(found.worker))],
        "disk_free_bytes": [({}, float(found.free_bytes))],
        "maintenance": [({}, float(closure(Path(settings.DATA_DIR)) is not None))],
    }
    if (age := _seconds(found.backups.age)) is not None:
        one["backup_age_seconds"] = [({}, age)]
    one["backup_failed"] = [({}, float(bool(found.backups.failure)))]
    if (age := _seconds(found.backups.drill_age)) is not None:
        one["backup_drill_age_seconds"] = [({}, age)]
    if found.database:
        one |= _of_database(now)
    return one


def _of_database(now: datetime) -> dict[str, list[tuple[dict[str, str], float]]]:
    with connection.cursor() as cursor:
        cursor.execute(JOBS)
        jobs = [(str(status), int(count), float(oldest)) for status, count, oldest in cursor.fetchall()]
        cursor.execute(
            "SELECT pg_database_size(current_database()), "
            "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())"
        )
        size, connections = cursor.fetchone() or (0, 0)
    return {
        "jobs": [({"status": status}, float(count)) for status, count, _ in jobs],
        "jobs_oldest_waiting_seconds": [
            ({}, max((old for status, _, old in jobs if status == "todo"), default=0.0))
        ],
        "database_bytes": [({}, float(size))],
        "database_connections": [({}, float(connections))],
        "contest_rounds_running": [({}, float(len(running_rounds(now, now))))],
    }


def _age(note: Any, name: str, at: datetime) -> timedelta | None:
    try:
        return max(at - datetime.fromisoformat(note[name]), timedelta(0))
    except (KeyError, TypeError, ValueError):
        return None


def _seconds(age: timedelta | None) -> float | None:
    return None if age is None else round(age.total_seconds(), 1)


def _free() -> int:
    try:
        return shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return 0
