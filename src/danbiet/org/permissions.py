"""Who may do what with units and the calendar. Sentences; everything they need is in the rights of the day."""

from __future__ import annotations

from .enums import Role
from .queries import Rights, rights_of

__all__ = [
    "Rights",
    "is_province_office",
    "may_edit_calendar",
    "may_enter_desk",
    "may_reorganise",
    "rights_of",
]


def may_enter_desk(rights: Rights) -> bool:
    """The desk is for people with a role in some unit today."""
    return rights.is_anyone


def is_province_office(rights: Rights) -> bool:
    """Whether the person works in the reform office of the province itself."""
    return bool(len(rights.tree)) and rights.in_unit(rights.tree.root.id, Role.OFFICE)


def may_edit_calendar(rights: Rights) -> bool:
    """Deadlines of every unit hang on the calendar, so only the province's office changes it."""
    return is_province_office(rights)


def may_reorganise(rights: Rights) -> bool:
    """A reorganisation moves everybody's work, so only the province's office plans, applies and undoes it."""
    return is_province_office(rights)
