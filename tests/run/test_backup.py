"""The machine is lost: what was backed up while people worked comes back elsewhere, equal row by row; damage is named."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.run.supervising import eventually

from danbiet.run import cluster as clusters
from danbiet.run.backup import restoring
from danbiet.run.backup.store import Store
from danbiet.run.postgres import Server

pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif("DANBIET_TEST_TEMPLATE" not in os.environ, reason="needs the embedded server"),
]
TOTAL = 100_000  # money that only moves between accounts: a backup of two moments would show another sum
PASSPHRASE = "cụm từ đủ dài để không ai đoán"


class Site:
    """An installation with our tables, a little data, and commands as an administrator types them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data_dir = folder / "dữ liệu"
        self.backups = folder / "sao lưu"

    def run(self, *words: str, data_dir: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "danbiet.run", *words],
            env=self.environment(data_dir or self.data_dir) | more,
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self, data_dir: Path) -> dict[str, str]:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("DANBIET_", "DATABASE_"))
        }
        return kept | {
            "DANBIET_DATA_DIR": str(data_dir),
            "DANBIET_BACKUP_DIR": str(self.backups),
            "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local",
        }

    def made(self, *words: str, **more: str) -> str:
        """A backup's name."""
        done = self.run("backup", "create", *words, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def fill(site: Site, *, with_our_tables: bool) -> None:
    """A cluster with a few rows and files; `with_our_tables` has everything Dân Biết keeps, empty."""
    with Server(data_dir=site.data_dir) as server:
        if with_our_tables:
            template = Server(data_dir=Path(os.environ["DANBIET_TEST_SERVER"]), is_fast=True)
            subprocess.run(
                ["bash", "-c", 'set -o pipefail; "$0/pg_dump" -Ox -Fc -d "$1" | "$0/pg_restore" -O -d "$2"',
                 str(server.cluster.programs), template.cluster.url(name=os.environ["DANBIET_TEST_TEMPLATE"]), server.url],
                check=True,
            )  # fmt: skip
        with psycopg.connect(server.url) as connection:
            connection.execute(
                "CREATE TABLE account (id int PRIMARY KEY, name text NOT NULL, money numeric(12, 2) CHECK (money >= 0),"
                " facts jsonb, raw bytea, at timestamptz DEFAULT now())"
            )
            connection.execute(
                "INSERT INTO account SELECT n, 'Đơn vị «' || n || '»', %s / 100.0, jsonb_build_object('n', n),"
                " decode(md5(n::text), 'hex') FROM generate_series(1, 100) n",
                [TOTAL],
            )
            connection.execute("CREATE TABLE move (id bigserial PRIMARY KEY, was int REFERENCES account)")
    for number in range(20):
        path = site.data_dir / "media" / "minh chứng" / f"tệp {number}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(3000))


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder the unprivileged account may reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="danbiet-backup-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve()


@pytest.fixture
def whole(place: Path) -> Site:
    """With our tables: restored and tried as an installation is."""
    site = Site(place)
    fill(site, with_our_tables=True)
    return site


@pytest.fixture(scope="module")
def first() -> Iterator[Site]:
    """Made once; tests work on copies of it."""
    with tempfile.TemporaryDirectory(prefix="danbiet-backup-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        site = Site(Path(name).resolve())
        fill(site, with_our_tables=False)
        yield site


@pytest.fixture
def site(first: Site, place: Path) -> Site:
    """A small one."""
    subprocess.run(["cp", "-a", str(first.data_dir), str(place)], check=True)
    return Site(place)


class Load:
    """People who work meanwhile: money moves in transactions of two updates, files arrive."""

    def __init__(self, url: str, media: Path) -> None:
        self._url, self._media = url, media
        self._end = threading.Event()
        self.moves = 0
        self._threads = [threading.Thread(target=self._move), threading.Thread(target=self._send)]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        assert eventually(lambda: self.moves > 20)
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _move(self) -> None:
        with psycopg.connect(self._url) as connection:
            while not self._end.is_set():
                giver, taker = self.moves % 100 + 1, self.moves * 7 % 100 + 1
                connection.execute("UPDATE account SET money = money - 1 WHERE id = %s", [giver])
                connection.execute("UPDATE account SET money = money + 1 WHERE id = %s", [taker])
                connection.execute("INSERT INTO move (was) VALUES (%s)", [giver])
                connection.commit()
                self.moves += 1
                time.sleep(0.002)

    def _send(self) -> None:
        number = 0
        while not self._end.is_set():
            fresh = self._media / f"mới {number}.part"
            fresh.write_bytes(os.urandom(2000))
            fresh.rename(fresh.with_suffix(".bin"))
            number += 1
            self._end.wait(0.05)


def test_backup_under_load_comes_back_elsewhere_equal_after_the_machine_is_lost(whole: Site) -> None:
    site = whole
    published = Path("contests", "cchc-2021", "tuan-1", "final-1", "standings.csv")
    (site.data_dir / published).parent.mkdir(parents=True)
    (site.data_dir / published).write_bytes(b"rank,code\n1,AAAAABBBBB\n")
    with Server(data_dir=site.data_dir) as server, Load(server.url, site.data_dir / "media") as load:
        name = site.made()
        during = load.moves
    secret = (site.data_dir / "secret-key").read_text()
    restoring.remove(site.data_dir)  # the disk has burnt
    elsewhere = site.folder / "máy khác"

    done = site.run("backup", "restore", name, "--into", str(elsewhere))

    assert done.returncode == 0, done.stderr
    assert "khớp từng mã kiểm tra" in done.stderr
    assert (elsewhere / "secret-key").read_text() == secret
    assert len(list((elsewhere / "media" / "minh chứng").iterdir())) == 20
    assert (elsewhere / published).read_bytes() == b"rank,code\n1,AAAAABBBBB\n"
    assert not list(elsewhere.rglob("*.part"))
    facts = json.loads(site.run("backup", "list", "--json").stdout)["backups"][0]
    with Server(data_dir=elsewhere) as server, psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT sum(money), count(*) FROM account").fetchone()
        assert row == (TOTAL, 100)
        moved = (connection.execute("SELECT count(*) FROM move").fetchone() or (0,))[0]
        assert 20 < moved <= during
        connection.execute("INSERT INTO move (was) VALUES (1)")  # its sequence goes on after what is there
        connection.rollback()
        found = restoring.counted(server.url)
    assert (len(found), sum(one.rows for one in found.values())) == (facts["tables"], facts["rows"])


def test_second_backup_copies_what_is_new_and_both_come_back(site: Site) -> None:
    first = site.made()
    before = set((site.backups / "objects").glob("*/*"))
    (site.data_dir / "media" / "thêm.bin").write_bytes(b"x" * 5000)
    second = site.made()
    fresh = set((site.backups / "objects").glob("*/*")) - before

    facts = json.loads(site.run("backup", "list", "--json").stdout)["backups"]

    assert [one["id"] for one in facts] == [second, first]
    assert facts[0]["files"] == 21
    # New are the file and our own list; pg_dump's list holds the time in whole seconds, so it may be the first one's.
    kept = Store(site.backups, None, is_locked=False)
    manifest = kept.manifest(second)
    entries = {one.place: one.digest for one in kept.contents(manifest).entries}
    new = {entries["files/media/thêm.bin"], manifest.facts["contents"]}
    assert (
        {kept.path_of(one) for one in new}
        <= fresh
        <= {kept.path_of(one) for one in {*new, entries["database/toc.dat"]}}
    )
    assert site.run("backup", "verify", "--all").returncode == 0


def test_damaged_backup_is_named_by_verify_and_refused_by_restore(site: Site) -> None:
    name = site.made()
    stored = site.backups / "objects"
    biggest = max(
        (path for path in stored.glob("*/*") if path.read_bytes()[:2] == b"\x1f\x8b"),
        key=lambda p: p.stat().st_size,
    )
    body = bytearray(biggest.read_bytes())
    body[len(body) // 2] ^= 0xFF
    biggest.write_bytes(bytes(body))

    verified = site.run("backup", "verify")
    restored = site.run("backup", "restore", name, "--into", str(site.folder / "khác"))

    assert verified.returncode == 1
    assert re.search(
        r"✘ \S+: database/\d+\.dat\.gz \(dữ liệu của bảng «public\.\w+»\): nội dung bị hỏng", verified.stdout
    )
    assert restored.returncode == 1
    assert re.search(r"bị hỏng ở «database/\d+\.dat\.gz»", restored.stderr)
    assert [path.name for path in site.folder.iterdir() if "khác" in path.name] == []


def test_locked_backup_shows_nothing_without_its_passphrase(site: Site) -> None:
    locked = {"DANBIET_BACKUP_PASSPHRASE": PASSPHRASE}
    name = site.made(**locked)
    secret = (site.data_dir / "secret-key").read_bytes()

    bare = site.run("backup", "verify")
    wrong = site.run("backup", "verify", DANBIET_BACKUP_PASSPHRASE="không phải")
    whole = site.run("backup", "verify", **locked)

    assert not any(secret in path.read_bytes() for path in site.backups.rglob("*") if path.is_file())
    assert not any(b"toc.dat" in path.read_bytes() for path in site.backups.rglob("*") if path.is_file())
    assert name in site.run("backup", "list").stdout
    assert (bare.returncode, wrong.returncode, whole.returncode) == (1, 1, 0)
    assert "có mã hóa" in bare.stderr
    assert "không mở được" in wrong.stderr
    assert site.run("backup", "restore", "--into", str(site.folder / "khác"), **locked).returncode == 0


def test_create_killed_half_way_leaves_no_backup_and_the_next_one_is_whole(site: Site) -> None:
    for number in range(4):
        with (site.data_dir / "media" / f"phim {number}.mp4").open("wb") as film:
            film.truncate((60 + number) * 1024 * 1024)
    with subprocess.Popen(
        [sys.executable, "-m", "danbiet.run", "backup", "create"],
        env=site.environment(site.data_dir),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "sao chép tệp" in line:
                process.send_signal(signal.SIGKILL)
                break
    (site.data_dir / "media" / "phim 0.mp4").unlink()
    listed = site.run("backup", "list")

    name = site.made()

    assert (listed.returncode, listed.stdout) == (0, "")
    assert list(site.data_dir.glob("backup-work-*")) == []
    assert site.run("backup", "list").stdout.startswith(name)
    assert not list(site.backups.rglob("*.part"))
    assert site.run("backup", "verify").returncode == 0


def test_restore_over_what_is_there_is_refused_unless_told_and_keeps_the_old(site: Site) -> None:
    name = site.made()

    refused = site.run("backup", "restore", name)
    with Server(data_dir=site.data_dir):
        living = site.run("backup", "restore", name, "--replace")
    (site.data_dir / "media" / "sau này.bin").write_bytes(b"later")
    done = site.run("backup", "restore", name, "--replace")

    assert (refused.returncode, living.returncode, done.returncode) == (1, 1, 0), done.stderr
    assert "không ghi đè" in refused.stderr
    assert "đang chạy" in living.stderr
    assert not (site.data_dir / "media" / "sau này.bin").exists()
    (left,) = site.folder.glob("*truoc-khoi-phuc*")
    assert (left / "media" / "sau này.bin").read_bytes() == b"later"
    with Server(data_dir=site.data_dir) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT sum(money) FROM account").fetchone() == (TOTAL,)


def test_drill_brings_the_newest_back_beside_the_original_and_leaves_nothing(whole: Site) -> None:
    site = whole
    site.made()

    done = site.run("backup", "drill")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "✔ Số dòng và mã kiểm tra từng bảng khớp; trang chủ của bản khôi phục mở được." in done.stdout
    (seen,) = (site.data_dir / "drills").glob("*.json")
    assert json.loads(seen.read_text())["is_good"] is True
    assert [path.name for path in site.data_dir.iterdir() if path.name.startswith("drill-")] == []
    assert json.loads((site.data_dir / "backup-state.json").read_text())["drill"]["is_good"] is True


def test_nightly_leaves_a_young_backup_alone_and_remembers_a_failure(site: Site) -> None:
    first = site.run("backup", "nightly")
    again = site.run("backup", "nightly")
    shutil.rmtree(site.backups)
    site.backups.write_text("ổ đĩa đã tháo ra")
    failed = site.run("backup", "create")

    state = json.loads((site.data_dir / "backup-state.json").read_text())

    assert (first.returncode, again.returncode, failed.returncode) == (0, 0, 1), first.stderr
    assert "12 giờ qua" in again.stderr
    assert state["failed"]["why"]
    assert state["good"]["id"]


OLD = Path("/usr/lib/postgresql/15/bin")


@pytest.mark.skipif(not (OLD / "initdb").exists(), reason="PostgreSQL 15 is not installed here")
def test_older_cluster_is_upgraded_with_its_own_programs_and_kept(data_dir: Path) -> None:
    cluster = clusters.find(data_dir=data_dir)
    clusters._private(cluster.data, cluster.account)
    who = {"user": cluster.uid, "group": cluster.gid, "extra_groups": cluster.groups, "cwd": cluster.home}
    subprocess.run(
        [OLD / "initdb", "-D", cluster.data, "-U", "postgres", "-E", "UTF8", "--locale=C", "--auth=trust", "--no-sync"],
        check=True, capture_output=True, **who,
    )  # fmt: skip
    script = "CREATE ROLE danbiet LOGIN CREATEDB;\n\n CREATE DATABASE danbiet OWNER danbiet;\n\n"
    subprocess.run(
        [OLD / "postgres", "--single", "-j", "-D", cluster.data, "postgres"],
        input=script, text=True, check=True, capture_output=True, **who,
    )  # fmt: skip
    subprocess.run(
        [OLD / "postgres", "--single", "-j", "-D", cluster.data, "danbiet"],
        input="CREATE TABLE kept AS SELECT n, 'dòng ' || n AS said FROM generate_series(1, 1000) n;\n\n"
        "ALTER TABLE kept OWNER TO danbiet;\n\n",
        text=True, check=True, capture_output=True, **who,
    )  # fmt: skip
    site = Site(data_dir.parent)

    refused = site.run("migrate", "--check", data_dir=data_dir)
    lost = site.run("upgrade-database", "--old-bin", "/nowhere", data_dir=data_dir)
    done = site.run("upgrade-database", data_dir=data_dir)

    assert "danbiet upgrade-database" in refused.stderr
    assert "postgresql-15" in lost.stderr
    assert done.returncode == 0, done.stderr
    with Server(data_dir=data_dir) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT count(*), max(said) FROM kept").fetchone() == (1000, "dòng 999")
        assert connection.info.server_version // 10000 == 18
    (aside,) = cluster.home.glob("data.pg15-*")
    assert (aside / "PG_VERSION").read_text().strip() == "15"
    assert site.run("upgrade-database", data_dir=data_dir).returncode == 0
