"""Good models on the desk: nominations and what became of them, models to take over, who took them over."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, QuerySet

from ..enums import NominationState
from ..models import Adoption, GoodModelPage, Nomination


def nominations(*, state: str = "") -> QuerySet[Nomination]:
    """Nominations, newest first, with who nominated and the page they became."""
    found = Nomination.objects.select_related("nominated_by", "page")
    return found.filter(state=state) if state else found


def nomination_for(pk: int) -> Nomination | None:
    """One nomination with everything its page shows; one query."""
    return Nomination.objects.select_related("nominated_by", "decided_by", "page").filter(pk=pk).first()


def waiting_nominations(unit_ids: Collection[int], *, user_id: int | None) -> QuerySet[Nomination]:
    """Nominations of these units that wait for somebody other than who nominated them."""
    waiting = Nomination.objects.filter(state=NominationState.WAITING, unit_id__in=unit_ids)
    return waiting.exclude(nominated_by_id=user_id)


def models_to_take_over(unit_ids: Collection[int]) -> QuerySet[GoodModelPage]:
    """Models before readers, newest first, with `adopted` (how many units) and `is_ours` (one of these units is among them)."""
    ours = Adoption.objects.filter(model_id=OuterRef("pk"), unit_id__in=unit_ids)
    found = GoodModelPage.objects.filter(live=True).defer("body", "search_description", "correction")
    return found.annotate(adopted=Count("adoptions"), is_ours=Exists(ours)).order_by("-dated_on", "-pk")


def model_for(pk: int) -> GoodModelPage | None:
    """A model before readers; one query."""
    return GoodModelPage.objects.filter(pk=pk, live=True).first()


def adoption_for(pk: int) -> Adoption | None:
    """An adoption with its model; one query."""
    return Adoption.objects.select_related("model").filter(pk=pk).first()


def adoptions_of(model_id: int) -> list[Adoption]:
    """Who took the model over, newest first; one query."""
    return list(Adoption.objects.filter(model_id=model_id))
