"""Answered questions that fit what somebody is about to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from danbiet.kit.text import fold_words

from ..models import Question
from .archive import Given, answers_of, published

SHORTEST = 6  # letters below which nothing can be meant yet
MOST_WORDS = 12


def fitting(text: str, *, on: date, limit: int = 5) -> list[tuple[Question, Given]]:
    """The closest first, each with its present answer; nothing for a text too short to mean anything."""
    if len("".join(text.split())) < SHORTEST:
        return []
    rows = _close(text, limit=limit)
    given = answers_of([row.pk for row in rows], on=on)
    return [(row, given[row.pk]) for row in rows if row.pk in given]


def _close(text: str, *, limit: int) -> Sequence[Question]:
    words = [word for word in dict.fromkeys(text.split()) if len(fold_words(word)) and len(word) > 2][
        :MOST_WORDS
    ]
    if not words:
        return []
    score: Coalesce = Coalesce(
        sum(
            (Case(When(subject__icontains=word, then=Value(2)), When(text__icontains=word, then=Value(1)), default=Value(0), output_field=IntegerField()) for word in words),
            Value(0),
        ),
        0,
    )  # fmt: skip
    any_word = Q()
    for word in words:
        any_word |= Q(subject__icontains=word)
    rows = published().filter(any_word).annotate(score=score).filter(score__gte=max(2, len(words) // 2))
    return list(rows.order_by("-score", "-published_at")[:limit])
