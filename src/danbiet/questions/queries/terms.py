"""What the clock needs to know of stored questions."""

from __future__ import annotations

from collections.abc import Iterable

from ..calc.clock import LimitRule, Still, Terms
from ..models import Pause, Question, TimeLimit


def terms_of(question: Question) -> Terms:
    """The question's terms; its pauses in one query unless they were prefetched."""
    return _terms(question, question.pauses.all())


def terms_of_many(questions: Iterable[Question]) -> dict[int, Terms]:
    """Terms by question id: one query for all pauses."""
    rows = list(questions)
    pauses: dict[int, list[Pause]] = {}
    for pause in Pause.objects.filter(question__in=[row.pk for row in rows]).order_by("began_at", "id"):
        pauses.setdefault(pause.question_id, []).append(pause)
    return {row.pk: _terms(row, pauses.get(row.pk, ())) for row in rows}


def limit_rules() -> list[LimitRule]:
    """All rules of limits, in one query."""
    rows = TimeLimit.objects.values_list("channel", "topic_id", "working_days", "basis")
    return [LimitRule(*row) for row in rows]


def _terms(question: Question, pauses: Iterable[Pause]) -> Terms:
    return Terms(
        started_at=question.reopened_at or question.received_at,
        limit_days=question.limit_days,
        extra_days=question.extra_days,
        pauses=tuple(Still(pause.began_at, pause.ended_at, pause.is_for_asker) for pause in pauses),
        is_reopened=question.reopened_at is not None,
    )
