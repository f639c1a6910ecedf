"""Making a video playable: taken into the store, 480p, poster, 720p, HLS; each file whole or not there at all (ADR 0017)."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ..calc.film import (
    Film,
    Form,
    encode_arguments,
    forms_of,
    hls_arguments,
    master_playlist,
    poster_arguments,
    with_duration,
)
from ..enums import FileRole, Flaw, VideoState
from ..models import Video, VideoFile, video_place
from ..render import Broken, MissingFfmpeg, Turn, make
from ..storages import local_copy, put_file
from .storing import scanned
from .videos import (
    VideoRefused,
    forget_files,
    forget_part,
    looked_into,
    queue_preparation,
    store,
    uploads_folder,
)

log = logging.getLogger("danbiet.media")
ATTEMPTS = 3
SILENCE = timedelta(minutes=2)  # without a sign of life whoever worked on it is dead
TELL_EVERY = 1.0  # seconds
UNFINISHED = (VideoState.WAITING, VideoState.WORKING, VideoState.PLAYABLE)
MP4, HLS, JPEG = "video/mp4", "application/vnd.apple.mpegurl", "image/jpeg"
ENDINGS = {"mov": "mp4", "matroska": "mkv", "asf": "wmv", "mpeg": "mpg", "mpegts": "ts"}


class Superseded(Exception):
    """Somebody else works on the video, or it was replaced or deleted meanwhile."""


@dataclass
class Work:
    """One attempt at one version of a video."""

    video: Video
    since: datetime
    folder: Path
    began: float = field(default_factory=time.monotonic)
    told: float = 0.0

    def moment(self) -> datetime:
        """Now, by the clock that began the work."""
        return self.since + timedelta(seconds=time.monotonic() - self.began)

    def row(self) -> Any:
        """The video as long as it is still ours to work on."""
        return Video.objects.filter(
            pk=self.video.pk, version=self.video.version, attempts=self.video.attempts, state__in=UNFINISHED
        )

    def tell(self, percent: float) -> None:
        """Commit how far it is, once a second at most; stop when the work is no longer ours."""
        now = time.monotonic()
        if now - self.told < TELL_EVERY:
            return
        self.told = now
        if not self.row().update(progress=min(99, int(percent)), seen_at=self.moment()):
            raise Superseded


def prepare_video(video_id: int, *, at: datetime) -> None:
    """Make what is missing of a waiting video. Does nothing when somebody else has it or it is done.

    A killed or failing ffmpeg leaves no file; it is tried again, three times in all, then the video fails and says why.
    """
    video = _claimed(video_id, at=at)
    if video is None:
        return
    with _folder(video_id) as folder:
        work = Work(video=video, since=at, folder=folder)
        try:
            _make_all(work)
        except Superseded:
            log.info("video %s: replaced or taken over, this attempt ends", video_id)
        except VideoRefused as refusal:
            _failed(work, str(refusal), keep_source=refusal.flaw == Flaw.NO_SCANNER)
        except (Broken, OSError, MissingFfmpeg) as trouble:
            log.warning("video %s, attempt %s: %s", video_id, video.attempts, trouble)
            _again_or_failed(work, trouble)


def revive_stalled(*, at: datetime) -> int:
    """Queue again the videos whose worker died, and those whose job got lost. Returns how many had lost their worker."""
    # The clock of a demonstration goes back at midnight: a sign of life from the future is as old as one from the past.
    silent = Q(seen_at__lt=at - SILENCE) | Q(seen_at__gt=at + SILENCE)
    with transaction.atomic():
        rows = Video.objects.select_for_update(no_key=True, skip_locked=True).filter(
            silent, state__in=UNFINISHED
        )
        stalled = list(rows)
        for video in stalled:
            _released(video)
    for video_id in Video.objects.filter(seen_at=None, state__in=UNFINISHED).values_list("pk", flat=True):
        queue_preparation(video_id)
    return len(stalled)


def sweep_video_files(*, before: datetime) -> int:
    """Delete files of videos older than the moment that have no row: what a crash left. Returns how many went."""
    kept, gone = store(), 0
    if not kept.exists("video"):
        return 0
    for video_id in kept.listdir("video")[0]:
        for version in kept.listdir(f"video/{video_id}")[0]:
            for name in kept.listdir(f"video/{video_id}/{version}")[1]:
                place = f"video/{video_id}/{version}/{name}"
                is_old = kept.get_modified_time(place) < before
                if is_old and not VideoFile.objects.filter(content=place).exists():
                    kept.delete(place)
                    gone += 1
    return gone


@transaction.atomic
def _claimed(video_id: int, *, at: datetime) -> Video | None:
    video = Video.objects.select_for_update(skip_locked=True).filter(pk=video_id).first()
    if video is None or video.seen_at is not None or video.state not in UNFINISHED:
        return None
    if video.attempts >= ATTEMPTS:
        words = _(
            "It was begun three times and never finished. Try again, or save the film anew and replace it."
        )
        Video.objects.filter(pk=video.pk).update(state=VideoState.FAILED, failure=words)
        return None
    video.attempts += 1
    video.seen_at = at
    if video.state == VideoState.WAITING:
        video.state = VideoState.WORKING
    video.save(update_fields=["attempts", "seen_at", "state"])
    return video


def _released(video: Video) -> None:
    """Nobody works on it any more: whoever comes next may claim it."""
    video.seen_at = None
    if video.state == VideoState.WORKING:
        video.state = VideoState.WAITING
    video.save(update_fields=["seen_at", "state"])


@contextmanager
def _folder(video_id: int) -> Iterator[Path]:
    """An empty place for half-made files, gone afterwards; what a killed attempt left is thrown away first."""
    root = uploads_folder() / "work"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in root.glob(f"{video_id}-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=f"{video_id}-") as folder:
        yield Path(folder)


def _make_all(work: Work) -> None:
    path = _source(work)
    film = looked_into(path, name=work.video.source_name)
    _keep_original(work, path, film)
    forms = forms_of(film)
    shares = [(0.0, 94.0)] if len(forms) == 1 else [(0.0, 38.0), (40.0, 54.0)]
    made = []
    for form, (start, share) in zip(forms, shares, strict=True):
        film = _form(work, path, film, form, start=start, share=share)
        made.append(form)
        if form is forms[0]:
            _poster(work, film, form)
            work.row().update(state=VideoState.PLAYABLE)
    _hls(work, film, made)
    _done(work)


def _source(work: Work) -> Path:
    """The film as it came: among the uploads, or already in the store."""
    part = uploads_folder() / work.video.source
    if work.video.source and part.exists():
        return part
    original = work.video.files.filter(version=work.video.version, role=FileRole.ORIGINAL).first()
    if original is None:
        raise VideoRefused(Flaw.DAMAGED, name=work.video.source_name)
    return local_copy(store(), str(original.content.name), work.folder)


def _keep_original(work: Work, path: Path, film: Film) -> None:
    if _has(work, FileRole.ORIGINAL):
        return
    with path.open("rb") as content:
        flaw = scanned(iter(lambda: content.read(1024 * 1024), b""), is_large=True)
    if flaw is not None:
        raise VideoRefused(flaw, name=work.video.source_name)
    ending = ENDINGS.get(film.container, film.container)
    _keep(work, path, VideoFile(role=FileRole.ORIGINAL, name=f"goc.{ending}", content_type="application/octet-stream",
                                width=film.width, height=film.height))  # fmt: skip


def _form(work: Work, path: Path, film: Film, form: Form, *, start: float, share: float) -> Film:
    """One MP4. Its length is the film's, where the film did not tell."""
    if _has(work, FileRole.MP4, f"{form.name}.mp4"):
        return film
    target = work.folder / f"{form.name}.mp4"
    arguments = encode_arguments(
        str(path), film, form, target=str(target), threads=max(1, (os.cpu_count() or 2) - 1)
    )
    length = film.duration or 3600.0
    seconds = make(Turn(arguments, lambda done: work.tell(start + share * min(1.0, done / length))))
    if seconds <= 0 or not target.stat().st_size:
        raise VideoRefused(Flaw.NO_PICTURE, name=work.video.source_name)
    film = with_duration(film, seconds)
    work.row().update(duration=film.duration)
    _keep(work, target, VideoFile(role=FileRole.MP4, name=target.name, content_type=MP4, width=form.width,
                                  height=form.height))  # fmt: skip
    return film


