"""Files of videos by their address."""

from __future__ import annotations

from ..models import Track, VideoFile


def film_file_at(video_id: int, version: int, name: str) -> VideoFile | None:
    """The file of exactly this version, with its video."""
    rows = VideoFile.objects.filter(video=video_id, version=version, name=name)
    return rows.select_related("video").first()


def latest_film_file(video_id: int, name: str) -> VideoFile | None:
    """The file of this name in the newest version that has one, with its video."""
    rows = VideoFile.objects.filter(video=video_id, name=name).order_by("-version")
    return rows.select_related("video").first()


def track_at(video_id: int, language: str) -> Track | None:
    """The subtitles of a language, with their video."""
    return Track.objects.filter(video=video_id, language=language).select_related("video").first()
