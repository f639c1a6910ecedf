"""Which kept files questions need."""

from __future__ import annotations

from collections.abc import Collection

from ..models import QuestionFile


def files_in_use(file_ids: Collection[int]) -> set[int]:
    """Which of these kept files came with a question or an answer. After an erasure the asker's are needed no more."""
    return set(QuestionFile.objects.filter(file_id__in=file_ids).values_list("file_id", flat=True))
