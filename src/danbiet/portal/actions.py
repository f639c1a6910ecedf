"""What the portal does when something readers see has changed."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from danbiet.accounts.models import User
from danbiet.broadcasts.actions.renaming import rename_items
from danbiet.kit import clock
from danbiet.measures.actions import record_event
from danbiet.measures.queries import recorded_sources
from danbiet.measures.registry import PAGE_VIEWS
from danbiet.newsroom.enums import SectionKind
from danbiet.newsroom.queries.findable import KINDS, findable, read_at
from danbiet.newsroom.queries.register import cited
from danbiet.pagecache.actions import forget_all
from danbiet.questions.actions.refusals import QuestionRefusal
from danbiet.questions.actions.upkeep import Airing, aired, flag_document, not_aired
from danbiet.questions.queries import findable as questions
from danbiet.search.actions import drop, put_item
from danbiet.visits.queries import pages_of

from .queries.questions import question_facts, standing_words

log = logging.getLogger("danbiet.portal")
PAGE_DAY = "visits.page_day"
Items = Iterable[Sequence[Any]]


@transaction.atomic
def page_shown(sender: Any, page_id: int, at: datetime, **_: Any) -> None:
    """A page, or a new version of it, is before readers: findable, and no kept copy says otherwise."""
    item = findable(page_id)
    if item is None:  # taken down again before we were told
        return page_hidden(sender, page_id, at)
    put_item(item)
    if item.kind == SectionKind.DOCUMENTS:
        check_documents([page_id], at=at)
    return forget_all()


@transaction.atomic
def page_hidden(sender: Any, page_id: int, at: datetime, **_: Any) -> None:
    """A page is before readers no more: found no more, and no kept copy shows it."""
    for kind in KINDS:
        drop(kind, page_id)
    forget_all()


@transaction.atomic
def count_views(day: date, *, at: datetime) -> int:
    """What readers read of the newsroom's pages on a day that is over becomes something plans can count: how many events.

    Once for each page; done again it adds what was not known yet. A page taken off before stays uncounted, one taken off
    later keeps what was read of it: it was read.
    """
    rows = pages_of(day)
    done = recorded_sources(PAGE_VIEWS, PAGE_DAY, (row.id for row in rows))
    rows = [row for row in rows if row.id not in done]
    known = read_at(row.path for row in rows)
    fresh = [(row, known[row.path]) for row in rows if row.path in known]
    for row, page in fresh:
        record_event(
            PAGE_VIEWS, on=day, unit_id=page.unit_id, title=page.title, url=row.path, quantity=row.views, source_kind=PAGE_DAY,
            source_id=row.id, facets=page.facets, at=at,
        )  # fmt: skip
    return len(fresh)


@transaction.atomic
def question_shown(sender: Any, question_id: int, at: datetime, **_: Any) -> None:
    """A question and its answer, or other words of them, are before readers: findable, and no kept copy says otherwise."""
    item = questions.findable(question_id)
    if item is None:
        return question_hidden(sender, question_id, at)
    put_item(item)
    _call_on_air(question_id)
    return forget_all()


@transaction.atomic
def question_hidden(sender: Any, question_id: int, at: datetime, **_: Any) -> None:
    """A question is before readers no more: found no more, and no kept copy shows it."""
    drop(questions.KIND, question_id)
    _call_on_air(question_id)
    forget_all()


def _call_on_air(question_id: int) -> None:
    """In the broadcasts the question goes by what readers may know of it now, not by what it was called when it was picked."""
    title = questions.called(question_id)
    if title:
        with translation.override(settings.LANGUAGE_CODE):
            facts = question_facts([question_id]).get(question_id)
            rename_items(questions.KIND, question_id, title=title, text=facts.text if facts else "")


@transaction.atomic
def question_answered(sender: Any, **_: Any) -> None:
    """Figures of agencies have changed."""
    forget_all()


def question_on_air(
    sender: Any, airing_id: int, on: date, programme: str, unit_id: int | None, url: str, items: Items, at: datetime,
    by_id: int | None = None, gone: Items = (), reason: str = "", **_: Any,
) -> None:  # fmt: skip
    """An airing took place, or was put right: each question in it is told, each no longer in it is told that too."""
    by = User.objects.filter(pk=by_id).first() if by_id else None
    airing = Airing(airing_id, on, programme, unit_id, url)
    for question_id in _questions(gone):
        try:
            not_aired(question_id, airing_id, reason, by=by, at=at)
        except QuestionRefusal as refusal:  # it is not there any more: the airing is put right all the same
            log.warning("question %s in airing %s: %s", question_id, airing_id, type(refusal).__name__)
    for question_id in _questions(items):
        before = questions.told_on(question_id, airing_id)
        if before not in ("", on.isoformat()):
            not_aired(question_id, airing_id, reason, by=by, at=at)
        try:
            aired(question_id, airing, by=by, at=at)
        except (
            QuestionRefusal
        ) as refusal:  # consent was taken back meanwhile: the airing stands, the question says nothing
            log.warning("question %s in airing %s: %s", question_id, airing_id, type(refusal).__name__)
    forget_all()


def recording_seen(sender: Any, **_: Any) -> None:
    """Pages of questions lead to the recording."""
    forget_all()


def _questions(items: Items) -> list[int]:
    return [int(item[1]) for item in items if item[0] == questions.KIND and item[1] is not None]


@transaction.atomic
def check_documents(document_ids: Collection[int] | None = None, *, at: datetime) -> int:
    """Answers say so when a document they rest on was replaced or is no longer in force: these documents, or all that answers
    name. Safe to run twice. Returns how many answers changed."""
    flags = questions.cited_documents()
    wanted = [pk for pk in flags if document_ids is None or pk in document_ids]
    known = cited(wanted, on=clock.local(at).date())
    with translation.override(settings.LANGUAGE_CODE):
        words = {pk: standing_words(one) for pk, one in known.items()}
    return sum(flag_document(pk, said, at=at) for pk, said in words.items() if flags[pk] != {said})
