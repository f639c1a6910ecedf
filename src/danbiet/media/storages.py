"""Putting large files into the store and reading parts of them, on disk or in S3, without holding them in memory."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

BLOCK = 256 * 1024


def put_file(storage: Storage, place: str, path: Path) -> None:
    """Keep a local file under `place`, whole or not at all, instead of what lay there before. The local file stays."""
    if not isinstance(storage, FileSystemStorage):
        if storage.exists(place):
            storage.delete(place)
        with path.open("rb") as content:
            storage.save(place, File(content))
        return
    target = Path(storage.path(place))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.unlink(missing_ok=True)
    try:
        os.link(path, beside)  # the same disk: no copy
    except OSError:
        shutil.copyfile(path, beside)
    beside.chmod(0o600)
    beside.replace(target)


def local_copy(storage: Storage, place: str, folder: Path) -> Path:
    """A path ffmpeg can open: the file itself when it lies on disk, else a copy of it in `folder`."""
    if isinstance(storage, FileSystemStorage):
        return Path(storage.path(place))
    path = folder / Path(place).name
    with storage.open(place, "rb") as kept, path.open("wb") as copy:
        shutil.copyfileobj(kept, copy, BLOCK)
    return path


def pieces_of(storage: Storage, place: str, *, start: int, length: int) -> Iterator[bytes]:
    """`length` bytes from `start` in blocks. The file is opened at once: one that is lost raises here, not in the middle."""
    bucket = getattr(storage, "bucket", None)
    if bucket is not None:
        return _from_s3(storage, bucket, place, start=start, length=length)
    return _Pieces(storage.open(place, "rb"), start=start, length=length)


class _Pieces:
    """Part of an open file in blocks; closed at the end, or by whoever stops listening before or in the middle."""

    def __init__(self, kept: Any, *, start: int, length: int) -> None:
        self._kept, self._left = kept, length
        kept.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        block: bytes = self._kept.read(min(BLOCK, self._left)) if self._left else b""
        if not block:
            self.close()
            raise StopIteration
        self._left -= len(block)
        return block

    def close(self) -> None:
        self._left = 0
        self._kept.close()


def _from_s3(storage: Any, bucket: Any, place: str, *, start: int, length: int) -> Iterator[bytes]:
    """Straight from the store's own ranges: reading through the storage would fetch the whole film first."""
    if length == 0:
        return iter(())
    key = storage._normalize_name(place)
    try:
        answer = bucket.Object(key).get(Range=f"bytes={start}-{start + length - 1}")
    except bucket.meta.client.exceptions.ClientError as error:
        if error.response.get("Error", {}).get("Code") in {"NoSuchKey", "404"}:
            raise FileNotFoundError(place) from error
        raise
    blocks: Iterator[bytes] = answer["Body"].iter_chunks(BLOCK)
    return blocks
