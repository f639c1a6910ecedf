"""The world all doors are tried in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from .test_roles import ON, World, build


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for a file: making it takes as long as a hundred requests. Every test is a savepoint within it."""
    with django_db_blocker.unblock(), override_settings(DANBIET_TODAY=ON), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None, settings: Any) -> World:
    settings.DANBIET_TODAY = ON
    return built
