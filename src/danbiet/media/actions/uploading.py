"""Uploads in pieces: begun, written piece by piece, finished, dropped (ADR 0018)."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..calc.film import HEAD, container_of
from ..calc.inspect import clean_name
from ..enums import Flaw, UploadState
from ..models import Upload, Video
from .videos import VideoRefused, looked_into, take_video, uploads_folder

BLOCK = 4 * 1024 * 1024  # written and acknowledged at once: what a killed server can lose
MOST_OPEN = 5
SPARE_BYTES = 1024**3  # left free on the disk


class UploadRefused(Exception):
    """An upload that cannot be begun or goes no further; the text is for the person who sends."""


class UploadGone(Exception):
    """There is no such upload, or it is somebody else's."""


class WrongOffset(Exception):
    """The piece does not begin where the file ends; `offset` is where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class TakenOver(Exception):
    """Another connection writes to this upload now."""


def begin_upload(*, user: User, name: str, size: int, details: dict[str, Any], at: datetime) -> Upload:
    """Begin an upload of `size` bytes. Refused (UploadRefused): nothing, too much, no room, five unfinished ones already.

    `details` says what becomes of it: `unit` and `title`, or `video` that it replaces. Rights are the caller's affair.
    """
    name = clean_name(name)
    if size <= 0:
        raise UploadRefused(str(VideoRefused(Flaw.EMPTY, name=name)))
    if size > settings.DANBIET_VIDEO_MAX_BYTES:
        raise UploadRefused(str(VideoRefused(Flaw.TOO_BIG, name=name)))
    folder = uploads_folder()
    if shutil.disk_usage(folder).free < size + SPARE_BYTES:
        raise UploadRefused(_("The server has no room for a file of this size now. Tell the reform office."))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two tabs at once count each other
        if Upload.objects.filter(user=user, state=UploadState.OPEN).count() >= MOST_OPEN:
            raise UploadRefused(_("You have five unfinished uploads. Finish or delete one of them first."))
        return Upload.objects.create(
            user=user, name=name, size=size, details=details, created_at=at, seen_at=at
        )


def own_upload(upload_id: uuid.UUID, *, user: User) -> Upload:
    """The person's upload with the offset that is really on disk. Raises UploadGone."""
    upload = Upload.objects.filter(pk=upload_id, user=user).first()
    if upload is None:
        raise UploadGone
    if upload.state == UploadState.OPEN:
        upload.offset = min(upload.offset, _on_disk(upload))
    return upload


def take_piece(
    upload_id: uuid.UUID, *, user: User, offset: int, pieces: Iterable[bytes], at: datetime
) -> int:
    """Append what comes, and return the new offset. Every block is on disk before the row says so.

    Refused: UploadGone, WrongOffset, UploadRefused (not a film, more than was announced: the upload is over),
    TakenOver (a newer connection goes on instead). What came before a broken connection stays.
    """
    lease = _leased(upload_id, user=user, offset=offset, at=at)
    for block in _blocks(pieces):
        offset = _written(upload_id, lease=lease, offset=offset, block=block, at=at)
    return offset


def finish_upload(upload_id: uuid.UUID, *, user: User, at: datetime) -> Video:
    """Look into a whole upload and make it a video, or the new version of one. Doing it again answers the same.

    Refused: UploadGone, WrongOffset (not whole yet), VideoRefused, with nothing left behind.
    """
    upload = own_upload(upload_id, user=user)
    if upload.state == UploadState.DONE and upload.video is not None:
        return upload.video
    if upload.state != UploadState.OPEN:
        raise UploadRefused(upload.refusal)
    if not upload.is_whole:
        raise WrongOffset(upload.offset)
    try:
        film = looked_into(part_path(upload.pk), name=upload.name)
    except VideoRefused as refusal:
        _refuse(upload, str(refusal))
        raise
    with transaction.atomic():
        row = Upload.objects.select_for_update().get(pk=upload.pk)
        if row.state == UploadState.OPEN:
            row.video = take_video(row.details, film=film, part=part_path(row.pk).name, name=row.name,
                                   size=row.size, by=user, at=at)  # fmt: skip
            row.state, row.lease = UploadState.DONE, None
            row.save(update_fields=["state", "lease", "video"])
    if row.video is None:
        raise UploadGone
    return row.video


def drop_upload(upload_id: uuid.UUID, *, user: User) -> None:
    """Forget an unfinished upload and delete what came of it. Raises UploadGone. A finished one is only forgotten."""
    upload = own_upload(upload_id, user=user)
    with transaction.atomic():
        row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if row is not None:
            _forget(row)


def sweep_uploads(*, before: datetime) -> int:
    """Forget uploads nobody sent anything to since the moment, with their pieces. Returns how many. Safe to run twice."""
    gone = 0
    for upload_id in Upload.objects.filter(seen_at__lt=before).values_list("pk", flat=True):
        with transaction.atomic():
            row = (
                Upload.objects.select_for_update(skip_locked=True)
                .filter(pk=upload_id, seen_at__lt=before)
                .first()
            )
            if row is not None:
                _forget(row)
                gone += 1
    _sweep_parts(before)
    return gone


