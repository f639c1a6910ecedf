"""Points and moments between forms and rules."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any


def hundredths(value: Any) -> int:
    """Points as typed, at most two decimals, as whole hundredths; nothing is 0."""
    return int(Decimal(value or 0) * 100)


def points(value: int) -> Decimal:
    """Hundredths as points."""
    return Decimal(value) / 100


def milliseconds(at: datetime) -> int:
    """A moment to the second, in milliseconds since 1970 UTC."""
    return int(at.timestamp()) * 1000


def moment(value: int) -> datetime:
    """Milliseconds since 1970 UTC as a moment, to the second."""
    return datetime.fromtimestamp(value // 1000, UTC)
