"""Bringing a backup back: into a folder of its own first, compared, and only then under the name that was asked for."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from danbiet.run import cluster as clusters
from danbiet.run.postgres import Server
from danbiet.run.trouble import Trouble, say

from . import database
from .contents import Contents, Manifest, Table
from .creating import SPARE, shown
from .sealing import Damaged
from .store import Store

KEY_FILES = {"secret-key": "secret-key", "encryption-keys": "encryption-key", "today": "demo-today"}


@dataclass(frozen=True)
class Outcome:
    """What came back, compared with what the backup says it holds."""

    tables: int
    rows: int
    files: int
    differing: list[str]  # tables whose rows or checksum are not those of the backup
    left_aside: Path | None = None


def restore(
    store: Store, manifest: Manifest, *, target: Path, url: str = "", is_replacing: bool = False
) -> Outcome:
    """Bring the backup back as the data folder `target`. Database: the embedded one in it, or the empty one at `url`.

    Nothing appears under `target` before all of it is there and equal. What `target` held is kept beside it under another
    name, and only when `is_replacing`. Trouble: it lives (somebody runs it), is not empty, no room, a damaged backup.
    """
    store.need_key()
    contents = contents_of(store, manifest)
    aside = _refuse_living(target, is_replacing=is_replacing)
    if url and not database.is_empty(url):
        raise Trouble(
            "Cơ sở dữ liệu đích không trống: hãy tạo một cơ sở dữ liệu mới (createdb) rồi chạy lại."
        )
    _check_room(target, contents)
    fresh = target.with_name(f"{target.name}.khoi-phuc-{secrets.token_hex(3)}")
    fresh.mkdir(parents=True)
    try:
        differing = bring_database(store, contents, folder=fresh, url=url)
        bring_files(store, contents, folder=fresh)
        if differing:
            raise Trouble(
                f"Dữ liệu khôi phục khác bản sao lưu ở {len(differing)} bảng ({', '.join(differing[:5])}); không có gì "
                "được thay thế."
            )
    except BaseException:
        remove(fresh)
        raise
    left = None
    if target.exists():
        if aside:
            left = target.with_name(f"{target.name}.truoc-khoi-phuc-{datetime.now(UTC):%Y%m%d-%H%M%S}")
            target.rename(left)
        else:
            target.rmdir()
    fresh.rename(target)
    rows = sum(one.rows for one in contents.tables.values())
    files = sum(entry.place.startswith("files/") for entry in contents.entries)
    return Outcome(len(contents.tables), rows, files, [], left)


def bring_database(
    store: Store, contents: Contents, *, folder: Path, url: str = "", is_fast: bool = False
) -> list[str]:
    """Load the dump into the embedded server of `folder`, or at `url`; the tables that came out different.

    `is_fast`: for a rehearsal, whose copy nobody needs after a power cut.
    """
    say("• Đang lấy cơ sở dữ liệu ra khỏi bản sao lưu…")
    work = folder / "dump"
    try:
        for entry in contents.entries:
            if entry.place.startswith("database/"):
                _write_out(store, entry.digest, work / entry.place.removeprefix("database/"), entry.place)
        bin_dir = database.programs(folder)
        with _served(folder, url, is_fast=is_fast) as address:
            say("• Đang nạp cơ sở dữ liệu…")
            database.restore(address, source=work, bin_dir=bin_dir, progress=shown())
            say("• Đang so từng bảng với bản sao lưu…")
            return differing(contents.tables, counted(address))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def bring_files(store: Store, contents: Contents, *, folder: Path) -> None:
    """Files and keys to where an installation looks for them, with the times they had."""
    say("• Đang chép tệp và khóa…")
    show = shown()
    others = [entry for entry in contents.entries if not entry.place.startswith("database/")]
    for number, entry in enumerate(others, start=1):
        kind, _, name = entry.place.partition("/")
        path = folder / (KEY_FILES.get(name, f"{name}.khoi-phuc") if kind == "keys" else name)
        if not path.resolve().is_relative_to(folder.resolve()):
            raise Trouble(f"Bản sao lưu có tên tệp không hợp lệ: {entry.place}")
        _write_out(store, entry.digest, path, entry.place)
        if entry.modified_ns:
            os.utime(path, ns=(entry.modified_ns, entry.modified_ns))
        show(f"{number}/{len(others)} tệp")


def counted(url: str) -> dict[str, Table]:
    """Rows and checksums of every table of a database, all of one moment."""
    with database.moment(url) as (connection, _):
        return database.count_tables(connection, progress=shown())


def differing(wanted: dict[str, Table], found: dict[str, Table]) -> list[str]:
    """Names of tables that are missing, new or not equal."""
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def remove(folder: Path) -> None:
    """A data folder with its cluster, also where the cluster lies elsewhere."""
    record = folder / "postgres-place"
    if record.is_file():
        place = Path(record.read_text(encoding="utf-8").strip())
        if place.parent == clusters.SYSTEM_HOME:
            shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def is_lived_in(data_dir: Path) -> bool:
    """Whether somebody runs an installation in the folder: its supervisor or its database."""
    places = [data_dir / "serve.lock", data_dir / "postgres" / "users"]
    record = data_dir / "postgres-place"
    if record.is_file():
        places.append(Path(record.read_text(encoding="utf-8").strip()) / "users")
    return any(_is_held(path) for path in places)


def _is_held(path: Path) -> bool:
    try:
        lock = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


@contextmanager
def _served(folder: Path, url: str, *, is_fast: bool) -> Iterator[str]:
    if url:
        yield url
        return
    with Server(data_dir=folder, is_fast=is_fast) as server:
        yield server.url


def _refuse_living(target: Path, *, is_replacing: bool) -> bool:
    """Whether something has to be moved aside."""
    if not target.exists():
        return False
    if is_lived_in(target):
        raise Trouble(
            f"Dân Biết đang chạy với «{target}»: hãy dừng nó trước, hoặc khôi phục nơi khác bằng --into."
        )
    if not any(target.iterdir()):
        return False
    if not is_replacing:
        raise Trouble(
            f"«{target}» đã có dữ liệu, không ghi đè: hãy khôi phục nơi khác bằng --into THƯ_MỤC, hoặc thêm --replace "
            "(dữ liệu cũ được đổi tên và giữ lại bên cạnh)."
        )
    return True


def contents_of(store: Store, manifest: Manifest) -> Contents:
    """What the backup holds. Trouble when its list is damaged."""
    try:
        return store.contents(manifest)
    except Damaged as error:
        raise Trouble(
            f"Danh mục của bản sao lưu {manifest.id} bị hỏng: hãy dùng bản khác (danbiet backup list)."
        ) from error


def _check_room(target: Path, contents: Contents) -> None:
    dumped = sum(one.size for one in contents.entries if one.place.startswith("database/"))
    files = sum(one.size for one in contents.entries) - dumped
    needed = files + dumped * 9 + SPARE  # a dump unpacks to some eight times its size with its indexes
    place = next(path for path in (target, *target.parents) if path.exists())
    free = shutil.disk_usage(place).free
    if free < needed:
        raise Trouble(
            f"Ổ đĩa chứa «{place}» còn {free / 1024**2:.0f} MB, khôi phục cần khoảng {needed / 1024**2:.0f} MB."
        )


def _write_out(store: Store, digest: str, path: Path, place: str) -> None:
    try:
        store.write_out(digest, path)
    except Damaged as error:
        raise Trouble(
            f"Bản sao lưu bị hỏng ở «{place}»: hãy dùng bản khác (danbiet backup verify cho biết bản nào còn nguyên)."
        ) from error
