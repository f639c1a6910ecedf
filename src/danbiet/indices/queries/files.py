"""Which stored files this app refers to."""

from __future__ import annotations

from collections.abc import Collection

from ..models import Evidence


def files_needed(file_ids: Collection[int]) -> set[int]:
    """Of the ids given, those some evidence refers to."""
    return set(Evidence.objects.filter(file__in=file_ids).values_list("file_id", flat=True)) - {None}
