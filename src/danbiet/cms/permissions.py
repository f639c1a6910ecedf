"""Who may have a picture or a file that no live page shows yet."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights

EDITORS = (Role.EDITOR, Role.OFFICE, Role.HEAD)


def may_have_private(rights: Rights, *, uploaded_by: int | None, their_units: set[int]) -> bool:
    """Whoever brought it; editors and heads of a unit they belong to, or above it; the reform office of the province."""
    if rights.user_id is None:
        return False
    if rights.user_id == uploaded_by or is_province_office(rights):
        return True
    return any(rights.holds(unit_id, *EDITORS) for unit_id in their_units)
