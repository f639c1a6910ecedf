"""The public archive: questions with their official answers, as everybody may read them. Nothing here touches `Asker`,
except the name of somebody who agreed to be named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Substr

from danbiet.kit import clock
from danbiet.media.queries import StoredFile, stored_file
from danbiet.org.models import Unit

from ..calc.validity import Validity, validity_of
from ..enums import AnswerState
from ..models import Answer, Asker, LegalBasis, Question, QuestionFile, Topic

EXCERPT = 700  # characters of an answer's HTML that a list needs of it
ORDER = ("-published_at", "-pk")


def published() -> QuerySet[Question]:
    """All that everybody reads, newest first; also what was reopened since: the earlier answer stands until another is given."""
    return Question.objects.filter(published_at__isnull=False).order_by(*ORDER)


def narrowed(
    rows: QuerySet[Question],
    *,
    topic_id: int | None = None,
    unit_ids: Iterable[int] | None = None,
    year: int | None = None,
    text: str = "",
) -> QuerySet[Question]:
    """Of one field, agencies, year of publication, with words in it as they are written."""
    if topic_id is not None:
        rows = rows.filter(topic=topic_id)
    if unit_ids is not None:
        rows = rows.filter(lead__in=set(unit_ids))
    if year is not None:
        rows = rows.filter(published_at__gte=_new_year(year), published_at__lt=_new_year(year + 1))
    for word in text.split()[:8]:
        rows = rows.filter(Q(subject__icontains=word) | Q(text__icontains=word))
    return rows


def _new_year(year: int) -> datetime:
    return datetime(min(max(year, 1), 9999), 1, 1, tzinfo=clock.VIETNAM)


def with_topics(rows: QuerySet[Question]) -> QuerySet[Question]:
    """The field of each in the same query."""
    return rows.select_related("topic")


def published_codes(*, most: int) -> Iterator[tuple[str, datetime]]:
    """Codes with when they were published, newest first: for maps of the site."""
    for code, published_at in published().values_list("code", "published_at")[:most].iterator():
        if published_at is not None:
            yield code, published_at


def by_ids(ids: Collection[int]) -> list[Question]:
    """Published questions in the order of the ids; those that are not public are left out."""
    known = {row.pk: row for row in with_topics(published().filter(pk__in=ids))}
    return [known[pk] for pk in ids if pk in known]


def published_question(code: str) -> Question | None:
    """The published question of this code, None when there is none."""
    return with_topics(published()).filter(code=code.strip().upper()).first()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as readers see it; `excerpt` is the beginning of its HTML in lists."""

    answer: Answer
    bases: tuple[LegalBasis, ...]
    validity: Validity

    @property
    def excerpt(self) -> str:
        return str(getattr(self.answer, "beginning", "") or self.answer.body)


def answers_of(question_ids: Collection[int], *, on: date) -> dict[int, Given]:
    """The present answer of each, with the beginning of its text: two queries."""
    rows = (
        Answer.objects.filter(question__in=question_ids, state=AnswerState.APPROVED, is_private=False)
        .annotate(beginning=Substr("body", 1, EXCERPT))
        .defer("body")
        .prefetch_related(_bases())
        .order_by("round")
    )
    return {answer.question_id: given(answer, on) for answer in rows}


def full_answers_of(question_ids: Collection[int], *, on: date) -> dict[int, Given]:
    """The present answer of each with its whole text: two queries."""
    rows = Answer.objects.filter(question__in=question_ids, state=AnswerState.APPROVED, is_private=False)
    return {
        answer.question_id: given(answer, on) for answer in rows.prefetch_related(_bases()).order_by("round")
    }


def all_answers(question: Question, *, on: date) -> list[Given]:
    """Every answer that was given publicly, the present one first."""
    rows = (
        question.answers.filter(state=AnswerState.APPROVED, is_private=False)
        .prefetch_related(_bases())
        .order_by("-round")
    )
    return [given(answer, on) for answer in rows]


def _bases() -> Prefetch:
    return Prefetch("bases", queryset=LegalBasis.objects.order_by("id"))


def given(answer: Answer, on: date) -> Given:
    """An answer with its (prefetched) legal bases and whether it still holds."""
    bases = tuple(answer.bases.all())
    flags = [base.flag or base.title for base in bases if base.flagged_at is not None]
    return Given(answer, bases, validity_of(valid_until=answer.valid_until, flags=flags, on=on))


def answer_files(question: Question) -> list[tuple[QuestionFile, StoredFile]]:
    """The files everybody may have: those of an answer that were made public."""
    rows = question.files.filter(is_public=True, is_from_asker=False).select_related("file").order_by("id")
    return [(row, row.file) for row in rows]


def answer_file(question: Question, pk: int) -> StoredFile | None:
    """One of them, None when it is not public."""
    row = question.files.filter(pk=pk, is_public=True, is_from_asker=False).first()
    return stored_file(row.file_id) if row else None


def named_asker(question: Question) -> str:
    """The asker's name where they agreed to have it stand beside the question, "" otherwise."""
    if not (question.may_name and question.may_publish):
        return ""
    asker = Asker.objects.filter(question=question).only("name", "question_id").first()
    return asker.name if asker else ""


def topics_offered() -> list[Topic]:
    """The fields one may ask about, in their order."""
    return list(Topic.objects.filter(is_active=True).order_by("order", "name", "pk"))


def topics_known() -> list[tuple[int, str]]:
    """All fields, also closed ones: earlier questions stand in them."""
    return list(Topic.objects.order_by("order", "name", "pk").values_list("pk", "name"))


def answering_unit_ids() -> set[int]:
    """The agencies that have published an answer."""
    theirs = Question.objects.filter(published_at__isnull=False, lead=OuterRef("pk"))
    return set(Unit.objects.filter(Exists(theirs)).values_list("pk", flat=True))


def years_published() -> range:
    """The years in which answers were published, newest first; empty when there are none."""
    newest = published().values_list("published_at", flat=True).first()
    oldest = published().order_by("published_at", "pk").values_list("published_at", flat=True).first()
    if newest is None or oldest is None:
        return range(0)
    return range(clock.local(newest).year, clock.local(oldest).year - 1, -1)


def for_the_record(
    rows: QuerySet[Question], *, on: date, size: int = 500
) -> Iterator[tuple[Question, Given]]:
    """Everything with its answer, oldest first, in portions: for open data."""
    last = 0
    while True:
        portion = list(with_topics(rows.filter(pk__gt=last)).order_by("pk")[:size])
        if not portion:
            return
        last = portion[-1].pk
        ids = [row.pk for row in portion]
        answers = Answer.objects.filter(question__in=ids, state=AnswerState.APPROVED, is_private=False)
        theirs = {
            answer.question_id: given(answer, on)
            for answer in answers.prefetch_related(_bases()).order_by("round")
        }
        yield from ((row, theirs[row.pk]) for row in portion if row.pk in theirs)
