"""Background jobs of the contests. Each is safe to run twice."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from danbiet.kit import clock

from .actions.bundling import make_bundle
from .actions.counting import count_open_rounds
from .actions.ending import close_rounds, count_again
from .actions.erasing import erase_due
from .actions.measuring import count_due
from .actions.publishing import revive_lost
from .actions.suspecting import look_for_fraud
from .actions.trying import perform_trial
from .registry import (
    BUNDLE_JOB,
    CLOSE_JOB,
    COUNT_JOB,
    ERASE_JOB,
    FRAUD_JOB,
    MARK_JOB,
    MEASURE_JOB,
    SIMULATE_JOB,
)

PAUSE = 3  # seconds to the next look at open rounds: a worker looks for jobs that wait every five


@app.periodic(cron="* * * * *", periodic_id=MARK_JOB)
@app.task(name=MARK_JOB, queueing_lock=MARK_JOB)
def mark_entries(timestamp: int | None = None) -> None:
    """Mark and count open rounds; as long as there are any, again in a few seconds."""
    if count_open_rounds(at=clock.now()):
        with suppress(AlreadyEnqueued):  # somebody has asked already
            app.configure_task(MARK_JOB, queueing_lock=MARK_JOB, schedule_in={"seconds": PAUSE}).defer()


@app.periodic(cron="* * * * *", periodic_id=CLOSE_JOB)
@app.task(name=CLOSE_JOB, queueing_lock=CLOSE_JOB)
def close(timestamp: int | None = None) -> None:
    """Close and count what is over."""
    with translation.override(settings.LANGUAGE_CODE):
        close_rounds(at=clock.now())
        revive_lost()


@app.task(name=COUNT_JOB, queue="long")
def count(round_id: int) -> None:
    """Count one round, because something was decided about it."""
    count_again(round_id, at=clock.now())


@app.task(name=BUNDLE_JOB, queue="long")
def bundle(publication_id: int) -> None:
    """Make one bundle, and the final result that waits for it."""
    with translation.override(settings.LANGUAGE_CODE):
        make_bundle(publication_id, at=clock.now())


@app.periodic(cron="50 18 * * *", periodic_id=FRAUD_JOB)  # 01:50 in Vietnam
@app.task(name=FRAUD_JOB, queueing_lock=FRAUD_JOB, queue="long")
def fraud(timestamp: int | None = None) -> None:
    """Look for what a person should look at."""
    look_for_fraud(at=clock.now())


@app.task(name=SIMULATE_JOB, queue="long")
def simulate(trial_id: int) -> None:
    """Try a round with invented people."""
    perform_trial(trial_id, at=clock.now())


@app.periodic(cron="*/10 * * * *", periodic_id=MEASURE_JOB)
@app.task(name=MEASURE_JOB, queueing_lock=MEASURE_JOB)
def measure(timestamp: int | None = None) -> None:
    """Count who took part and who won, for plans and figures."""
    with translation.override(settings.LANGUAGE_CODE):
        count_due(at=clock.now())


@app.periodic(cron="20 18 * * *", periodic_id=ERASE_JOB)  # 01:20 in Vietnam
@app.task(name=ERASE_JOB, queueing_lock=ERASE_JOB)
def erase(timestamp: int | None = None) -> None:
    """Erase personal data that has done its work."""
    erase_due(at=clock.now())
