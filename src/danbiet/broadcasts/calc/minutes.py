"""Minutes on the air, so that parts add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def minutes(seconds: int) -> Decimal:
    """Seconds as minutes with two decimals, halves up: 90 s are 1.50, 100 s 1.67. At least 0.01."""
    return max(CENT, (Decimal(seconds) / 60).quantize(CENT, rounding=ROUND_HALF_UP))


def shares(seconds: int, parts: Sequence[int]) -> list[int]:
    """How many seconds of the airing belong to each part, in order: what was longer than the airing is cut at its end."""
    found, left = [], seconds
    for wanted in parts:
        found.append(min(max(0, wanted), left))
        left -= found[-1]
    return found


def split_minutes(seconds: int, parts: Sequence[int]) -> tuple[list[Decimal], Decimal]:
    """Minutes of each part and what is left of the airing. All together are exactly `minutes(seconds)`; a part may have 0."""
    whole = minutes(seconds)
    found: list[Decimal] = []
    left = whole
    for share in shares(seconds, parts):
        own = min(left, (Decimal(share) / 60).quantize(CENT, rounding=ROUND_HALF_UP))
        found.append(own)
        left -= own
    return found, left
