"""Why something about a survey is not done. The text of each is a sentence for the person at the screen."""

from __future__ import annotations


class SurveyRefusal(Exception):
    """A change that is not made; `str()` is the reason in the reader's language."""


class NotNow(SurveyRefusal):
    """The days of the survey, or what is there already, do not allow it."""


class NotAllowed(SurveyRefusal):
    """Not this person."""


class CodeRefused(SurveyRefusal):
    """A code that is none, or was used."""


class QuotaFull(SurveyRefusal):
    """Enough people of this group have answered."""


class BadValue(SurveyRefusal):
    """Something said cannot be; `field` names where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
