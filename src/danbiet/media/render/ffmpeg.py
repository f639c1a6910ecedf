"""ffmpeg in a process of its own: at the lowest priority, with limits of memory and time, never outliving us.

The system's ffmpeg is used where it has what we need (libx264, aac), else the one of the wheel. Neither ffprobe nor its
output format is needed: `ffmpeg -i` says enough, and the wheel has nothing else (ADR 0017).
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import imageio_ffmpeg

from ..calc.film import Film, film_of, probe_arguments

MEMORY = 4 * 1024**3  # address space; 4K needs about 1.5 GB of it
PROBE_SECONDS = 30
STILL_SECONDS = 300.0  # without any progress: it hangs
OUTPUT_BYTES = 64 * 1024**3
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class MissingFfmpeg(Exception):
    """This machine has no usable ffmpeg and the wheel has none for it."""


class Broken(Exception):
    """ffmpeg ended with an error; the text is its last words, in English, for the log."""


class Interrupted(Broken):
    """ffmpeg was killed from outside or hung: the same again may well succeed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One start of ffmpeg: what it is told, and who hears how many seconds of film are done."""

    arguments: list[str]
    told: Callable[[float], None] = lambda _seconds: None


@cache
def program() -> str:
    """The path of ffmpeg: `DANBIET_FFMPEG`, else a good one of the system, else the wheel's. Raises MissingFfmpeg."""
    chosen = os.environ.get("DANBIET_FFMPEG")
    if chosen:
        return chosen
    found = shutil.which("ffmpeg")
    if found and _is_good(found):
        return found
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise MissingFfmpeg from error


def _is_good(path: str) -> bool:
    try:
        said = subprocess.run(  # noqa: S603 - a path found on PATH, fixed arguments
            [path, "-hide_banner", "-encoders"], capture_output=True, text=True, check=False, timeout=20
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return " libx264 " in said and " aac " in said


def look_into(path: str, *, container: str) -> Film | None:
    """What is in a file, None when no moving picture can be made out. Raises MissingFfmpeg."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            [program(), *probe_arguments(path, container=container)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            timeout=PROBE_SECONDS,
            preexec_fn=_restrained(),
        )
    except subprocess.TimeoutExpired:
        return None
    return film_of(done.stderr.decode("utf-8", errors="replace"), container=container)


def make(turn: Turn) -> float:
    """Run ffmpeg to its end; returns how many seconds of film it made. Raises Broken, Interrupted or MissingFfmpeg."""
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        [program(), *turn.arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_restrained(),
    )
    complaints = _Complaints(process)
    watch = _Watch(process)
    try:
        done = _followed(process, turn, watch)
        status = process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        watch.end()
        complaints.join()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
    if status < 0 or watch.has_barked or status in (128 + signal.SIGKILL, 255):
        raise Interrupted(f"signal or hang ({status}): {complaints.last()}")
    if status:
        raise Broken(f"{status}: {complaints.last()}")
    return done


def _followed(process: subprocess.Popen[bytes], turn: Turn, watch: _Watch) -> float:
    done = 0.0
    for line in process.stdout or ():
        key, _, value = line.decode("ascii", errors="replace").strip().partition("=")
        if key == "out_time_us" and value.isdigit():
            seconds = int(value) / 1_000_000
            if seconds > done:
                watch.pat()
            done = max(done, seconds)
            turn.told(done)
    return done


class _Watch:
    """Kills a process that makes no progress for too long."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.has_barked = False
        self._timer = self._new()

    def _new(self) -> threading.Timer:
        timer = threading.Timer(STILL_SECONDS, self._bark)
        timer.daemon = True
        timer.start()
        return timer

    def _bark(self) -> None:
        self.has_barked = True
        self._process.kill()

    def pat(self) -> None:
        self._timer.cancel()
        self._timer = self._new()

    def end(self) -> None:
        self._timer.cancel()


class _Complaints(threading.Thread):
    """Empties the pipe of errors, keeps the last lines."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self._pipe = process.stderr
        self._lines: deque[bytes] = deque(maxlen=20)
        self.start()

    def run(self) -> None:
        for line in self._pipe or ():
            self._lines.append(line[:500])

    def last(self) -> str:
        return b"".join(self._lines).decode("utf-8", errors="replace").strip()


def _restrained() -> Callable[[], None]:
    """For the child between fork and exec: last in line for the processor, bounded, and ending with its parent."""
    parent = os.getpid()

    def arrange() -> None:
        os.nice(19)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:  # it ended before we asked
            os.kill(os.getpid(), signal.SIGKILL)

    return arrange
