"""LibreOffice turns a file into one of another kind, in a process of its own: bounded in time and size, its children ended with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
LARGEST_MADE = 200 * 1024 * 1024  # bytes of a file it may write


class NoOffice(Exception):
    """LibreOffice is not installed here."""


class OfficeFailed(Exception):
    """LibreOffice made no file of it, or took too long; the text is the kind of failure."""


def office_program() -> str | None:
    """Where LibreOffice is, None when it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def converted(content: bytes, *, suffix: str, to: str, longest: int) -> bytes:
    """The file (its kind told by `suffix`, such as ".doc") as one of the kind `to` ("pdf", "docx").

    LibreOffice gets a profile of its own, in which macros never run; after `longest` seconds it is ended with all its
    children. NoOffice where there is none, OfficeFailed when nothing came of it.
    """
    program = office_program()
    if program is None:
        raise NoOffice("LibreOffice")
    with tempfile.TemporaryDirectory(prefix="danbiet-office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"van-ban{suffix}"
        source.write_bytes(content)
        command = [
            program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", to, "--outdir", str(Path(folder, "made")), str(source),
        ]  # fmt: skip
        try:
            _run(command, folder=folder, longest=longest)
            return Path(folder, "made", f"van-ban.{to}").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise OfficeFailed(type(error).__name__) from error


def _run(command: list[str], *, folder: str, longest: int) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own words only
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        if process.wait(timeout=longest) != 0:
            raise subprocess.CalledProcessError(process.returncode, command[0])
    finally:
        # the program is a script that starts others: all of them go, also when it was in time
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
