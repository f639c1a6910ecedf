"""Log files that do not grow without end."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

LARGEST = 5 * 1024 * 1024
KEPT = 3


def pump(pipe: IO[bytes], path: Path, *, on_line: Callable[[str], None] | None = None) -> threading.Thread:
    """Copy a process's output to `path` line by line until it ends; rotate at 5 MB, keeping three old files."""
    thread = threading.Thread(target=_copy, args=(pipe, path, on_line), daemon=True, name=f"log {path.name}")
    thread.start()
    return thread


def _copy(pipe: IO[bytes], path: Path, on_line: Callable[[str], None] | None) -> None:
    written = path.stat().st_size if path.exists() else 0
    for line in pipe:
        # A full disk must not stop the process that writes: its pipe has to be emptied whatever happens.
        with contextlib.suppress(OSError):
            if written > LARGEST:
                _rotate(path)
                written = 0
            with path.open("ab", buffering=0) as out:
                written += out.write(line)
        if on_line is not None:
            on_line(line.decode("utf-8", errors="replace").rstrip())


def _rotate(path: Path) -> None:
    for number in range(KEPT - 1, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number + 1}"))
    path.replace(path.with_name(f"{path.name}.1"))


def tail(path: Path, *, start: int = 0) -> str:
    """What was written after byte `start`, at most the last 20 kB."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(start if start <= size else 0, size - 20_000))
        return file.read().decode("utf-8", errors="replace")
