"""A real browser on a real server. A missing browser fails, it is never skipped."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import modify_settings
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from tests import demo_year as year

from danbiet.demo.actions.moments import pinned
from danbiet.demo.registry import TODAY
from danbiet.kit import clock
from tools import css

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=30_000)  # a busy machine with two cores is slow, not broken
BEGUN = time.monotonic()
MORNING = time_of_day(9)


class KeptByBrowsers(StaticFilesHandler):
    """A browser keeps styles, scripts and type, as it may where their names change with what is in them, and does not ask for the same
    dozen with each page."""

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        response = super().serve(request)
        response.headers["Cache-Control"] = "max-age=3600"
        return response


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("DANBIET_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail(
            "no Chromium found: install the package chromium (Debian) or set DANBIET_CHROMIUM", pytrace=False
        )
    css.build()
    # Playwright's loop runs in this thread; the database calls of the tests beside it are ours and in order.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(Path(found)), args=FLAGS)


@pytest.fixture(autouse=True)
def _no_midnight_in_a_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pinned day has the real time of day: at midnight in Vietnam a story would go back by a day. Here its day begins at nine."""
    real = clock.now

    def now() -> datetime:
        pinned_on = settings.DANBIET_TODAY
        if pinned_on is None:
            return real()
        begun = datetime.combine(pinned_on, MORNING, tzinfo=clock.VIETNAM).astimezone(UTC)
        return begun + timedelta(seconds=time.monotonic() - BEGUN)

    monkeypatch.setattr(clock, "now", now)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh visitor. Whatever the browser complains about on its console fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    yield shown
    context.close()
    assert complaints == []


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A visitor whose browser runs no scripts."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="vi-VN", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def demo_year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The demonstration year behind a server, for a module's tests; gives the server's address.

    The clock stands on the demonstration's day meanwhile.
    """
    with (
        django_db_blocker.unblock(),
        pinned(TODAY),
        year.in_place(),
        modify_settings(ALLOWED_HOSTS={"append": "localhost"}),
    ):
        server = LiveServer("localhost", start=False)
        server.thread.static_handler = KeptByBrowsers
        server.start()
        yield server.url
        server.stop()
