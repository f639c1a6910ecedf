"""The database as it was at one moment: pg_dump and the counts of every table see the same snapshot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from danbiet.run import cluster as clusters
from danbiet.run.trouble import Trouble

from .contents import Table

# A row's text must not depend on who asks: both the original and the copy are asked like this.
SPOKEN = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)
# The secret of the day's visits must be gone when the day is over (docs/privacy/register.md): no backup keeps it.
LEFT_OUT = "public.visits_salt"
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
ORDER BY 1, 2
"""
LISTED = re.compile(r"^(\d+); \d+ \d+ TABLE DATA (\S+) (.+) \S+$", re.MULTILINE)
# pg_restore 17 and later say `SET transaction_timeout` to every server; one before 17 does not know it and needs it as little.
KNOWN_SINCE = 17
NOT_KNOWN = 'unrecognized configuration parameter "transaction_timeout"'
Progress = Callable[[str], None]


def programs(data_dir: Path) -> Path:
    """The folder of pg_dump and pg_restore: DANBIET_PG_BIN (a newer server than ours), else the embedded ones."""
    given = os.environ.get("DANBIET_PG_BIN")
    return Path(given) if given else clusters.find(data_dir=data_dir).programs


@contextmanager
def moment(url: str) -> Iterator[tuple[psycopg.Connection, str]]:
    """A transaction that sees one moment, and the name by which pg_dump sees the same one."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        yield connection, str(row[0]) if row else ""


def count_tables(connection: psycopg.Connection, *, progress: Progress) -> dict[str, Table]:
    """Rows and checksum of every table, in the transaction the connection is in.

    The checksum is the sum of both halves of each row's MD5: the order of rows changes nothing, a changed, missing or
    doubled row does. MD5 serves against accidents here; who tampers with a backup meets the manifest's seal.
    """
    for setting in SPOKEN:
        connection.execute(setting.encode())
    found = {}
    names = connection.execute(TABLES).fetchall()
    for number, (schema, name) in enumerate(names, start=1):
        if f"{schema}.{name}" == LEFT_OUT:
            continue
        query = sql.SQL(
            "SELECT count(*), COALESCE(sum(('x' || substr(h, 1, 16))::bit(64)::bigint::numeric), 0)::text || '/' || "
            "COALESCE(sum(('x' || substr(h, 17))::bit(64)::bigint::numeric), 0)::text "
            "FROM (SELECT md5(danbiet_row::text) AS h FROM ONLY {} danbiet_row) rows"
        ).format(sql.Identifier(schema, name))
        row = connection.execute(query).fetchone() or (0, "")
        found[f"{schema}.{name}"] = Table(int(row[0]), str(row[1]))
        progress(f"đếm bảng {number}/{len(names)}")
    return found


def dump(url: str, *, snapshot: str, into: Path, bin_dir: Path, progress: Progress) -> None:
    """Write the database as pg_dump's folder form, a file for each table, as of the snapshot. Trouble when it fails."""
    command = [
        str(bin_dir / "pg_dump"), "--format=directory", f"--file={into}", f"--snapshot={snapshot}", "--compress=gzip:3",
        "--no-owner", "--no-privileges", "--no-sync", "--verbose", f"--exclude-table-data={LEFT_OUT}", *_whom(url),
    ]  # fmt: skip
    _run(
        command,
        url=url,
        progress=progress,
        watch="dumping contents of table",
        failed="Không xuất được cơ sở dữ liệu",
    )


def restore(url: str, *, source: Path, bin_dir: Path, progress: Progress) -> None:
    """Bring the folder form into an empty database. Trouble at a fault; a server of 17 and later stops at the first."""
    is_old = int(facts(url)[0].split(".")[0].split()[0]) < KNOWN_SINCE
    command = [
        str(bin_dir / "pg_restore"), "--format=directory", *([] if is_old else ["--exit-on-error"]), "--no-owner", "--no-privileges",
        f"--jobs={min(os.cpu_count() or 1, 4)}", "--verbose", *_whom(url), str(source),
    ]  # fmt: skip
    _run(
        command,
        url=url,
        progress=progress,
        watch="processing data for table",
        failed="Không nạp lại được cơ sở dữ liệu",
        harmless=NOT_KNOWN if is_old else "",
    )


def tables_of(source: Path, *, bin_dir: Path) -> dict[str, str]:
    """Which file of the folder form holds the rows of which table."""
    done = subprocess.run(
        [str(bin_dir / "pg_restore"), "--list", str(source)],
        capture_output=True,
        text=True,
        check=False,
        env=clusters.clean_environment(),
    )
    return {f"{number}.dat.gz": f"{schema}.{name}" for number, schema, name in LISTED.findall(done.stdout)}


def is_empty(url: str) -> bool:
    """Whether the database has no table."""
    with psycopg.connect(url) as connection:
        return connection.execute(TABLES).fetchone() is None


def facts(url: str) -> tuple[str, int]:
    """The server's version and the database's size in bytes."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database())"
        ).fetchone()
    return (str(row[0]), int(row[1])) if row else ("", 0)


def _whom(url: str) -> list[str]:
    """The database without its password, which must not stand in the list of processes."""
    parts = urlsplit(url)
    if parts.password is None:
        return [f"--dbname={url}"]
    return [f"--dbname={parts._replace(netloc=_without_password(parts.netloc)).geturl()}"]


def _without_password(netloc: str) -> str:
    user, _, host = netloc.rpartition("@")
    return f"{user.partition(':')[0]}@{host}"


def _run(
    command: list[str], *, url: str, progress: Progress, watch: str, failed: str, harmless: str = ""
) -> None:
    """One of PostgreSQL's programs. Trouble when it fails, unless every error it names is the harmless one."""
    if shutil.which(command[0]) is None:
        raise Trouble(f"Thiếu chương trình «{command[0]}»: hãy đặt DANBIET_PG_BIN hoặc chạy «make setup».")
    password = urlsplit(url).password
    environment = clusters.clean_environment() | ({"PGPASSWORD": unquote(password)} if password else {})
    said: list[str] = []
    errors: list[str] = []
    is_forgiven = False
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env=environment,
    ) as process:
        assert process.stderr is not None  # noqa: S101 - PIPE was asked for
        count = 0
        try:
            for line in process.stderr:
                if watch in line:
                    count += 1
                    progress(f"bảng {count}")
                said = [*said[-5:], line.strip()]
                if " error: " in line and not (harmless and harmless in line):
                    errors = [*errors[:19], line.strip()]
                elif harmless and harmless in line:
                    is_forgiven = True
        except BaseException:
            process.terminate()
            raise
    if process.returncode == 0 or (is_forgiven and not errors and process.returncode == 1):
        return
    wrong = errors or [line for line in said if "error" in line] or said or ["không rõ lý do"]
    raise Trouble(f"{failed}: {wrong[0] if errors else wrong[-1]}")
