"""Small JSON files one process writes and others read: whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

BACKUPS = (
    "backup-state.json"  # in the data folder: written by run.backup, read by the health page and the doctor
)


def read_note(path: Path) -> dict[str, Any]:
    """What the file says; empty where there is none or it cannot be understood. Never raises."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_note(path: Path, value: dict[str, Any], *, mode: int = 0o600) -> None:
    """Put the value in place of what the file said; a reader sees the old or the new one. OSError when the disk is full."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with fresh.open("x", encoding="utf-8") as file:
            fresh.chmod(mode)
            json.dump(value, file, ensure_ascii=False, indent=1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
