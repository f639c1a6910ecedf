"""Looks for fraud after a round; what is found waits for a person."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from ..calc.fraud import Detective, Hint, limits_of
from ..enums import SuspicionState
from ..models import Round, Suspicion
from ..queries import closing, entries
from .alone import LOOKING, alone

DAYS = 90  # so long after its end a round is looked at: then the hashes are gone
MOST = 500  # hints of one kind in a round that are kept: more would be read by nobody


def look_for_fraud(*, at: datetime) -> int:
    """Look at every round that was counted and is not final. Returns how many new things were found."""
    rounds = Round.objects.filter(
        state__in=["closed", "provisional"],
        closes_at__gt=at - timedelta(days=DAYS),
        contest__rules__isnull=False,
    )
    return sum(look_at_round(one, at=at) for one in rounds.select_related("contest", "secret"))


def look_at_round(one: Round, *, at: datetime) -> int:
    """Look at one round. What was found before is found once; what a person decided stays. Returns how many are new."""
    with alone(LOOKING, one.pk) as is_mine:
        if not is_mine:
            return 0
        detective = Detective(closing.closed_of(one).ground(), limits_of(one.contest.fraud_limits))
        kept: dict[str, int] = {}
        new = 0
        for hint in detective.look(entries.played(one)):
            kept[hint.kind] = kept.get(hint.kind, 0) + 1
            if kept[hint.kind] <= MOST:
                new += _keep(one, hint, at=at)
        return new


@transaction.atomic
def _keep(one: Round, hint: Hint, *, at: datetime) -> bool:
    row, is_new = Suspicion.objects.get_or_create(
        round=one, kind=hint.kind, fingerprint=hint.name,
        defaults={"starts": list(hint.starts), "evidence": hint.evidence, "found_at": at},
    )  # fmt: skip
    if not is_new and row.state == SuspicionState.OPEN and row.starts != list(hint.starts):
        row.starts, row.evidence = list(hint.starts), hint.evidence
        row.save(update_fields=["starts", "evidence"])
    return is_new
