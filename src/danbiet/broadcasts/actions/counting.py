"""What an airing counts as, kept in step with it in the same transaction.

An airing is one event `airings` with the tasks of its programme, its episode and all items. Its minutes are split: those of an
item that names tasks of its own are an event of that item, the rest one of the airing, so that any sum of them is right and
all together are the airing's length (two decimals, halves up). An episode counts once, on the day it was first aired.

Once more each item is an event `item_airings` under its own title, for targets that ask for a number of each ("5 videos, each
at least 2 airings"): with the tasks of the item, and with the airing's where it is all there is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit.clock import local
from danbiet.measures.actions import record_event, withdraw_event
from danbiet.measures.queries import counted_event
from danbiet.measures.registry import AIRINGS, EPISODES_AIRED, ITEM_AIRINGS, MINUTES_AIRED

from ..calc.minutes import split_minutes
from ..enums import COUNTING, EpisodeState
from ..models import Airing, AiringItem, Episode
from ..registry import task_chains

AIRING, ITEM, EPISODE = "broadcasts.airing", "broadcasts.airing_item", "broadcasts.episode"
ITEM_ALONE = "broadcasts.item_alone"  # an item under its own title


def address_of(airing_id: int) -> str:
    """The airing's page for readers."""
    return reverse("broadcasts:airing-public", args=[airing_id])


def count_airing(airing: Airing, *, at: datetime, reason: str) -> None:
    """Make what is counted of an airing and its episode agree with it. `reason`: why earlier counts are taken back."""
    counts = airing.state in COUNTING
    items = list(airing.items.all())
    every_task = [*airing.task_ids, *(task for item in items for task in item.task_ids)]
    own = [item for item in items if set(item.task_ids) - set(airing.task_ids)]
    parts, left = split_minutes(airing.seconds, [item.seconds for item in own])
    _keep(AIRINGS, AIRING, airing.pk, 1 if counts else 0, airing, every_task, at=at, reason=reason)
    _keep(
        MINUTES_AIRED,
        AIRING,
        airing.pk,
        left if counts else 0,
        airing,
        airing.task_ids,
        at=at,
        reason=reason,
    )
    for item, share in zip(own, parts, strict=True):
        _keep(
            MINUTES_AIRED, ITEM, item.pk, share if counts else 0, airing, [*airing.task_ids, *item.task_ids],
            at=at, reason=reason, title=item.title,
        )  # fmt: skip
    _count_items(airing, items, at=at, reason=reason)
    if airing.episode_id is not None:
        count_episode(airing.episode_id, at=at, reason=reason)


def _count_items(airing: Airing, items: list[AiringItem], *, at: datetime, reason: str) -> None:
    """Each thing once, however many parts of the airing it has. Without parts the airing itself is the thing."""
    counts = airing.state in COUNTING
    seen: set[tuple[str, Any]] = set()
    for item in items:
        key = (item.ref_kind, item.ref_id if item.ref_id is not None else item.title)
        tasks = [*item.task_ids, *(airing.task_ids if len(items) == 1 else ())]
        _keep(
            ITEM_AIRINGS, ITEM_ALONE, item.pk, 1 if counts and key not in seen else 0, airing, tasks, at=at, reason=reason,
            name=item.title,
        )  # fmt: skip
        seen.add(key)
    _keep(
        ITEM_AIRINGS, AIRING, airing.pk, 0 if items or not counts else 1, airing, airing.task_ids, at=at, reason=reason,
        name=airing.title,
    )  # fmt: skip


def forget_items(items: Iterable[AiringItem], *, at: datetime, reason: str) -> None:
    """Take back what these parts of an airing counted; they are about to be replaced."""
    for item in items:
        withdraw_event(MINUTES_AIRED, source_kind=ITEM, source_id=item.pk, reason=reason, at=at)
        withdraw_event(ITEM_AIRINGS, source_kind=ITEM_ALONE, source_id=item.pk, reason=reason, at=at)


def count_episode(episode_id: int, *, at: datetime, reason: str) -> None:
    """An episode counts while any of its airings does; its state follows."""
    episode = Episode.objects.select_related("programme").get(pk=episode_id)
    first = (
        Airing.objects.filter(episode=episode, state__in=COUNTING)
        .select_related("channel", "programme")
        .order_by("starts_at", "id")
        .first()
    )
    state = episode.state
    if first is not None:
        state = EpisodeState.AIRED
    elif state == EpisodeState.AIRED:
        state = EpisodeState.READY
    if state != episode.state:
        episode.state = state
        episode.save(update_fields=["state"])
    if first is None:
        withdraw_event(EPISODES_AIRED, source_kind=EPISODE, source_id=episode.pk, reason=reason, at=at)
        return
    tasks = [*first.task_ids, *(task for item in first.items.all() for task in item.task_ids)]
    _keep(
        EPISODES_AIRED, EPISODE, episode.pk, 1, first, tasks, at=at, reason=reason,
        unit_id=episode.programme.unit_id,
    )  # fmt: skip


def _keep(  # what an event consists of, once
    measure: str,
    kind: str,
    source_id: int,
    quantity: Decimal | int,
    airing: Airing,
    task_ids: Iterable[int],
    *,
    at: datetime,
    reason: str,
    title: str = "",
    name: str = "",  # the whole of what it is called
    unit_id: int | None = None,
) -> None:
    there = counted_event(measure, source_kind=kind, source_id=source_id)
    facets: dict[str, Any] = {"form": airing.channel.kind, "language": airing.language}
    if tasks := task_chains(dict.fromkeys(task_ids)):
        facets["tasks"] = tasks
    said: dict[str, Any] = {
        "on": local(airing.starts_at).date(),
        "unit_id": unit_id or airing.channel.unit_id,
        "title": name
        or _("%(title)s (%(channel)s)") % {"title": title or airing.title, "channel": airing.channel.name},
        "url": address_of(airing.pk),
        "quantity": Decimal(quantity),
        "facets": facets,
    }
    if there is not None:
        if quantity and all(getattr(there, name) == value for name, value in said.items()):
            return
        withdraw_event(measure, source_kind=kind, source_id=source_id, reason=reason, at=at)
    if quantity:
        record_event(measure, source_kind=kind, source_id=source_id, at=at, **said)
