"""The archive: what was asked and what the authorities answered. Kept ready, without cookies."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.kit.text import row_number
from danbiet.media.views import attachment
from danbiet.org.queries import Tree, name_at, tree
from danbiet.org.views import from_home
from danbiet.pagecache.registry import kept
from danbiet.search.queries import PAGE as FOUND_PAGE
from danbiet.search.queries import find
from danbiet.search.registry import sources

from ..forms.archive import ArchiveFilter, Wanted
from ..models import Question
from ..queries import archive as ask
from ..queries.suggesting import close_to, fitting
from ..registry import documents_by_id, on_air
from ..render import plain
from . import public_words as say
from .linked import question_page as linked_question

PAGE = 20
SIMILAR = 4
SHOWN = 3  # suggestions: as many as fit beside a form on a telephone
MEANT = 300  # letters of what is typed that are looked at
KIND = "question"  # what the search calls them, once somebody has told it


@require_safe
@kept(seconds=60, query=["q", "linh-vuc", "co-quan", "nam", "trang"])
def archive(request: HttpRequest) -> HttpResponse:
    """Published questions, newest first, narrowed by words, field, agency, year."""
    on = clock.today()
    units = tree(on)
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    topics = ask.topics_known()
    known = ask.answering_unit_ids()
    agencies = [(unit.id, units.full_name(unit.id)) for unit in units if unit.id in known]
    form = ArchiveFilter(request.GET or None, topics=topics, units=agencies, years=ask.years_published())
    wanted = form.asked() if form.is_bound else Wanted("", None, None, None)
    page, rows = _found(wanted, units, request.GET.get("trang", ""))
    given = ask.answers_of([row.pk for row in rows], on=on)
    context = {
        "form": form, "page": page, "rows": say.lines(((row, given.get(row.pk)) for row in rows), units, with_topics=True),
        "is_narrowed": wanted.is_narrowed, "title": _title(wanted, dict(topics), units),
        "feed_url": _feed(wanted), "crumbs": from_home(_("Questions and answers")),
    }  # fmt: skip
    return render(request, "questions/public/archive.html", context)


def _found(wanted: Wanted, units: Tree, number: str) -> tuple[Page[Any], list[Question]]:
    """By the search where it knows questions (words without tone marks, typing errors); else by the words as they stand."""
    unit_ids = _with_those_below(wanted.unit_id, units)
    if wanted.text and any(source.kind == KIND for source in sources()):
        found = find(
            wanted.text, kind=KIND, unit_ids=unit_ids, year=wanted.year, field=str(wanted.topic_id or ""),
            page=row_number(number) or 1,
        )  # fmt: skip
        page: Page[Any] = Paginator(range(found.count), FOUND_PAGE).get_page(found.page)
        return page, ask.by_ids([hit.object_id for hit in found.items])
    rows = ask.narrowed(
        ask.with_topics(ask.published()),
        topic_id=wanted.topic_id,
        unit_ids=unit_ids,
        year=wanted.year,
        text=wanted.text,
    )
    page = Paginator(rows, PAGE).get_page(number)
    return page, list(page.object_list)


def _with_those_below(unit_id: int | None, units: Tree) -> set[int] | None:
    if unit_id is None:
        return None
    return units.descendants(unit_id) if unit_id in units else {unit_id}


def _title(wanted: Wanted, topics: dict[int, str], units: Tree) -> str:
    """What the list holds, for its heading and the window's title."""
    narrower = [topics.get(wanted.topic_id or 0, ""), units.name(wanted.unit_id) if wanted.unit_id else ""]
    return ", ".join(filter(None, [*narrower, str(wanted.year or "")]))


def _feed(wanted: Wanted) -> str:
    query = {"linh-vuc": wanted.topic_id, "co-quan": wanted.unit_id}
    said = urlencode({name: value for name, value in query.items() if value})
    return reverse("questions:feed") + (f"?{said}" if said else "")


