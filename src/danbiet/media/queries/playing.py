"""Videos as a page plays them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from ..calc.film import clock_face
from ..enums import FileRole, VideoState
from ..models import Track, Video, VideoFile


@dataclass(frozen=True, slots=True)
class Source:
    """One file a <video> can play."""

    url: str
    type: str
    width: int
    height: int
    size: int

    @property
    def label(self) -> str:
        """The usual name of the quality: its shorter side."""
        return f"{min(self.width, self.height)}p"


@dataclass(frozen=True, slots=True)
class Subtitle:
    url: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class Playable:
    """Everything a player and a search engine need of a video. Without `sources` there is nothing to play yet."""

    id: int
    title: str
    duration: float  # seconds
    width: int
    height: int
    poster_url: str
    hls_url: str
    sources: tuple[Source, ...]  # best last
    tracks: tuple[Subtitle, ...]
    transcript: str
    download_url: str
    download_size: int
    state: VideoState
    is_public: bool

    @property
    def best_first(self) -> tuple[Source, ...]:
        """The qualities as a <video> chooses: the first that fits the screen."""
        return self.sources[::-1]

    @property
    def length(self) -> str:
        """The duration as players show it: 2:05, 1:02:05."""
        return clock_face(self.duration)

    @property
    def is_playable(self) -> bool:
        return bool(self.sources)

    @property
    def is_portrait(self) -> bool:
        return self.height > self.width


def video_for(video_id: int) -> Video | None:
    """The record of a video, None when there is none."""
    return Video.objects.filter(pk=video_id).first()


def playables(video_ids: Iterable[int]) -> dict[int, Playable]:
    """Videos by id, ready to be played, in three queries. Unknown ids are left out; rights are the caller's affair.

    While a replacement is being made, the version before it is what plays.
    """
    videos = Video.objects.in_bulk(list(set(video_ids)))
    files: dict[int, list[VideoFile]] = {}
    tracks: dict[int, list[Track]] = {}
    for file in VideoFile.objects.filter(video__in=videos).order_by("height", "id"):
        files.setdefault(file.video_id, []).append(file)
    for track in Track.objects.filter(video__in=videos).defer("content").order_by("id"):
        tracks.setdefault(track.video_id, []).append(track)
    return {
        video.pk: _playable(video, files.get(video.pk, []), tracks.get(video.pk, []))
        for video in videos.values()
    }


def _playable(video: Video, files: list[VideoFile], tracks: list[Track]) -> Playable:
    version = max((file.version for file in files if file.role == FileRole.MP4), default=0)
    current = [file for file in files if file.version == version]
    sources = tuple(
        Source(_url(file), file.content_type, file.width, file.height, file.size)
        for file in current
        if file.role == FileRole.MP4
    )
    return Playable(
        id=video.pk,
        title=video.title,
        duration=video.duration,
        width=sources[-1].width if sources else video.width,
        height=sources[-1].height if sources else video.height,
        poster_url=_first(current, FileRole.POSTER),
        hls_url=_first(current, FileRole.MASTER),
        sources=sources,
        tracks=tuple(Subtitle(_track_url(track), track.language, track.label) for track in tracks),
        transcript=video.transcript,
        download_url=f"{sources[-1].url}?tai-ve=1" if sources else "",
        download_size=sources[-1].size if sources else 0,
        state=VideoState(video.state),
        is_public=video.is_public,
    )


def _first(files: list[VideoFile], role: FileRole) -> str:
    return next((_url(file) for file in files if file.role == role), "")


def _url(file: VideoFile) -> str:
    return reverse("media:film-file", args=[file.video_id, file.version, file.name])


def _track_url(track: Track) -> str:
    return reverse("media:film-track", args=[track.video_id, track.language, track.revision])
