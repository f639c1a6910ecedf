"""An official is let in by account: the same row the door of the rush writes, by the same judge."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..calc.canonical import crockford
from ..calc.persons import account_hash
from ..enums import ContestState, EntryWay
from ..models import Audience, Contact, Contest, Entrant
from .refusals import NotNow

LETTING_IN = (ContestState.FROZEN, ContestState.RUNNING)


@transaction.atomic
def enter_by_account(contest: Contest, audience: Audience, *, unit: str, by: User, at: datetime) -> Entrant:
    """The entrant of an account: the one that stands, with its audience and unit, else a new one. `unit`: HeadCount.code or "".

    NotNow: the contest lets nobody in, its personal data are deleted, or this audience does not come in by account.
    """
    if contest.state not in LETTING_IN or not contest.pepper:
        raise NotNow(_("This contest lets nobody in any more."))
    if audience.contest_id != contest.pk or audience.entry != EntryWay.ACCOUNT:
        raise NotNow(_("This group does not come in with an account."))
    person = account_hash(by.pk, pepper=bytes.fromhex(contest.pepper))
    entrant = Entrant(
        contest=contest, audience=audience, unit=unit, code=crockford(secrets.randbits(50), symbols=10), unique_hash=person, user=by,
        consent_at=at,
    )  # fmt: skip
    # Two tabs at once: the database decides, and both find the same row.
    Entrant.objects.bulk_create([entrant], ignore_conflicts=True)
    there = Entrant.objects.select_related("audience").get(contest=contest, unique_hash=person)
    if there.code == entrant.code:
        Contact.objects.create(entrant=there, name=by.full_name, email=by.email)
    return there