def finish_left_uploads(*, before: datetime, at: datetime) -> int:
    """Finish uploads that came whole before the moment and whose server died right then. Returns how many became videos."""
    left = Upload.objects.filter(state=UploadState.OPEN, offset=F("size"), seen_at__lt=before)
    done = 0
    for upload in left.select_related("user"):
        try:
            finish_upload(upload.pk, user=upload.user, at=at)
        except (VideoRefused, UploadRefused, UploadGone, WrongOffset):  # told to who sent it, in the row
            continue
        done += 1
    return done


def take_whole(upload: UploadedFile, *, user: User, details: dict[str, Any], at: datetime) -> Video:
    """A film sent by a plain form, in one piece: the same as begun, sent and finished. Refused: UploadRefused, VideoRefused."""
    begun = begin_upload(user=user, name=upload.name or "", size=upload.size or 0, details=details, at=at)
    try:
        take_piece(begun.pk, user=user, offset=0, pieces=upload.chunks(BLOCK), at=at)
        return finish_upload(begun.pk, user=user, at=at)
    except VideoRefused:
        drop_upload(begun.pk, user=user)
        raise


def part_path(upload_id: uuid.UUID) -> Path:
    return uploads_folder() / f"{upload_id}.part"


def _on_disk(upload: Upload) -> int:
    try:
        return part_path(upload.pk).stat().st_size
    except FileNotFoundError:
        return 0


@transaction.atomic
def _leased(upload_id: uuid.UUID, *, user: User, offset: int, at: datetime) -> uuid.UUID:
    upload = Upload.objects.select_for_update().filter(pk=upload_id, user=user).first()
    if upload is None:
        raise UploadGone
    if upload.state == UploadState.REFUSED:
        raise UploadRefused(upload.refusal)
    if upload.state == UploadState.OPEN:
        upload.offset = min(upload.offset, _on_disk(upload))
    if upload.offset != offset:
        raise WrongOffset(upload.offset)
    upload.lease, upload.seen_at = uuid.uuid4(), at
    upload.save(update_fields=["lease", "offset", "seen_at"])
    return upload.lease


def _written(upload_id: uuid.UUID, *, lease: uuid.UUID, offset: int, block: bytes, at: datetime) -> int:
    """Write one block where the row says the file ends, while nobody else can."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
        if upload is None:
            raise UploadGone
        if upload.lease != lease or upload.state != UploadState.OPEN:
            raise TakenOver
        flaw = _flaw_of(upload, offset=offset, block=block)
        if flaw is None:
            _append(part_path(upload_id), offset=offset, block=block)
            upload.offset, upload.seen_at = offset + len(block), at
            upload.save(update_fields=["offset", "seen_at"])
            return upload.offset
    refusal = VideoRefused(flaw, name=upload.name)
    _refuse(upload, str(refusal))
    raise refusal


def _flaw_of(upload: Upload, *, offset: int, block: bytes) -> Flaw | None:
    """A wrong kind is told at the first block, not after four gigabytes."""
    if offset + len(block) > upload.size:
        return Flaw.TOO_BIG
    if offset == 0 and len(block) >= min(HEAD, upload.size) and container_of(block[:HEAD]) is None:
        return Flaw.NOT_FILM
    return None


def _append(path: Path, *, offset: int, block: bytes) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.ftruncate(handle, offset)  # what a killed server wrote without telling the row is sent again
        done = 0
        while done < len(block):
            done += os.pwrite(handle, memoryview(block)[done:], offset + done)
        os.fsync(handle)
    finally:
        os.close(handle)


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in blocks worth a transaction. A connection that breaks ends the stream: what came is kept."""
    waiting, size = [], 0
    try:
        for piece in pieces:
            waiting.append(piece)
            size += len(piece)
            if size >= BLOCK:
                yield b"".join(waiting)
                waiting, size = [], 0
    except OSError:  # the sender is gone (Django: UnreadablePostError)
        pass
    if size:
        yield b"".join(waiting)


def _refuse(upload: Upload, text: str) -> None:
    Upload.objects.filter(pk=upload.pk, state=UploadState.OPEN).update(
        state=UploadState.REFUSED, refusal=text, lease=None
    )
    part_path(upload.pk).unlink(missing_ok=True)


def _forget(row: Upload) -> None:
    """Delete the row; the pieces of an unfinished upload go with it, those of a video belong to the video."""
    if row.state != UploadState.DONE:
        path = part_path(row.pk)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
    row.delete()


def _sweep_parts(before: datetime) -> None:
    """Pieces on disk older than the moment that neither an upload nor a video needs."""
    for path in uploads_folder().glob("*.part"):
        if path.stat().st_mtime >= before.timestamp():
            continue
        upload_id = uuid.UUID(path.stem)
        needed = Upload.objects.filter(pk=upload_id, state=UploadState.OPEN).exists()
        if not needed and not Video.objects.filter(source=path.name).exists():
            path.unlink(missing_ok=True)
