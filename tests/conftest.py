"""What every test's database is."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from danbiet.kit.limits import Window
from tests import emptying

# A slow machine is no fault of a property, and a change is judged on the same examples each time; for new ones:
# pytest --hypothesis-profile=default.
settings.register_profile(
    "danbiet", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("danbiet")

# Few tests, many minutes: dealt out first, so that no process is left alone with one of them at the end.
SLOW_FILES = (
    "tests/house/test_hostile_input.py",
    "tests/run/test_killed.py",
    "tests/demo/test_year.py",
    "tests/house/test_roles.py",
    "tests/pagecache/test_processes.py",
    "tests/newsroom/test_doors.py",
    "tests/demo/test_newsroom.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffle: slow files in front, each still whole and shuffled within."""
    places = {name: place for place, name in enumerate(SLOW_FILES)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database as migrations leave it, and a quick way back to that."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        emptying.keep()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: emptying.restore())
        yield


_windows: tuple[int, list[Window]] = (0, [])


@pytest.fixture(autouse=True)
def _nobody_is_limited_by_an_earlier_test() -> None:
    """Every limit of this process begins anew, whoever made it, and so does what allauth counts."""
    global _windows
    if _windows[0] != len(sys.modules):  # a module more may have brought one
        _windows = len(sys.modules), [one for one in gc.get_referrers(Window) if type(one) is Window]
    for window in _windows[1]:
        window.forget()
    cache.clear()


@pytest.fixture
def stop_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """For limits of so many in a minute or an hour: in these modules no new one begins while a test counts."""
    now = time.time()

    def stop(*modules: ModuleType) -> None:
        for module in modules:
            monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: now))

    return stop
