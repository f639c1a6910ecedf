"""Background jobs of the contests. Each is safe to run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.counting import count_due
from .actions.trying import perform_trial
from .registry import COUNT_JOB, SIMULATE_JOB


@app.task(name=SIMULATE_JOB)
def simulate(trial_id: int) -> None:
    """Try a round with invented people."""
    perform_trial(trial_id, at=clock.now())


@app.periodic(cron="*/10 * * * *", periodic_id=COUNT_JOB)
@app.task(name=COUNT_JOB, queueing_lock=COUNT_JOB)
def count(timestamp: int | None = None) -> None:
    """Count who took part and who won, for plans and figures."""
    with translation.override(settings.LANGUAGE_CODE):
        count_due(at=clock.now())
