"""What an operator can put right, in one sentence of Vietnamese; and how a command speaks."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any


class Trouble(Exception):
    """Shown as it is, without a traceback; the command ends with status 1."""


def say(text: str) -> None:
    """Write a line to the terminal. Standard error, because standard output belongs to the command (JSON, files)."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def tell_json(value: Any) -> None:
    """Write a value as JSON to standard output, decimals as numbers."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=_number) + "\n")


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(str(type(value)))
