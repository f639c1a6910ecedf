"""What tests of questions share: nobody is limited by what an earlier test did."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from danbiet.questions.storages import LOOKS, POSTS


@pytest.fixture(autouse=True)
def _limits_forgotten() -> Iterator[None]:
    """The limits of this process begin anew."""
    for window in (POSTS, LOOKS):
        window.forget()
    yield
    for window in (POSTS, LOOKS):
        window.forget()
