"""Who holds a receipt, and how a complaint stands."""

from __future__ import annotations

import hmac

from ..models import Appeal, Entrant, Entry, Round, Start


def entrant_of_receipt(one: Round, *, participant: str, code: str) -> Entrant | None:
    """The entrant whose entry of this round has this receipt code (twelve symbols); None when there is none. Three queries."""
    starts = list(Start.objects.filter(round=one, code=participant).values_list("pk", flat=True))
    codes = Entry.objects.filter(start__in=starts).values_list("code", flat=True) if starts else ()
    # All are compared, in the same time: nobody learns a code letter by letter.
    if not sum(hmac.compare_digest(known.encode(), code.encode()) for known in codes):
        return None
    return Entrant.objects.filter(contest=one.contest_id, code=participant).first()


def rounds_begun(contest_key: str) -> list[Round]:
    """Rounds of a sealed contest with it, in order."""
    rows = Round.objects.filter(contest__key=contest_key, contest__rules__isnull=False)
    return list(rows.select_related("contest").order_by("number"))


def appeal_of(appeal_id: int) -> Appeal | None:
    """A complaint with its round and contest."""
    return Appeal.objects.select_related("round__contest", "entrant").filter(pk=appeal_id).first()
