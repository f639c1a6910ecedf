"""Somebody the site or a provider vouches for is let in: the same row the door of the rush writes, by the same judge."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..calc.canonical import crockford
from ..calc.persons import account_hash
from ..enums import ContestState, EntryWay
from ..models import Audience, Contact, Contest, Entrant
from .refusals import NotNow

LETTING_IN = (ContestState.FROZEN, ContestState.RUNNING)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is kept of somebody who signed in at a provider. `guardian`: who agreed, "" where nobody had to."""

    name: str
    born: date
    phone: str = ""
    email: str = ""
    guardian: str = ""


@transaction.atomic
def enter_by_account(contest: Contest, audience: Audience, *, unit: str, by: User, at: datetime) -> Entrant:
    """The entrant of an account: the one that stands, with its audience and unit, else a new one. `unit`: HeadCount.code or "".

    NotNow: the contest lets nobody in, its personal data are deleted, or this audience does not come in by account.
    """
    if _is_elsewhere(contest, audience, EntryWay.ACCOUNT):
        raise NotNow(_("This group does not come in with an account."))
    person = account_hash(by.pk, pepper=bytes.fromhex(contest.pepper))
    entrant = Entrant(audience=audience, unit=unit, unique_hash=person, user=by, consent_at=at)
    return _let_in(contest, entrant, Contact(name=by.full_name, email=by.email))


@transaction.atomic
def enter_vouched(
    contest: Contest, audience: Audience, *, person: bytes, said: Particulars, unit: str, at: datetime
) -> Entrant:
    """The entrant of who signed in at a provider: the one that stands, else a new one. `person`: calc.persons.subject_hash.

    NotNow: the contest lets nobody in, its personal data are deleted, or this audience does not come in from a provider.
    """
    if _is_elsewhere(contest, audience, EntryWay.OIDC):
        raise NotNow(_("This group does not come in by signing in at a provider."))
    entrant = Entrant(
        audience=audience, unit=unit, unique_hash=person, consent_at=at, birth_year=said.born.year,
        has_guardian_consent=bool(said.guardian),
    )  # fmt: skip
    contact = Contact(
        name=said.name,
        phone=said.phone,
        email=said.email,
        birth_on=said.born.isoformat(),
        guardian=said.guardian,
    )
    return _let_in(contest, entrant, contact)


def _is_elsewhere(contest: Contest, audience: Audience, way: EntryWay) -> bool:
    """Whether this audience has another door. NotNow: the contest has none any more."""
    if contest.state not in LETTING_IN or not contest.pepper:
        raise NotNow(_("This contest lets nobody in any more."))
    return audience.contest_id != contest.pk or audience.entry != way


def _let_in(contest: Contest, entrant: Entrant, contact: Contact) -> Entrant:
    """Two tabs at once: the database decides, and both find the same row."""
    entrant.contest, entrant.code = contest, crockford(secrets.randbits(50), symbols=10)
    Entrant.objects.bulk_create([entrant], ignore_conflicts=True)
    there = Entrant.objects.select_related("audience").get(contest=contest, unique_hash=entrant.unique_hash)
    if there.code == entrant.code:
        contact.entrant = there
        contact.save(force_insert=True)
    return there
