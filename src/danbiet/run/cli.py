"""The console command: our own sub-commands, and Django's with the database they need."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType

import danbiet
from danbiet.run import words
from danbiet.run.postgres import Server
from danbiet.run.trouble import Trouble, say

ROOT = Path(danbiet.__file__).resolve().parent.parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status. What an operator can mend is one sentence, never a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _run(given)
    except Trouble as trouble:
        say(f"✘ {trouble}")
        return 1
    except KeyboardInterrupt:
        say("Đã dừng.")
        return 130


def data_dir() -> Path:
    """The data folder: DANBIET_DATA_DIR, else var/ in the checkout."""
    return Path(os.environ.get("DANBIET_DATA_DIR") or ROOT / "var").expanduser().absolute().resolve()


def _run(given: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")
    os.environ["DANBIET_DATA_DIR"] = str(data_dir())
    words.compile_stale()
    return _django(given)


def _django(given: list[str]) -> int:
    signal.signal(signal.SIGTERM, _interrupt)  # so that the share in the server is given back in order
    if os.environ.get("DATABASE_URL"):
        return _execute(given)
    with Server(data_dir=data_dir()) as server:
        os.environ["DATABASE_URL"] = server.url
        return _execute(given)


def _execute(given: list[str]) -> int:
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["danbiet", *given])
    except SystemExit as leaving:
        if leaving.code is None or isinstance(leaving.code, int):
            return leaving.code or 0
        raise
    return 0


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
