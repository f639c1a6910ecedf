"""Contests as the desk sees them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from ..enums import RoundEventKind, VersionState
from ..models import Commitment, Contest, HeadCount, ItemVersion, Round, RoundEvent


def contests_for(rights: Rights) -> QuerySet[Contest]:
    """Contests of units the person's roles reach, and those their own unit takes part in, newest first."""
    taking = HeadCount.objects.filter(unit_id__in=rights.units_held()).values("contest")
    return Contest.objects.filter(Q(organiser_id__in=rights.unit_ids()) | Q(pk__in=taking))


def contest_for(pk: int) -> Contest | None:
    return Contest.objects.select_related("frozen_by").filter(pk=pk).first()


def round_for(pk: int) -> Round | None:
    return Round.objects.select_related("contest").filter(pk=pk).first()


def rounds_of(contest: Contest) -> list[Round]:
    """Rounds with what happened to them."""
    return list(contest.rounds.prefetch_related("events__by"))


def plan_tasks_of(contest: Contest) -> list[int]:
    """The task of the plan the contest is held for; nothing where none is named."""
    return [int(contest.plan_task)] if contest.plan_task.isdigit() else []


def pause_of(one: Round) -> RoundEvent | None:
    """The event by which entry is paused now, None while people may begin."""
    kinds = (RoundEventKind.PAUSED_ENTRY, RoundEventKind.RESUMED)
    last = max(
        (event for event in one.events.all() if event.kind in kinds), key=lambda event: event.pk, default=None
    )
    return last if last is not None and last.kind == RoundEventKind.PAUSED_ENTRY else None


def commitments_of(contest: Contest) -> QuerySet[Commitment]:
    """What was published at sealing, without the bytes."""
    return contest.commitments.defer("body")


def commitment_named(contest: Contest, name: str) -> Commitment | None:
    return contest.commitments.filter(name=name).first()


def head_counts_of(contest: Contest) -> list[HeadCount]:
    return list(contest.head_counts.select_related("declared_by"))


def taking_part(contest: Contest) -> list[int]:
    """Units that take part."""
    return list(contest.head_counts.values_list("unit_id", flat=True))


def wordings_waiting(rights: Rights) -> QuerySet[ItemVersion]:
    """Wordings that wait for a second person, which this one may be: not their own, in contests of their unit."""
    units = rights.units_held(Role.EDITOR, Role.OFFICER, Role.OFFICE)
    return (
        ItemVersion.objects.filter(
            state=VersionState.PROPOSED, item__state="active", item__contest__organiser_id__in=units,
            item__contest__rules__isnull=True,
        )
        .exclude(author_id=rights.user_id)
    )  # fmt: skip
