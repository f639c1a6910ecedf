"""Geometry of what the components draw: all in percent of a width, nothing of Django."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
LAST_VISIBLE_MARK = Decimal("99.6")  # a tick at 100 % would stand outside the bar


@dataclass(frozen=True)
class BarShape:
    """Widths and places inside a bar, as SVG attribute values such as ``61.8%``."""

    fill: str
    gap_from: str
    gap: str
    mark: str


def bar_shape(value: Decimal, expected: Decimal | None) -> BarShape:
    """The solid part up to ``value``, the hatched part from there to ``expected``, the tick at ``expected``.

    Both are percent; what lies outside 0–100 is drawn at the edge. Where nothing is due yet (None or 0) there is neither gap nor tick.
    """
    done = _inside(value)
    if not expected:
        return BarShape(fill=f"{done:f}%", gap_from="", gap="", mark="")
    due = _inside(expected)
    missing = due - done
    return BarShape(
        fill=f"{done:f}%",
        gap_from=f"{done:f}%" if missing > 0 else "",
        gap=f"{missing:f}%" if missing > 0 else "",
        mark=f"{min(due, LAST_VISIBLE_MARK):f}%",
    )


def _inside(value: Decimal) -> Decimal:
    return min(max(value, Decimal(0)), HUNDRED).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def heat_level(percent: Decimal) -> int:
    """The step of the colour scale, 1 to 5: below 40, 40–59, 60–79, 80–99, and 100 only when all is done."""
    for level, lower in ((5, 100), (4, 80), (3, 60), (2, 40)):
        if percent >= lower:
            return level
    return 1


def toggled_sort(key: str, current: str) -> tuple[str, str]:
    """The next ``sap`` value for a column head and its ``aria-sort`` word now (empty when another column sorts)."""
    if current == key:
        return f"-{key}", "ascending"
    if current == f"-{key}":
        return key, "descending"
    return key, ""
