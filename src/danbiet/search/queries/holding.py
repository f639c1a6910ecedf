"""What the index holds."""

from __future__ import annotations

from collections.abc import Collection

from ..models import Entry


def held_kinds() -> set[str]:
    """Kinds that have any entry."""
    return set(Entry.objects.order_by("kind").values_list("kind", flat=True).distinct())


def size() -> int:
    """How many entries there are."""
    return Entry.objects.count()


def titles_of(kind: str, object_ids: Collection[int]) -> dict[int, str]:
    """What the entries of a kind are called; one query, what is not held is left out."""
    return dict(Entry.objects.filter(kind=kind, object_id__in=object_ids).values_list("object_id", "title"))
