"""The units of one day as a tree."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext

from danbiet.kit.text import viet_sort_key
from danbiet.org.enums import UnitKind
from danbiet.org.models import UnitVersion

from .installation import Home


class NoUnits(LookupError):
    """No unit at all exists on the day asked for."""


@dataclass(frozen=True, slots=True)
class UnitAt:
    """A unit as it was called and placed on one day. `id` stays the same for life; a code may be used again."""

    id: int
    key: str
    code: str
    name: str
    name_en: str
    abbreviation: str
    aliases: tuple[str, ...]
    kind: str
    parent_id: int | None
    order: int

    @property
    def kind_label(self) -> str:
        return str(UnitKind(self.kind).label)

    def __str__(self) -> str:
        return self.name


class Tree:
    """All units valid on `on`. Iteration is in display order: a parent, then its children with theirs.

    `takers`: units that are gone by the day and who has their papers and open work (ADR 0037). `items`: single papers that
    somebody else has, by (kind, id of the row, unit) (ADR 0045).
    """

    def __init__(
        self,
        *,
        on: date,
        units: Iterable[UnitAt],
        home: Home | None = None,
        takers: Mapping[int, int] | None = None,
        items: Mapping[tuple[str, int, int], int] | None = None,
    ) -> None:
        self.on = on
        self.home = home or Home()
        self._takers = dict(takers or {})
        self._items = dict(items or {})
        self._by_id = {unit.id: unit for unit in units}
        self._children: dict[int | None, list[UnitAt]] = {}
        for unit in sorted(self._by_id.values(), key=_rank):
            parent = unit.parent_id if unit.parent_id in self._by_id else None
            self._children.setdefault(parent, []).append(unit)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[UnitAt]:
        return self._walk(None)

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._by_id

    def seat(self, unit_id: int | None) -> int | None:
        """The unit of the day that answers for this one: itself, or who took it over, however many steps on; None without any."""
        seen: set[int] = set()
        while unit_id is not None and unit_id not in self._by_id and unit_id not in seen:
            seen.add(unit_id)
            unit_id = self._takers.get(unit_id)
        return unit_id if unit_id in self._by_id else None

    def keeper(self, kind: str, item: int | None, unit_id: int) -> int:
        """The unit a single paper of this unit counts as: who was given it, else the unit itself."""
        return self._items.get((kind, item, unit_id), unit_id) if item is not None else unit_id

    def items_of(self, kind: str) -> list[tuple[int, int, int]]:
        """Single papers of a kind that somebody else has than the rest: id, unit, who has it."""
        return [(item, unit, taker) for (one, item, unit), taker in self._items.items() if one == kind]

    @cached_property
    def kept_for(self) -> dict[int, frozenset[int]]:
        """For each unit of the day, the units that are gone and whose papers it has."""
        found: dict[int, set[int]] = {}
        for gone in self._takers:
            seat = self.seat(gone)
            if seat is not None and gone not in self._by_id:
                found.setdefault(seat, set()).add(gone)
        return {seat: frozenset(gone) for seat, gone in found.items()}

    def _walk(self, unit_id: int | None) -> Iterator[UnitAt]:
        for child in self._children.get(unit_id, []):
            yield child
            yield from self._walk(child.id)

    def get(self, unit_id: int | None) -> UnitAt | None:
        """The unit as it was on the day, or None when it did not exist then."""
        return None if unit_id is None else self._by_id.get(unit_id)

    def by_code(self, code: str) -> UnitAt | None:
        """The one unit that carries the code on the day."""
        return self._by_code.get(code.strip())

    def by_key(self, key: str) -> UnitAt | None:
        return self._by_key.get(key)

    @cached_property
    def _by_code(self) -> dict[str, UnitAt]:
        return {unit.code: unit for unit in self._by_id.values() if unit.code}

    @cached_property
    def _by_key(self) -> dict[str, UnitAt]:
        return {unit.key: unit for unit in self._by_id.values()}

    @property
    def roots(self) -> list[UnitAt]:
        return self.children(None)

    @cached_property
    def root(self) -> UnitAt:
        """The province the installation is for (or what it became). Raises NoUnits when the day has no unit."""
        own = self.by_code(self.home.code or settings.DANBIET_PROVINCE_CODE)
        if own is not None:
            return own
        roots = self.roots
        if not roots:
            raise NoUnits(gettext("There was no unit on this day."))
        return next((unit for unit in roots if unit.kind == UnitKind.PROVINCE), roots[0])

    def children(self, unit_id: int | None) -> list[UnitAt]:
        """Direct children in display order; None asks for the roots."""
        return list(self._children.get(unit_id, []))

    def descendants(self, unit_id: int) -> set[int]:
        """The unit and everything below it; empty when it did not exist on the day."""
        if unit_id not in self._by_id:
            return set()
        return {unit_id, *(unit.id for unit in self._walk(unit_id))}

    def path(self, unit_id: int) -> list[UnitAt]:
        """From the root down to the unit itself; empty when it did not exist on the day."""
        found: list[UnitAt] = []
        unit = self.get(unit_id)
        while unit is not None and unit not in found:
            found.insert(0, unit)
            unit = self.get(unit.parent_id)
        return found

    def of_kind(self, *kinds: str) -> list[UnitAt]:
        """Units of these kinds in display order."""
        return [unit for unit in self if unit.kind in kinds]

    def name(self, unit_id: int) -> str:
        """The name on the day; for a unit that did not exist then, the last name it ever had (one more query, once)."""
        unit = self.get(unit_id)
        return unit.name if unit is not None else self._other_names.get(unit_id, "")

    @cached_property
    def _other_names(self) -> dict[int, str]:
        rows = UnitVersion.objects.order_by("valid").values_list("unit_id", "name")
        return dict(rows)

    def full_name(self, unit_id: int) -> str:
        """The name, with the parent's in brackets where another unit of the day has the same: Phường 1 (Thị xã Ngã Năm)."""
        unit = self.get(unit_id)
        if unit is None:
            return self.name(unit_id)
        parent = self.get(unit.parent_id)
        return f"{unit.name} ({parent.name})" if parent and unit.name in self._shared_names else unit.name

    @cached_property
    def _shared_names(self) -> set[str]:
        counts = Counter(unit.name for unit in self._by_id.values())
        return {name for name, times in counts.items() if times > 1}


