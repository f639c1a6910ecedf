"""Which episodes have a film of the library as their recording."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from danbiet.media.registry import Use

from ..models import Episode


def uses_of_films(video_ids: Collection[int]) -> dict[int, list[Use]]:
    """The episodes these films are recordings of, with their pages on the desk; one query."""
    found: dict[int, list[Use]] = {}
    rows = Episode.objects.filter(recording_video_id__in=list(video_ids)).values_list(
        "recording_video_id", "pk", "title"
    )
    for video_id, pk, title in rows:
        if video_id is not None:
            found.setdefault(video_id, []).append(Use(title, reverse("broadcasts:episode", args=[pk])))
    return found
