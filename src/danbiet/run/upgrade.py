"""`danbiet upgrade-database`: an embedded cluster of an older PostgreSQL becomes one of ours; the old one is kept beside it."""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from danbiet.config.settings import env
from danbiet.kit import clock
from danbiet.run import cluster as clusters
from danbiet.run.backup import database, restoring
from danbiet.run.backup.command import chosen_of
from danbiet.run.backup.contents import Table
from danbiet.run.backup.creating import shown
from danbiet.run.backup.opening import open_store
from danbiet.run.cluster import Cluster
from danbiet.run.keeper import forget_stale, is_ready
from danbiet.run.postgres import Server
from danbiet.run.trouble import Trouble, say

LONGEST_START = 120.0


def upgrade(arguments: list[str], *, data_dir: Path) -> int:
    """Bring the database of the data folder to our major version. Nothing of the old cluster is changed or deleted."""
    options = _parse(arguments)
    cluster = clusters.find(data_dir=data_dir)
    version = clusters.version_of(cluster)
    if version is None:
        raise Trouble(f"Chưa có cơ sở dữ liệu trong «{cluster.data}».")
    if version == clusters.VERSION:
        say(f"• Cơ sở dữ liệu đã là PostgreSQL {version}.")
        return 0
    if restoring.is_lived_in(data_dir):
        raise Trouble("Dân Biết đang chạy: hãy dừng nó trước khi nâng cấp.")
    fresh = data_dir.with_name(f"{data_dir.name}.nang-cap-{os.getpid()}")
    fresh.mkdir()
    try:
        if options.from_backup is not None:
            wrong = _from_backup(options, data_dir, fresh)
        else:
            wrong = _from_old(_old_programs(options, version), cluster, fresh)
        if wrong:
            raise Trouble(
                f"Dữ liệu nạp lại khác bản cũ ở {len(wrong)} bảng ({', '.join(wrong[:5])}); giữ nguyên bản cũ."
            )
        aside = _exchange(cluster, clusters.find(data_dir=fresh), version)
    finally:
        restoring.remove(fresh)
    say(f"✔ Cơ sở dữ liệu là PostgreSQL {clusters.VERSION}; từng bảng khớp số dòng và mã kiểm tra.")
    say(f"• Bản cũ còn nguyên ở «{aside}»; khi đã chắc chắn, có thể xóa thư mục này.")
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="danbiet upgrade-database",
        description="Chuyển cơ sở dữ liệu đi kèm từ bản PostgreSQL cũ sang bản mới; bản cũ được giữ lại bên cạnh.",
    )
    parser.add_argument(
        "--old-bin",
        type=Path,
        metavar="THƯ_MỤC",
        help="chương trình của bản cũ, ví dụ /usr/lib/postgresql/16/bin; không nêu thì tìm ở nơi thường gặp",
    )
    parser.add_argument(
        "--from-backup",
        nargs="?",
        const="",
        metavar="BẢN_SAO_LƯU",
        help="lấy từ bản sao lưu (mặc định bản mới nhất) trong DANBIET_BACKUP_DIR khi không có chương trình cũ",
    )
    return parser.parse_args(arguments)


def _old_programs(options: argparse.Namespace, version: str) -> Path:
    places = [options.old_bin] if options.old_bin else [
        Path(f"/usr/lib/postgresql/{version}/bin"), Path(f"/usr/pgsql-{version}/bin"), Path(f"/opt/postgresql/{version}/bin")
    ]  # fmt: skip
    for place in places:
        if (place / "postgres").is_file():
            return Path(place)
    raise Trouble(
        f"Không có chương trình PostgreSQL {version} ({', '.join(str(place) for place in places)}): hãy cài gói "
        f"postgresql-{version} rồi nêu --old-bin, hoặc dùng --from-backup."
    )


