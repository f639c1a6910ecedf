"""The points of a radar drawing: axes at equal angles, values from the middle outwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SIZE, MIDDLE, REACH = 320, 160, 120


@dataclass(frozen=True, slots=True)
class Radar:
    """Polygons as SVG points, axes as (label, x2, y2, label x, label y)."""

    own: str
    other: str
    rings: tuple[str, ...]
    axes: tuple[tuple[str, str, str, str, str], ...]
    size: int = SIZE


def radar_of(axes: Sequence[tuple[str, float | None, float | None]]) -> Radar | None:
    """A drawing of (label, own per cent, other per cent); None with fewer than three axes."""
    if len(axes) < 3:
        return None
    turns = [2 * math.pi * place / len(axes) - math.pi / 2 for place in range(len(axes))]

    def points(values: Sequence[float]) -> str:
        return " ".join(
            f"{MIDDLE + REACH * value / 100 * math.cos(turn):.1f},{MIDDLE + REACH * value / 100 * math.sin(turn):.1f}"
            for value, turn in zip(values, turns, strict=True)
        )

    def end(turn: float, times: float) -> tuple[str, str]:
        return (
            f"{MIDDLE + REACH * times * math.cos(turn):.1f}",
            f"{MIDDLE + REACH * times * math.sin(turn):.1f}",
        )

    return Radar(
        points([own or 0.0 for _label, own, _other in axes]),
        points([other or 0.0 for _label, _own, other in axes]),
        tuple(points([share] * len(axes)) for share in (25.0, 50.0, 75.0, 100.0)),
        tuple(
            (label, *end(turn, 1.0), *end(turn, 1.17))
            for (label, _own, _other), turn in zip(axes, turns, strict=True)
        ),
    )
