"""Who refers to kept files: media does not know the nouns above it, they tell it when the programme starts."""

from __future__ import annotations

from collections.abc import Callable, Collection

Referrer = Callable[[Collection[int]], set[int]]
REFERRERS: list[Referrer] = []


def register_referrer(referrer: Referrer) -> None:
    """Tell who refers: of the file ids given, `referrer` answers with those still needed. A file nobody names is deleted."""
    if referrer not in REFERRERS:
        REFERRERS.append(referrer)


def referred(file_ids: Collection[int]) -> set[int]:
    """Which of these files somebody still needs."""
    return set().union(*(referrer(file_ids) for referrer in REFERRERS))
