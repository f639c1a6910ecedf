"""The radar of a unit's domains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..calc.radar import Radar, radar_of


def radar(axes: Sequence[tuple[str, Any, Any]]) -> Radar | None:
    """From figures as they are kept: per cent as text, None where nothing applies."""
    return radar_of([(label, _share(own), _share(other)) for label, own, other in axes])


def _share(value: Any) -> float | None:
    return None if value is None else float(value)
