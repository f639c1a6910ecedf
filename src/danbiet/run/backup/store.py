"""The backup folder: contents kept once under their digest (`objects/`), and one manifest for each backup (`backups/`).

An object is written beside its place and moved there when all of it is on the disk; a manifest is written last. So a
`create` that is killed leaves objects nobody names, which the next thinning removes, and never half a backup.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from danbiet.run.trouble import Trouble

from .sealing import (
    HEAD,
    PIECE,
    SALT,
    TAG,
    Box,
    Damaged,
    WrongPassphrase,
    digest_of,
    new_box,
    open_box,
)

FORMAT = 1
READ = 1024 * 1024


@dataclass(frozen=True)
class Entry:
    """One file of a backup: `place` is keys/…, database/… or files/…; `table` whose rows it holds, where it holds some."""

    place: str
    size: int
    digest: str
    modified_ns: int = 0
    table: str = ""


@dataclass(frozen=True)
class Table:
    """What a table held: how many rows, and a sum over its rows that does not depend on their order."""

    rows: int
    checksum: str


@dataclass(frozen=True)
class Contents:
    """Everything in a backup."""

    entries: list[Entry]
    tables: dict[str, Table]

    def as_bytes(self) -> bytes:
        value = {
            "entries": [
                [one.place, one.size, one.digest, one.modified_ns, one.table] for one in self.entries
            ],
            "tables": {name: [one.rows, one.checksum] for name, one in sorted(self.tables.items())},
        }
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def read_contents(raw: bytes) -> Contents:
    """The contents as written by `as_bytes`; Damaged when they are not that."""
    try:
        value = json.loads(raw)
        return Contents(
            [Entry(*row) for row in value["entries"]],
            {name: Table(*row) for name, row in value["tables"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged from error


@dataclass(frozen=True)
class Manifest:
    """The outside of a backup: what `list` shows without a passphrase."""

    id: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.facts["created_at"])

    @property
    def is_locked(self) -> bool:
        return bool(self.facts["lock"])


class Store:
    """A backup folder. Open with `opened`."""

    def __init__(self, folder: Path, box: Box | None, *, is_locked: bool) -> None:
        self.folder = folder
        self.box = box
        self.is_locked = is_locked

    def need_key(self) -> None:
        """Trouble where the folder is locked and no passphrase was given."""
        if self.is_locked and self.box is None:
            raise Trouble(
                f"Thư mục sao lưu «{self.folder}» có mã hóa: hãy cho mật khẩu bằng DANBIET_BACKUP_PASSPHRASE_FILE, "
                "DANBIET_BACKUP_PASSPHRASE hoặc --passphrase-file."
            )

    # --- manifests

    def manifests(self) -> tuple[list[Manifest], list[str]]:
        """Every backup, newest first, and the names of manifests that cannot be read or are not as written."""
        good, bad = [], []
        for path in sorted((self.folder / "backups").glob("*.json"), reverse=True):
            try:
                manifest = self.manifest(path.stem)
            except Damaged:
                bad.append(path.name)
            else:
                good.append(manifest)
        return good, bad

    def manifest(self, name: str) -> Manifest:
        """The backup of this name. Trouble when there is none, Damaged when its manifest is not as it was written."""
        path = self.folder / "backups" / f"{name}.json"
        try:
            facts = json.loads(path.read_bytes())
            sealed = facts.pop("seal")
            lock = facts["lock"]
            datetime.fromisoformat(facts["created_at"])
        except FileNotFoundError as error:
            raise Trouble(f"Không có bản sao lưu «{name}» trong «{self.folder}».") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Damaged from error
        # Without the passphrase a locked one's keyed seal cannot be checked: its plain hash is.
        text = _canonical(facts)
        if sealed["sha256"] != hashlib.sha256(text).hexdigest() or facts["id"] != name:
            raise Damaged
        if lock and self.box is not None and sealed["keyed"] != self.box.seal_of(text):
            raise Damaged
        return Manifest(name, facts)

    def write_manifest(self, facts: dict[str, Any]) -> None:
        """From now on this is a backup."""
        text = _canonical(facts)
        seal = {
            "sha256": hashlib.sha256(text).hexdigest(),
            "keyed": self.box.seal_of(text) if self.box else "",
        }
        body = json.dumps({**facts, "seal": seal}, ensure_ascii=False, indent=1).encode("utf-8")
        self._put(self.folder / "backups" / f"{facts['id']}.json", [body])

    def contents(self, manifest: Manifest) -> Contents:
        """What is in the backup. Damaged when the list itself is."""
        return read_contents(b"".join(self.read(manifest.facts["contents"])))

    def forget(self, manifest: Manifest) -> None:
        (self.folder / "backups" / f"{manifest.id}.json").unlink(missing_ok=True)

    # --- objects

    def path_of(self, digest: str) -> Path:
        """Where the content of this digest lies."""
        name = self.box.name_of(digest) if self.box else digest
        return self.folder / "objects" / name[:2] / name

    def holds(self, digest: str, size: int) -> bool:
        """Whether a whole object of this content is there (by its size: `verify` reads it)."""
        try:
            found = self.path_of(digest).stat().st_size
        except FileNotFoundError:
            return False
        return found == (size if self.box is None else locked_size(size))

    def put_file(self, path: Path, *, known: str = "") -> tuple[str, int, bool]:
        """Keep a file's content: its digest, its size, whether it had to be copied. FileNotFoundError when it has gone.

        `known`: the digest it had in an earlier backup with the same size and time; then it is not read again.
        """
        size = path.stat().st_size
        if known and self.holds(known, size):
            return known, size, False
        digest, size = digest_of(pieces_of(path))
        if self.holds(digest, size):
            return digest, size, False
        again = hashlib.sha256()

        def read() -> Iterator[bytes]:
            for piece in pieces_of(path):
                again.update(piece)
                yield piece

        self._put(self.path_of(digest), self._locked(read()))
        if again.hexdigest() != digest:  # it was written to meanwhile: take it as it is now
            self.path_of(digest).unlink(missing_ok=True)
            return self.put_file(path)
        return digest, size, True

    def put_bytes(self, content: bytes) -> str:
        """Keep a small content; its digest."""
        digest = hashlib.sha256(content).hexdigest()
        if not self.holds(digest, len(content)):
            self._put(self.path_of(digest), self._locked([content]))
        return digest

    def read(self, digest: str) -> Iterator[bytes]:
        """The content, piece by piece; Damaged at its end (or before) when it is not what was kept, or is not there."""
        seen = hashlib.sha256()
        try:
            stored = pieces_of(self.path_of(digest))
            for piece in self.box.unlock(stored) if self.box else stored:
                seen.update(piece)
                yield piece
        except OSError as error:
            raise Damaged from error
        if seen.hexdigest() != digest:
            raise Damaged

    def write_out(self, digest: str, path: Path) -> None:
        """The content as a file; Damaged leaves nothing behind."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        try:
            with fresh.open("xb") as out:
                os.fchmod(out.fileno(), 0o600)
                for piece in self.read(digest):
                    out.write(piece)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)

    def set_aside(self, digest: str) -> None:
        """A damaged object makes room, so that the next `create` keeps the content anew while the original still has it."""
        path = self.path_of(digest)
        if path.exists():
            (self.folder / "damaged").mkdir(exist_ok=True)
            path.replace(self.folder / "damaged" / path.name)

    def sweep(self, named: set[str]) -> int:
        """Remove objects that no digest of `named` leads to, and what killed commands left; the bytes that came free."""
        wanted = {self.path_of(digest).name for digest in named}
        freed = 0
        for path in (self.folder / "objects").glob("*/*"):
            if path.name not in wanted:
                freed += path.stat().st_size
                path.unlink()
        for path in (self.folder / "backups").glob("*.part"):
            path.unlink()
        return freed

    def _locked(self, pieces: Iterable[bytes]) -> Iterable[bytes]:
        return self.box.lock(pieces) if self.box else pieces

    def _put(self, path: Path, pieces: Iterable[bytes]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        try:
            with fresh.open("xb") as out:
                os.fchmod(out.fileno(), 0o600)
                for piece in pieces:
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(path)
            _sync(path.parent)
        finally:
            fresh.unlink(missing_ok=True)


def pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(READ):
            yield piece


def locked_size(size: int) -> int:
    """How large the locked form of a content is."""
    return len(HEAD) + SALT + size + TAG * max(1, -(-size // PIECE))


def open_store(folder: Path, *, passphrase: str, make: bool = False) -> Store:
    """The backup folder, unlocked where a passphrase is given and needed.

    `make`: begin one where none is, locked for good when a passphrase is given. Trouble: none there, a wrong passphrase,
    or a passphrase for a folder that is not locked (it would be a false comfort).
    """
    note = folder / "danbiet-backups.json"
    if not note.exists():
        if not make:
            raise Trouble(f"«{folder}» không phải là thư mục sao lưu của Dân Biết (thiếu {note.name}).")
        if folder.exists() and any(folder.iterdir()):
            raise Trouble(f"«{folder}» đã có tệp khác: hãy chọn một thư mục trống để sao lưu.")
        return _begin(folder, new_box(passphrase) if passphrase else None)
    try:
        facts = json.loads(note.read_text(encoding="utf-8"))
        number, wrapped = facts["format"], facts["lock"]
    except (ValueError, KeyError, TypeError, OSError) as error:
        wrapped = _wrapped_elsewhere(folder)  # every manifest has it too
        if wrapped is None:
            raise Trouble(f"Không đọc được «{note}».") from error
        number = FORMAT
    if number != FORMAT:
        raise Trouble(f"«{folder}» dùng định dạng {number}, bản này đọc được định dạng {FORMAT}.")
    return Store(folder, _unlocked(folder, wrapped, passphrase), is_locked=bool(wrapped))


def _unlocked(folder: Path, wrapped: dict[str, Any], passphrase: str) -> Box | None:
    if not wrapped:
        if passphrase:
            raise Trouble(
                f"Thư mục sao lưu «{folder}» không mã hóa nhưng lại có mật khẩu: hãy chọn một thư mục trống để bắt đầu "
                "sao lưu có mã hóa, hoặc bỏ DANBIET_BACKUP_PASSPHRASE."
            )
        return None
    if not passphrase:
        return None  # `list` needs none; whoever reads an object says so
    try:
        return open_box(wrapped, passphrase)
    except WrongPassphrase as error:
        raise Trouble(f"Mật khẩu không mở được thư mục sao lưu «{folder}».") from error


def _begin(folder: Path, box: Box | None) -> Store:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = Store(folder, box, is_locked=box is not None)
    for name in ("objects", "backups"):
        (folder / name).mkdir(mode=0o700)
    body = json.dumps({"format": FORMAT, "lock": box.wrapped if box else {}}, indent=1).encode("utf-8")
    store._put(folder / "danbiet-backups.json", [body])
    return store


def _wrapped_elsewhere(folder: Path) -> dict[str, Any] | None:
    for path in sorted((folder / "backups").glob("*.json"), reverse=True):
        try:
            found = json.loads(path.read_bytes())["lock"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        return found if isinstance(found, dict) else None
    return None


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Nobody else writes to the folder meanwhile; Trouble when somebody does."""
    lock = os.open(store.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(
                f"Một lệnh sao lưu khác đang làm việc trong «{store.folder}»: hãy chờ nó xong."
            ) from None
        yield
    finally:
        os.close(lock)


def _canonical(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
