"""Writes messages down in the caller's transaction, and sends what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from danbiet.accounts.models import User

from .models import Message
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
