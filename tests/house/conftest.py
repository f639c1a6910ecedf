"""The world all doors are tried in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.template import Context, Template
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from danbiet.org import context_processors
from danbiet.org.queries import Rights
from danbiet.org.registry import NavEntry

from .test_roles import ON, World, build


@pytest.fixture(autouse=True)
def drawn_as_for_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's test client copies the context of every template that takes part in a page, for tests that look into it; these
    ask for thousands of pages and look at what comes out."""

    def draw(template: Template, context: Context) -> str:
        return template.nodelist.render(context)

    monkeypatch.setattr(Template, "_render", draw)


@pytest.fixture(autouse=True)
def navigation_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers beside the sections are a fifth of a page's work and the same on all pages of one person: whatever a request of these
    tests writes is taken back before the next. Counted once for each person; what stands in the navigation is found out each time."""
    navigation, together = context_processors.navigation, context_processors.counted_together
    entries = context_processors.nav_entries
    kept: dict[tuple[Any, ...], Any] = {}

    def once(key: tuple[Any, ...], found: Callable[[], Any]) -> Any:
        if key not in kept:
            kept[key] = found()
        return kept[key]

    def counted(entry: NavEntry) -> NavEntry:
        count = entry.count
        if count is None:
            return entry
        return replace(
            entry, count=lambda rights: once((rights.user_id, entry.url_name), lambda: count(rights))
        )

    def of_person(rights: Rights, *, path: str) -> Any:
        def rows(asked: Sequence[QuerySet[Any] | None]) -> Any:
            key = rights.user_id, tuple(one is not None for one in asked)
            return once(key, lambda: together(asked))

        with monkeypatch.context() as now:
            now.setattr(context_processors, "counted_together", rows)
            now.setattr(context_processors, "nav_entries", lambda: [counted(entry) for entry in entries()])
            return navigation(rights, path=path)

    monkeypatch.setattr(context_processors, "navigation", of_person)


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
