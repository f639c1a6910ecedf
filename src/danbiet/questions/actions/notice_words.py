"""What an asker is told, by kind: plain words with the code and the masked subject, never the asker's own words or the answer.

Whoever else reads the mail box learns no more than that there is a question.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.kit import clock as time

from ..models import Question

TOLD: dict[str, str | Promise] = {
    "received": gettext_lazy("We have received your question."),
    "info_wanted": gettext_lazy("We need more information before your question can be answered. Please open the page and write it there."),
    "extended": gettext_lazy("More time is needed for the answer. The new day and the reason are on the page."),
    "update": gettext_lazy("There is news of how far your question is."),
    "answered": gettext_lazy("Your question has been answered. You can read the answer on the page, rate it, and reopen the question once within 15 days."),
    "refused": gettext_lazy("Your question cannot be taken on here. The page says why and where to turn."),
    "duplicate": gettext_lazy("The same question is being handled already or has been answered. The page leads to it."),
    "merged": gettext_lazy("Your question is handled together with another of the same matter. You will be told of the answer."),
    "joined_private": gettext_lazy("The question yours was joined with has been answered, but the answer is not public and cannot be shown to you. You can ask your question again."),
    "joined_ended": gettext_lazy("The question yours was joined with has ended without an answer. You can ask your question again."),
    "taken_up": gettext_lazy("Your question has been taken up again."),
    "data_done": gettext_lazy("Your request about your data has been carried out. The page says how."),
    "on_air": gettext_lazy("Your question is in the column “The people ask – the government answers”. When and where is on the page."),
}  # fmt: skip
OTHERWISE = gettext_lazy("There is news of your question.")


@dataclass(frozen=True, slots=True)
class Words:
    """A letter, and the same in one short message."""

    subject: str
    body: str
    short: str


def words_for(question: Question, kind: str, *, link: str, contact: str) -> Words:
    """The letter about something of this kind, in the active language."""
    told = str(TOLD.get(kind, OTHERWISE))
    lines = [
        _("Dear Sir or Madam,"),
        told,
        _("Code: %(code)s") % {"code": question.code} + "\n" + _("About: %(subject)s") % {"subject": question.subject},
    ]  # fmt: skip
    if kind in ("received", "extended", "taken_up"):
        lines.append(
            _("You will be answered by %(day)s.") % {"day": f"{time.local(question.due_at):%d/%m/%Y}"}
        )
    lines.append(
        _("Follow the question here:") + f"\n{link}\n" + _("Whoever has this address can read the question: please keep it to yourself.")
    )  # fmt: skip
    if contact:
        lines.append(_("If you have questions, turn to: %(contact)s") % {"contact": contact})
    return Words(
        subject=_("Your question %(code)s") % {"code": question.code},
        body="\n\n".join(lines) + "\n",
        short=f"{question.code}: {told} {link}",
    )
