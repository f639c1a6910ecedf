"""A unit's indices over the years as a drawing: a line only between years that may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 44, 24, 24, 30


@dataclass(frozen=True, slots=True)
class Mark:
    """A year of a unit: `line` tells units apart, `is_joined` whether it is compared with the mark before it on the same line."""

    line: int
    year: int
    index: float
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines as (x1, y1, x2, y2), dots as (x, y, label), years and grid with their places; all as SVG numbers."""

    lines: tuple[tuple[str, str, str, str], ...]
    dots: tuple[tuple[str, str, str], ...]
    years: tuple[tuple[str, str], ...]
    grid: tuple[tuple[str, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


def drawing_of(marks: Sequence[Mark]) -> Drawing | None:
    """The drawing of marks in order of years; None with fewer than two years."""
    years = sorted({mark.year for mark in marks})
    if len(years) < 2:
        return None
    low = min(50.0, min(mark.index for mark in marks) // 10 * 10)

    def x(year: int) -> str:
        return f"{LEFT + (WIDTH - LEFT - RIGHT) * (year - years[0]) / (years[-1] - years[0]):.1f}"

    def y(index: float) -> str:
        return f"{TOP + (HEIGHT - TOP - BOTTOM) * (100 - index) / (100 - low):.1f}"

    lines = []
    last: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda one: one.year):
        before = last.get(mark.line)
        if before is not None and mark.is_joined:
            lines.append((x(before.year), y(before.index), x(mark.year), y(mark.index)))
        last[mark.line] = mark
    steps = range(int(low), 101, 10)
    return Drawing(
        tuple(lines),
        tuple((x(mark.year), y(mark.index), f"{mark.index:.2f}".replace(".", ",")) for mark in marks),
        tuple((x(year), str(year)) for year in years),
        tuple((y(float(step)), str(step)) for step in steps),
    )
