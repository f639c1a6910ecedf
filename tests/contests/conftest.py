from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .desk import Place, make_place


@pytest.fixture
def place(settings: Any) -> Place:
    settings.DANBIET_TODAY = date(2021, 6, 1)
    return make_place()
