from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

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
    """One of everything, but for what takes its time."""
    return fill(is_whole=False)


@pytest.fixture
def whole_site(db: None, today: None) -> Site:
    """With a contest that is over, an edition of the index and a survey."""
    return fill()


@pytest.fixture
def app(db: None, today: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> WSGIHandler:
    """The application as a server calls it, on the connection of the test, which no request ends."""
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    return WSGIHandler()