def _poster(work: Work, film: Film, form: Form) -> None:
    if _has(work, FileRole.POSTER):
        return
    target = work.folder / "poster.jpg"
    moment = min(3.0, film.duration * 0.1)
    make(Turn(poster_arguments(str(_made(work, form)), at=moment, target=str(target))))
    _keep(work, target, VideoFile(role=FileRole.POSTER, name=target.name, content_type=JPEG, width=form.width,
                                  height=form.height))  # fmt: skip


def _hls(work: Work, film: Film, forms: list[Form]) -> None:
    if _has(work, FileRole.MASTER):
        return
    variants = []
    for form in forms:
        segments, playlist = work.folder / f"{form.name}.m4s", work.folder / f"{form.name}.m3u8"
        make(Turn(hls_arguments(str(_made(work, form)), segments=str(segments), target=str(playlist))))
        _keep(work, segments, VideoFile(role=FileRole.SEGMENTS, name=segments.name, content_type=MP4,
                                        width=form.width, height=form.height))  # fmt: skip
        _keep(work, playlist, VideoFile(role=FileRole.PLAYLIST, name=playlist.name, content_type=HLS))
        variants.append((form, segments.stat().st_size))
        work.tell(97)
    master = work.folder / "hls.m3u8"
    master.write_text(master_playlist(variants, duration=film.duration), encoding="ascii")
    _keep(work, master, VideoFile(role=FileRole.MASTER, name=master.name, content_type=HLS))


