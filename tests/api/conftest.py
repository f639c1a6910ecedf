from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from . import world
from .world import Site, fill


@pytest.fixture
def today(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the world, files of contests in a folder of the test's own, a gate nobody has passed yet."""
    settings.DANBIET_TODAY = world.TODAY
    settings.DATA_DIR = tmp_path
    settings.DANBIET_API_PER_MINUTE = 100_000


@pytest.fixture
def site(db: None, today: None) -> Site:
    return fill()
