"""Codes on paper and links in letters by which somebody sets a password: made, sent, withdrawn, used once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit import clock

from ..enums import TicketKind
from ..models import Ticket, User
from ..queries import username_for
from ..registry import post
from ..signals import noted, opened
from .sessions import end_sessions

LIVES = {
    TicketKind.CODE: timedelta(days=30),
    TicketKind.INVITATION: timedelta(days=7),
    TicketKind.RESET: timedelta(hours=2),
}
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks like something else on paper
CODE_LENGTH = 12
SALT = "danbiet.accounts.ticket"


class NotValid(ValueError):
    """The code or link opens nothing: wrong, used, withdrawn or too old. Which of them is nobody's business."""


def issue_code(user: User, *, at: datetime, by: User | None) -> str:
    """A code to be printed, as KQ7M-2XPA-9RTD; only its hash is kept. Earlier codes and links of the person are withdrawn."""
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    with transaction.atomic():
        _make(user, TicketKind.CODE, _code_secret(user.username, code), at=at, by=by)
    return "-".join(code[place : place + 4] for place in range(0, CODE_LENGTH, 4))


def invite(user: User, *, at: datetime, by: User | None) -> bool:
    """A letter with a link that works once, for seven days. False: the person has no address, nothing was made."""
    return _send(user, TicketKind.INVITATION, at=at, by=by)


def send_reset(given: str, *, at: datetime) -> bool:
    """A letter with a link for somebody who forgot the password, by user name or address. Whoever asked is told nothing of the answer.

    False: nobody active answers to it, or they have no address, or they got a letter within the last five minutes.
    """
    person = User.objects.filter(username__iexact=username_for(given.strip()), is_active=True).first()
    if person is None or not person.email:
        return False
    lately = Ticket.objects.filter(
        user=person, kind=TicketKind.RESET, made_at__gt=at - timedelta(minutes=5), made_at__lte=at
    )
    return False if lately.exists() else _send(person, TicketKind.RESET, at=at, by=None)


def revoke_tickets(user_id: int, *, at: datetime) -> int:
    """Codes and links of the person open nothing any more; returns how many were open. In the caller's transaction."""
    return _open(user_id).update(revoked_at=at)


def withdraw(user: User, *, at: datetime, by: User) -> bool:
    """Withdraw what is open for the person; False when nothing is."""
    with transaction.atomic():
        if not revoke_tickets(user.pk, at=at):
            return False
        _note("accounts.ticket_withdrawn", user, by=by, at=at)
    return True


def person_for_code(username: str, code: str, *, at: datetime) -> User:
    """Whose code it is. NotValid: see there."""
    plain = "".join(code.upper().split()).replace("-", "")
    return _ticket(_code_secret(username.strip().lower(), plain), at=at).user


def person_for_link(token: str, *, at: datetime) -> User:
    """Whose link it is. NotValid: see there."""
    return _ticket(_secret_in(token), at=at).user


def open_by_code(username: str, code: str, password: str, *, at: datetime) -> User:
    """Set the password and use the code up. NotValid: see there."""
    plain = "".join(code.upper().split()).replace("-", "")
    return _use(_code_secret(username.strip().lower(), plain), password, at=at)


def open_by_link(token: str, password: str, *, at: datetime) -> User:
    """Set the password and use the link up. NotValid: see there."""
    return _use(_secret_in(token), password, at=at)


def forget_tickets(*, before: datetime) -> int:
    """Delete codes and links that ran out before the moment; returns how many. Safe to run twice."""
    return Ticket.objects.filter(expires_at__lt=before).delete()[0]


def _use(secret: str, password: str, *, at: datetime) -> User:
    with transaction.atomic():
        ticket = _ticket(secret, at=at, lock=True)
        person = ticket.user
        ticket.used_at = at
        ticket.save(update_fields=["used_at"])
        person.set_password(password)
        person.save(update_fields=["password"])
        end_sessions(person.pk)
        _note("accounts.password_set", person, by=person, at=at, ticket=ticket.kind)
        opened.send(sender=None, person=person, at=at)
    return person


def _ticket(secret: str, *, at: datetime, lock: bool = False) -> Ticket:
    rows = Ticket.objects.select_related("user").filter(
        secret_hash=_hash(secret), used_at__isnull=True, revoked_at__isnull=True, user__is_active=True
    )
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None or row.expires_at <= at:
        raise NotValid(_("This code or link is not valid (any more). Ask for a new one."))
    return row


def _send(user: User, kind: TicketKind, *, at: datetime, by: User | None) -> bool:
    if not user.email:
        return False
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        ticket = _make(user, kind, secret, at=at, by=by)
        link = settings.DANBIET_BASE_URL + reverse("accounts:open", args=[signing.dumps(secret, salt=SALT)])
        subject, body = _letter(user, kind, link, ticket.expires_at)
        return post(f"accounts.{kind}/{ticket.pk}", user, subject, body, at)


def _letter(user: User, kind: TicketKind, link: str, until: datetime) -> tuple[str, str]:
    words = {
        "name": user.full_name,
        "username": user.username,
        "link": link,
        "until": f"{clock.local(until):%H:%M %d/%m/%Y}",
    }
    if kind == TicketKind.INVITATION:
        return _("Your account at Dân Biết"), _(
            "Dear %(name)s,\n\nan account has been made for you. Your user name is %(username)s.\n"
            "Set your password at this address; it works once and until %(until)s:\n\n%(link)s\n"
        ) % words
    return _("A new password for Dân Biết"), _(
        "Dear %(name)s,\n\nsomebody asked for a new password for your account %(username)s.\n"
        "Set it at this address; it works once and until %(until)s:\n\n%(link)s\n\n"
        "If it was not you, do nothing: the old password still holds.\n"
    ) % words


def _make(user: User, kind: TicketKind, secret: str, *, at: datetime, by: User | None) -> Ticket:
    User.objects.select_for_update(no_key=True).get(
        pk=user.pk
    )  # two at once: the second withdraws the first's
    revoke_tickets(user.pk, at=at)
    ticket = Ticket.objects.create(
        user=user, kind=kind, secret_hash=_hash(secret), made_at=at, made_by=by, expires_at=at + LIVES[kind]
    )
    _note("accounts.ticket_made", user, by=by, at=at, ticket=str(kind))
    return ticket


def _open(user_id: int) -> QuerySet[Ticket]:
    return Ticket.objects.filter(user_id=user_id, used_at__isnull=True, revoked_at__isnull=True)


def _code_secret(username: str, code: str) -> str:
    return f"{username}/{code}"  # a code opens nothing but the account it was printed for


def _secret_in(token: str) -> str:
    try:
        return str(signing.loads(token, salt=SALT))
    except signing.BadSignature as trouble:
        raise NotValid(_("This code or link is not valid (any more). Ask for a new one.")) from trouble


def _hash(secret: str) -> str:
    key = hashlib.sha256(f"{SALT}{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()


def _note(verb: str, person: User, *, by: User | None, at: datetime, **details: object) -> None:
    noted.send(sender=None, verb=verb, by=by, at=at, person=person, reason="", details=details)
