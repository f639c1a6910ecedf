"""What became of a round: its publications and what is to be decided, as the desk asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from ..enums import PublicationKind, PublicationState
from ..models import (
    Appeal,
    Disqualification,
    DroppedItem,
    Entry,
    Publication,
    Round,
    Start,
    Suspicion,
    Winner,
)


def newest(
    one: Round, kind: PublicationKind, *, state: PublicationState = PublicationState.READY
) -> Publication | None:
    """The last publication of a kind in a state."""
    return one.publications.filter(kind=kind, state=state).order_by("-number").first()


def publications_of(one: Round) -> QuerySet[Publication]:
    """Bundles and final results, the newest first."""
    return one.publications.exclude(kind=PublicationKind.PROVISIONAL).order_by("-made_at", "-id")


def publication_for(pk: int) -> Publication | None:
    return Publication.objects.select_related("round__contest").filter(pk=pk).first()


def round_named(contest_id: int, key: str) -> Round | None:
    return Round.objects.select_related("contest", "secret").filter(contest_id=contest_id, key=key).first()


def suspicions_of(one: Round) -> QuerySet[Suspicion]:
    return one.suspicions.select_related("decided_by").order_by("-state", "found_at", "id")


def suspicion_for(pk: int) -> Suspicion | None:
    return Suspicion.objects.select_related("round__contest").filter(pk=pk).first()


def disqualifications_of(one: Round) -> QuerySet[Disqualification]:
    return one.disqualifications.select_related("by", "revoked_by")


def disqualification_for(pk: int) -> Disqualification | None:
    return Disqualification.objects.select_related("round__contest").filter(pk=pk).first()


def drops_of(one: Round) -> QuerySet[DroppedItem]:
    return one.drops.select_related("item", "by").order_by("at", "id")


def drop_for(pk: int) -> DroppedItem | None:
    return DroppedItem.objects.select_related("round__contest", "item").filter(pk=pk).first()


def appeals_of(one: Round) -> QuerySet[Appeal]:
    """Appeals with the masked text; the text as it came is not read."""
    return (
        one.appeals.defer("text").select_related("entrant", "answered_by").order_by("-state", "made_at", "id")
    )


def appeal_for(pk: int) -> Appeal | None:
    return Appeal.objects.defer("text").select_related("round__contest", "entrant").filter(pk=pk).first()


def winners_of(one: Round) -> list[Winner]:
    return list(one.winners.select_related("entrant", "confirmed_by").order_by("id"))


def starts_named(ids: Iterable[int]) -> Iterator[tuple[Start, int | None]]:
    """Attempts with the moment (ms) at which they were handed in, None when they were not; by participant."""
    return _with_entries(Start.objects.filter(pk__in=list(ids)))


def starts_by(one: Round, code: str) -> Iterator[tuple[Start, int | None]]:
    """The attempts of one participant in a round."""
    return _with_entries(Start.objects.filter(round=one, code=code))


def _with_entries(rows: QuerySet[Start]) -> Iterator[tuple[Start, int | None]]:
    found = list(rows.order_by("code", "number"))
    arrived = dict(Entry.objects.filter(pk__in=[row.pk for row in found]).values_list("pk", "arrived_ms"))
    for row in found:
        yield row, arrived.get(row.pk)
