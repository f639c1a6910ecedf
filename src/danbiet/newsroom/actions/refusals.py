"""Why a text goes no further: one sentence for the person, said before anything happened."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was done; the text says why."""


class AlreadyDecided(Refused):
    """Somebody was quicker, or the author took the text back."""


class Superseded(Refused):
    """There is a newer version than the one the person read."""


class NotYours(Refused):
    """The person may not take this step today."""


class Incomplete(Refused):
    """Something has to be said first; `field` names where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
