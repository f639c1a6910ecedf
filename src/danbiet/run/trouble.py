"""What an operator can put right, in one sentence of Vietnamese."""

from __future__ import annotations

import sys


class Trouble(Exception):
    """Shown as it is, without a traceback; the command ends with status 1."""


def say(text: str) -> None:
    """Write a line to the terminal. Standard error, because standard output belongs to the command (JSON, files)."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
