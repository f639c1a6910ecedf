"""Starts the child that reads a file (`reading`), with little time, little memory and the last place in line."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

QUICK, PATIENT = 60, 1200  # seconds for reading, and for recognising scans
MEMORY = 2 * 1024**3
OUTPUT = 64 * 1024**2


class Unreadable(Exception):
    """Nothing can be read in the file: it is damaged, too large to unpack, or it took too long."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read; `unread` pages are pictures that wait for tesseract."""

    text: str
    html: str
    unread: int


def read_outside(path: Path, kind: str, *, may_recognise: bool) -> Found:
    """What is written in a file of a kind (pdf, docx, xlsx, pptx), read by a child of its own. Raises Unreadable."""
    seconds = PATIENT if may_recognise else QUICK

    def arrange() -> None:
        os.nice(19)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    arguments = [sys.executable, "-m", "danbiet.cms.calc.reading", str(path), kind]
    with subprocess.Popen(  # noqa: S603 - our own module
        [*arguments, *(["recognise"] if may_recognise else [])],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        preexec_fn=arrange,
        start_new_session=True,
    ) as child:
        try:
            said, complaint = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as slow:
            raise Unreadable(f"{kind}: longer than {seconds} s") from slow
        finally:
            if child.poll() is None:
                os.killpg(child.pid, 9)  # tesseract goes with it
    if child.returncode:
        raise Unreadable(f"{kind}: {child.returncode} {complaint.decode(errors='replace').strip()[-300:]}")
    found = json.loads(said)
    return Found(text=found["text"], html=found["html"], unread=found["unread"])
