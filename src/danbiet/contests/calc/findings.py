"""What a verification found: each kind counted, the first of each kept, so that a thousand wrong ranks do not hide one wrong answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

KEPT = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree. `expected` is what checking gave, `found` what the bundle says."""

    code: str
    where: str
    expected: str = ""
    found: str = ""


@dataclass(slots=True)
class Findings:
    """Findings in the order they were made, the first twenty of each kind."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, code: str, where: str, *, expected: object = "", found: object = "") -> None:
        """Note one."""
        self.counts[code] += 1
        if self.counts[code] <= KEPT:
            self.kept.append(Finding(code, where, str(expected), str(found)))

    def __bool__(self) -> bool:
        return bool(self.counts)
