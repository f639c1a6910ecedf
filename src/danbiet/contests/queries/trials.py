"""What a draft was tried with."""

from __future__ import annotations

from ..models import Contest, Trial


def trials_of(contest: Contest) -> list[Trial]:
    """The newest trial of each round, the newest first; one query."""
    found: dict[str, Trial] = {}
    for trial in contest.trials.select_related("asked_by"):
        found.setdefault(trial.round, trial)
    return list(found.values())
