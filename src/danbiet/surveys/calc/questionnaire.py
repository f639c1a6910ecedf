"""Which items belong to which factor, and how much each counts; the frame of five factors and 22 items (domain.md 4.1).

The ministry's texts known to us name five factors and 22 criteria, not how they are shared out: 5, 5, 4, 4, 4 is ours, and an
installation writes its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Item:
    """A question answered on a scale of five; `weight` ≥ 0 is its part in its factor and in the whole."""

    key: str
    factor: str
    weight: Decimal = Decimal(1)


FACTORS = ("access", "procedures", "staff", "results", "feedback")
SHARED_OUT = (5, 5, 4, 4, 4)


def standard_items() -> tuple[Item, ...]:
    """item_01 … item_22 in the five factors, each counting alike."""
    factors = [factor for factor, count in zip(FACTORS, SHARED_OUT, strict=True) for _number in range(count)]
    return tuple(Item(f"item_{number:02}", factor) for number, factor in enumerate(factors, start=1))


def factors_of(items: Sequence[Item]) -> dict[str, tuple[Item, ...]]:
    """The items of each factor, in the order given."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.factor, []).append(item)
    return {factor: tuple(members) for factor, members in found.items()}