def _from_old(programs: Path, cluster: Cluster, fresh: Path) -> list[str]:
    """Dump the old cluster under its own programs, bring it into ours, compare: the tables that differ."""
    old = replace(cluster, programs=programs)
    work = Path(tempfile.mkdtemp(prefix="dump-", dir=fresh))
    bin_dir = database.programs(fresh)
    try:
        with _running(old), database.moment(old.url()) as (connection, snapshot):
            _check_room(fresh, database.facts(old.url())[1])
            say("• Đang xuất dữ liệu từ bản cũ…")
            dumped = work / "database"
            database.dump(old.url(), snapshot=snapshot, into=dumped, bin_dir=bin_dir, progress=shown())
            wanted = database.count_tables(connection, progress=shown())
        return _brought(dumped, wanted, fresh, bin_dir)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _brought(dumped: Path, wanted: dict[str, Table], fresh: Path, bin_dir: Path) -> list[str]:
    with Server(data_dir=fresh) as server:
        say(f"• Đang nạp vào PostgreSQL {clusters.VERSION}…")
        database.restore(server.url, source=dumped, bin_dir=bin_dir, progress=shown())
        say("• Đang so từng bảng…")
        return restoring.differing(wanted, restoring.counted(server.url))


def _from_backup(options: argparse.Namespace, data_dir: Path, fresh: Path) -> list[str]:
    place = Path(os.environ.get("DANBIET_BACKUP_DIR") or data_dir / "backups").expanduser().absolute()
    store = open_store(place, passphrase=env.text("DANBIET_BACKUP_PASSPHRASE"))
    store.need_key()
    manifest = chosen_of(store, options.from_backup)
    say(
        f"! Lấy từ bản sao lưu lúc {clock.local(manifest.at):%H:%M %d/%m/%Y}: những gì nhập sau đó chỉ còn trong bản cũ "
        "được giữ lại bên cạnh."
    )
    return restoring.bring_database(store, restoring.contents_of(store, manifest), folder=fresh)


@contextmanager
def _running(old: Cluster) -> Iterator[None]:
    """The old server under its own programs, on the same private socket, gone when the block ends."""
    users = os.open(old.home / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # no command of ours comes in meanwhile
    except BlockingIOError:
        os.close(users)
        raise Trouble("Một lệnh danbiet khác đang dùng cơ sở dữ liệu: hãy chờ nó xong.") from None
    forget_stale(old)
    with old.log.open("ab") as log:
        server = subprocess.Popen(
            [str(old.programs / "postgres"), "-D", str(old.data), *old.options()],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=old.home,
            env=clusters.clean_environment(),
            user=old.uid,
            group=old.gid,
            extra_groups=old.groups,
        )
    try:
        _wait(old, server)
        yield
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
        server.wait()
        os.close(users)


def _wait(old: Cluster, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST_START
    while True:
        if server.poll() is not None or time.monotonic() > until:
            raise Trouble(f"PostgreSQL cũ không khởi động được: xem nhật ký «{old.log}».")
        if is_ready(old):
            try:
                psycopg.connect(old.url()).close()
                return
            except psycopg.OperationalError as error:
                if "does not exist" in str(error):
                    raise Trouble("Bản cũ không có cơ sở dữ liệu «danbiet».") from error
        time.sleep(0.1)


def _exchange(cluster: Cluster, fresh: Cluster, version: str) -> Path:
    """The new cluster in place of the old one, which is renamed; on one file system, so each step is whole."""
    aside = cluster.home / f"data.pg{version}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    cluster.data.rename(aside)
    try:
        fresh.data.rename(cluster.data)
    except OSError:
        aside.rename(cluster.data)
        raise
    (cluster.home / "provisioned").touch()
    return aside


def _check_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < 2 * size + clusters.SMALLEST_FREE:
        raise Trouble(
            f"Ổ đĩa còn {free / 1024**2:.0f} MB, nâng cấp cần khoảng {(2 * size + clusters.SMALLEST_FREE) / 1024**2:.0f} MB."
        )
