"""What the index holds."""

from __future__ import annotations

from ..models import Entry


def held_kinds() -> set[str]:
    """Kinds that have any entry."""
    return set(Entry.objects.order_by("kind").values_list("kind", flat=True).distinct())


def size() -> int:
    """How many entries there are."""
    return Entry.objects.count()
