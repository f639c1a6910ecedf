"""A data folder and a supervisor of one's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.ports import free_port
from tests.run.supervising import Supervisor


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder the unprivileged account may reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="danbiet-run-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve() / "dữ liệu"


@pytest.fixture(scope="module")
def installation() -> Iterator[Path]:
    """One data folder for a module: only the first start has to make the tables."""
    with tempfile.TemporaryDirectory(prefix="danbiet-run-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve() / "dữ liệu"


@pytest.fixture
def supervisor(installation: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(installation, free_port())
    try:
        yield supervisor
    finally:
        supervisor.clear()
