"""The backup folder: contents kept once under their digest (`objects/`), and one manifest for each backup (`backups/`).

An object is written beside its place and moved there when all of it is on the disk; a manifest is written last. So a
`create` that is killed leaves objects nobody names, which the next thinning removes, and never half a backup.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from danbiet.run.trouble import Trouble

from .contents import Contents, Manifest, read_contents
from .sealing import HEAD, PIECE, SALT, TAG, Box, Damaged, digest_of

FORMAT = 1
READ = 1024 * 1024


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
        self.put(self.folder / "backups" / f"{facts['id']}.json", [body])

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

        self.put(self.path_of(digest), self._locked(read()))
        if again.hexdigest() != digest:  # it was written to meanwhile: take it as it is now
            self.path_of(digest).unlink(missing_ok=True)
            return self.put_file(path)
        return digest, size, True

    def put_bytes(self, content: bytes) -> str:
        """Keep a small content; its digest."""
        digest = hashlib.sha256(content).hexdigest()
        if not self.holds(digest, len(content)):
            self.put(self.path_of(digest), self._locked([content]))
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

    def put(self, path: Path, pieces: Iterable[bytes]) -> None:
        """Write a file of the folder: it is there whole and safe, or not at all."""
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


def _canonical(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
