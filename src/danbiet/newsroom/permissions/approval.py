"""Who may take which step of a text on its way to readers."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from ..enums import StepKind
from .sentences import may_publish

REVIEWERS = (Role.EDITOR, Role.OFFICE)


def may_take_step(rights: Rights, *, step: str, unit_id: int | None, author_id: int | None) -> bool:
    """The head of the unit, or of one above it, takes both steps; of their own text too, which the trail then says.

    The review is also open to editors and reform offices of the unit and of those above it, never to the author.
    """
    if may_publish(rights, unit_id):
        return True
    is_author = author_id is not None and author_id == rights.user_id
    return step == StepKind.REVIEW and not is_author and rights.holds(unit_id, *REVIEWERS)
