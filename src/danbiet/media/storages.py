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
    kept = storage.open(place, "rb")
    kept.seek(start)
    return _from_file(kept, length)


def _from_file(kept: Any, length: int) -> Iterator[bytes]:
    with kept:
        while length > 0:
            block = kept.read(min(BLOCK, length))
            if not block:
                return
            length -= len(block)
            yield block


def _from_s3(storage: Any, bucket: Any, place: str, *, start: int, length: int) -> Iterator[bytes]:
    """Straight from the store's own ranges: reading through the storage would fetch the whole film first."""
    if length == 0:
        return iter(())
    key = storage._normalize_name(place)
    answer = bucket.Object(key).get(Range=f"bytes={start}-{start + length - 1}")
    blocks: Iterator[bytes] = answer["Body"].iter_chunks(BLOCK)
    return blocks
