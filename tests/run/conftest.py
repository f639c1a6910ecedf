"""A data folder and a supervisor of one's own."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from tests.factories.ports import free_port
from tests.run.supervising import Supervisor

from danbiet.run.postgres import Server


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder the unprivileged account may reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="danbiet-run-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve() / "dữ liệu"


@pytest.fixture(scope="module")
def installation() -> Iterator[Path]:
    """One data folder for a module, with the tables of the run's template but for one, which is left for the first start to make:
    going through all migrations on a server that writes everything through takes a minute."""
    with tempfile.TemporaryDirectory(prefix="danbiet-run-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        folder = Path(name).resolve() / "dữ liệu"
        template = os.environ.get("DANBIET_TEST_TEMPLATE")
        if template:
            _copy_tables(template, folder)
        yield folder


def _copy_tables(template: str, folder: Path) -> None:
    source = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{template}"))
    with Server(data_dir=folder) as server:
        programs = server.cluster.programs
        dump = [programs / "pg_dump", "--no-owner", "--no-privileges", source]
        take = [programs / "psql", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", server.url]
        with subprocess.Popen(dump, stdout=subprocess.PIPE) as written:
            subprocess.run(take, stdin=written.stdout, stdout=subprocess.DEVNULL, check=True)
        assert written.returncode == 0
        with psycopg.connect(server.url) as connection:
            connection.execute("DROP TABLE django_session")
            connection.execute("DELETE FROM django_migrations WHERE app = 'sessions'")


@pytest.fixture
def supervisor(installation: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(installation, free_port())
    try:
        yield supervisor
    finally:
        supervisor.clear()
