"""What the installation remembers of its backups: `<data>/backup-state.json`, read by `danbiet doctor` and the health pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from danbiet.kit.notes import BACKUPS, read_note, write_note

from .contents import Manifest


def remember(data_dir: Path, **said: Any) -> None:
    """Put these facts in place of the earlier ones of the same name."""
    path = data_dir / BACKUPS
    write_note(path, {**read_note(path), **said})


def remember_good(data_dir: Path, manifest: Manifest, *, folder: Path) -> None:
    """The newest backup that was made and read again without a fault."""
    facts = manifest.facts
    remember(
        data_dir,
        good={
            "id": manifest.id,
            "at": facts["created_at"],
            "bytes": facts["bytes"],
            "seconds": facts["seconds"],
            "folder": str(folder),
            "is_locked": manifest.is_locked,
        },
        failed=None,
    )


def remember_failed(data_dir: Path, *, at: datetime, why: str) -> None:
    """A backup that could not be made or is not whole; the last good one stays known."""
    remember(data_dir, failed={"at": at.isoformat(), "why": why})
