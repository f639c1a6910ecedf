"""Opening a backup folder: the first time, with its passphrase, and alone."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from danbiet.run.trouble import Trouble

from .sealing import Box, WrongPassphrase, new_box, open_box
from .store import FORMAT, Store


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
    store.put(folder / "danbiet-backups.json", [body])
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
