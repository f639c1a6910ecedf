"""Where a question may belong: suggestions out of past routing."""

from __future__ import annotations

from collections.abc import Collection

from danbiet.kit.text import fold_words

from ..calc.routing import Past, Suggestion, ranked, telling
from ..models import Question

LOOKED_AT = 2000  # newest questions handed to an agency: older ones went to agencies that may be others now


def suggestions(question: Question, *, offered: Collection[int]) -> list[Suggestion]:
    """The likeliest agencies for the question, best first. One query."""
    rows = (
        Question.objects.filter(lead__isnull=False, routed_at__isnull=False)
        .exclude(pk=question.pk)
        .exclude(state__in=("sent_back", "merged", "withdrawn"))
        .order_by("-routed_at")
        .values_list("lead_id", "topic_id", "place_id", "subject")[:LOOKED_AT]
    )
    past = [
        Past(lead_id, topic_id, place_id, telling(fold_words(subject)))
        for lead_id, topic_id, place_id, subject in rows
        if lead_id is not None
    ]
    return ranked(
        past,
        topic_id=question.topic_id,
        place_id=question.place_id,
        words=telling(fold_words(question.subject)),
        usual_unit_id=question.topic.unit_id if question.topic else None,
        offered=offered,
    )
