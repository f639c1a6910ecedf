"""Contests as readers see them: sealed ones only. What is in preparation does not exist here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from danbiet.kit import clock
from danbiet.search.registry import Item
from danbiet.visits.registry import PageFacts

from ..calc.rules import Rules
from ..calc.units import read_units
from ..enums import ContestState, PublicationKind, PublicationState
from ..models import Audience, Commitment, Contest, Publication, Round, RoundEvent
from .closing import rules_read

KIND = "contest"
PAGE = "/hoi-thi/"
UNREAD = ("draft", "signing_key", "receipt_key", "pepper")  # never needed by a page for readers


@dataclass(frozen=True, slots=True)
class Shown:
    """A contest with everything its page tells."""

    contest: Contest
    rules: Rules
    rounds: list[Round]
    audiences: list[Audience]
    commitments: list[Commitment]


def public_contests() -> list[Contest]:
    """Every sealed contest with its rounds, the one sealed last first. Two queries."""
    return list(_sealed().defer(*UNREAD, "rules").prefetch_related("rounds").order_by("-frozen_at", "-id"))


def public_contest(key: str) -> Shown | None:
    """The sealed contest of this short name: rounds with their public events, audiences, commitments without their bytes.

    Five queries; None for one in preparation or none at all.
    """
    events = Prefetch("rounds__events", RoundEvent.objects.filter(is_public=True))
    found = (
        _sealed()
        .filter(key=key)
        .defer(*UNREAD)
        .prefetch_related(
            "rounds", events, "audiences", Prefetch("commitments", Commitment.objects.defer("body"))
        )
        .first()
    )
    if found is None:
        return None
    return Shown(
        found,
        rules_read(found.rules or ""),
        list(found.rounds.all()),
        list(found.audiences.all()),
        list(found.commitments.all()),
    )


def public_round(contest: str, key: str) -> Round | None:
    """A round of a sealed contest by both short names, with its contest. One query."""
    rows = Round.objects.filter(contest__key=contest, key=key, contest__rules__isnull=False)
    return rows.select_related("contest").defer(*(f"contest__{name}" for name in UNREAD)).first()


def running_rounds(since: datetime, until: datetime) -> list[Round]:
    """Rounds of sealed contests whose window meets the time from `since` to `until` (both included), with their contest. One query."""
    rows = Round.objects.filter(
        opens_at__lte=until, closes_at__gt=since, contest__rules__isnull=False
    ).exclude(contest__state=ContestState.CANCELLED)
    return list(
        rows.select_related("contest").defer(*(f"contest__{name}" for name in UNREAD)).order_by("opens_at")
    )


@lru_cache(maxsize=32)
def unit_names(contest_id: int) -> dict[str, str]:
    """Names of the units of a sealed contest by their code, as sealed. One query, once for each contest and process."""
    rows = Commitment.objects.filter(contest=contest_id, name="units.jsonl").values_list("body", flat=True)
    return {one.unit: one.name for one in read_units(bytes(rows.first() or b""))}


def commitment_of(key: str, name: str) -> Commitment | None:
    """A file published at sealing with its bytes."""
    return Commitment.objects.filter(contest__key=key, contest__rules__isnull=False, name=name).first()


def bundle_of(round_id: int) -> Publication | None:
    """The newest bundle of a round that is ready."""
    return Publication.objects.filter(
        round=round_id, kind=PublicationKind.BUNDLE, state=PublicationState.READY
    ).first()


def bundles_of(round_ids: Iterable[int]) -> set[int]:
    """Which of these rounds have a bundle that is ready. One query."""
    rows = Publication.objects.filter(
        round__in=list(round_ids), kind=PublicationKind.BUNDLE, state=PublicationState.READY
    )
    return set(rows.values_list("round_id", flat=True))


def all_findable() -> Iterator[Item]:
    """Every sealed contest as the search finds it."""
    for one in _sealed().defer(*UNREAD):
        rules = rules_read(one.rules or "")
        names = [*(each.name for each in rules.rounds), *(each.name for each in rules.audiences)]
        on = clock.local(one.frozen_at).date() if one.frozen_at else None
        yield Item(
            kind=KIND, object_id=one.pk, title=one.title, url=reverse("contests:public", args=[one.key]),
            text="\n".join([rules.organiser, *names, *(each.name for each in rules.prizes)]), unit_id=one.organiser_id,
            year=on.year if on else None, on=on, extra=one.key,
        )  # fmt: skip


def known_at(paths: Iterable[str]) -> dict[str, PageFacts]:
    """Whose the contests at these addresses are, pages below them included. One query."""
    keys: dict[str, list[str]] = {}
    for path in paths:
        if path.startswith(PAGE) and (key := path.removeprefix(PAGE).split("/")[0]):
            keys.setdefault(key, []).append(path)
    rows = _sealed().filter(key__in=keys).values_list("key", "title", "organiser_id") if keys else ()
    return {path: PageFacts(title, unit_id) for key, title, unit_id in rows for path in keys[key]}


def public_keys() -> list[tuple[str, datetime | None]]:
    """Short name and moment of sealing of every sealed contest, for the map of the site."""
    return list(_sealed().order_by("-frozen_at").values_list("key", "frozen_at"))


def _sealed() -> QuerySet[Contest]:
    return Contest.objects.filter(rules__isnull=False)
