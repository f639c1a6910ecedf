"""What other parts add to the desk's navigation, to a unit's public page and to the hand-over of a person's work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest

from danbiet.accounts.models import User

Allowed = Callable[[Any], bool]  # takes the Rights of whoever asks
Count = Callable[[Any], int | None]  # takes the Rights; None or 0 shows no number
UnitPanel = Callable[[HttpRequest, int, date], tuple[str, dict[str, Any]] | None]


@dataclass(frozen=True, slots=True)
class NavEntry:
    section_key: str
    section_label: Any  # lazily translated
    label: Any
    url_name: str
    allowed: Allowed
    count: Count | None
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
    is_due: bool = False,
    order: int = 0,
) -> None:
    """Add an entry to the desk's navigation; the same url name again replaces it.

    Sections stand in the order of their lowest `order`, entries in a section likewise, then as registered. The section ''
    has no heading and stands on top. `is_due` shows the number as pressing. Labels are lazy translations.
    """
    _NAV[url_name] = NavEntry(section_key, section_label, label, url_name, allowed, count, is_due, order)


def nav_entries() -> list[NavEntry]:
    return sorted(_NAV.values(), key=lambda entry: entry.order)


def register_unit_panel(panel: UnitPanel) -> None:
    """Add a part to every unit's public page: called with (request, unit id, day), it answers (template, context) or None."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def unit_panels() -> list[UnitPanel]:
    return list(_PANELS)


@dataclass(frozen=True, slots=True)
class OpenItem:
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
    items: Callable[[int, date], list[OpenItem]]
    move: Callable[[int, User, User, datetime], int]


_WORK: dict[str, OpenWork] = {}


def register_open_work(work: OpenWork) -> None:
    """Make a kind of work known to the hand-over; the same key again replaces it."""
    _WORK[work.key] = work


def open_work() -> list[OpenWork]:
    return list(_WORK.values())