@require_safe
@kept(seconds=60)
def question_page(request: HttpRequest, code: str) -> HttpResponse:
    """One question with its official answer: signer, date, documents, whether it still holds, earlier answers, broadcasts."""
    question = ask.published_question(code)
    if question is None:
        raise Http404
    on = clock.today()
    units = tree(on)
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    answers = ask.all_answers(question, on=on)
    if not answers:
        raise Http404
    newest, *earlier = answers
    unit_name = name_at(newest.answer.unit_id, say.day_of(newest.answer.approved_at) or on)
    address = say.full(reverse("questions:question-public", args=[question.code]))
    text = plain(newest.answer.body)
    context = {
        "question": question, "asker": ask.named_asker(question), "unit_name": unit_name,
        "unit_url": reverse("org:unit", args=[newest.answer.unit_id]),
        "place": units.full_name(question.place_id) if question.place_id else "",
        "answer": {**_shown(newest, unit_name, on), **_standing(question, newest)}, "earlier": [_shown(one, units.name(one.answer.unit_id), on) for one in earlier],
        "files": _files(question), "broadcasts": on_air([question.pk]).get(question.pk, []),
        "similar": say.lines(
            [(row, None) for row in close_to(question.subject, limit=SIMILAR, exclude=question.pk)], units
        ),
        "crumbs": from_home(say.archive_step(), question.code), "full_url": address, "description": say.excerpt(newest.answer.body),
        "mail_query": urlencode({"subject": question.subject, "body": address}, quote_via=quote), "facebook_query": urlencode({"u": address}),
        "linked": linked_question(
            url=address, name=question.subject, text=question.text, asked=say.day_of(question.received_at), answer=text,
            answered=say.day_of(newest.answer.approved_at), agency=unit_name,
        ),
    }  # fmt: skip
    return render(request, "questions/public/question.html", context)


def _shown(given: ask.Given, unit_name: str, on: date) -> dict[str, Any]:
    """An answer as the page shows it."""
    shape, words = say.holds(given.validity)
    known = documents_by_id([base.document_id for base in given.bases if base.document_id])
    bases = []
    for base in given.bases:
        document = known.get(base.document_id or 0)
        standing = (
            ("done" if document.is_in_force else "at_risk", document.standing) if document else ("", "")
        )
        if base.flagged_at is not None:
            standing = ("at_risk", _("has changed since"))
        bases.append(
            {
                "title": base.title, "article": base.article, "url": (document.url if document else "") or base.url,
                "shape": standing[0], "standing": standing[1], "flag": base.flag if base.flagged_at else "",
            }
        )  # fmt: skip
    return {
        "body": given.answer.body, "unit": unit_name, "signer": given.answer.signer_name, "signer_title": given.answer.signer_title,
        "on": say.day_of(given.answer.approved_at), "shape": shape, "holds": words, "flags": given.validity.flags,
        "is_current": given.validity.is_current, "bases": bases,
    }  # fmt: skip


def _standing(question: Question, newest: ask.Given) -> dict[str, Any]:
    shape, words = say.standing(question, newest)
    return {"shape": shape, "holds": words} if question.is_answered_again else {}


def _files(question: Question) -> list[dict[str, str]]:
    return [
        {
            "type": file.name.rpartition(".")[2].upper()[:4], "title": row.label, "detail": say.size_words(file.size),
            "url": reverse("questions:answer-file", args=[question.code, row.pk]),
        }
        for row, file in ask.answer_files(question)
    ]  # fmt: skip


@require_safe
def answer_file(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A file of a published answer."""
    question = ask.published_question(code)
    file = ask.answer_file(question, pk) if question else None
    if file is None:
        raise Http404
    return attachment(file)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answered questions that fit what is being typed (`?q=`)."""
    on = clock.today()
    pairs = fitting(request.GET.get("q", "")[:MEANT], on=on, limit=SHOWN)
    units = tree(on) if pairs else Tree(on=on, units=[])
    items = [
        {
            "text": one["subject"], "url": one["url"], "is_current": one["is_current"],
            "label": _("%(agency)s answered on %(day)s") % {"agency": one["unit"], "day": f"{one['on']:%d/%m/%Y}"},
            "holds": one["holds"],
        }
        for one in say.lines(pairs, units) if one["on"]
    ]  # fmt: skip
    answer = JsonResponse({"items": items})
    answer.headers["Cache-Control"] = "public, max-age=60"
    return answer
