"""Background jobs of the contests. Each is safe to run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.measuring import count_due
from .actions.trying import perform_trial
from .registry import MEASURE_JOB, SIMULATE_JOB


@app.task(name=SIMULATE_JOB)
def simulate(trial_id: int) -> None:
    """Try a round with invented people."""
    perform_trial(trial_id, at=clock.now())


@app.periodic(cron="*/10 * * * *", periodic_id=MEASURE_JOB)
@app.task(name=MEASURE_JOB, queueing_lock=MEASURE_JOB)
def measure(timestamp: int | None = None) -> None:
    """Count who took part and who won, for plans and figures."""
    with translation.override(settings.LANGUAGE_CODE):
        count_due(at=clock.now())
