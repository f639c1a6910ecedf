"""Places among units that are compared with each other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


def places(values: Mapping[int, Decimal | None]) -> dict[int, int]:
    """The place of each: the greatest value is first, equal values share a place, the next one is counted past them
    (1, 2, 2, 4). Units without a value have no place."""
    known = sorted((value for value in values.values() if value is not None), reverse=True)
    first: dict[Decimal, int] = {}
    for place, value in enumerate(known, start=1):
        first.setdefault(value, place)
    return {key: first[value] for key, value in values.items() if value is not None}
