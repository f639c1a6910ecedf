"""Answered questions most like a text: for who is about to ask, and for the officer who answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.utils.html import strip_tags

from ..calc.similar import asked, rarity
from ..enums import AnswerState, State
from ..models import Answer, Commonness, Question

READ = (
    8_000  # postings one look-up reads: rare terms first, the commonest are left out where there are too many
)
LEAST_SHARE = 0.12  # of what a question with all the terms would score: below it nothing fits
MOST = 20


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A published question with its answer as plain text."""

    pk: int
    subject: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A question with how alike it is: 1 would share every term of the text."""

    question: Question
    share: float


def similar_answered(
    text: str, *, limit: int = 5, exclude: int | None = None, least: float = LEAST_SHARE
) -> list[Alike]:
    """Published questions that ask what the text asks, best first. Three statements; nothing where nothing fits."""
    shares = asked(text)
    if not shares:
        return []
    wanted = min(limit, MOST)
    found = _scores(shares, most=wanted + 3)
    rows = (
        Question.objects.filter(pk__in=[pk for pk, _ in found], state=State.PUBLISHED)
        .exclude(pk=exclude or 0)
        .in_bulk()
    )
    ranked = [
        Alike(rows[pk], share) for pk, share in found if pk in rows and share >= least
    ]  # hidden a moment ago: not in rows
    return ranked[:wanted]


def _scores(shares: dict[int, float], *, most: int) -> list[tuple[int, float]]:
    """Ids with their share of the best possible score."""
    counts = dict(Commonness.objects.filter(pk__in=[0, *shares]).values_list("term", "count"))
    documents = counts.pop(0, 0)
    known = sorted((count, term) for term, count in counts.items() if count > 0)
    terms: list[int] = []
    worths: list[float] = []
    read = 0
    for count, term in known:
        if read + count > READ and terms:
            break
        read += count
        terms.append(term)
        worths.append(shares[term] * rarity(documents, count))
    if not terms:
        return []
    best = (
        sum(worths)
        + sum(shares[term] * rarity(documents, 0) for term in shares if counts.get(term, 0) <= 0) / 4
    )
    with connection.cursor() as cursor:
        # OFFSET 0 keeps the planner at one index look-up per term whatever the table's size.
        cursor.execute(
            "SELECT p.question_id, sum(p.weight * a.worth) AS score"
            " FROM unnest(%s::int[], %s::real[]) AS a (term, worth), LATERAL"
            " (SELECT question_id, weight FROM questions_posting WHERE term = a.term OFFSET 0) AS p"
            " GROUP BY 1 ORDER BY 2 DESC, 1 DESC LIMIT %s",
            [terms, worths, most],
        )
        return [(pk, float(score) / 1000 / best) for pk, score in cursor.fetchall()]


def written_out(question_ids: Collection[int]) -> list[WrittenOut]:
    """What the index reads of these questions, those that are not public left out. Two statements."""
    published = Question.objects.filter(pk__in=question_ids, state=State.PUBLISHED)
    answers = dict(
        Answer.objects.filter(question__in=question_ids, state=AnswerState.APPROVED, is_private=False)
        .order_by("round")
        .values_list("question_id", "body")
    )
    return [
        WrittenOut(pk, subject, text, strip_tags(answers.get(pk, "").replace("<", " <")))
        for pk, subject, text in published.values_list("pk", "subject", "text")
    ]
