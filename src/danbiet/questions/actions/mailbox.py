"""Letters to the province's mailbox become questions for the intake desk to look at."""

from __future__ import annotations

import hashlib
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from imaplib import IMAP4

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import InterfaceError, OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from imap_tools import (
    AND,
    BaseMailBox,
    MailBox,
    MailboxLoginError,
    MailBoxStartTls,
    MailBoxUnencrypted,
    MailMessage,
    MailMessageFlags,
)

from danbiet.media.actions import FileRefused, inspect_upload

from ..calc.letters import CODE, is_from_machine, subject_of, words_of
from ..enums import IntakeChannel, State
from ..queries.doors import by_contact
from .asking import LONGEST_SUBJECT, LONGEST_TEXT, MAX_FILES, AskDraft, ask, give_info

log = logging.getLogger("danbiet.questions")
LARGEST = (
    40 * 1024 * 1024
)  # bytes of a letter that is read: five photos; a larger one stays in the mailbox, unread
SECONDS = 20
TRIED_AGAIN = 10  # letters left earlier that one run looks at again, the newest of them


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one look into the mailbox brought: questions, additions to open ones, letters of machines, letters left for later."""

    asked: int = 0
    added: int = 0
    skipped: int = 0
    left: int = 0


def fetch_mail(*, at: datetime, most: int = 50) -> Fetched:
    """Read what is unread, oldest first. A letter is marked as read once its question is kept; read twice it is one question.

    Nothing where no mailbox is set. A mailbox that does not answer raises OSError; a letter nobody can read stays unread and is
    flagged for a person to see: from then on it is tried after the new ones, a few in each run, and never stands in their way.
    """
    if not settings.DANBIET_IMAP["host"]:
        return Fetched()
    counts = {"asked": 0, "added": 0, "skipped": 0, "left": 0}
    with translation.override(settings.LANGUAGE_CODE), _mailbox() as box:
        new = box.uids(AND(seen=False, flagged=False, size_lt=LARGEST))[:most]
        left = box.uids(AND(seen=False, flagged=True, size_lt=LARGEST))[-min(TRIED_AGAIN, most) :]
        for uid in [*new, *left]:
            outcome = _take(box, uid, at=at)
            counts[outcome] += 1
            if outcome != "left":
                box.flag(uid, MailMessageFlags.SEEN, value=True)
            elif uid in new:
                box.flag(uid, MailMessageFlags.FLAGGED, value=True)
    return Fetched(**counts)


class MailboxGone(OSError):
    """The mailbox no longer answers."""


@contextmanager
def _mailbox() -> Iterator[BaseMailBox]:
    wanted = settings.DANBIET_IMAP
    host, port = str(wanted["host"]), int(str(wanted["port"]))
    secure = ssl.create_default_context()
    box: BaseMailBox
    if wanted["security"] == "ssl":
        box = MailBox(host, port, timeout=SECONDS, ssl_context=secure)
    elif wanted["security"] == "starttls":
        box = MailBoxStartTls(host, port, timeout=SECONDS, ssl_context=secure)
    else:
        box = MailBoxUnencrypted(host, port, timeout=SECONDS)
    try:
        box.login(str(wanted["user"]), str(wanted["password"]), initial_folder=str(wanted["folder"]))
    except MailboxLoginError:
        box.client.shutdown()
        raise
    with box:
        yield box


def _take(box: BaseMailBox, uid: str, *, at: datetime) -> str:
    """What becomes of a letter. Whatever goes wrong with one never stops the others, and no word of it reaches the log; only a
    mailbox or a database that is gone ends the run."""
    try:
        message = _fetched(box, uid)
        if message is None:
            return "left"  # somebody took it out in between
        if is_from_machine(message.from_, dict(message.headers)):
            return "skipped"
        with transaction.atomic():
            return _add(message, at=at) or _ask(message, at=at)
    except (OperationalError, InterfaceError, MailboxGone):
        raise
    except Exception as error:
        log.warning("a letter stays in the mailbox: %s", type(error).__name__)
        return "left"


def _fetched(box: BaseMailBox, uid: str) -> MailMessage | None:
    try:
        return next(iter(box.fetch(uid_list=[uid], mark_seen=False)), None)
    except (
        OSError,
        IMAP4.abort,
    ) as error:  # not to be taken for a picture that cannot be opened, an OSError as well
        raise MailboxGone from error


def _add(message: MailMessage, *, at: datetime) -> str:
    """An answer to what the desk asked: its code in the subject or text, from the asker's own address."""
    text = words_of(message.text, message.html)
    named = CODE.search(f"{message.subject} {text}")
    question = by_contact(named.group(), message.from_) if named else None
    if question is None or question.state != State.INFO_WANTED:
        return ""
    uploads, refused = _files(message)
    give_info(question.pk, _with(text or message.subject, refused), by=None, at=at, uploads=uploads)
    return "added"


def _ask(message: MailMessage, *, at: datetime) -> str:
    text = words_of(message.text, message.html)
    uploads, refused = _files(message)
    received = message.date.replace(tzinfo=message.date.tzinfo or UTC)
    draft = AskDraft(
        subject=subject_of(message.subject, text)[:LONGEST_SUBJECT] or _("(no subject)"),
        text=_with(text or subject_of(message.subject, "") or _("(no text)"), refused),
        name=message.from_values.name if message.from_values else "",
        email=message.from_,
        channel=IntakeChannel.MAILBOX,
        received_at=min(at, received) if received.year >= at.year - 1 else at,
        uploads=uploads,
    )
    ask(draft, by=None, at=at, sent_key=_key(message))
    return "asked"


def _key(message: MailMessage) -> str:
    """The same letter read again is the same question."""
    identity = (
        " ".join(dict(message.headers).get("message-id", ()))
        or f"{message.from_}/{message.date_str}/{message.subject}"
    )
    return "mail-" + hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=24).hexdigest()


def _files(message: MailMessage) -> tuple[tuple[File[bytes], ...], list[str]]:
    """Attachments that pass inspection, and those that do not, each named with the reason."""
    kept: list[File[bytes]] = []
    refused: list[str] = []
    for number, one in enumerate(message.attachments, start=1):
        name = one.filename or _("file %(number)s") % {"number": number}
        try:
            if len(kept) == MAX_FILES:
                refused.append(_("%(name)s: at most %(count)s files.") % {"name": name, "count": MAX_FILES})
                continue
            inspect_upload(ContentFile(one.payload, name=name))
            kept.append(ContentFile(one.payload, name=name))
        except FileRefused as refusal:
            refused.append(str(refusal))
    return tuple(kept), refused


def _with(text: str, refused: list[str]) -> str:
    """The text with the files that were not taken named below it."""
    if not refused:
        return text[:LONGEST_TEXT]
    below = "\n\n" + _("Files not taken:") + "\n" + "\n".join(f"– {one}" for one in refused)
    return text[: max(0, LONGEST_TEXT - len(below))] + below[:LONGEST_TEXT]
