"""Fields of life, limits and snippets as the desk keeps them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, Subquery

from ..models import Question, Snippet, TimeLimit, Topic


def topic_choices(*, with_closed: bool = True) -> list[tuple[int, str]]:
    """(id, name) of the fields in their order; those no longer offered as well unless left out."""
    rows = Topic.objects.all() if with_closed else Topic.objects.filter(is_active=True)
    return list(rows.order_by("order", "name", "id").values_list("pk", "name"))


def topics_with_counts() -> list[Topic]:
    """All fields in their order; `question_count` on each. One query."""
    count = Subquery(
        Question.objects.filter(topic=OuterRef("pk"))
        .order_by()
        .values("topic")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return list(Topic.objects.annotate(question_count=count).order_by("order", "name", "id"))


def topic_at(pk: int) -> Topic | None:
    return Topic.objects.filter(pk=pk).first()


def limits() -> list[TimeLimit]:
    """All limits, the general one first, then by channel and field."""
    return list(
        TimeLimit.objects.select_related("topic").order_by("channel", "topic__order", "topic__name", "id")
    )


def limit_at(pk: int) -> TimeLimit | None:
    return TimeLimit.objects.filter(pk=pk).first()


def snippets_of(unit_ids: Iterable[int]) -> list[Snippet]:
    """Sentences of these units and of the whole province, by title."""
    return list(
        Snippet.objects.filter(Q(unit_id__in=set(unit_ids)) | Q(unit__isnull=True)).order_by("title", "id")
    )


def snippet_at(pk: int) -> Snippet | None:
    return Snippet.objects.filter(pk=pk).first()
