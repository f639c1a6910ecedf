"""Whether a published answer still holds: its own last day, and the documents it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

IN_FORCE, UNTIL, EXPIRED, SUPERSEDED = "in_force", "until", "expired", "superseded"


@dataclass(frozen=True, slots=True)
class Validity:
    """`kind` is one of the words above; `until` the last day where there is one; `flags` what changed since."""

    kind: str
    until: date | None = None
    flags: tuple[str, ...] = ()

    @property
    def is_current(self) -> bool:
        return self.kind in (IN_FORCE, UNTIL)


def validity_of(*, valid_until: date | None, flags: Iterable[str], on: date) -> Validity:
    """A changed document weighs more than a date; the last day itself still holds."""
    changed = tuple(flags)
    if changed:
        return Validity(SUPERSEDED, valid_until, changed)
    if valid_until is None:
        return Validity(IN_FORCE)
    return Validity(UNTIL if on <= valid_until else EXPIRED, valid_until)
