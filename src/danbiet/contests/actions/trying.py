"""\"Thử 10.000 người\": a round tried with invented people before the rules are sealed."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from danbiet.accounts.models import User
from danbiet.kit.clock import local

from ..calc.pool import pool_lines
from ..calc.prizes import Won
from ..calc.rules import rules_json
from ..calc.simulate import Trial as Outcome
from ..calc.simulate import simulate
from ..calc.units import units_lines
from ..enums import ContestState, TrialState
from ..models import Contest, Trial
from ..queries.checking import Checked, check_contest
from ..registry import SIMULATE_JOB
from .noting import locked, note, unsealed
from .refusals import NotNow

PEOPLE = 10_000
SEED = "danbiet"  # the same draft gives the same trial


@transaction.atomic
def ask_trial(
    contest_id: int, round_key: str, *, by: User, at: datetime, on: Any, people: int = PEOPLE
) -> Trial:
    """Have a round of the draft tried; the job makes it. Asked twice while the first waits it is the same trial.

    Refused (NotNow): the contest is sealed or called off, errors are left in its rules, or there is no such round.
    """
    contest = unsealed(contest_id)
    checked = check_contest(contest, on=on)
    if checked.errors:
        raise NotNow(_("%(count)s errors are left in the rules.") % {"count": len(checked.errors)})
    if round_key not in {one.key for one in checked.rules.rounds}:
        raise NotNow(_("There is no such round."))
    tried = draft_hash(checked)
    same = {"round": round_key, "people": people, "draft_hash": tried, "state": TrialState.WAITING}
    waiting = contest.trials.filter(**same).first()
    if waiting is not None:
        return waiting
    trial = contest.trials.create(asked_by=by, asked_at=at, **same)
    jobs.configure_task(SIMULATE_JOB).defer(trial_id=trial.pk)
    note("trial_asked", contest, by=by, at=at, thing=trial, round=round_key, people=people)
    return trial


def perform_trial(trial_id: int, *, at: datetime) -> None:
    """Try what waits; does nothing when it is done. The figures and "checked" come in one transaction, and "checked" only when the
    draft is still the one that was tried."""
    trial = Trial.objects.select_related("contest").filter(pk=trial_id, state=TrialState.WAITING).first()
    if trial is None or trial.contest.is_sealed:
        return
    checked = check_contest(trial.contest, on=local(at).date())
    if checked.errors or draft_hash(checked) != trial.draft_hash:
        _end(trial, TrialState.FAILED, {"failure": "changed"}, at=at)
        return
    try:
        outcome = simulate(
            checked.rules, round_key=trial.round, pool=checked.pool, units=checked.units, seed=SEED,
            people=trial.people, progress=lambda count: _tell(trial, count),
        )  # fmt: skip
    except ValueError:  # a paper that cannot be drawn
        _end(trial, TrialState.FAILED, {"failure": "draw"}, at=at)
        return
    with transaction.atomic():
        contest = locked(trial.contest_id)
        if _end(trial, TrialState.DONE, figures_of(outcome), at=at):
            _check_off(contest, trial, at=at)


def draft_hash(checked: Checked) -> str:
    """SHA-256 (hex) of what is drawn and counted by: rules, items in use, head-counts."""
    parts = (rules_json(checked.rules), pool_lines(checked.pool), units_lines(checked.units))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def figures_of(outcome: Outcome) -> dict[str, Any]:
    """What the trial came to, as it is kept: counts by name, the mean of common questions as words."""
    return {
        "entries": outcome.entries,
        "audiences": {
            key: {**asdict(one), "correct": {str(right): count for right, count in one.correct.items()}, "common": str(one.common)}
            for key, one in outcome.audiences.items()
        },
        "unit_states": outcome.unit_states,
        "winners": [
            {"prize": prize, "of": of, "count": len(rows), "is_shared": any(won.is_shared for won in rows)}
            for (prize, of), rows in _by_prize(outcome).items()
        ],
    }  # fmt: skip


def _by_prize(outcome: Outcome) -> dict[tuple[str, str], list[Won]]:
    found: dict[tuple[str, str], list[Won]] = {}
    for won in outcome.winners:
        found.setdefault((won.prize, won.of), []).append(won)
    return found


def _check_off(contest: Contest, trial: Trial, *, at: datetime) -> None:
    if contest.is_sealed or contest.state != ContestState.DRAFT:
        return
    now = check_contest(contest, on=local(at).date())
    if not now.errors and draft_hash(now) == trial.draft_hash:
        contest.state = ContestState.CHECKED
        contest.save(update_fields=["state"])


def _tell(trial: Trial, count: int) -> None:
    Trial.objects.filter(pk=trial.pk, state=TrialState.WAITING).update(figures={"tried": count})


def _end(trial: Trial, state: TrialState, figures: dict[str, Any], *, at: datetime) -> bool:
    """Whether this was the one that ended it."""
    rows = Trial.objects.filter(pk=trial.pk, state=TrialState.WAITING)
    return bool(rows.update(state=state, figures=figures, done_at=at))
