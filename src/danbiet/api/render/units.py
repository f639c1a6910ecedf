"""Units of the province: on a day, and over time."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from .shape import Links, Shape, UnitRef
from .shape import gettext_noop as _


class Unit(Shape):
    """A unit as it was called and placed on the day asked for."""

    id: int = Field(description=_("Number of the unit; stays the same through renamings and moves."))
    code: str = Field(
        description=_("Administrative code on the day; may be empty, and may be used again later.")
    )
    name: str
    name_en: str
    abbreviation: str
    kind: str = Field(description=_("province, department, district, commune, service_unit …"))
    kind_label: str
    parent: UnitRef | None
    links: Links


class Phase(Shape):
    """A time in which name, code and place stayed the same."""

    first_on: date
    last_on: date | None = Field(description=_("The last day, included; null while it lasts."))
    code: str
    name: str
    name_en: str
    abbreviation: str
    kind: str
    kind_label: str
    parent: UnitRef | None


class Reorganisation(Shape):
    on: date
    kind: str = Field(description=_("found, rename, merge, split, move, dissolve or continue."))
    kind_label: str
    title: str
    basis: str = Field(description=_("Legal basis."))
    is_date_certain: bool
    predecessors: list[UnitRef]
    successors: list[UnitRef]


class UnitInTime(Shape):
    """A unit on a day with its whole life."""

    id: int
    as_of: date
    exists: bool = Field(
        description=_("Whether there was such a unit on the day; if not, the last or first names stand here.")
    )
    code: str
    name: str
    name_en: str
    abbreviation: str
    kind: str
    kind_label: str
    path: list[UnitRef] = Field(description=_("The units above, from the top."))
    children: list[UnitRef]
    phases: list[Phase]
    reorganisations: list[Reorganisation]
    links: Links
