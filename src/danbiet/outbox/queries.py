"""Answers about mail: what was written, what waits, and whether sending can work at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Q, QuerySet

from .models import MailServer, Message

OWN_BACKEND = "danbiet.outbox.actions.Postman"
FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True, slots=True)
class MailSetting:
    """How mail leaves: `way` is smtp, folder or other; `place` the server or the folder; `problem` empty when it works."""

    way: str
    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class MailFile:
    """A mail lying in the development folder."""

    name: str
    size: int
    text: str


def messages(*, text: str = "", is_waiting: bool = False) -> QuerySet[Message]:
    """Messages, newest first; `text` looks in subject, address and body."""
    found = Message.objects.order_by("-created_at", "-id")
    if is_waiting:
        found = found.filter(sent_at__isnull=True)
    if text:
        found = found.filter(
            Q(subject__icontains=text) | Q(to_address__icontains=text) | Q(body__icontains=text)
        )
    return found


def message(pk: int) -> Message | None:
    """One message, None when there is no such."""
    return Message.objects.filter(pk=pk).first()


def written_keys(keys: Iterable[str]) -> set[str]:
    """Which of the keys have a message already."""
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def last_written(prefixes: Iterable[str]) -> dict[str, datetime]:
    """For each key prefix the moment its newest message was written; prefixes without any are left out."""
    wanted = list(prefixes)
    condition = Q()
    for prefix in wanted:
        condition |= Q(key__startswith=prefix)
    found: dict[str, datetime] = {}
    if not wanted:
        return found
    for key, at in Message.objects.filter(condition).order_by("created_at").values_list("key", "created_at"):
        for prefix in wanted:
            if key.startswith(prefix):
                found[prefix] = at
    return found


def mail_files(*, limit: int = 100) -> list[MailFile]:
    """The newest mails of the folder they are laid into; none where mail leaves by SMTP."""
    if settings.EMAIL_BACKEND not in (FILE_BACKEND, OWN_BACKEND):
        return []
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    paths = sorted(folder.glob("*.log"), key=lambda path: path.name, reverse=True)[:limit]
    return [
        MailFile(path.name, path.stat().st_size, path.read_text(encoding="utf-8", errors="replace"))
        for path in paths
    ]


def mail_setting(*, is_tried: bool = True) -> MailSetting:
    """How mail leaves and whether it can: an SMTP server is really connected to (`is_tried`), a folder must be writable."""
    backend = settings.EMAIL_BACKEND
    own = server_in_use() if backend == OWN_BACKEND else None
    if own is not None:
        return MailSetting("smtp", str(own), _connection_problem() if is_tried else "")
    if backend == SMTP_BACKEND:
        place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return MailSetting("smtp", place, _connection_problem() if is_tried else "")
    if backend in (FILE_BACKEND, OWN_BACKEND):
        return MailSetting("folder", str(settings.EMAIL_FILE_PATH), _connection_problem() if is_tried else "")
    return MailSetting("other", backend, "")


def mail_server() -> MailServer | None:
    """What was set in the browser, None before anybody did."""
    return MailServer.objects.filter(pk=1).first()


def server_in_use() -> MailServer | None:
    """The server set in the browser, None where mail stays here."""
    found = mail_server()
    return found if found is not None and found.is_used and found.host else None


def is_set_outside() -> bool:
    """Whether the environment names the mail server: what is set in the browser is not asked then."""
    return settings.EMAIL_BACKEND == SMTP_BACKEND


def sender() -> str:
    """Who mail comes from, as its head says it: what was set in the browser, else DANBIET_MAIL_FROM."""
    found = server_in_use() if settings.EMAIL_BACKEND == OWN_BACKEND else None
    if found is None or not found.from_address:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((found.from_name or "Dân Biết", found.from_address))


def _connection_problem() -> str:
    try:
        connection = get_connection()
        connection.open()
        connection.close()
    except Exception as error:  # whatever the mail library raises is the answer to the question
        return f"{type(error).__name__}: {error}"
    return ""


def sent_before(before: datetime) -> int:
    """How many messages were sent before the moment and are still kept."""
    return Message.objects.filter(sent_at__lt=before).count()
