"""Why something about a contest is not done. The text of each is a sentence for the person at the screen."""

from __future__ import annotations


class ContestRefusal(Exception):
    """A change that is not made; `str()` is the reason in the reader's language."""


class EditedMeanwhile(ContestRefusal):
    """Somebody else saved in between; nothing was overwritten."""


class NotNow(ContestRefusal):
    """The state does not allow it."""


class AlreadyThere(ContestRefusal):
    """The same thing is there already."""


class ItemRefused(ContestRefusal):
    """The item is not whole; `code` is that of calc.formats.draft.fault_of."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class FileUnreadable(ContestRefusal):
    """Nothing can be read of the file."""
