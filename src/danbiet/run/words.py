"""Compiled translations, kept as new as their sources without a gettext program."""

from __future__ import annotations

import os
from pathlib import Path

import danbiet

PACKAGE = Path(danbiet.__file__).resolve().parent


def stale() -> list[Path]:
    """Catalogues (.po) whose compiled form is missing or older."""
    sources = sorted(PACKAGE.glob("**/locale*/*/LC_MESSAGES/*.po"))
    return [path for path in sources if _is_stale(path)]


def compile_stale() -> int:
    """Compile what is stale; returns how many. A reader never sees a half-written file."""
    paths = stale()
    if paths:
        import polib

        for path in paths:
            fresh = path.with_name(f"{path.stem}.{os.getpid()}.tmp")
            polib.pofile(str(path)).save_as_mofile(str(fresh))
            fresh.replace(path.with_suffix(".mo"))
    return len(paths)


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < path.stat().st_mtime_ns
