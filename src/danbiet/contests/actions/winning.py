"""Who holds the prizes: written from a count, confirmed by the head of the organiser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..calc.prizes import Won
from ..models import Entrant, HeadCount, Round, Winner
from ..queries.closing import rules_of
from .noting import locked, note
from .refusals import NotNow


def keep_winners(one: Round, won: Sequence[Won]) -> int:
    """Make the rows what a count says. A row that stays keeps its confirmation; whoever no longer wins is taken out. Returns changes.

    KeyError when a winner is no entrant or unit of the contest.
    """
    to = {prize.key: prize.to for prize in rules_of(one.contest).prizes}
    codes = [row.winner for row in won if to[row.prize] == "person"]
    entrants = dict(
        Entrant.objects.filter(contest_id=one.contest_id, code__in=codes).values_list("code", "id")
    )
    units = dict(HeadCount.objects.filter(contest_id=one.contest_id).values_list("code", "unit_id"))
    wanted = {
        (row.prize, row.of, entrants[row.winner], None)
        if to[row.prize] == "person"
        else (row.prize, row.of, None, units[row.winner]): row.is_shared
        for row in won
    }
    changes = 0
    with transaction.atomic():
        for kept in Winner.objects.select_for_update().filter(round=one):
            name = (kept.prize, kept.group, kept.entrant_id, kept.unit_id)
            if name not in wanted:
                kept.delete()
                changes += 1
            elif kept.is_shared != wanted.pop(name):
                kept.is_shared = not kept.is_shared
                kept.confirmed_at = kept.confirmed_by = None  # shared or not is what was confirmed
                kept.save(update_fields=["is_shared", "confirmed_at", "confirmed_by"])
                changes += 1
        for (prize, group, entrant_id, unit_id), is_shared in wanted.items():
            Winner.objects.create(
                round=one,
                prize=prize,
                group=group,
                entrant_id=entrant_id,
                unit_id=unit_id,
                is_shared=is_shared,
            )
            changes += 1
    return changes


def names_of(one: Round) -> list[tuple[Winner, str]]:
    """Each winner with the name it has in the bundle: the participant or the unit."""
    units = dict(HeadCount.objects.filter(contest_id=one.contest_id).values_list("unit_id", "code"))
    rows = Winner.objects.filter(round=one).select_related("entrant").order_by("id")
    return [(row, row.entrant.code if row.entrant else units.get(row.unit_id or 0, "")) for row in rows]


@transaction.atomic
def confirm_winners(round_id: int, *, winner_ids: Sequence[int], by: User, at: datetime) -> int:
    """The head of the organiser stands by these winners, as they were on the screen. Returns how many were newly confirmed.

    Refused (NotNow): one of them is no winner any more, or somebody new is among them.
    """
    one = Round.objects.select_related("contest").get(pk=round_id)
    contest = locked(one.contest_id)
    rows = list(Winner.objects.select_for_update(no_key=True).filter(round=one))
    if {row.pk for row in rows} != set(winner_ids):
        raise NotNow(_("The winners have changed in the meantime. Look at them once more."))
    fresh = [row for row in rows if row.confirmed_at is None]
    for row in fresh:
        row.confirmed_at, row.confirmed_by = at, by
        row.save(update_fields=["confirmed_at", "confirmed_by"])
    if fresh:
        note("winners_confirmed", contest, by=by, at=at, thing=one, count=len(fresh))
    return len(fresh)
