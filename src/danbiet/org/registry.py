"""What other parts add to the desk's navigation and a unit's public page, and to what a successor or a reorganisation takes over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from danbiet.accounts.models import User

Allowed = Callable[[Any], bool]  # takes the Rights of whoever asks
Count = Callable[[Any], int | None]  # takes the Rights; None or 0 shows no number
Rows = Callable[
    [Any], QuerySet[Any] | None
]  # takes the Rights; whose number of rows is shown, None: nothing to count
UnitPanel = Callable[[HttpRequest, int, date], tuple[str, dict[str, Any]] | None]


@dataclass(frozen=True, slots=True)
class NavEntry:
    section_key: str
    section_label: Any  # lazily translated
    label: Any
    url_name: str
    allowed: Allowed
    count: Count | None
    rows: Rows | None
    is_due: bool
    order: int


_NAV: dict[str, NavEntry] = {}
_PANELS: list[UnitPanel] = []


def register_nav(  # the desk's one list of entries: a line per screen, readable at the place of registration
    section_key: str,
    section_label: Any,
    label: Any,
    url_name: str,
    allowed: Allowed,
    count: Count | None = None,
    *,
    rows: Rows | None = None,
    is_due: bool = False,
    order: int = 0,
) -> None:
    """Add an entry to the desk's navigation; the same url name again replaces it.

    Sections stand in the order of their lowest `order`, entries in a section likewise, then as registered. The section ''
    has no heading and stands on top. `is_due` shows the number as pressing. Labels are lazy translations. The number is
    `count`, or how many `rows` there are: those of all entries are counted in one statement, so prefer them.
    """
    _NAV[url_name] = NavEntry(
        section_key, section_label, label, url_name, allowed, count, rows, is_due, order
    )


def nav_entries() -> list[NavEntry]:
    return sorted(_NAV.values(), key=lambda entry: entry.order)


def register_unit_panel(panel: UnitPanel) -> None:
    """Add a part to every unit's public page: called with (request, unit id, day), it answers (template, context) or None."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def unit_panels() -> list[UnitPanel]:
    return list(_PANELS)


@dataclass(frozen=True, slots=True)
class HeldItem:
    """Something open in somebody's hands: what it is called, where it is seen, in which unit (None: in none)."""

    pk: int
    title: str
    url: str
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenWork:
    """A kind of work that lies in a person's own hands (what lies with a unit goes on with the role).

    `items(user_id, on)` lists it; `move(user_id, to, by, at)` gives all of it to another person in the caller's transaction
    and answers how many; both look at the rows as they are, so that a second time moves nothing.
    """

    key: str
    label: Any  # lazily translated
    items: Callable[[int, date], list[HeldItem]]
    move: Callable[[int, User, User, datetime], int]


_WORK: dict[str, OpenWork] = {}


def register_open_work(work: OpenWork) -> None:
    """Make a kind of work known to the hand-over; the same key again replaces it."""
    _WORK[work.key] = work


def open_work() -> list[OpenWork]:
    return list(_WORK.values())


@dataclass(frozen=True, slots=True)
class UnitWork:
    """A kind of work that is the unit's although people's names stand in it: nothing of it goes over by person.

    `why` says so in a sentence. `items(user_id, on)` lists what the person had a hand in and is still open, so that whoever goes
    on with it knows, in a constant number of queries.
    """

    key: str
    label: Any  # lazily translated
    why: Any
    items: Callable[[int, date], list[HeldItem]]


_UNIT_WORK: dict[str, UnitWork] = {}


def register_unit_work(work: UnitWork) -> None:
    """Make a kind of work known to the hand-over as the unit's; the same key again replaces it."""
    _UNIT_WORK[work.key] = work


def unit_work() -> list[UnitWork]:
    return list(_UNIT_WORK.values())


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something open at a unit. `id` is the row's; `note` says what matters about it (until when, whose turn)."""

    unit_id: int
    id: int
    title: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """All of one kind. `fate`: "moves" to the unit that takes over, "kept" under the old name by whoever takes over the papers,
    or "stays" with what is fixed already. `can_choose`: a successor may be named by kind and item by item."""

    key: str
    label: Any  # lazily translated
    fate: str
    items: tuple[OpenItem, ...]
    can_choose: bool = False


@dataclass(frozen=True, slots=True)
class Handover:
    """What a reorganisation hands over and to whom, for the carriers. `heirs`: unit that ends → unit that has its papers.

    `divided`: units that were split, also where they go on. Items are chosen by their row's id.
    """

    on: date
    at: datetime
    by: Any  # a User; None is the system
    heirs: Mapping[int, int]
    by_kind: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    items: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    divided: frozenset[int] = frozenset()
    homeless: frozenset[int] = frozenset()  # units whose people end with them

    @property
    def sources(self) -> set[int]:
        """Every unit something may leave."""
        return {*self.heirs, *self.divided}

    def chosen(self, unit_id: int, kind: str, item: int | None = None) -> int | None:
        """Who was named for the item, else for the kind; None where nobody was."""
        named = self.items.get(kind, {}).get(item) if item is not None else None
        return named or self.by_kind.get(kind, {}).get(unit_id)

    def heir(self, unit_id: int, kind: str, item: int | None = None) -> int:
        """Who takes it over: as chosen for the item, else for the kind, else whoever has the unit's papers; a unit that goes on
        keeps the rest itself."""
        return self.chosen(unit_id, kind, item) or self.heirs.get(unit_id, unit_id)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A noun's part in a reorganisation.

    `preview(unit ids, day)`: what is open there, a line per kind, in a number of queries that does not grow.
    `carry(handover)`: hand it over inside the caller's transaction; answers JSON by which `undo(record)` takes it back exactly;
    `undo` answers sentences saying what hinders it (then the caller takes everything back).
    `open_at()`: for each kind, the units that anything open stands at.
    """

    key: str
    order: int
    preview: Callable[[Collection[int], date], list[OpenLine]]
    open_at: Callable[[], dict[str, set[int]]]
    carry: Callable[[Handover], dict[str, Any]] | None = None
    undo: Callable[[dict[str, Any]], list[str]] | None = None


_CARRIERS: dict[str, Carrier] = {}


def register_carrier(carrier: Carrier) -> None:
    """Let a noun take part in reorganisations; called from its apps.py. The same key again replaces it."""
    _CARRIERS[carrier.key] = carrier


def carriers() -> list[Carrier]:
    return sorted(_CARRIERS.values(), key=lambda one: (one.order, one.key))
