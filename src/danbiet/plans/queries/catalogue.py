"""The units of a day as the reader of plans needs them, and the unit an operator names by its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from danbiet.kit.text import fold, viet_sort_key
from danbiet.org.models import UnitVersion
from danbiet.org.queries import Tree, UnitAt, tree

from ..calc.reading.catalogue import CatalogueUnit, UnitCatalogue


class UnitNotFound(LookupError):
    """No unit, or more than one, answers to the text in that year; `str()` is the sentence for the reader."""


@dataclass(frozen=True, slots=True)
class UnitInYear:
    """A unit with a day of the year on which it existed: the first of it, in that year."""

    unit: UnitAt
    year: int
    on: date


def catalogue_of(units: Tree, *, issuer_id: int) -> UnitCatalogue:
    """All units of the tree's day, seen from the issuer: full name, abbreviation and other names of each."""
    keys = {unit.id: unit.key for unit in units}
    return UnitCatalogue(
        [
            CatalogueUnit(
                key=unit.key,
                name=units.full_name(unit.id),
                names=_names(unit),
                kind=unit.kind,
                parent_key=keys.get(unit.parent_id) if unit.parent_id is not None else None,
                code=unit.code,
            )
            for unit in units
        ],
        root=keys[issuer_id],
    )


def _names(unit: UnitAt) -> tuple[str, ...]:
    named = (unit.name, unit.abbreviation, *unit.aliases)
    return tuple(dict.fromkeys(name for name in named if name))


def unit_in_year(text: str, *, year: int) -> UnitInYear:
    """The unit with this code (or key, or full name) in the year, as of its first day in that year.

    Refused (UnitNotFound): none in any year, none in this year, more than one in this year (codes are given anew).
    """
    wanted = text.strip()
    found = _versions(wanted)
    if not found and not UnitVersion.objects.exists():
        raise UnitNotFound(_("There are no units yet: run “danbiet units import” first."))
    if not found:
        raise UnitNotFound(_("There is no unit with the code “%(code)s”.") % {"code": wanted})
    first, last = date(year, 1, 1), date(year, 12, 31)
    then = [
        version
        for version in found
        if version.valid.lower <= last and (version.valid.upper is None or version.valid.upper > first)
    ]
    if not then:
        raise UnitNotFound(
            _("The unit “%(code)s” (%(name)s) did not exist in %(year)s.")
            % {"code": wanted, "name": found[-1].name, "year": year}
        )
    if len({version.unit_id for version in then}) > 1:
        names = sorted({version.name for version in then}, key=viet_sort_key)
        raise UnitNotFound(
            _(
                "In %(year)s more than one unit answers to “%(code)s”: %(names)s. Give the unit's key instead: %(keys)s."
            )
            % {
                "year": year,
                "code": wanted,
                "names": "; ".join(names),
                "keys": ", ".join(sorted({version.unit.key for version in then})),
            }
        )
    on = max(then[0].valid.lower, first)
    unit = tree(on).get(then[0].unit_id)
    if unit is None:
        raise UnitNotFound(_("There is no unit with the code “%(code)s”.") % {"code": wanted})
    return UnitInYear(unit, year, on)


def unit_by_id(unit_id: int, *, year: int) -> UnitInYear:
    """The unit on its first day in the year; UnitNotFound when it did not exist then."""
    key = UnitVersion.objects.filter(unit_id=unit_id).values_list("unit__key", flat=True).first()
    if key is None:
        raise UnitNotFound(_("There is no such unit."))
    return unit_in_year(key, year=year)


def _versions(wanted: str) -> list[UnitVersion]:
    rows = UnitVersion.objects.select_related("unit").order_by("valid")
    for condition in ({"code": wanted}, {"unit__key": wanted}, {"name": wanted}):
        found = list(rows.filter(**condition))
        if found:
            return found
    folded = fold(wanted)
    return [row for row in rows if fold(row.name) == folded] if folded else []
