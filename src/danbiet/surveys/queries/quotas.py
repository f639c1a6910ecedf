"""Quotas and how full they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from ..models import Campaign, Item, Quota, Response
from .campaigns import items_of

Group = tuple[int, int]  # number of a question of fact, its answer


def quotas_of(campaign_id: int) -> dict[Group, int]:
    """The most responses of each group that has a quota. One query."""
    rows = Quota.objects.filter(campaign=campaign_id).values_list("number", "answer", "most")
    return {(number, answer): most for number, answer, most in rows}


def counts_of(campaign_id: int, groups: Iterable[Group]) -> dict[Group, int]:
    """Responses of each group. One query."""
    wanted = {f"g{number}_{answer}": (number, answer) for number, answer in groups}
    if not wanted:
        return {}
    counts = Response.objects.filter(campaign=campaign_id).aggregate(
        **{
            name: Count("id", filter=Q(**{f"answers__{number - 1}": answer}))
            for name, (number, answer) in wanted.items()
        }
    )
    return {group: counts[name] for name, group in wanted.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A group: its question and option, how many have answered, how many may (None: no limit)."""

    item: Item
    answer: int
    option: str
    count: int
    most: int | None

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.count >= self.most


def places_of(campaign_id: int, items: Sequence[Item]) -> list[Place]:
    """Every option of every question of fact. Two queries."""
    groups = {
        (item.number, place): (item, option)
        for item in items
        for place, option in enumerate(item.options, start=1)
    }
    quotas, counts = quotas_of(campaign_id), counts_of(campaign_id, groups)
    return [
        Place(item, answer, option, counts[number, answer], quotas.get((number, answer)))
        for (number, answer), (item, option) in groups.items()
    ]


def limited_places(campaign: Campaign) -> list[Place]:
    """The groups that have a quota. One query where there is none, else four."""
    if not Quota.objects.filter(campaign=campaign).exists():
        return []
    places = places_of(campaign.pk, items_of(campaign.questionnaire_id))
    return [place for place in places if place.most is not None]


def groups_in(answers: Iterable[Sequence[int | None]], quotas: Iterable[Group]) -> dict[Group, int]:
    """How many of some answers fall into each group that has a quota."""
    wanted = list(quotas)
    found = dict.fromkeys(wanted, 0)
    for said in answers:
        for number, answer in wanted:
            found[number, answer] += said[number - 1] == answer
    return found
