"""Closed for maintenance: a note in the data folder that every web process looks at."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from .notes import read_note, write_note

NOTE = "maintenance.json"
LEAST_WAIT, USUAL_WAIT, LONGEST_WAIT = 30, 600, 6 * 3600  # seconds a machine is told to wait


@dataclass(frozen=True, slots=True)
class Closure:
    """Why, since when, and until when as far as anybody knows."""

    reason: str
    since: datetime
    until: datetime | None = None

    def retry_after(self, at: datetime) -> int:
        """Seconds until it is worth asking again, 30 to six hours."""
        wait = USUAL_WAIT if self.until is None else int((self.until - at) / timedelta(seconds=1))
        return min(max(wait, LEAST_WAIT), LONGEST_WAIT)


def closure(data_dir: Path) -> Closure | None:
    """What the note says; None while it is open. An unreadable note closes nothing."""
    found = read_note(data_dir / NOTE)
    try:
        until = datetime.fromisoformat(found["until"]) if found.get("until") else None
        return Closure(str(found["reason"]), datetime.fromisoformat(found["since"]), until)
    except (KeyError, TypeError, ValueError):
        return None


def close(data_dir: Path, value: Closure) -> None:
    """From the next second on every web process shows the sign. OSError when it cannot be written."""
    until = value.until.isoformat() if value.until else None
    note = {"reason": value.reason, "since": value.since.isoformat(), "until": until}
    write_note(data_dir / NOTE, note, mode=0o644)


def reopen(data_dir: Path) -> bool:
    """Take the sign down; whether there was one."""
    try:
        (data_dir / NOTE).unlink()
    except FileNotFoundError:
        return False
    return True


class Sign:
    """The note as one process sees it: looked at once a second at most, read when it has changed."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._next, self._mark = 0.0, 0
        self._closure: Closure | None = None

    def look(self, now: float) -> Closure | None:
        """The closure in force; `now` is the monotonic clock."""
        if now >= self._next:
            self._next = now + 1.0
            try:
                mark = os.stat(self._data_dir / NOTE).st_mtime_ns
            except OSError:
                mark = 0
            if mark != self._mark:
                self._mark = mark
                self._closure = closure(self._data_dir) if mark else None
        return self._closure
