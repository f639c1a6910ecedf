"""Published questions as the search finds them, as the counter knows their pages, and as broadcasters may pick them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import strip_tags

from danbiet.kit import clock
from danbiet.search.registry import Item
from danbiet.visits.registry import PageFacts

from ..enums import AnswerState, State
from ..models import Answer, Event, LegalBasis, Question

KIND = "question"
BATCH = 500
MOST = 20
_PAGE = "/hoi-dap/cau-hoi/"


def findable(question_id: int) -> Item | None:
    """The published question with its masked words and answer; None for anything readers cannot see."""
    return next(iter(_items(_published().filter(pk=question_id))), None)


def called(question_id: int) -> str:
    """What others may call the question now: its subject while everybody reads it, its code otherwise; "" when there is none."""
    row = Question.objects.filter(pk=question_id).only("code", "subject", "published_at").first()
    return "" if row is None else row.subject if row.is_readable else row.code


def all_findable() -> Iterator[Item]:
    """Every published question."""
    last = 0
    while portion := _items(_published().filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from portion
        last = portion[-1].object_id


def known_at(paths: Iterable[str]) -> dict[str, PageFacts]:
    """Whose the questions at these addresses are: the agency that answered. One query."""
    codes = {path.removeprefix(_PAGE).strip("/"): path for path in paths if path.startswith(_PAGE)}
    rows = _published().filter(code__in=codes).values_list("code", "subject", "lead_id") if codes else ()
    return {codes[code]: PageFacts(f"{code}: {subject}", unit_id) for code, subject, unit_id in rows}


@dataclass(frozen=True, slots=True)
class Airable:
    """A question with its answer in plain words. `is_allowed`: published, and the asker agreed to it going on air."""

    id: int
    code: str
    subject: str
    text: str
    answer: str
    url: str
    unit_id: int | None
    answered_on: date | None
    is_allowed: bool


def airable(ids: Collection[int]) -> list[Airable]:
    """These published questions in the order of the ids; what is not public, or is being answered again, is left out. Two
    queries."""
    rows = _published().filter(state=State.PUBLISHED).in_bulk(ids)
    answers = _answers(list(rows))
    return [_airable(rows[pk], answers.get(pk, "")) for pk in ids if pk in rows]


def newest_airable(most: int = MOST) -> list[Airable]:
    """The newest published questions whose askers agreed."""
    rows = list(
        _published().filter(state=State.PUBLISHED, may_air=True).order_by("-published_at", "-pk")[:most]
    )
    answers = _answers([one.pk for one in rows])
    return [_airable(one, answers.get(one.pk, "")) for one in rows]


def _airable(one: Question, body: str) -> Airable:
    on = clock.local(one.answered_at).date() if one.answered_at else None
    url = reverse("questions:question-public", args=[one.code])
    return Airable(one.pk, one.code, one.subject, one.text, _words(body), url, one.lead_id, on, one.may_air)


def told_on(question_id: int, airing_id: int) -> str:
    """The day (ISO) an airing was told for, "" when it was not or was taken back."""
    rows = Event.objects.filter(
        question=question_id, verb__in=("aired", "not_aired"), details__airing=airing_id
    )
    last = rows.order_by("at", "id").last()
    return str(last.details.get("on", "")) if last is not None and last.verb == "aired" else ""


def cited_documents() -> dict[int, set[str]]:
    """Documents of the register that answers rest on, with the flags that stand on them now. One query."""
    found: dict[int, set[str]] = {}
    rows = LegalBasis.objects.filter(document_id__isnull=False).values_list("document_id", "flag").distinct()
    for document_id, flag in rows:
        found.setdefault(document_id or 0, set()).add(flag)
    return found


def _published() -> QuerySet[Question]:
    return Question.objects.filter(published_at__isnull=False)


def _answers(question_ids: Collection[int]) -> dict[int, str]:
    rows = Answer.objects.filter(question__in=question_ids, state=AnswerState.APPROVED, is_private=False)
    return dict(rows.order_by("round").values_list("question_id", "body"))


def _words(html: str) -> str:
    return " ".join(strip_tags(html.replace("<", " <")).split())


def _items(rows: QuerySet[Question]) -> list[Item]:
    questions = list(rows)
    answers = _answers([one.pk for one in questions])
    return [_item(one, answers.get(one.pk, "")) for one in questions]


def _item(one: Question, body: str) -> Item:
    on = clock.local(one.published_at).date() if one.published_at else None
    return Item(
        kind=KIND,
        object_id=one.pk,
        title=one.subject,
        url=reverse("questions:question-public", args=[one.code]),
        text=f"{one.text}\n{_words(body)}",
        unit_id=one.lead_id,
        year=on.year if on else None,
        on=on,
        extra=one.code,
        field=str(one.topic_id or ""),
    )
