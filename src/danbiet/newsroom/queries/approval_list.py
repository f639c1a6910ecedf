"""The list of texts on the desk: where each is, who holds it, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, WorkflowState

from danbiet.org.queries import Rights

from ..enums import StepKind, TextState
from .approval import Held, held, steps_under_way
from .pages import PAGE_CLASSES, public_pages_of

ORDERS = {
    "han": F("due_on"),
    "bai": F("draft_title"),
    "trang_thai": F("text_state"),
    "sua": F("latest_revision_created_at"),
}
USUAL = "-sua"


@dataclass(frozen=True, slots=True)
class Row:
    """A page (with `unit_id`, `text_state`, `due_on`) and who holds it, when somebody does."""

    page: Any
    held: Held | None
    is_overdue: bool


def texts(
    unit_ids: set[int], *, owner_id: int | None = None, page_ids: Sequence[int] | None = None
) -> QuerySet[Page]:
    """The texts of the units: all, those somebody wrote, or some; each with `unit_id`, `text_state` and `due_on`."""
    found = public_pages_of(unit_ids) if page_ids is None else Page.objects.filter(pk__in=page_ids)
    if owner_id is not None:
        found = found.filter(owner_id=owner_id)
    key = Cast(OuterRef("pk"), CharField())
    steps = steps_under_way().filter(workflow_state__object_id=key).order_by("-pk")
    sent_back = WorkflowState.objects.filter(object_id=key, status=WorkflowState.STATUS_NEEDS_CHANGES)
    annotated: QuerySet[Page] = found.annotate(
        unit_id=Coalesce(*(F(f"{model._meta.model_name}__unit_id") for model in PAGE_CLASSES)),
        step=Subquery(steps.values("step")[:1]),
        due_on=Subquery(steps.values("due_on")[:1]),
        is_returned=Exists(sent_back),
    ).annotate_approved_schedule().annotate(
        text_state=Case(
            When(step=StepKind.REVIEW.value, then=Value(TextState.REVIEW.value)),
            When(step=StepKind.HEAD.value, then=Value(TextState.HEAD.value)),
            When(is_returned=True, then=Value(TextState.RETURNED.value)),
            When(_approved_schedule=True, then=Value(TextState.SCHEDULED.value)),
            When(live=True, has_unpublished_changes=False, then=Value(TextState.LIVE.value)),
            When(live=False, first_published_at__isnull=False, has_unpublished_changes=False, then=Value(TextState.DOWN.value)),
            default=Value(TextState.DRAFT.value),
        )
    )  # fmt: skip
    return annotated.select_related("owner")


def in_order(found: QuerySet[Page], wanted: str) -> QuerySet[Page]:
    """Sorted by a column; what has no value comes last. An unknown wish means: the last changed first."""
    name = wanted.removeprefix("-")
    if name not in ORDERS:
        wanted, name = USUAL, USUAL.removeprefix("-")
    column = ORDERS[name]
    one = column.desc(nulls_last=True) if wanted.startswith("-") else column.asc(nulls_last=True)
    return found.order_by(one, "-pk")


def rows(found: Sequence[Any], *, rights: Rights) -> list[Row]:
    """The pages of one screen with who holds them, in two queries."""
    keys = [str(page.pk) for page in found if page.step]
    under_way = steps_under_way().filter(workflow_state__object_id__in=keys) if keys else []
    holding = {one.page_id: one for one in held(under_way, units=rights.tree, on=rights.on)}
    return [
        Row(page, holding.get(page.pk), is_overdue=page.due_on is not None and page.due_on < rights.on)
        for page in found
    ]
