"""Questions another one may repeat, for the intake desk."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Concat

from danbiet.kit.text import fold_words

from ..calc.moves import ENDED
from ..calc.routing import telling
from ..models import Question
from .queue import Folded

MOST_WORDS = 8


def candidates(question: Question, text: str = "", *, most: int = 15) -> list[Question]:
    """Questions whose code or words fit the text (the question's own subject when empty), most words in common first."""
    code = text.strip().upper()
    rows = Question.objects.exclude(pk=question.pk).exclude(
        state__in=(*ENDED, "closed")
    ) | Question.objects.filter(state="closed").exclude(pk=question.pk)
    if code.startswith("CH-"):
        return list(rows.filter(code=code)[:1])
    words = sorted(telling(fold_words(text or question.subject)), key=len, reverse=True)[:MOST_WORDS]
    if not words:
        return []
    folded = Folded(Concat("subject", Value(" "), "text", output_field=TextField()))
    score = sum(
        (
            Case(When(folded__contains=word, then=Value(1)), default=Value(0), output_field=IntegerField())
            for word in words
        ),
        start=Value(0, output_field=IntegerField()),
    )
    any_word = Q()
    for word in words:
        any_word |= Q(folded__contains=word)
    found = rows.annotate(folded=folded).filter(any_word).annotate(score=score)
    return list(found.filter(score__gte=min(2, len(words))).order_by("-score", "-received_at")[:most])
