"""What every page needs to know about where and when it is shown."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.kit.text import fold
from danbiet.org.enums import UnitKind
from danbiet.org.queries import NoUnits, Tree, tree

SECTIONS = (
    ("portal:home", ()),
    ("plans:years-public", ("/nhiem-vu/",)),
    ("org:units", ()),
    ("portal:search", ()),
)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Today in Vietnam, the demonstration's pinned date where there is one, and whose site this is.

    The owner is looked up only by pages that show it; a page that has read today's units already hands them over as
    `request.units`.
    """
    site: Any = SimpleLazyObject(lambda: _site(request))
    return {
        "today": clock.today(),
        "pinned_today": settings.DANBIET_TODAY,
        "site_owner": SimpleLazyObject(lambda: site["owner"]),
        "site_place": SimpleLazyObject(lambda: site["place"]),
        "site_desk": SimpleLazyObject(lambda: site["desk"]),
        "site_nav": SimpleLazyObject(lambda: _navigation(request.path)),
    }


def _site(request: HttpRequest) -> dict[str, str]:
    units: Tree = getattr(request, "units", None) or tree(clock.today())
    try:
        root = units.root
    except NoUnits:
        return {"owner": "", "place": "", "desk": ""}
    place = root.name[:1].lower() + root.name[1:]
    owner = (
        _("People's Committee of %(place)s") % {"place": place}
        if root.kind == UnitKind.PROVINCE
        else root.name
    )
    desk = next(
        (unit.name for unit in units.children(root.id) if fold(unit.name).startswith("so noi vu")), ""
    )
    return {"owner": owner, "place": place, "desk": desk}


def _navigation(path: str) -> list[dict[str, Any]]:
    labels = {
        "portal:home": _("Home"), "plans:years-public": _("Plans by year"), "org:units": _("Units"),
        "portal:search": _("Search"),
    }  # fmt: skip
    found = []
    for name, more in SECTIONS:
        try:
            url = reverse(name)
        except NoReverseMatch:  # a part that is switched off leaves no dead link
            continue
        is_current = path == url if url == "/" else path.startswith((url, *more))
        found.append({"label": labels[name], "url": url, "is_current": is_current})
    return found
