"""The units of the shipped files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import danbiet.org
from danbiet.org.actions.importing import Outcome, import_units
from danbiet.org.calc.unit_files import UnitData, read_units

SHIPPED = Path(danbiet.org.__file__).parent / "data"
AT = datetime(2021, 1, 4, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def shipped() -> UnitData:
    return read_units(SHIPPED, shipped=SHIPPED)


@pytest.fixture
def province(db: None, shipped: UnitData) -> Outcome:
    """Sóc Trăng with all its units through time."""
    return import_units(shipped, by=None, at=AT)
