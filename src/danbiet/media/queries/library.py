"""The library of videos as the desk shows it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from ..enums import FileRole, UploadState
from ..models import Track, Upload, Video, VideoFile


def videos(*, unit_ids: Collection[int] | None = None, text: str = "", state: str = "") -> QuerySet[Video]:
    """Videos, newest first; of these units, with the text in their title, in this state, as far as these are given."""
    found = Video.objects.select_related("uploaded_by").order_by("-uploaded_at", "-id")
    if unit_ids is not None:
        found = found.filter(unit__in=unit_ids)
    if text:
        found = found.filter(title__icontains=text)
    return found.filter(state=state) if state else found


def original_of(video: Video) -> VideoFile | None:
    """The film as it came, the newest version kept."""
    rows = VideoFile.objects.filter(video=video, role=FileRole.ORIGINAL)
    return rows.order_by("-version").first()


def kept_bytes(video: Video) -> int:
    """What all files of a video take in the store."""
    return sum(VideoFile.objects.filter(video=video).values_list("size", flat=True))


def tracks_of(video: Video) -> list[Track]:
    """Subtitles of a video, by language."""
    return list(Track.objects.filter(video=video).order_by("language"))


def unfinished_uploads(user_id: int, *, since: datetime) -> list[Upload]:
    """Uploads of the person that wait for more pieces, newest first."""
    rows = Upload.objects.filter(user=user_id, state=UploadState.OPEN, seen_at__gte=since)
    return list(rows.order_by("-created_at"))
