"""How the doctor says what it found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """How a finding reads; the sign is never alone, the sentence says it too."""

    GOOD = "✔"
    NOTE = "•"
    WARNING = "!"
    BAD = "✘"


@dataclass(frozen=True)
class Finding:
    """One sentence, with what to do where something is to be done."""

    mark: Mark
    text: str
