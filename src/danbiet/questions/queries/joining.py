"""Questions another one may repeat, for the intake desk."""

from __future__ import annotations

from django.db.models.functions import Left

from danbiet.kit.text import fold_words

from ..calc.moves import ENDED, OPEN
from ..calc.routing import telling
from ..enums import State
from ..models import Question
from .similar import similar_answered

LOOKED_AT = 2_000  # open questions, the newest
BEGINNING = 240  # letters of their text
GONE = tuple(state for state in ENDED if state != "closed")


def joined_with(question: Question) -> list[Question]:
    """Questions that were joined with this one or repeat it, also by way of others. A query for each step of the chain, and
    chains are short."""
    found: dict[int, Question] = {}
    last = [question.pk]
    while last:
        rows = Question.objects.filter(same_as__in=last, state__in=(State.MERGED, State.DUPLICATE)).order_by(
            "pk"
        )
        fresh = [row for row in rows if row.pk not in found and row.pk != question.pk]
        found |= {row.pk: row for row in fresh}
        last = [row.pk for row in fresh]
    return list(found.values())


def end_of(question: Question) -> Question | None:
    """The question this one was joined with in the end, None when with none."""
    seen = {question.pk}
    other = question.same_as
    while other is not None and other.same_as is not None and other.same_as_id not in seen:
        seen.add(other.pk)
        other = other.same_as
    return other


def candidates(question: Question, text: str = "", *, most: int = 15) -> list[Question]:
    """Questions this one may be joined with, whose code or words fit the text (the question's own subject when empty): open
    ones with most words in common first, then published ones most like it. What ended or was answered to one person alone
    cannot be joined with and is found by its code only.

    Reads the newest 2,000 open questions and the index of the published ones, never all.
    """
    code = text.strip().upper()
    if code.startswith("CH-"):
        return list(Question.objects.exclude(pk=question.pk).exclude(state__in=GONE).filter(code=code)[:1])
    meant = text or question.subject
    found = _open_ones(question, telling(fold_words(meant)), most=most - most // 3)
    alike = similar_answered(meant, limit=most - len(found), exclude=question.pk)
    return [*found, *(one.question for one in alike)]


def _open_ones(question: Question, words: frozenset[str], *, most: int) -> list[Question]:
    """Folded here and once each: the database would do it again for every word."""
    if not words:
        return []
    rows = Question.objects.filter(state__in=OPEN).exclude(pk=question.pk).order_by("-pk")
    scores = {}
    for pk, subject, beginning in rows.values_list("pk", "subject", Left("text", BEGINNING))[:LOOKED_AT]:
        score = len(words & set(fold_words(f"{subject} {beginning}")))
        if score >= min(2, len(words)):
            scores[pk] = score
    best = sorted(scores, key=lambda pk: (-scores[pk], -pk))[:most]
    known = Question.objects.in_bulk(best)
    return [known[pk] for pk in best]
