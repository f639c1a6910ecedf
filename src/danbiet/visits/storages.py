"""Journals: files of one day in the data folder, one per process, each view appended by one write."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from .calc.journal import Hit, whole_lines, write_line

ENDING = ".journal"
MOST_AT_ONCE = 8 * 1024 * 1024


def folder() -> Path:
    return Path(settings.DATA_DIR) / "visits"


def mark_key() -> bytes:
    """The key of the marks; another than any other use of the installation's secret."""
    return hashlib.blake2b(b"visits.mark", key=settings.SECRET_KEY.encode()[:64], digest_size=32).digest()


class Journal:
    """The file this process writes to; a new one each day. Locked while open, so that others know whether its writer lives."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._file = -1
        self._day: date | None = None
        self._is_torn = False

    def append(self, hits: list[Hit], *, real_day: date) -> None:
        """Write down; safe against the end of this process as soon as it returns. OSError when the disk is full."""
        data = b"".join(map(write_line, hits))
        with self._lock:
            self._turn(real_day, open_new=True)
            if self._is_torn:
                data = b"\n" + data
            written = os.write(self._file, data)
            self._is_torn = written < len(data)
            if self._is_torn:
                raise OSError(f"{written} of {len(data)} bytes written")

    def turn(self, *, real_day: date) -> None:
        """Let go of a journal of another day."""
        with self._lock:
            self._turn(real_day, open_new=False)

    def close(self) -> None:
        with self._lock:
            self._close()

    def _turn(self, real_day: date, *, open_new: bool) -> None:
        if self._day != real_day:
            self._close()
        if self._file < 0 and open_new:
            self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
            name = f"{real_day.isoformat()}-{os.getpid()}-{secrets.token_hex(4)}{ENDING}"
            self._file = os.open(
                self._place / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600
            )
            fcntl.flock(self._file, fcntl.LOCK_EX)
            self._day = real_day

    def _close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._file, self._day, self._is_torn = -1, None, False


@dataclass(frozen=True, slots=True)
class Found:
    """A journal in the folder; `day` is the real day it was written on."""

    path: Path
    day: date

    @property
    def name(self) -> str:
        return self.path.name

    def size(self) -> int:
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def read_from(self, offset: int) -> bytes:
        """Whole lines from there on, at most 8 MB; nothing when another process has thrown it away."""
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                return whole_lines(file.read(MOST_AT_ONCE))
        except FileNotFoundError:
            return b""

    def is_left(self) -> bool:
        """Whether nobody writes to it any more."""
        try:
            file = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(file)
        return True

    def destroy(self) -> None:
        self.path.unlink(missing_ok=True)


def journals(place: Path) -> list[Found]:
    """Every journal there is, oldest day first; files with other names are not ours."""
    found = []
    for path in sorted(place.glob(f"*{ENDING}")):
        try:
            found.append(Found(path, date.fromisoformat(path.name[:10])))
        except ValueError:
            continue
    return found
