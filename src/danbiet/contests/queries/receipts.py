"""What a receipt speaks of."""

from __future__ import annotations

from ..models import Entry, Round


def round_named(key: str, round_key: str) -> Round | None:
    """The round of a sealed contest by both short names."""
    rows = Round.objects.filter(contest__key=key, key=round_key, contest__rules__isnull=False)
    return rows.select_related("contest").first()


def entry_named(one: Round, *, start: int, code: str) -> bool:
    """Whether the entry of this start is stored under this code (twelve symbols without hyphens)."""
    return Entry.objects.filter(start_id=start, round=one, code=code).exists()
