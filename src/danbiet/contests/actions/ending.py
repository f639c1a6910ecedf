"""Rounds whose time is over: counted for good, their contest moved on. Safe to repeat, cheap when there is nothing to do."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..enums import ContestState, RoundState
from ..models import Contest, Round
from ..queries import closing
from .counting import count_round
from .noting import locked, wake

LIVING = [ContestState.FROZEN, ContestState.RUNNING, ContestState.APPEALS, ContestState.FINAL]


def close_rounds(*, at: datetime) -> int:
    """Close what is over, count it, and count again what something was decided about since. Returns how many were counted."""
    done = 0
    over = Round.objects.filter(closes_at__lt=at, contest__rules__isnull=False, contest__state__in=LIVING)
    for one in over.select_related("contest", "secret"):
        if closing.is_over(closing.rules_of(one.contest), one, at=at):
            done += settle_round(one, at=at)
    return done


def count_again(round_id: int, *, at: datetime) -> bool:
    """Count a round now, if anything about it changed. Whether it was counted."""
    one = Round.objects.select_related("contest", "secret").get(pk=round_id)
    if closing.is_over(closing.rules_of(one.contest), one, at=at):
        return settle_round(one, at=at)
    return one.opens_at <= at and count_round(one, at=at) is not None


def settle_round(one: Round, *, at: datetime) -> bool:
    """Count a round that is over, if its last count is not the whole of it. Whether it was counted now."""
    made = count_round(one, at=at)
    if made is None and one.state in (RoundState.PROVISIONAL, RoundState.FINAL):
        return False
    with transaction.atomic():
        Round.objects.select_for_update(no_key=True).get(
            pk=one.pk
        )  # the round before the contest, as everywhere
        contest = locked(one.contest_id)
        has_result = one.publications.filter(kind="provisional", figures__is_over=True).exists()
        rows = Round.objects.filter(pk=one.pk, state=RoundState.PLANNED)
        is_new = bool(rows.update(state=RoundState.CLOSED, closed_at=at))
        if has_result:
            rows = Round.objects.filter(pk=one.pk, state=RoundState.CLOSED)
            is_new = bool(rows.update(state=RoundState.PROVISIONAL)) or is_new
        if is_new or made:
            move_on(contest)
            wake(contest)
    return made is not None


def move_on(contest: Contest) -> None:
    """Running → appeals when the last round is closed → final when every round is."""
    states = set(Round.objects.filter(contest=contest).values_list("state", flat=True))
    now = ContestState(contest.state)
    if states == {RoundState.FINAL}:
        now = ContestState.FINAL
    elif RoundState.PLANNED not in states and contest.state in (ContestState.FROZEN, ContestState.RUNNING):
        now = ContestState.APPEALS
    if now != contest.state:
        Contest.objects.filter(pk=contest.pk).update(state=now)
