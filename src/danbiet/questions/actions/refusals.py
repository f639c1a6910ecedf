"""Why a change to a question is refused. The text of each is a sentence for the person at the screen."""

from __future__ import annotations


class QuestionRefusal(Exception):
    """A change that is not made; `str()` is the reason in the reader's language."""


class NoQuestion(QuestionRefusal):
    """There is no such question (any more)."""


class NotAllowed(QuestionRefusal):
    """The person may not do this with this question, whatever its state."""


class NotNow(QuestionRefusal):
    """The question's state does not allow this (any more)."""


class EditedMeanwhile(QuestionRefusal):
    """Somebody else saved in between; nothing was overwritten. `current_version` is what is stored now."""

    def __init__(self, message: str, *, current_version: int = 0) -> None:
        super().__init__(message)
        self.current_version = current_version


class ReasonMissing(QuestionRefusal):
    """This needs a reason: somebody reads it."""


class AlreadyDone(QuestionRefusal):
    """What may be done once has been done."""


class BadValue(QuestionRefusal):
    """Something said cannot be; `field` names where."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class NotMasked(QuestionRefusal):
    """Nobody has looked at what masking proposed: the question cannot come before readers."""


class NoConsent(QuestionRefusal):
    """The asker has not agreed to this."""
