"""Finding kept files. Who may have them is decided by the noun they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, cast

from ..models import StoredFile


def stored_file(file_id: int) -> StoredFile | None:
    """The record of a file, None when there is none."""
    return StoredFile.objects.filter(pk=file_id).first()


def stored_files(file_ids: Iterable[int]) -> dict[int, StoredFile]:
    """Records of several files by id, in one query."""
    return StoredFile.objects.in_bulk(list(set(file_ids)))


def open_file(file_id: int) -> BinaryIO:
    """The kept bytes, open for reading; the caller closes it. Unknown: StoredFile.DoesNotExist; lost: FileNotFoundError."""
    file = StoredFile.objects.get(pk=file_id)
    return cast(BinaryIO, file.content.open("rb"))