def _made(work: Work, form: Form) -> Path:
    """The finished MP4: just made, or by an attempt before."""
    fresh = work.folder / f"{form.name}.mp4"
    if fresh.exists():
        return fresh
    file = work.video.files.get(version=work.video.version, name=f"{form.name}.mp4")
    return local_copy(store(), str(file.content.name), work.folder)


def _has(work: Work, role: FileRole, name: str = "") -> bool:
    rows = work.video.files.filter(version=work.video.version, role=role)
    return bool((rows.filter(name=name) if name else rows).exists())


def _keep(work: Work, path: Path, file: VideoFile) -> None:
    """Put a whole file into the store, then its row; the first playable form of a version sends the older ones away."""
    file.video, file.version, file.size = work.video, work.video.version, path.stat().st_size
    place = video_place(file, file.name)
    put_file(store(), place, path)
    file.content.name = place
    with transaction.atomic():
        if not work.row().select_for_update(no_key=True).exists():
            store().delete(place)
            raise Superseded
        VideoFile.objects.filter(video=work.video, version=file.version, name=file.name).delete()
        file.save()
        if file.role == FileRole.MP4:
            forget_files(VideoFile.objects.filter(video=work.video, version__lt=file.version))


@transaction.atomic
def _done(work: Work) -> None:
    if work.row().update(state=VideoState.READY, progress=100, seen_at=None, failure="", source=""):
        forget_part(work.video.source)


def _again_or_failed(work: Work, trouble: Exception) -> None:
    if work.video.attempts < ATTEMPTS:
        with transaction.atomic():
            video = work.row().select_for_update(no_key=True).first()
            if video is not None:
                _released(video)
                queue_preparation(video.pk)
        return
    if isinstance(trouble, MissingFfmpeg):
        words = str(VideoRefused(Flaw.NO_TOOL, name=work.video.source_name))
    else:
        words = _(
            "It was tried three times and could not be finished. Try again, or save the film anew and replace it."
        )
    _failed(work, words, keep_source=True)


@transaction.atomic
def _failed(work: Work, words: str, *, keep_source: bool) -> None:
    """The end of this version. What could be harmful or is useless goes; what may yet succeed stays for another try."""
    changes: dict[str, Any] = {"state": VideoState.FAILED, "failure": words, "seen_at": None}
    if not keep_source:
        changes["source"] = ""
    if not work.row().update(**changes):
        return
    if not keep_source:
        forget_part(work.video.source)
        forget_files(VideoFile.objects.filter(video=work.video, version=work.video.version))
