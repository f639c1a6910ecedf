"""People come, change, are locked out and let in again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.kit.text import nfc

from ..calc.names import username_from
from ..enums import LockKind
from ..models import User
from ..signals import noted
from .sessions import end_sessions
from .tickets import revoke_tickets

USERNAME = re.compile(r"[a-z0-9._-]{1,150}")  # narrower than Django's: it is typed from a slip of paper


class NotPossible(ValueError):
    """The change makes no sense for this account; its sentence is for the reader. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known about a person besides the user name. All text is tidied before it is kept."""

    full_name: str
    job_title: str = ""
    email: str = ""
    office_phone: str = ""

    def tidy(self) -> dict[str, str]:
        given = {name: " ".join(nfc(getattr(self, name)).split()) for name in self.__slots__}
        return {**given, "email": given["email"].lower()}


def create_person(
    *,
    username: str,
    full_name: str,
    job_title: str,
    email: str,
    at: datetime,
    by: User | None,
    office_phone: str = "",
) -> User:
    """An account without a password: the person sets one by a code or a link (`actions.tickets`), or the caller does.

    NotPossible: no name, a user name that is taken (whatever its case) or has signs Django does not allow, or an address
    another active person has. `by=None` is the system itself. Audited as `accounts.person_created`.
    """
    details = Details(full_name, job_title, email, office_phone).tidy()
    name = nfc(username).strip().lower()
    with transaction.atomic():
        _hold_to_rules(name, details)
        person = User(username=name, **details)
        person.set_unusable_password()
        person.save()
        _note("accounts.person_created", person, by=by, at=at, after={"username": name, **details})
    return person


def change_person(pk: int, details: Details, *, at: datetime, by: User | None) -> User:
    """Put name, job title, address and telephone right. NotPossible as in `create_person`; nothing to do is no entry."""
    wanted = details.tidy()
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=pk)
        _hold_to_rules("", wanted, pk=pk)
        changed = {key: value for key, value in wanted.items() if getattr(person, key) != value}
        before = {key: getattr(person, key) for key in changed}
        for key, value in changed.items():
            setattr(person, key, value)
        if changed:
            person.save(update_fields=list(changed))
            _note("accounts.person_changed", person, by=by, at=at, before=before, after=changed)
    return person


def lock_person(
    pk: int, *, reason: str, at: datetime, by: User | None, kind: LockKind = LockKind.DECISION
) -> User:
    """Nobody signs in to this account any more: sessions end and open codes and links are withdrawn, in one transaction.

    Somebody locked already stays as they are; only a decision takes the place of "holds no role any more".
    NotPossible: oneself, or without a reason.
    """
    reason = " ".join(nfc(reason).split())
    if by is not None and by.pk == pk:
        raise NotPossible(_("Nobody locks their own account."))
    if not reason:
        raise NotPossible(_("Say why the account is locked."))
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=pk)
        if person.lock_kind and (kind == LockKind.LEFT or person.lock_kind == kind):
            return person
        person.is_active, person.locked_at = False, at
        person.lock_kind, person.lock_reason = kind, reason[:300]
        person.save(update_fields=["is_active", "locked_at", "lock_kind", "lock_reason"])
        end_sessions(person.pk)
        revoke_tickets(person.pk, at=at)
        _note("accounts.person_locked", person, by=by, at=at, reason=reason, kind_of_lock=str(kind))
    return person


def unlock_person(pk: int, *, reason: str, at: datetime, by: User | None) -> User:
    """The account can be used again, with the password it had. NotPossible without a reason."""
    reason = " ".join(nfc(reason).split())
    if not reason:
        raise NotPossible(_("Say why the account is opened again."))
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=pk)
        if person.is_active:
            return person
        person.is_active, person.locked_at, person.lock_kind, person.lock_reason = True, None, "", ""
        person.save(update_fields=["is_active", "locked_at", "lock_kind", "lock_reason"])
        _note("accounts.person_unlocked", person, by=by, at=at, reason=reason)
    return person


def free_username(full_name: str, *, taken: Iterable[str] = ()) -> str:
    """A user name made of the name that nobody has: "Trần Thị Bích" gives bich.tran, then bich.tran2 …"""
    begin = username_from(full_name)
    used = set(taken) | set(
        User.objects.filter(username__startswith=begin).values_list("username", flat=True)
    )
    number, free = 2, begin
    while free in used:
        free, number = f"{begin}{number}", number + 1
    return free


def _hold_to_rules(username: str, details: dict[str, str], *, pk: int | None = None) -> None:
    if not details["full_name"]:
        raise NotPossible(_("A person needs a name."))
    if pk is None:
        if not USERNAME.fullmatch(username):
            raise NotPossible(_("A user name has letters without marks, digits and . _ - only."))
        if User.objects.filter(username__iexact=username).exists():
            raise NotPossible(_("The user name %(name)s is taken.") % {"name": username})
    email = details["email"]
    others = User.objects.filter(email__iexact=email, is_active=True)
    if email and (others if pk is None else others.exclude(pk=pk)).exists():
        raise NotPossible(_("Another person has the mail address %(email)s.") % {"email": email})


def _note(
    verb: str, person: User, *, by: User | None, at: datetime, reason: str = "", **details: object
) -> None:
    noted.send(sender=None, verb=verb, by=by, at=at, person=person, reason=reason, details=details)
