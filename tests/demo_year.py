"""The demonstration year as `make run` loads it: once for a run, whoever asks first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from danbiet.demo.actions.loading import Load, load_year
from danbiet.demo.actions.moments import moment
from danbiet.demo.registry import TODAY
from tests import databases


def load() -> Load:
    """All of it; its files lie where all processes of the run find them."""
    folder = Path(settings.DATA_DIR) / "demo-year"
    return Load(today=TODAY, at=moment(TODAY), scale=1.0, data_dir=folder, real_now=timezone.now())


@contextmanager
def in_place() -> Iterator[list[str]]:
    """The year in the place of the test database; what loading it told, stage by stage."""
    kept = Path(settings.DATA_DIR) / "demo-year-told"

    def fill() -> None:
        told: list[str] = []
        load_year(load(), tell=told.append)
        kept.write_text("\n".join(told), "utf-8")

    with databases.in_place("year", fill=fill):
        yield kept.read_text("utf-8").split("\n")
