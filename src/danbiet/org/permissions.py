"""Who may do what with units and the calendar. Sentences; everything they need is in the rights of the day."""

from __future__ import annotations

from collections.abc import Iterable

from .enums import Role
from .queries import Rights, rights_of

__all__ = [
    "Rights", "is_province_office", "managed_units", "may_edit_calendar", "may_enter_desk", "may_give", "may_manage",
    "may_reorganise", "may_see_people", "may_set_factor_rules", "may_tend", "rights_of", "roles_to_give",
]  # fmt: skip

HEADS_GIVE = (Role.OFFICER, Role.EDITOR, Role.INTAKE)  # a head fills the unit, never their own chair


def may_enter_desk(rights: Rights) -> bool:
    """The desk is for people with a role in some unit today."""
    return rights.is_anyone


def is_province_office(rights: Rights) -> bool:
    """Whether the person works in the reform office of the province itself."""
    return bool(len(rights.tree)) and rights.in_unit(rights.tree.root.id, Role.OFFICE)


def may_edit_calendar(rights: Rights) -> bool:
    """Deadlines of every unit hang on the calendar, so only the province's office changes it."""
    return is_province_office(rights)


def may_see_people(rights: Rights) -> bool:
    """The list of people is for reform offices and for heads."""
    return bool(rights.units_held(Role.OFFICE, Role.HEAD))


def managed_units(rights: Rights) -> set[int]:
    """Units whose people somebody looks after: an office all it reaches, a head their own."""
    return rights.unit_ids(Role.OFFICE) | rights.units_held(Role.HEAD)


def may_manage(rights: Rights, unit_id: int) -> bool:
    """Whether somebody looks after the unit's people."""
    return rights.holds(unit_id, Role.OFFICE) or rights.in_unit(unit_id, Role.HEAD)


def roles_to_give(rights: Rights, unit_id: int) -> tuple[Role, ...]:
    """Roles somebody may give and end in the unit. Offices below the province do not make offices or heads of their own unit."""
    if is_province_office(rights):
        return tuple(Role)
    if rights.above(unit_id, Role.OFFICE):
        return tuple(Role)
    if rights.in_unit(unit_id, Role.OFFICE):
        return (*HEADS_GIVE, Role.AUDITOR)
    return HEADS_GIVE if rights.in_unit(unit_id, Role.HEAD) else ()


def may_give(rights: Rights, unit_id: int, role: Role | str) -> bool:
    """Whether somebody may give, change and end this role in this unit."""
    return Role(role) in roles_to_give(rights, unit_id)


def may_tend(rights: Rights, held: Iterable[tuple[str, int]]) -> bool:
    """Whether somebody may change, lock and let in the person who holds these (role, unit): every one must be theirs to give.

    The province's office tends everybody; people without any role are its own.
    """
    roles = list(held)
    if is_province_office(rights):
        return True
    return bool(roles) and all(may_give(rights, unit_id, role) for role, unit_id in roles)


def may_set_factor_rules(rights: Rights) -> bool:
    """Which roles need a second factor is decided for the whole province."""
    return is_province_office(rights)


def may_reorganise(rights: Rights) -> bool:
    """A reorganisation moves everybody's work, so only the province's office plans, applies and undoes it."""
    return is_province_office(rights)
