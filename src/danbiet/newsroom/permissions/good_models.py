"""Who nominates good models, who verifies them, who says that a unit took one over."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights

NOMINATORS = (Role.EDITOR, Role.OFFICER, Role.HEAD, Role.OFFICE)


def may_see_models(rights: Rights) -> bool:
    """Everybody on the desk reads nominations: learning from one another is what they are for."""
    return rights.is_anyone


def may_speak_for(rights: Rights, unit_id: int | None) -> bool:
    """Nominate in the unit's name, or say what it took over: whoever works for it, leads it or stands above it."""
    return rights.holds(unit_id, *NOMINATORS)


def units_to_speak_for(rights: Rights) -> set[int]:
    return rights.unit_ids(*NOMINATORS)


def may_verify(rights: Rights, *, unit_id: int, nominated_by_id: int | None) -> bool:
    """The reform office above the unit, or that of the province; never who nominated."""
    if rights.user_id is None or rights.user_id == nominated_by_id:
        return False
    return rights.above(unit_id, Role.OFFICE) or is_province_office(rights)


def units_to_verify(rights: Rights) -> set[int]:
    """The units whose nominations the person may verify, own ones apart."""
    held = rights.units_held(Role.OFFICE)
    own = set() if is_province_office(rights) else held
    return rights.unit_ids(Role.OFFICE) - own
