"""How public pages say things: where one is, whether an answer holds, a question as a line of a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.org.queries import Tree

from ..calc.validity import EXPIRED, SUPERSEDED, UNTIL, Validity
from ..models import Question
from ..queries.archive import Given
from ..render import plain

EXCERPT = 180


def archive_step() -> tuple[str, str]:
    return _("Questions and answers"), reverse("questions:archive")


def full(path: str) -> str:
    """An address with the site in front."""
    return f"{settings.DANBIET_BASE_URL}{path}"


def holds(validity: Validity) -> tuple[str, str]:
    """Shape and words for the flag of an answer."""
    if validity.kind == SUPERSEDED:
        return "at_risk", _("A document it rests on has changed")
    if validity.kind in (EXPIRED, UNTIL) and validity.until is not None:
        day = f"{validity.until:%d/%m/%Y}"
        if validity.kind == EXPIRED:
            return "overdue", _("Was valid until %(day)s") % {"day": day}
        return "done", _("Valid until %(day)s") % {"day": day}
    return "done", _("Still valid")


def standing(question: Question, given: Given | None) -> tuple[str, str]:
    """The same for a question in a list: while another answer is being written, that."""
    if question.is_answered_again:
        return "waiting", _("Reopened, being answered again")
    return holds(given.validity) if given else ("waiting", "")


def day_of(at: datetime | None) -> Any:
    """The day in Vietnam."""
    return clock.local(at).date() if at is not None else None


def excerpt(html: str, longest: int = EXCERPT) -> str:
    """The first words of an answer, cut between words."""
    words = plain(html[: html.rfind("<")] if html.count("<") != html.count(">") else html)
    return words if len(words) <= longest else words[: words.rfind(" ", 0, longest)].rstrip(" ,;:") + "…"


def line(question: Question, given: Given | None, units: Tree, *, with_topic: bool = False) -> dict[str, Any]:
    """A question in a list; its field only where it was read along."""
    unit_id = given.answer.unit_id if given else question.lead_id
    shape, words = standing(question, given)
    return {
        "code": question.code,
        "url": reverse("questions:question-public", args=[question.code]),
        "subject": question.subject,
        "excerpt": excerpt(given.excerpt) if given else "",
        "unit": units.name(unit_id) if unit_id is not None else "",
        "topic": question.topic.name if with_topic and question.topic else "",
        "on": day_of(question.published_at),
        "shape": shape,
        "holds": words,
        "is_current": given.validity.is_current and not question.is_answered_again if given else False,
    }


def lines(
    pairs: Iterable[tuple[Question, Given | None]], units: Tree, *, with_topics: bool = False
) -> list[dict[str, Any]]:
    return [line(question, given, units, with_topic=with_topics) for question, given in pairs]


def is_english() -> bool:
    return (get_language() or "vi") == "en"


def size_words(size: int) -> str:
    """84 kB, 1,2 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    number = f"{size / 1024 / 1024:.1f}"
    return f"{number if is_english() else number.replace('.', ',')} MB"
