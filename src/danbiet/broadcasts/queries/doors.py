"""What one person may reach, and the lists they choose from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from danbiet.kit.clock import midnight
from danbiet.kit.text import fold
from danbiet.org.queries import Rights

from ..calc.places import ONE_DAY
from ..enums import COUNTING, AiringState, EpisodeState
from ..models import Airing, AsRunImport, Channel, Episode, Guest, Programme, Slot


def channels(*, is_active: bool | None = True) -> list[Channel]:
    """Channels in their order; by default those in use."""
    found = Channel.objects.all()
    return list(found if is_active is None else found.filter(is_active=is_active))


def channel_for(pk: int | None) -> Channel | None:
    return Channel.objects.filter(pk=pk).first() if pk is not None else None


def channel_coded(code: str) -> Channel | None:
    return Channel.objects.filter(code=code).first() if "\x00" not in code else None


def channels_with_counts() -> QuerySet[Channel]:
    """Channels with how many slots they have, for the list."""
    return Channel.objects.annotate(slot_count=Count("slots"))


def programmes(*, is_active: bool | None = True) -> list[Programme]:
    found = Programme.objects.all()
    return list(found if is_active is None else found.filter(is_active=is_active))


def programmes_with_counts() -> QuerySet[Programme]:
    """Programmes with how many episodes they have and on which channels they run."""
    return Programme.objects.annotate(episode_count=Count("episodes")).prefetch_related("channels")


def programme_for(pk: int | None) -> Programme | None:
    return Programme.objects.filter(pk=pk).first() if pk is not None else None


def slot_for(pk: int) -> Slot | None:
    return Slot.objects.filter(pk=pk).select_related("channel", "programme").first()


def episodes(
    rights: Rights, *, programme_id: int | None = None, state: str = "", text: str = ""
) -> list[Episode]:
    """Episodes of the programmes whose unit the person's roles reach, newest first, found by words with or without marks."""
    found = (
        Episode.objects.filter(programme__unit_id__in=rights.unit_ids())
        .select_related("programme")
        .annotate(item_count=Count("items"))
    )
    if programme_id is not None:
        found = found.filter(programme_id=programme_id)
    if state:
        found = found.filter(state=state)
    wanted = fold(text)
    rows = found.order_by("-planned_on", "-pk")
    return [one for one in rows if not wanted or wanted in fold(f"{one.title} {one.programme.title}")]


def episode_for(rights: Rights, pk: int) -> Episode | None:
    """An episode with its parts, guests and airings, for whoever holds a role in its programme's unit or above; others do
    not know of it on the desk."""
    found = (
        Episode.objects.filter(pk=pk)
        .select_related("programme", "recording_video")
        .prefetch_related(
            "items",
            Prefetch("guests", queryset=Guest.objects.order_by("id")),
            Prefetch("airings", queryset=Airing.objects.select_related("channel").order_by("starts_at")),
        )
        .first()
    )
    return found if found is not None and rights.holds(found.programme.unit_id) else None


def ready_episodes(programme_ids: Iterable[int] | None = None) -> list[Episode]:
    """Episodes that can be given a place or were aired, newest first."""
    found = Episode.objects.filter(state__in=(EpisodeState.READY, EpisodeState.AIRED)).select_related(
        "programme"
    )
    if programme_ids is not None:
        found = found.filter(programme_id__in=list(programme_ids))
    return list(found.order_by("-planned_on", "-pk")[:200])


def airing_for(pk: int) -> Airing | None:
    """An airing with its parts and corrections."""
    return (
        Airing.objects.filter(pk=pk)
        .select_related("channel", "programme", "episode__programme", "confirmed_by", "log_import")
        .prefetch_related("items", "corrections__by")
        .first()
    )


def airings(
    *, first: date | None = None, last: date | None = None, channel_id: int | None = None,
    programme_id: int | None = None, state: str = "", language: str = "", unit_ids: Iterable[int] | None = None,
) -> QuerySet[Airing]:  # fmt: skip
    """Airings, newest first."""
    found = Airing.objects.select_related("channel", "programme", "episode")
    said: dict[str, Any] = {
        "starts_at__gte": midnight(first) if first else None,
        "starts_at__lt": midnight(last + ONE_DAY) if last else None,
        "channel_id": channel_id,
        "programme_id": programme_id,
        "language": language or None,
    }
    found = found.filter(**{name: value for name, value in said.items() if value is not None})
    if state == "aired":
        found = found.filter(state__in=COUNTING)
    elif state:
        found = found.filter(state=state)
    if unit_ids is not None:
        found = found.filter(channel__unit_id__in=list(unit_ids))
    return found.order_by("-starts_at", "-pk")


def waiting(rights: Rights, *, unit_ids: Iterable[int]) -> QuerySet[Airing]:
    """Planned airings of these units whose day has come and that nobody has confirmed."""
    return Airing.objects.filter(
        state=AiringState.PLANNED, starts_at__lt=midnight(rights.on + ONE_DAY), channel__unit_id__in=list(unit_ids)
    )  # fmt: skip


def logs(unit_ids: Iterable[int]) -> QuerySet[AsRunImport]:
    """Logs handed in for channels of these units, newest first."""
    return AsRunImport.objects.filter(channel__unit_id__in=list(unit_ids)).select_related(
        "channel", "created_by"
    )


def log_for(pk: int) -> AsRunImport | None:
    return AsRunImport.objects.filter(pk=pk).select_related("channel", "file").first()


def files_in_use(file_ids: Iterable[int]) -> set[int]:
    """Which kept files are logs."""
    rows = AsRunImport.objects.filter(file_id__in=list(file_ids)).values_list("file_id", flat=True)
    return {one for one in rows if one is not None}


def last_typed(channel_id: int) -> list[Airing]:
    """The newest different things written down for a channel, for filling in again."""
    rows = Airing.objects.filter(channel_id=channel_id, state__in=COUNTING).order_by("-starts_at", "-pk")[:60]
    found: dict[str, Airing] = {}
    for row in rows:
        found.setdefault(fold(row.title), row)
    return list(found.values())[:6]
