"""What one process publishes is seen in the other: two real processes on one database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def started(django_db_setup: None) -> Iterator[tuple[Ask, Ask]]:
    """Both for all tests: what costs is to start them."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
    script = Path(__file__).with_name("kept_page.py")
    both = [
        subprocess.Popen(
            [sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "DATABASE_URL": url},
        )
        for _ in range(2)
    ]
    try:
        yield asker(both[0]), asker(both[1])
    finally:
        for process in both:
            process.communicate(timeout=20)


@pytest.fixture
def processes(started: tuple[Ask, Ask]) -> tuple[Ask, Ask]:
    """With nothing kept."""
    assert [ask("fresh") for ask in started] == ["kept 0", "kept 0"]
    return started


def asker(process: subprocess.Popen[str]) -> Ask:
    def ask(line: str) -> str:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    return ask


def until(ask: Ask, line: str, wanted: str, *, seconds: float) -> float:
    """How long it took."""
    began = time.monotonic()
    while (got := ask(line)) != wanted:
        assert time.monotonic() - began < seconds, f"{got!r} instead of {wanted!r} after {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - began


def test_publication_in_one_process_is_seen_in_the_other_within_five_seconds(
    processes: tuple[Ask, Ask],
) -> None:
    one, two = processes
    for ask in processes:
        ask("show")
        until(ask, "trust", "True", seconds=10)
        assert ask("show") == "-"

    assert one("publish a") == "published"

    assert one("show") == "tin a", "the publisher sees it at once"
    until(two, "show", "tin a", seconds=5)


def test_publication_that_was_rolled_back_throws_nothing_away(processes: tuple[Ask, Ask]) -> None:
    one, _ = processes
    one("show")
    until(one, "trust", "True", seconds=10)
    one("show")

    assert one("publish-not a") == "kept 1"
    time.sleep(0.3)
    assert one("show") == "-"


def test_process_whose_listener_was_cut_off_shows_nothing_older_than_five_seconds(
    processes: tuple[Ask, Ask],
) -> None:
    one, two = processes
    for ask in processes:
        ask("show")
        until(ask, "trust", "True", seconds=10)
        ask("show")

    assert int(one("break")) >= 2
    one("publish b")

    until(two, "show", "tin b", seconds=5)
    for ask in processes:
        until(ask, "trust", "True", seconds=10)
