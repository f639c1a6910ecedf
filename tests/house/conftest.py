"""The world all doors are tried in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.template import Context, Template
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from .test_roles import ON, World, build


@pytest.fixture(autouse=True)
def drawn_as_for_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's test client copies the context of every template that takes part in a page, for tests that look into it; these
    ask for thousands of pages and look at what comes out."""

    def draw(template: Template, context: Context) -> str:
        return template.nodelist.render(context)

    monkeypatch.setattr(Template, "_render", draw)


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
