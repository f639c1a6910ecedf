"""Making a backup while people work."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import danbiet
from danbiet.kit import clock
from danbiet.run.trouble import Trouble, say

from . import database
from .contents import Contents, Entry, Manifest
from .keeping import Rule, kept
from .opening import alone
from .sealing import Damaged
from .store import Store

WORK = "backup-work-"  # then the number of the process it belongs to
SPARE = 200 * 1024 * 1024
DUMPED = 0.5  # a dump packed with gzip takes less than half of what the database takes on disk, its indexes left out


@dataclass(frozen=True)
class Source:
    """What is backed up. `keys`: the installation's secrets by name; `media`: None where files lie in a bucket;
    `contests`: the published results and bundles of contests, always on this machine."""

    url: str
    data_dir: Path
    media: Path | None
    keys: dict[str, str]
    contests: Path | None = None

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file to keep, by its place in the backup."""
        for name, folder in (("contests", self.contests), ("media", self.media)):
            if folder is not None:
                for path in walk(folder):
                    yield f"files/{name}/{path.relative_to(folder).as_posix()}", path


def create(store: Store, source: Source, *, rule: Rule, at: datetime, note: str = "") -> Manifest:
    """One backup, then the thinning out. Trouble when it cannot be made; then nothing new is listed."""
    store.need_key()
    began = time.monotonic()
    show = shown()
    with alone(store):
        _clear(source.data_dir)
        before = _newest(store)
        bin_dir = database.programs(source.data_dir)
        version, size = database.facts(source.url)
        _check_room(store, source, size=size, before=before)
        with tempfile.TemporaryDirectory(prefix=f"{WORK}{os.getpid()}-", dir=source.data_dir) as work:
            entries, tables, copied = _database(store, source, Path(work), bin_dir=bin_dir, show=show)
        entries += _keys(store, source)
        found, more, vanished = _files(store, source, before=before, show=show)
        entries += found
        contents = Contents(entries, tables)
        facts = {
            "format": 1,
            "id": f"{at.astimezone(UTC):%Y%m%d-%H%M%S-%f}",  # in the order of names, also within a second
            "created_at": at.astimezone(UTC).isoformat(),
            "danbiet": danbiet.__version__,
            "postgresql": version,
            "host": os.uname().nodename,
            "note": note,
            "contents": store.put_bytes(contents.as_bytes()),
            "files": len(found),
            "tables": len(tables),
            "rows": sum(one.rows for one in tables.values()),
            "bytes": sum(one.size for one in entries),
            "copied_bytes": copied + more,
            "vanished": vanished,
            "has_keys": bool(source.keys),
            "has_media": source.media is not None,
            "seconds": round(time.monotonic() - began, 1),
            "lock": store.box.wrapped if store.box else {},
        }
        store.write_manifest(facts)
        prune(store, rule)
    return store.manifest(facts["id"])


def prune(store: Store, rule: Rule) -> list[str]:
    """Forget what the rule does not keep, then remove objects nobody names. Does nothing while a manifest is unreadable.

    The caller holds the folder's lock. Returns the names of the backups that went.
    """
    good, bad = store.manifests()
    stays = kept([_local(one.at) for one in good], rule)
    gone = [one for one in good if _local(one.at) not in stays]
    for one in gone:
        store.forget(one)
    if bad or any(one.is_locked and store.box is None for one in good):
        return [one.id for one in gone]
    named: set[str] = set()
    try:
        for one in good:
            if one not in gone:
                named.add(one.facts["contents"])
                named.update(entry.digest for entry in store.contents(one).entries)
    except Damaged:
        return [one.id for one in gone]  # what a damaged list named is not known: everything stays
    store.sweep(named)
    return [one.id for one in gone]


def shown() -> database.Progress:
    """Progress on the terminal: a line each few seconds."""
    told = [time.monotonic()]

    def tell(text: str) -> None:
        if time.monotonic() - told[0] > 2:
            told[0] = time.monotonic()
            say(f"  … {text}")

    return tell


def _database(
    store: Store, source: Source, work: Path, *, bin_dir: Path, show: database.Progress
) -> tuple[list[Entry], dict[str, Any], int]:
    say("• Đang xuất cơ sở dữ liệu…")
    folder = work / "database"
    with database.moment(source.url) as (connection, snapshot):
        database.dump(source.url, snapshot=snapshot, into=folder, bin_dir=bin_dir, progress=show)
        tables = database.count_tables(connection, progress=show)
    names = database.tables_of(folder, bin_dir=bin_dir)
    entries, copied = [], 0
    for path in sorted(folder.iterdir()):
        digest, size, is_new = store.put_file(path)
        copied += size if is_new else 0
        entries.append(Entry(f"database/{path.name}", size, digest, table=names.get(path.name, "")))
    return entries, tables, copied


def _keys(store: Store, source: Source) -> list[Entry]:
    entries = []
    for name, value in sorted(source.keys.items()):
        content = value.encode("utf-8")
        entries.append(Entry(f"keys/{name}", len(content), store.put_bytes(content)))
    return entries


def _files(
    store: Store, source: Source, *, before: Contents | None, show: database.Progress
) -> tuple[list[Entry], int, int]:
    """Files after the database: one written meanwhile is too much, never too little. One that goes while we look is counted."""
    if source.media is None:
        say("! Tệp nằm trong kho S3: bản sao lưu này không có chúng, hãy dùng phiên bản hóa của kho.")
    say("• Đang sao chép tệp…")
    known = {one.place: one for one in before.entries} if before else {}
    entries, copied, vanished = [], 0, 0
    for place, path in source.files():
        try:
            facts = path.stat()
            old = known.get(place)
            same = old is not None and (old.size, old.modified_ns) == (facts.st_size, facts.st_mtime_ns)
            digest, size, is_new = store.put_file(path, known=old.digest if old and same else "")
        except FileNotFoundError:
            vanished += 1
            continue
        copied += size if is_new else 0
        entries.append(Entry(place, size, digest, facts.st_mtime_ns))
        show(f"{len(entries)} tệp, chép mới {copied / 1024**2:.0f} MB")
    return entries, copied, vanished


def walk(folder: Path) -> Iterator[Path]:
    """Every plain file below the folder, in order; links are not followed."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                yield path


def _check_room(store: Store, source: Source, *, size: int, before: Contents | None) -> None:
    known = {one.place: one.size for one in before.entries} if before else {}
    new = 0
    for place, path in source.files():
        try:
            found = path.stat().st_size
        except FileNotFoundError:
            continue
        if known.get(place) != found:
            new += found
    dumped = int(size * DUMPED)
    for folder, needed in ((store.folder, dumped + new), (source.data_dir, dumped)):
        free = shutil.disk_usage(folder).free
        if free < needed + SPARE:
            raise Trouble(
                f"Ổ đĩa chứa «{folder}» còn {free / 1024**2:.0f} MB, bản sao lưu cần khoảng {(needed + SPARE) / 1024**2:.0f} "
                "MB: hãy giải phóng dung lượng hoặc chọn thư mục khác."
            )


def _clear(data_dir: Path) -> None:
    """Remove what commands that were killed left of their dumps."""
    for path in data_dir.glob(f"{WORK}*"):
        if not Path("/proc", path.name.removeprefix(WORK).partition("-")[0]).exists():
            shutil.rmtree(path, ignore_errors=True)


def _newest(store: Store) -> Contents | None:
    good, _ = store.manifests()
    for one in good:
        if one.is_locked and store.box is None:
            return None
        try:
            return store.contents(one)
        except Damaged:
            continue
    return None


def _local(at: datetime) -> datetime:
    return clock.local(at)
