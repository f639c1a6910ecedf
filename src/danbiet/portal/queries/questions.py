"""What questions need of other nouns, and other nouns of questions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.broadcasts.queries.aired import WasAired, airings_of
from danbiet.broadcasts.registry import Choice, Facts, register_picker
from danbiet.kit import clock
from danbiet.newsroom.enums import SectionKind
from danbiet.newsroom.queries.register import Cited, cited
from danbiet.questions.queries.findable import KIND, Airable, airable, newest_airable
from danbiet.questions.registry import Document, OnAir, register_documents, register_on_air
from danbiet.search.queries import find

MOST = 12


def join_registers() -> None:
    """Documents for answers, questions for episodes, broadcasts for pages of questions."""
    register_documents(search=documents_for, known=known_documents)
    register_picker(KIND, gettext_lazy("Answered questions"), search=questions_to_air, facts=question_facts)
    register_on_air(broadcasts_of)


def documents_for(words: str) -> list[Document]:
    """Documents of the register readers see, by number, title or text, best first."""
    ids = [hit.object_id for hit in find(words, kind=SectionKind.DOCUMENTS.value).items[:MOST]]
    known = known_documents(ids)
    return [known[pk] for pk in ids if pk in known]


def known_documents(ids: Collection[int]) -> dict[int, Document]:
    """These documents as they stand today."""
    return {
        pk: Document(pk, one.title, one.url, standing_words(one) or _("In force"), one.is_in_force)
        for pk, one in cited(ids, on=clock.today()).items()
    }


def standing_words(one: Cited) -> str:
    """What an answer that rests on the document says of it, "" while it binds."""
    if one.successor:
        return _("Replaced by %(document)s") % {"document": one.successor}
    if one.ended_on:
        return _("No longer in force since %(day)s") % {"day": f"{one.ended_on:%d/%m/%Y}"}
    return "" if one.is_in_force else _("Not in force yet")


def questions_to_air(words: str, rights: Any) -> list[Choice]:
    """Published questions whose askers agreed to go on air: what answers the words, else the newest."""
    if words.strip():
        rows = airable([hit.object_id for hit in find(words, kind=KIND).items[: 3 * MOST]])
        rows = [one for one in rows if one.is_allowed][:MOST]
    else:
        rows = newest_airable(MOST)
    return [Choice(one.id, one.subject, _detail(one, rights)) for one in rows]


def question_facts(ids: Collection[int]) -> dict[int, Facts]:
    """Words for the script, and whether the asker agreed; what is no longer public is left out."""
    return {
        one.id: Facts(
            title=one.subject,
            text=f"{_('Question')}: {one.text}\n\n{_('Answer')}: {one.answer}",
            url=one.url,
            refusal="" if one.is_allowed else _("The asker has not agreed to go on air."),
            consent=_("The asker agreed to go on air") if one.is_allowed else "",
        )
        for one in airable(ids)
    }


def broadcasts_of(question_ids: Collection[int]) -> dict[int, list[OnAir]]:
    """When and where these questions were on air."""
    return {pk: [_on_air(one) for one in those] for pk, those in airings_of(KIND, question_ids).items()}


def _on_air(one: WasAired) -> OnAir:
    """The airing's page has the recording and the minute at which the question begins."""
    url = reverse("broadcasts:airing-public", args=[one.airing_id])
    return OnAir(title=one.programme, on=one.on, channel=one.channel, url=url)


def _detail(one: Airable, rights: Any) -> str:
    parts = [one.code, rights.tree.name(one.unit_id) if one.unit_id else "", f"{one.answered_on:%d/%m/%Y}" if one.answered_on else ""]  # fmt: skip
    return ", ".join(part for part in parts if part)
