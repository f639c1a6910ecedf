"""Who was drawn and is to be called on again, who may be replaced, and how many answered of those who were tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ANSWERED, ABSENT, LATER, REFUSED, GONE = "answered", "absent", "later", "refused", "gone"
LOST = (REFUSED, GONE)


@dataclass(frozen=True, slots=True)
class Tried:
    """Somebody drawn (stratum, cluster, number), how often they were tried, how the last time ended."""

    frame: int
    cluster: str
    number: int
    attempts: int
    outcome: str
    again_on: date | None
    last_on: date

    def may_be_replaced(self, attempts: int) -> bool:
        """Lost, or not reached in so many attempts. Who asked to be called on again is not given up before that."""
        return self.outcome in LOST or (self.outcome in (ABSENT, LATER) and self.attempts >= attempts)

    def is_open(self, attempts: int) -> bool:
        """To be tried again."""
        return self.outcome in (ABSENT, LATER) and not self.may_be_replaced(attempts)


@dataclass(frozen=True, slots=True)
class Reached:
    """Of a stratum: people tried, how many of them answered, refused, are gone, are still open, may be replaced."""

    tried: int = 0
    answered: int = 0
    refused: int = 0
    gone: int = 0
    open: int = 0
    replaced: int = 0

    @property
    def rate(self) -> float | None:
        """Share of those tried and found who answered, 0 to 1 (AAPOR's response rate 1 without the unknown; gone ones do not count)."""
        found = self.tried - self.gone
        return self.answered / found if found else None


def reached_by(people: Iterable[Tried], attempts: int) -> dict[int, Reached]:
    """By stratum."""
    found: dict[int, Reached] = {}
    for one in people:
        so_far = found.get(one.frame, Reached())
        found[one.frame] = Reached(
            so_far.tried + 1, so_far.answered + (one.outcome == ANSWERED), so_far.refused + (one.outcome == REFUSED),
            so_far.gone + (one.outcome == GONE), so_far.open + one.is_open(attempts), so_far.replaced + one.may_be_replaced(attempts),
        )  # fmt: skip
    return found
