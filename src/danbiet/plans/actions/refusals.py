"""Why a change to a plan is refused. The text of each is a sentence for the person at the screen."""

from __future__ import annotations


class PlanRefusal(Exception):
    """A change that is not made; `str()` is the reason in the reader's language."""


class PlanClosed(PlanRefusal):
    """The plan is not a draft (any more)."""


class FromAbove(PlanRefusal):
    """The task came with the plan above: its words are not the unit's to change."""


class GroupNotEmpty(PlanRefusal):
    """The group still holds tasks and nobody said they may go."""


class NumberTaken(PlanRefusal):
    """Another plan of the unit and year bears this number."""


class NotReady(PlanRefusal):
    """The plan lacks something without which it cannot be issued."""


class HasFollowers(PlanRefusal):
    """Units have issued plans from it, or evidence or reports stand on it."""


class AmendmentRefused(PlanRefusal):
    """An amendment cannot be begun or put into its plan."""


class PeriodLocked(PlanRefusal):
    """The figures of the day are locked, and no correction is allowed for this."""


class ImportRefusal(PlanRefusal):
    """The file cannot be taken in, or an import not undone; `code` says why to a program."""

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class EditedMeanwhile(PlanRefusal):
    """Somebody else saved in between; nothing was overwritten. `current_version` is what is stored now."""

    def __init__(self, message: str, *, current_version: int = 0) -> None:
        super().__init__(message)
        self.current_version = current_version
