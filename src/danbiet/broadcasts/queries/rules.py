"""Slots as the arithmetic of places knows them."""

from __future__ import annotations

from collections.abc import Iterable

from ..calc.places import SlotRule
from ..models import Slot


def rule_of(slot: Slot) -> SlotRule:
    """When the slot falls."""
    return SlotRule(
        id=slot.pk, title=slot.title or (slot.programme.title if slot.programme else ""), starts_on=slot.starts_on,
        at=slot.at, seconds=slot.seconds, weekdays=frozenset(slot.weekdays), ends_on=slot.ends_on,
        left_out=frozenset(slot.left_out),
    )  # fmt: skip


def rules_on(channel_ids: Iterable[int]) -> list[SlotRule]:
    """Every slot of these channels; one query."""
    return [
        rule_of(slot)
        for slot in Slot.objects.filter(channel_id__in=list(channel_ids)).select_related("programme")
    ]
