"""Which stored files this app refers to."""

from __future__ import annotations

from collections.abc import Collection

from ..models import Evidence, PublishedFile


def files_needed(file_ids: Collection[int]) -> set[int]:
    """Of the ids given, those some evidence or a published decision refers to. Two queries."""
    proofs = Evidence.objects.filter(file__in=file_ids).values_list("file_id", flat=True)
    decisions = PublishedFile.objects.filter(file__in=file_ids).values_list("file_id", flat=True)
    return {file_id for file_id in (*proofs, *decisions) if file_id is not None}
