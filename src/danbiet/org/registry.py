"""What other parts add to the desk's navigation and to a unit's public page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

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
