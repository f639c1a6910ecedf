"""What every test's database is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests import emptying


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database as migrations leave it, and a quick way back to that."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        emptying.keep()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: emptying.restore())
        yield
