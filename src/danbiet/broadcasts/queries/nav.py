"""Numbers beside the desk's navigation."""

from __future__ import annotations

from django.db.models import QuerySet

from danbiet.org.enums import Role, UnitKind
from danbiet.org.queries import Rights

from ..models import Airing
from .doors import waiting

AIRERS = (Role.EDITOR, Role.OFFICER, Role.HEAD, Role.OFFICE)


def waiting_here(rights: Rights) -> QuerySet[Airing]:
    """Planned airings up to today of the units the person works in."""
    return waiting(rights, unit_ids=rights.units_held())


def has_loudspeakers(rights: Rights) -> bool:
    """Whether the person works in a commune, whose loudspeakers are logged; known without asking the database."""
    held = (rights.tree.get(one) for one in rights.units_held(*AIRERS))
    return any(unit is not None and unit.kind == UnitKind.COMMUNE for unit in held)
