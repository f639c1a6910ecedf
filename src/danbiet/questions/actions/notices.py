"""Askers are told what happened: by mail, by a message to the telephone, or somebody calls them.

Address and words are put together at the moment of sending and kept nowhere: not in the outbox, a job or a log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import translation
from django.utils.module_loading import import_string

from danbiet.kit import clock
from danbiet.org.queries import tree

from ..models import Asker, CallBack, Notice, Question
from ..queries.doors import follow_key
from ..registry import SmsGateway
from .notice_words import Words, words_for

# Minutes to wait after the first, second … failure; a day of trying and somebody calls, or it is left for a person to see.
BACK_OFF = (1, 5, 15, 60, 240, 720)
LAST_ATTEMPT = len(BACK_OFF) + 1
FOLLOW_PATH = "/hoi-dap/theo-doi/{code}/{key}/"
NEVER_CALLED = frozenset({"received", "taken_up"})  # nobody is called to hear what they know
MAIL, SMS, CALL, NONE = "mail", "sms", "call", "none"


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did: how many by which way, and how many are tried again."""

    mail: int = 0
    sms: int = 0
    call: int = 0
    none: int = 0
    failed: int = 0


def send_notices(*, at: datetime, most: int = 500) -> Sent:
    """Tell askers everything that is due, each in a transaction of its own: a killed run tells one of them twice at most.

    Safe to run twice at once. Who left a mail address gets a mail; who left a telephone gets a message where a gateway is set,
    otherwise a call for the intake desk to make. What fails is tried again after a growing wait, then it becomes a call.
    """
    counts = dict.fromkeys((MAIL, SMS, CALL, NONE, "failed"), 0)
    with translation.override(settings.LANGUAGE_CODE):
        for _ in range(most):
            outcome = _send_next(at=at)
            if outcome is None:
                break
            counts[outcome] += 1
    return Sent(**counts)


def gateway() -> SmsGateway | None:
    """The province's gateway for short messages, None where there is none."""
    path = settings.DANBIET_SMS_GATEWAY
    found: SmsGateway | None = import_string(path)() if path else None
    return found


@transaction.atomic
def _send_next(*, at: datetime) -> str | None:
    notice = (
        Notice.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .filter(sent_at__isnull=True, not_before__lte=at)
        .select_related("question")
        .order_by("not_before", "id")
        .first()
    )
    if notice is None:
        return None
    asker = Asker.objects.filter(question=notice.question_id).first()
    way = _way(notice, asker)
    notice.attempts += 1
    try:
        if asker is not None and way in (MAIL, SMS):
            _send(notice, asker, way, on=clock.local(at).date())
    except (OSError, ValueError, SMTPException) as error:
        return _failed(notice, error, at=at)
    if way == CALL:
        CallBack.objects.get_or_create(
            notice=notice, defaults={"question": notice.question, "created_at": at}
        )
    notice.sent_at, notice.way, notice.error = at, way, ""
    notice.save(update_fields=["attempts", "sent_at", "way", "error"])
    return way


def _way(notice: Notice, asker: Asker | None) -> str:
    """The best way left: each failed its share of attempts before the next is taken."""
    if asker is None or not (asker.email or asker.phone):
        return NONE
    is_worn_out = notice.attempts >= LAST_ATTEMPT
    if asker.email and not is_worn_out:
        return MAIL
    if asker.phone and settings.DANBIET_SMS_GATEWAY and not is_worn_out:
        return SMS
    return CALL if asker.phone and notice.kind not in NEVER_CALLED else NONE


def _send(notice: Notice, asker: Asker, way: str, *, on: date) -> None:
    words = _words(notice.question, notice.kind, on=on)
    if way == SMS:
        found = gateway()
        if found is not None:
            found.send(to=asker.phone, text=words.short, key=notice.key)
        return
    EmailMessage(
        subject=words.subject,
        body=words.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[asker.email],
        headers={"X-Danbiet-Key": notice.key, "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    ).send()


def _words(question: Question, kind: str, *, on: date) -> Words:
    link = settings.DANBIET_BASE_URL + FOLLOW_PATH.format(code=question.code, key=follow_key(question))
    said = tree(on).home.contact
    contact = ", ".join(filter(None, (said["phone"], said["email"])))
    return words_for(question, kind, link=link, contact=contact)


def _failed(notice: Notice, error: Exception, *, at: datetime) -> str:
    """Only the kind of fault is kept: what a mail server says names the address."""
    if isinstance(error, (SMTPRecipientsRefused, ValueError)):
        notice.attempts = LAST_ATTEMPT  # the address is wrong: trying again changes nothing
    wait = BACK_OFF[min(notice.attempts, len(BACK_OFF)) - 1]
    notice.error = type(error).__name__
    notice.not_before = at if notice.attempts >= LAST_ATTEMPT else at + timedelta(minutes=wait)
    notice.save(update_fields=["attempts", "error", "not_before"])
    return "failed"
