"""Background jobs of the questions. Each is safe to run twice; nothing a reader sees depends on one having run in time."""

from __future__ import annotations

import imaplib
import logging

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from imap_tools import MailboxLoginError
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.digests import write_digests, write_weekly
from .actions.likeness import catch_up_likeness
from .actions.mailbox import fetch_mail
from .actions.notices import send_notices
from .actions.upkeep import follow_successors, recompute_open
from .registry import FOLLOW_JOB, RECOMPUTE_JOB

log = logging.getLogger("danbiet.questions")


@app.periodic(cron="* * * * *", periodic_id="questions.notices")
@app.task(name="questions.notices", queueing_lock="questions.notices")
def notices(timestamp: int | None = None) -> None:
    """Tell askers what is due."""
    send_notices(at=clock.now())


@app.periodic(cron="*/5 * * * *", periodic_id="questions.mailbox")
@app.task(name="questions.mailbox", queueing_lock="questions.mailbox")
def mailbox(timestamp: int | None = None) -> None:
    """Look into the mailbox; one that does not answer is tried again in five minutes."""
    try:
        fetch_mail(at=clock.now())
    except (OSError, imaplib.IMAP4.error, MailboxLoginError) as error:
        log.warning("the mailbox does not answer: %s", type(error).__name__)


@app.periodic(cron="* * * * *", periodic_id="questions.likeness")
@app.task(name="questions.likeness", queueing_lock="questions.likeness")
def likeness(timestamp: int | None = None) -> None:
    """Index what became public unnoticed."""
    catch_up_likeness()


@app.periodic(cron="40 19 * * *", periodic_id="questions.likeness-whole")  # 02:40 in Vietnam
@app.task(name="questions.likeness-whole", queueing_lock="questions.likeness")
def likeness_whole(timestamp: int | None = None) -> None:
    """Compare every published question with what the index knows of it."""
    catch_up_likeness(is_whole=True)


@app.periodic(cron="0 0 * * *", periodic_id="questions.digest")  # midnight UTC is 07:00 in Vietnam
@app.task(name="questions.digest", queueing_lock="questions.digest")
def digest(timestamp: int | None = None) -> None:
    """Write the morning's letters to officials."""
    with translation.override(settings.LANGUAGE_CODE):
        write_digests(on=clock.today(), at=clock.now())


@app.periodic(cron="5 0 * * 1", periodic_id="questions.weekly")  # Monday 07:05 in Vietnam
@app.task(name="questions.weekly", queueing_lock="questions.weekly")
def weekly(timestamp: int | None = None) -> None:
    """Write each head's summary of the week before."""
    with translation.override(settings.LANGUAGE_CODE):
        write_weekly(on=clock.today(), at=clock.now())


@app.periodic(cron="20 * * * *", periodic_id=RECOMPUTE_JOB)
@app.task(name=RECOMPUTE_JOB, queueing_lock=RECOMPUTE_JOB)
def recompute(timestamp: int | None = None) -> None:
    """Count open questions' due days anew: nudged when the calendar changes, every hour should a nudge be lost."""
    with translation.override(settings.LANGUAGE_CODE):
        recompute_open(at=clock.now(), reason=_("The calendar of working days has changed."))


@app.periodic(
    cron="10 17 * * *", periodic_id=FOLLOW_JOB
)  # ten past midnight in Vietnam: a reorganisation's first day
@app.task(name=FOLLOW_JOB, queueing_lock=FOLLOW_JOB)
def follow(timestamp: int | None = None) -> None:
    """Hand open questions of units that are gone to whoever came after."""
    with translation.override(settings.LANGUAGE_CODE):
        follow_successors(on=clock.today(), at=clock.now())
