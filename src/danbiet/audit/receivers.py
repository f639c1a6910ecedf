"""After every migration the triggers of the trail stand on every table with history."""

from __future__ import annotations

from typing import Any

from danbiet.kit import clock

from .actions import install


def watch_all(**_: Any) -> None:
    """Called once a `migrate`, after the last app's tables are there."""
    install(at=clock.now())
