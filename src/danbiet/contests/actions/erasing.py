"""Personal data that has done its work: contacts after the promised day, marks of devices and networks after 90 days, one person on request.

Pseudonyms, papers and times stay: they are in the bundle, which holds as before, and lead to nobody any more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.clock import local, milliseconds

from ..calc.persons import unique_hash
from ..models import Appeal, Certificate, Contact, Contest, Entrant, Round
from ..queries.checking import rules_in
from ..queries.keeping import due_contests, kept_until
from .noting import locked, note
from .refusals import NotNow

HASHES_KEPT = timedelta(days=90)
LOOKED_AT = timedelta(days=500)  # so long after its end a round is looked at for hashes
BATCH = 20_000
FORGET = """
UPDATE contests_start SET network_hash = NULL, device_hash = NULL WHERE id IN (
    SELECT id FROM contests_start
     WHERE round_id = %s AND started_ms < %s AND (network_hash IS NOT NULL OR device_hash IS NOT NULL) LIMIT %s)
"""


def erase_due(*, at: datetime) -> tuple[int, int]:
    """Erase what is due; (people, attempts) it was done for. Safe to repeat and to kill: each contest and each batch is whole."""
    people = 0
    for contest_id in due_contests(on=local(at).date()):
        people += erase_people(contest_id, at=at)
    return people, forget_hashes(at=at)


@transaction.atomic
def erase_people(contest_id: int, *, at: datetime) -> int:
    """Erase all people of a contest whose day has passed, with the key of their hashes; how many. 0 before that day."""
    contest = locked(contest_id)
    until = kept_until(contest)
    if until is None or local(at).date() <= until:
        return 0
    count = _erase(
        [*Entrant.objects.filter(contest=contest, erased_at=None).values_list("pk", flat=True)], at=at
    )
    if contest.pepper:
        contest.pepper = ""
        contest.save(update_fields=["pepper"])
    if count:
        note("people_erased", contest, by=None, at=at, count=count)
    return count


@transaction.atomic
def erase_person(contest_id: int, code: str, *, reason: str, by: User, at: datetime) -> Entrant:
    """Erase one person on request: name, contact, the keyed hash; the pseudonym with its papers stays.

    Refused (NotNow): there is no such pseudonym in the contest, or it was erased already.
    """
    contest = locked(contest_id)
    entrant = Entrant.objects.select_for_update(no_key=True).filter(contest=contest, code=code).first()
    if entrant is None:
        raise NotNow(_("Nobody in this contest has this pseudonym."))
    if entrant.erased_at is not None:
        raise NotNow(_("This person was erased already."))
    _erase([entrant.pk], at=at)
    note("person_erased", contest, by=by, at=at, thing=entrant, reason=reason, code=code)
    entrant.refresh_from_db()
    return entrant


def code_of_person(contest: Contest, facts: dict[str, str]) -> str | None:
    """The pseudonym of who came in with these facts (what the rules call unique); None when nobody did, or the key is gone."""
    if not contest.pepper:
        return None
    try:
        wanted = unique_hash(facts, unique=rules_in(contest).unique, pepper=bytes.fromhex(contest.pepper))
    except KeyError:
        return None
    return Entrant.objects.filter(contest=contest, unique_hash=wanted).values_list("code", flat=True).first()


def forget_hashes(*, at: datetime) -> int:
    """Empty the marks of devices and networks that are 90 days old, in batches; of how many attempts."""
    before = at - HASHES_KEPT
    rounds = Round.objects.filter(opens_at__lt=before, closes_at__gt=at - LOOKED_AT)
    done = 0
    for round_id in rounds.values_list("pk", flat=True):
        while True:
            with connection.cursor() as cursor:
                cursor.execute(FORGET, [round_id, milliseconds(before), BATCH])
                found = cursor.rowcount
            done += found
            if found < BATCH:
                break
    return done


def _erase(entrant_ids: list[int], *, at: datetime) -> int:
    Contact.objects.filter(entrant_id__in=entrant_ids).delete()
    Certificate.objects.filter(winner__entrant_id__in=entrant_ids).update(holder="")
    Appeal.objects.filter(entrant_id__in=entrant_ids).update(text="")
    rows = Entrant.objects.filter(pk__in=entrant_ids)
    return rows.update(erased_at=at, unique_hash=None, user=None, birth_year=None)
