"""Background jobs of the contests. Each is safe to run twice."""

from __future__ import annotations

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.trying import perform_trial
from .registry import SIMULATE_JOB


@app.task(name=SIMULATE_JOB)
def simulate(trial_id: int) -> None:
    """Try a round with invented people."""
    perform_trial(trial_id, at=clock.now())
