"""Writes messages down in the caller's transaction, and sends what is due."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from .enums import MailProblem, Security
from .models import MailServer, Message
from .queries import FILE_BACKEND, SMTP_BACKEND, sender, server_in_use
from .registry import DELIVER_JOB

# Minutes to wait after the first, second … failure: quick at first for a passing fault, then a day apart.
BACK_OFF = (1, 5, 15, 60, 240, 720, 1440, 1440, 1440)
LAST_ATTEMPT = len(BACK_OFF) + 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to write: `key` says what it is about, so that the same one is never written twice."""

    key: str
    to_user: User
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one run sent and what it could not."""

    sent: int
    failed: int


def write_message(
    key: str, *, to_user: User, subject: str, body: str, at: datetime, not_before: datetime | None = None
) -> bool:
    """Write one message. False when it was written before under this key, or the person has no address."""
    return write_messages([Draft(key, to_user, subject, body)], at=at, not_before=not_before) == 1


@transaction.atomic
def write_messages(drafts: Sequence[Draft], *, at: datetime, not_before: datetime | None = None) -> int:
    """Write messages with the caller's change: both are kept or neither. Returns how many are new.

    Keys written before stay as they are; people without an address get none. A nudge starts the sending job; the
    job also runs by itself every minute.
    """
    wanted = {draft.key: draft for draft in drafts if draft.to_user.email}
    known = set(Message.objects.filter(key__in=wanted).values_list("key", flat=True))
    fresh = [draft for key, draft in wanted.items() if key not in known]
    Message.objects.bulk_create(
        [
            Message(
                key=draft.key,
                to_address=draft.to_user.email,
                to_user=draft.to_user,
                subject=" ".join(draft.subject.split()),
                body=draft.body,
                created_at=at,
                not_before=not_before or at,
            )
            for draft in fresh
        ],
        ignore_conflicts=True,  # someone else may be writing the same key this very moment
        batch_size=500,
    )
    if fresh:
        nudge()
    return len(fresh)


def nudge() -> None:
    """Ask for a sending run as soon as the current transaction is kept; one waiting run is enough."""
    try:
        with transaction.atomic():
            jobs.configure_task(DELIVER_JOB, queueing_lock=DELIVER_JOB).defer()
    except AlreadyEnqueued:
        pass


def deliver_due(*, at: datetime, limit: int = 500) -> Delivery:
    """Send what is due, each message in a transaction of its own: a killed run sends at most one message twice.

    Safe to run twice at once: a message being sent is skipped by the other run. A failure is written on the message
    and tried again after a growing wait; after ten attempts it is left for a person to see.
    """
    sent = failed = 0
    for _ in range(limit):
        outcome = _deliver_next(at=at)
        if outcome is None:
            break
        sent += outcome
        failed += not outcome
    return Delivery(sent, failed)


def forget_sent(*, before: datetime) -> int:
    """Delete messages sent before the moment; what was never sent stays for a person to see. Returns how many went.

    Safe to run twice. The register of personal data promises it (docs/privacy/register.md).
    """
    return Message.objects.filter(sent_at__lt=before).delete()[0]


@transaction.atomic
def _deliver_next(*, at: datetime) -> bool | None:
    message = (
        Message.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .filter(sent_at__isnull=True, not_before__lte=at, attempts__lt=LAST_ATTEMPT)
        .order_by("not_before", "id")
        .first()
    )
    if message is None:
        return None
    message.attempts += 1
    try:
        _send(message)
    except (OSError, ValueError) as error:  # SMTP errors are OSErrors; a malformed address is a ValueError
        message.last_error = f"{type(error).__name__}: {error}"
        wait = BACK_OFF[min(message.attempts, len(BACK_OFF)) - 1]
        message.not_before = at + timedelta(minutes=wait)
        message.save(update_fields=["attempts", "last_error", "not_before"])
        return False
    message.sent_at = at
    message.last_error = ""
    message.save(update_fields=["attempts", "sent_at", "last_error"])
    return True


def _send(message: Message) -> None:
    EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to_address],
        headers={"X-Danbiet-Key": message.key},
        connection=get_connection(),
    ).send()


class Postman(BaseEmailBackend):
    """Django's way for mail to leave: through the server set in the browser, else into the mail folder of the data.

    Read for each connection, so that a change holds at once in every process. Letters that name no sender of their own
    come from the sender set with the server.
    """

    def __init__(self, fail_silently: bool = False, **_options: Any) -> None:  # noqa: FBT001, FBT002 - Django's signature
        super().__init__(fail_silently=fail_silently)
        server = server_in_use()
        self._way = (
            connection_to(server) if server else get_connection(FILE_BACKEND, fail_silently=fail_silently)
        )

    def open(self) -> bool | None:
        return bool(self._way.open())

    def close(self) -> None:
        self._way.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.from_email == settings.DEFAULT_FROM_EMAIL:
                message.from_email = sender()
        try:
            return self._way.send_messages(email_messages) or 0
        except OSError:
            self._way.close()  # a talk that broke off while it was being secured leaves its line open
            raise


def connection_to(server: MailServer) -> BaseEmailBackend:
    """A connection to this server, not opened yet."""
    found: BaseEmailBackend = get_connection(
        SMTP_BACKEND,
        host=server.host, port=server.port, username=server.username, password=server.password,
        use_tls=server.security == Security.STARTTLS, use_ssl=server.security == Security.SSL, timeout=settings.EMAIL_TIMEOUT,
    )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class ServerData:
    """What is typed about a mail server; `password=None` keeps the one there is."""

    is_used: bool
    host: str = ""
    port: int = 587
    security: str = Security.STARTTLS
    username: str = ""
    password: str | None = None
    from_name: str = ""
    from_address: str = ""


def set_mail_server(said: ServerData, *, by: User | None, at: datetime) -> None:
    """Keep these data of the one server there is; the password is encrypted and in no record. What is not used keeps its data."""
    with transaction.atomic():
        row = MailServer.objects.select_for_update(no_key=True).filter(pk=1).first() or MailServer()
        row.is_used, row.changed_at = said.is_used, at
        if said.is_used:
            row.host, row.port, row.security = said.host, said.port, said.security
            row.username, row.from_name, row.from_address = said.username, said.from_name, said.from_address
            row.password = row.password if said.password is None else said.password
        row.save()
        verb = "outbox.mail_server_set" if said.is_used else "outbox.mail_server_unset"
        record(
            verb, by=by, at=at, kind="mail_server", object_id=row.pk, title=str(row), security=row.security
        )


def try_letter(to_address: str, *, subject: str, body: str) -> tuple[MailProblem | None, str]:
    """Send a letter this moment the way letters leave now: what kept it from leaving (None: nothing), and the server's own words."""
    try:
        EmailMessage(
            subject=subject,
            body=body,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[to_address],
            connection=get_connection(),
        ).send()
    except (OSError, ValueError) as error:  # SMTP errors are OSErrors
        return problem_of(error), " ".join(str(error).split())[:300]
    return None, ""


def problem_of(error: Exception) -> MailProblem:
    """Which of the known problems it is."""
    kinds: list[tuple[type[Exception] | tuple[type[Exception], ...], MailProblem]] = [
        (socket.gaierror, MailProblem.NO_HOST),
        (ConnectionRefusedError, MailProblem.REFUSED),
        (TimeoutError, MailProblem.TIMEOUT),
        (smtplib.SMTPAuthenticationError, MailProblem.PASSWORD),
        (smtplib.SMTPSenderRefused, MailProblem.SENDER),
        (smtplib.SMTPRecipientsRefused, MailProblem.RECIPIENT),
        ((ssl.SSLError, smtplib.SMTPNotSupportedError), MailProblem.NO_TLS),
        (smtplib.SMTPServerDisconnected, MailProblem.NO_TLS),
    ]
    return next((problem for kind, problem in kinds if isinstance(error, kind)), MailProblem.OTHER)