def _rank(unit: UnitAt) -> tuple[int, str]:
    return unit.order, viet_sort_key(unit.name)


MOST_KEPT = 16  # days asked for again and again: today, ends of quarters, days of the history
_KEPT: dict[tuple[str, date], tuple[UUID, Tree]] = {}
# The units, and who has the papers of those that are gone, come along only when the stamp is not the one the kept tree was read with.
_SQL = """
SELECT s.stamp, i.home, v.unit_id, u.key, v.code, v.name, v.name_en, v.abbreviation, v.aliases, v.kind, v.parent_id, v."order"
FROM org_treestamp s
LEFT JOIN (
    SELECT jsonb_build_object(
        'code', code, 'name', name, 'name_en', name_en, 'committee', committee, 'symbol', symbol, 'place', place,
        'first_year', first_year, 'address', address, 'address_en', address_en, 'phone', phone, 'email', email,
        'hours', hours, 'editor', editor, 'logo_mark', logo_mark, 'is_being_set_up', set_up_at IS NULL
    ) AS home FROM org_installation
) i ON s.stamp IS DISTINCT FROM %s
LEFT JOIN (org_unitversion v JOIN org_unit u ON u.id = v.unit_id) ON v.valid @> %s AND s.stamp IS DISTINCT FROM %s
UNION ALL
SELECT s.stamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, c.unit_id, c.taker_id
FROM org_treestamp s JOIN org_custody c ON c.starts_on <= %s AND s.stamp IS DISTINCT FROM %s
UNION ALL
SELECT s.stamp, NULL, NULL, i.kind, i.item::text, NULL, NULL, NULL, NULL, NULL, i.unit_id, i.taker_id
FROM org_treestamp s JOIN org_itemcustody i ON i.starts_on <= %s AND s.stamp IS DISTINCT FROM %s
"""


def tree(on: date) -> Tree:
    """The whole tree of the day, in one query; while no unit has changed, the tree this process read before.

    Nobody changes a tree, so everybody may hold the same one.
    """
    place = (str(connection.settings_dict["NAME"]), on)
    known, kept = _KEPT.get(place, (None, None))
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [known, on, known, on, known, on, known])
        rows = cursor.fetchall()
    if kept is not None and rows and rows[0][0] == known:
        return kept
    units = [
        UnitAt(row[2], row[3], row[4], row[5], row[6], row[7], tuple(row[8]), row[9], row[10], row[11])
        for row in rows
        if row[2] is not None
    ]
    takers = {row[10]: row[11] for row in rows if row[2] is None and row[10] is not None and row[3] is None}
    items = {(row[3], int(row[4]), row[10]): row[11] for row in rows if row[2] is None and row[3] is not None}
    said = next((row[1] for row in rows if row[1] is not None), None)
    home = Home(**json.loads(said)) if said else None
    found = Tree(on=on, units=units, home=home, takers=takers, items=items)
    if rows:
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[place] = (rows[0][0], found)
    return found


def names_of(ids: Iterable[int], on: date) -> dict[int, str]:
    """Names on the day, or the last names of units that did not exist then, in one query."""
    names: dict[int, str] = {}
    held: set[int] = set()
    rows = (
        UnitVersion.objects.filter(unit_id__in=set(ids))
        .order_by("valid")
        .values_list("unit_id", "name", "valid")
    )
    for unit_id, name, valid in rows:
        if unit_id in held:
            continue
        names[unit_id] = name
        if valid.lower <= on and (valid.upper is None or on < valid.upper):
            held.add(unit_id)
    return names


def name_at(unit_id: int, on: date) -> str:
    """The unit's name on the day, its last name when it did not exist then, '' when there is no such unit."""
    return names_of([unit_id], on).get(unit_id, "")
