"""Where the published files of contests lie: `<data folder>/contests/<contest>/<round>/<kind>-<number>`."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings


def contest_folder(contest_key: str) -> Path:
    """The folder of a contest; it need not exist yet."""
    return Path(settings.DATA_DIR) / "contests" / contest_key


def round_folder(contest_key: str, round_key: str) -> Path:
    """The folder of a round; `calc.standing_files.newest` finds what to show in it."""
    return contest_folder(contest_key) / round_key


def publication_path(folder: str) -> Path:
    """Where the files of a publication are: its `folder` is relative to the contests' files."""
    return Path(settings.DATA_DIR) / "contests" / folder


def remove(path: Path) -> None:
    """Take a folder or file away, whether it is there or not."""
    if path.is_dir():
        gone = path.with_name(f".gone-{path.name}")
        shutil.rmtree(gone, ignore_errors=True)
        path.rename(gone)  # nobody may find half of it
        shutil.rmtree(gone)
    else:
        path.unlink(missing_ok=True)


def receipts_path(folder: str) -> Path:
    """Where the groups of receipts lie that `calc.receipt_paths` makes of a bundle: beside it."""
    bundle = publication_path(folder)
    return bundle.with_name(f"{bundle.name}-receipts")
