"""The seals as people keep them outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..models import Seal


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal: number, moment, how many entries it covers, its hash (64 signs)."""

    number: int
    at: datetime
    count: int
    hash: str


def seals(*, most: int | None = None) -> list[Sealed]:
    """Newest first."""
    rows = Seal.objects.order_by("-number").values_list("number", "at", "count", "hash")
    return [Sealed(number, at, count, bytes(word).hex()) for number, at, count, word in rows[:most]]
