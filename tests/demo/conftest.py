"""The demonstration year, loaded once for all tests of a module and taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from danbiet.demo.actions import reports
from danbiet.demo.actions.loading import Load, load_year
from danbiet.demo.actions.moments import moment
from danbiet.demo.calc.reporting import QUARTERS
from danbiet.demo.registry import TODAY


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    folder: Path = tmp_path_factory.mktemp("demo")
    return Load(today=TODAY, at=moment(TODAY), scale=1.0, data_dir=folder, real_now=timezone.now())


@pytest.fixture(scope="module")
def year(load: Load, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """What loading it told, stage by stage."""
    told: list[str] = []
    quarter = {"2021-Q3": QUARTERS["2021-Q3"]}  # one quarter's reports show all there is and spare a minute
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(reports, "QUARTERS", quarter)
        load_year(load, tell=told.append)
        yield told
        transaction.set_rollback(True)
