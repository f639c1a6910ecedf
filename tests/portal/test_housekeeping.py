"""The job queue forgets what is done and takes up again what a dead worker had begun."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app

from danbiet.portal.tasks import forget, revive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_queue() -> Iterator[None]:
    """The queue's tables are not Django's to empty."""
    _empty()
    yield
    _empty()


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")


def performed(job: Callable[[JobContext], Coroutine[Any, Any, None]]) -> None:
    """As a worker would: with a connection of its own."""

    async def with_app() -> None:
        connector: Any = app.connector
        worker_app = app.with_connector(connector.get_worker_connector())
        async with worker_app.open_async():
            context: Any = type("Context", (), {"app": worker_app})()
            await job(context)

    asyncio.run(with_app())


def queued(status: str, *, task: str = "outbox.deliver", days: int = 0, lock: str | None = None) -> int:
    """A job as the queue would hold it; `days` ago it ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, queueing_lock) VALUES ('default', %s, %s, %s)"
            " RETURNING id",
            [task, status, lock],
        )
        pk = int(cursor.fetchone()[0])
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [pk])  # a trigger's, of today
        kind = {"doing": "started"}.get(status, status)
        if status != "todo":
            cursor.execute(
                "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s, now() - make_interval(days => %s))",
                [pk, kind, days],
            )
    return pk


def statuses() -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status::text FROM procrastinate_jobs")
        return dict(cursor.fetchall())


def test_forget_takes_jobs_done_over_seven_days_ago_and_leaves_failures() -> None:
    old, young, failed = queued("succeeded", days=8), queued("succeeded", days=6), queued("failed", days=30)

    performed(forget)
    performed(forget)

    assert old not in statuses()
    assert statuses() == {young: "succeeded", failed: "failed"}


def test_revive_queues_again_what_lost_its_worker() -> None:
    lost = queued("doing")

    performed(revive)
    performed(revive)

    assert statuses() == {lost: "todo"}


def test_revive_gives_up_what_waits_already_and_goes_on_with_the_rest() -> None:
    same, waiting = queued("doing", lock="x"), queued("todo", lock="x")
    other = queued("doing", task="exports.sweep", lock="y")

    performed(revive)

    assert statuses() == {same: "aborted", waiting: "todo", other: "todo"}
