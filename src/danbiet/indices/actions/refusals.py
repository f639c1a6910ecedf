"""Why something about an index is not done. The text of each is a sentence for the person at the screen."""

from __future__ import annotations

from ..models import Score


class IndexRefusal(Exception):
    """A change that is not made; `str()` is the reason in the reader's language."""


class NotNow(IndexRefusal):
    """The days of the edition, or the head's signature, do not allow it."""


class NotAllowed(IndexRefusal):
    """Not this person."""


class EditedMeanwhile(IndexRefusal):
    """Somebody else saved the component in between; nothing was overwritten. `score`: what stands."""

    def __init__(self, message: str, *, score: Score) -> None:
        super().__init__(message)
        self.score = score


class BadValue(IndexRefusal):
    """Something said cannot be; `field` names where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
