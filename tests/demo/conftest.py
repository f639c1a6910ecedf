"""The demonstration year, loaded once for all tests of a run and taken back after each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from danbiet.demo.actions.loading import Load
from tests import demo_year


@pytest.fixture(scope="module")
def load() -> Load:
    return demo_year.load()


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The demonstration year in the place of the test database; what loading it told, stage by stage."""
    with django_db_blocker.unblock(), demo_year.in_place() as told:
        yield told
