"""Why something on the air is not done. The text of each is a sentence for the person at the screen."""

from __future__ import annotations

from collections.abc import Sequence

from ..calc.places import Clash


class BroadcastRefusal(Exception):
    """A change that is not made; `str()` is the reason in the reader's language."""


class EditedMeanwhile(BroadcastRefusal):
    """Somebody else saved in between; nothing was overwritten. `current_version` is what is stored now."""

    def __init__(self, message: str, *, current_version: int = 0) -> None:
        super().__init__(message)
        self.current_version = current_version


class InTheWay(BroadcastRefusal):
    """Something stands on the channel at that time and nobody said that it may. `clashes` names it."""

    def __init__(self, message: str, *, clashes: Sequence[Clash] = ()) -> None:
        super().__init__(message)
        self.clashes = list(clashes)


class NotNow(BroadcastRefusal):
    """The state does not allow it, or its time has not come."""


class NoConsent(BroadcastRefusal):
    """Rights or consents are missing."""


class NotAllowedOnAir(BroadcastRefusal):
    """The noun behind an item says that it may not go on air, and why."""


class AlreadyThere(BroadcastRefusal):
    """The same thing is there already."""


class LogRefused(BroadcastRefusal):
    """The log cannot be read."""
