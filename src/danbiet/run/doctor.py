"""`danbiet doctor`: what is wrong, in plain words."""

from __future__ import annotations

from pathlib import Path


def doctor(arguments: list[str], *, root: Path, data_dir: Path) -> int:
    return 0
