"""What the roles mean for pages, as sentences. Roles reach down the tree from the unit they are held in."""

from __future__ import annotations

from typing import Any

from danbiet.kit import clock
from danbiet.org.enums import Role
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights, rights_of

WRITERS = (Role.EDITOR, Role.OFFICE)
CORRECTORS = (Role.EDITOR, Role.OFFICE, Role.HEAD)
_KEPT = "_newsroom_rights"


def with_rights(user: Any, rights: Rights) -> None:
    """Let the person carry the rights of the day through one request: Wagtail asks again for every page it lists."""
    setattr(user, _KEPT, rights)


def rights_today(user: Any) -> Rights:
    """The rights the person carries, else those of today.

    Wagtail asks `permissions_for_user(user)` and hands down no day; this is the one place below a view that reads the clock.
    """
    kept: Rights | None = getattr(user, _KEPT, None)
    if kept is None:
        kept = rights_of(user, clock.today())
        setattr(user, _KEPT, kept)
    return kept


def may_enter(rights: Rights) -> bool:
    """The editors' rooms are for those who write or approve somewhere; officers and auditors have no business there."""
    return bool(rights.units_held(*CORRECTORS))


def may_write(rights: Rights, unit_id: int | None) -> bool:
    """Begin pages in the unit's name, throw away drafts: its editors and those above, the reform office."""
    return rights.holds(unit_id, *WRITERS) or is_province_office(rights)


def may_correct(rights: Rights, unit_id: int | None) -> bool:
    """Change a page of the unit: whoever may write it, and the head who answers for it."""
    return rights.holds(unit_id, *CORRECTORS) or is_province_office(rights)


def may_publish(rights: Rights, unit_id: int | None) -> bool:
    """Put a page before the public: the head of the unit or of one above it, nobody else."""
    if unit_id is not None and rights.tree.get(unit_id) is None and len(rights.tree):
        return rights.in_unit(
            rights.tree.root.id, Role.HEAD
        )  # the unit is gone: the province answers for its pages
    return rights.holds(unit_id, Role.HEAD)


def may_edit_sections(rights: Rights) -> bool:
    """Sections belong to no unit: the reform office of the province keeps them."""
    return is_province_office(rights)


def units_to_write(rights: Rights) -> set[int]:
    return rights.unit_ids(*WRITERS)


def units_to_correct(rights: Rights) -> set[int]:
    return rights.unit_ids(*CORRECTORS)


def units_to_publish(rights: Rights) -> set[int]:
    return rights.unit_ids(Role.HEAD)
