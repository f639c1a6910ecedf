"""Figures other parts can tell of a unit: `portal` registers who reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

DECISION_JOB = "indices.decision"


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader says: a part of a whole, or a number alone (per cent); `error` in per cent points; `source` in words."""

    part: Decimal | None = None
    whole: Decimal | None = None
    number: Decimal | None = None
    error: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureKind:
    """`read(unit id, year, day)` answers what is known on the day, None when nothing is."""

    key: str
    label: Any
    read: Callable[[int, int, date], Told | None]


_FIGURES: dict[str, FigureKind] = {}


def register_figure(key: str, label: Any, read: Callable[[int, int, date], Told | None]) -> None:
    """Make a figure known that components may name; the same key again replaces it."""
    _FIGURES[key] = FigureKind(key, label, read)


def figure_kind(key: str) -> FigureKind | None:
    """The figure of that key, None where nobody tells it."""
    return _FIGURES.get(key)
