"""The demonstration year, loaded once for all tests of a run and taken back after each module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from danbiet.demo.actions import reports
from danbiet.demo.actions.loading import Load, load_year
from danbiet.demo.actions.moments import moment
from danbiet.demo.calc.reporting import QUARTERS
from danbiet.demo.registry import TODAY
from tests import databases


@pytest.fixture(scope="module")
def load() -> Load:
    folder = Path(settings.DATA_DIR) / "demo-year"  # of all processes of the run, as the year is
    return Load(today=TODAY, at=moment(TODAY), scale=1.0, data_dir=folder, real_now=timezone.now())


@pytest.fixture(scope="module")
def year(load: Load, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The demonstration year in the place of the test database; what loading it told, stage by stage."""
    kept = Path(settings.DATA_DIR) / "demo-year-told"

    def fill() -> None:
        told: list[str] = []
        quarter = {
            "2021-Q3": QUARTERS["2021-Q3"]
        }  # one quarter's reports show all there is and spare a minute
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reports, "QUARTERS", quarter)
            load_year(load, tell=told.append)
        kept.write_text("\n".join(told), "utf-8")

    with django_db_blocker.unblock(), databases.in_place("year", fill=fill):
        yield kept.read_text("utf-8").split("\n")
