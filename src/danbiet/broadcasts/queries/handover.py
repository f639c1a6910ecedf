"""Channels and programmes in use: a channel is equipment with a history of its own, so it stays where it is written down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy

from danbiet.org.registry import Carrier, HeldItem, OpenItem, OpenLine, UnitWork

from ..enums import EpisodeState
from ..models import Channel, Episode, Programme


def preview(unit_ids: Collection[int], on: date) -> list[OpenLine]:
    """Channels and programmes in use, one query each."""
    channels = Channel.objects.filter(unit_id__in=unit_ids, is_active=True).order_by("unit_id", "id")
    programmes = Programme.objects.filter(unit_id__in=unit_ids, is_active=True).order_by("unit_id", "id")
    return [
        OpenLine(
            "channels", gettext_lazy("Channels in use"), "kept",
            tuple(OpenItem(row.unit_id, row.pk, row.name, note=str(row.get_kind_display())) for row in channels),
        ),
        OpenLine(
            "programmes", gettext_lazy("Programmes in use"), "kept",
            tuple(OpenItem(row.unit_id, row.pk, row.title, note=str(row.get_kind_display())) for row in programmes),
        ),
    ]  # fmt: skip


def open_at() -> dict[str, set[int]]:
    """Units with a channel or a programme in use."""
    channels = Channel.objects.filter(is_active=True).order_by()
    programmes = Programme.objects.filter(is_active=True).order_by()
    return {
        "channels": set(channels.values_list("unit_id", flat=True).distinct()),
        "programmes": set(programmes.values_list("unit_id", flat=True).distinct()),
    }


def episodes_begun(user_id: int, on: date) -> list[HeldItem]:
    """Episodes somebody began that are neither aired nor cancelled; anybody of the programme's unit writes on."""
    rows = Episode.objects.filter(
        created_by_id=user_id, state__in=(EpisodeState.DRAFT, EpisodeState.READY)
    ).select_related("programme")
    return [
        HeldItem(
            row.pk, f"{row.programme.title}: {row.title} ({row.get_state_display()})",
            reverse("broadcasts:episode", args=[row.pk]), row.programme.unit_id,
        )
        for row in rows.order_by("planned_on", "id")
    ]  # fmt: skip


UNIT_WORK = UnitWork(
    "broadcasts",
    gettext_lazy("Broadcasting"),
    gettext_lazy(
        "Channels, programmes, episodes and airings are the station's: nothing of them is in one person's hands. Whoever works for the unit writes on and confirms."
    ),
    episodes_begun,
)
CARRIER = Carrier("broadcasts", 60, preview, open_at)
