"""Videos that come in, become public or private, change or go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from ..calc.film import HEAD, Film, container_of, is_reasonable
from ..calc.subtitles import BadSubtitles, SubtitleFlaw, clean_vtt, spoken_words
from ..enums import PREPARE_JOB, Flaw, VideoState
from ..models import Track, Video, VideoFile
from ..registry import Use, uses_of
from ..render import MissingFfmpeg, look_into
from .storing import REASONS, FileRefused

VIDEO_REASONS: dict[Flaw, str | Promise] = {
    Flaw.TOO_BIG: _("the film is larger than this server takes, or than was announced."),
}
SUBTITLE_REASONS: dict[SubtitleFlaw, str | Promise] = {
    SubtitleFlaw.TOO_BIG: _("The subtitles are larger than 1 MB or have more than 10,000 lines."),
    SubtitleFlaw.NOT_TEXT: _("The subtitles are no text in UTF-8. Save the file as UTF-8 and send it again."),
    SubtitleFlaw.NO_CUES: _("There are no subtitles in the file. WebVTT (.vtt) and SubRip (.srt) are taken."),
    SubtitleFlaw.TIMES: _("Line %(line)s: the time is written wrongly or ends before it begins."),
}


class VideoRefused(FileRefused):
    """A film that is not taken; the text is for the person who sent it."""

    def __str__(self) -> str:
        reason = VIDEO_REASONS.get(self.flaw, REASONS[self.flaw])
        return str(format_lazy("{name}: {reason}", name=self.name, reason=reason))


class SubtitlesRefused(Exception):
    """A subtitle file that is not taken; the text says why and where."""


class VideoInUse(Exception):
    """A video some page shows cannot be deleted; `uses` says which."""

    def __init__(self, uses: list[Use]) -> None:
        super().__init__(uses)
        self.uses = uses


def looked_into(path: Path, *, name: str) -> Film:
    """What kind of film the file is. Raises VideoRefused: no film, damaged, only sound, endless."""
    with path.open("rb") as file:
        container = container_of(file.read(HEAD))
    if container is None:
        raise VideoRefused(Flaw.NOT_FILM, name=name)
    try:
        film = look_into(str(path), container=container)
    except MissingFfmpeg as error:
        raise VideoRefused(Flaw.NO_TOOL, name=name) from error
    if film is None:
        raise VideoRefused(Flaw.NO_PICTURE, name=name)
    if not is_reasonable(film):
        raise VideoRefused(Flaw.TOO_LONG, name=name)
    return film


@transaction.atomic
def take_video(
    details: dict[str, Any], *, film: Film, part: str, name: str, size: int, by: User | None, at: datetime
) -> Video:
    """Make an inspected upload a new video, or the new version of `details["video"]`, and queue its preparation.

    While a new version is prepared the one before it keeps playing. `part` is the file in the uploads folder.
    """
    if details.get("video"):
        video = Video.objects.select_for_update().get(pk=details["video"])
        video.version += 1
        forget_part(video.source)
        verb = "media.video_replaced"
    else:
        video = Video(title=details["title"], unit_id=details["unit"], uploaded_by=by, uploaded_at=at)
        verb = "media.video_uploaded"
    video.state, video.progress, video.attempts = VideoState.WAITING, 0, 0
    video.seen_at, video.failure = None, ""
    video.source, video.source_name, video.source_size = part, name, size
    video.duration, video.width, video.height = film.duration, film.width, film.height
    video.has_sound = film.has_sound
    video.save()
    record(verb, by=by, at=at, kind="video", object_id=video.pk, title=video.title, unit_id=video.unit_id,
           file=name, size=size)  # fmt: skip
    queue_preparation(video.pk)
    return video


def queue_preparation(video_id: int) -> None:
    """Have a video prepared as soon as this transaction is kept; one that waits already waits once."""
    try:
        with transaction.atomic():
            jobs.configure_task(PREPARE_JOB, queueing_lock=f"{PREPARE_JOB}.{video_id}", queue="media").defer(
                video_id=video_id
            )
    except AlreadyEnqueued:
        pass


@transaction.atomic
def try_again(video_id: int, *, by: User, at: datetime) -> bool:
    """Prepare a failed video once more from what was uploaded. False when it has not failed or nothing is left of it."""
    video = Video.objects.select_for_update().get(pk=video_id)
    has_source = bool(video.source) or video.files.filter(version=video.version, role="original").exists()
    if video.state != VideoState.FAILED or not has_source:
        return False
    video.state, video.progress, video.attempts = VideoState.WAITING, 0, 0
    video.seen_at, video.failure = None, ""
    video.save(update_fields=["state", "progress", "attempts", "seen_at", "failure"])
    record("media.video_retried", by=by, at=at, kind="video", object_id=video.pk, title=video.title,
           unit_id=video.unit_id)  # fmt: skip
    queue_preparation(video.pk)
    return True


@transaction.atomic
def publish_videos(video_ids: Iterable[int]) -> int:
    """Let everybody see these videos, also those that are not playable yet. Returns how many were private before.

    Whoever shows them on a live page calls this in the same transaction; saying it twice does no harm.
    """
    return Video.objects.filter(pk__in=set(video_ids), is_public=False).update(is_public=True)


@transaction.atomic
def hide_videos(video_ids: Iterable[int]) -> int:
    """Keep these videos from strangers again, from this moment. Returns how many were public before.

    The caller makes sure that no other live page shows them.
    """
    return Video.objects.filter(pk__in=set(video_ids), is_public=True).update(is_public=False)


@transaction.atomic
def describe_video(video_id: int, *, title: str, transcript: str, by: User, at: datetime) -> Video:
    """Change the title and the transcript."""
    video = Video.objects.select_for_update().get(pk=video_id)
    video.title, video.transcript = title, transcript
    video.save(update_fields=["title", "transcript"])
    record("media.video_described", by=by, at=at, kind="video", object_id=video.pk, title=title,
           unit_id=video.unit_id)  # fmt: skip
    return video


@transaction.atomic
def add_track(video_id: int, content: bytes, *, language: str, label: str, by: User, at: datetime) -> Track:
    """Keep the subtitles of a language, in the place of those before. A video without a transcript gets the spoken words.

    WebVTT and SRT are taken, cleaned of everything but times and words. Raises SubtitlesRefused.
    """
    try:
        vtt = clean_vtt(content)
    except BadSubtitles as bad:
        raise SubtitlesRefused(str(SUBTITLE_REASONS[bad.flaw]) % {"line": bad.line}) from bad
    video = Video.objects.select_for_update().get(pk=video_id)
    track = Track.objects.filter(video=video, language=language).first() or Track(
        video=video, language=language, revision=0
    )
    track.label, track.content = label, vtt
    track.revision += 1
    track.save()
    if not video.transcript and language == "vi":
        video.transcript = spoken_words(vtt)
        video.save(update_fields=["transcript"])
    record("media.track_added", by=by, at=at, kind="video", object_id=video.pk, title=video.title,
           unit_id=video.unit_id, language=language)  # fmt: skip
    return track


@transaction.atomic
def remove_track(video_id: int, *, language: str, by: User, at: datetime) -> bool:
    """Take the subtitles of a language away. False when there were none."""
    gone, _rows = Track.objects.filter(video=video_id, language=language).delete()
    if gone:
        video = Video.objects.get(pk=video_id)
        record("media.track_removed", by=by, at=at, kind="video", object_id=video_id, title=video.title,
               unit_id=video.unit_id, language=language)  # fmt: skip
    return bool(gone)


@transaction.atomic
def delete_video(video_id: int, *, by: User, at: datetime) -> None:
    """Delete a video with all its files. Raises VideoInUse when a page, published or not, refers to it."""
    video = Video.objects.select_for_update().get(pk=video_id)
    uses = uses_of([video_id]).get(video_id)
    if uses:
        raise VideoInUse(uses)
    record("media.video_deleted", by=by, at=at, kind="video", object_id=video.pk, title=video.title,
           unit_id=video.unit_id)  # fmt: skip
    forget_files(VideoFile.objects.filter(video=video))
    forget_part(video.source)
    video.delete()


def forget_files(files: Iterable[VideoFile]) -> None:
    """Delete rows of files now, and the files themselves once that is certain."""
    rows = list(files)
    places = [str(row.content.name) for row in rows]
    VideoFile.objects.filter(pk__in=[row.pk for row in rows]).delete()

    def away() -> None:
        for place in places:
            store().delete(place)

    transaction.on_commit(away)


def forget_part(part: str) -> None:
    """Delete an upload that was not taken into the store, once that is certain."""
    if part:
        path = uploads_folder() / part
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def uploads_folder() -> Path:
    """Where pieces wait, on this machine's disk."""
    folder = Path(settings.DANBIET_UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def store() -> Storage:
    """Where the files of videos lie."""
    storage: Storage = VideoFile._meta.get_field("content").storage
    return storage
