"""What comes from an asker besides the question itself: files under names of ours, later words encrypted and masked."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files import File

from danbiet.accounts.models import User
from danbiet.media.actions import store_file

from ..models import Message, Question, QuestionFile
from .noting import Turn, asker_of, covered


def stored(uploads: tuple[File[bytes], ...], *, by: User | None, at: datetime) -> list[Any]:
    """Keep the files under names of ours: the name a file came with may name somebody."""
    kept = []
    for number, upload in enumerate(uploads, start=1):
        upload.name = f"tep-{number}{PurePath(upload.name or '').suffix.lower()}"
        kept.append(store_file(upload, by=by, at=at))
    return kept


def attach(question: Question, files: list[Any], *, at: datetime) -> None:
    before = QuestionFile.objects.filter(question=question, is_from_asker=True).count()
    QuestionFile.objects.bulk_create(
        QuestionFile(question=question, file=file, label=f"{_label(file)} {number}", added_at=at)
        for number, file in enumerate(files, start=before + 1)
    )


def _label(file: Any) -> str:
    return "Ảnh" if file.content_type.startswith("image/") else "Tệp"


def keep_words(turn: Turn, said: str) -> None:
    """What the asker wrote: encrypted as it came, beside it masked."""
    Message.objects.create(
        question=turn.question,
        at=turn.at,
        is_from_asker=True,
        by=turn.by,
        original=said,
        text=covered(said, asker_of(turn.question)),
    )
