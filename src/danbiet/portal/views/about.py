"""Who runs the site and how to reach them, in Vietnamese and English (Nghị định 42/2022/NĐ-CP articles 4 and 7)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.kit.text import fold
from danbiet.newsroom.queries import public as news
from danbiet.newsroom.render import organisation as described
from danbiet.newsroom.views.shown import full, section_label, section_url
from danbiet.org.enums import UnitKind
from danbiet.org.queries import NoUnits, Tree, UnitAt, tree
from danbiet.org.views import from_home
from danbiet.pagecache.registry import kept

HOUR = 3600
# As the province lists its bodies: those that carry out the programme first.
ORDER = (
    UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.SERVICE_UNIT, UnitKind.CENTRAL_AGENCY, UnitKind.BROADCASTER,
    UnitKind.NEWSPAPER, UnitKind.PARTY_BODY, UnitKind.MASS_ORGANISATION,
)  # fmt: skip


@require_safe
@kept(seconds=HOUR)
def organisation(request: HttpRequest) -> HttpResponse:
    """The province and the bodies directly under it, each with its name in both languages."""
    units = _units(request)
    try:
        root = units.root
    except NoUnits:
        root = None
    children = units.children(root.id) if root else []
    groups = [
        {"label": str(kind.label), "units": [_shown(unit) for unit in children if unit.kind == kind]}
        for kind in ORDER
    ]
    context = {
        "root": _shown(root) if root else None,
        "groups": [group for group in groups if group["units"]],
        "below": len(units) - 1 - len(children) if root else 0,
        "is_english": _is_english(),
        "crumbs": from_home(_("Organisation")),
    }
    return render(request, "portal/organisation.html", context)


@require_safe
@kept(seconds=HOUR)
def contact(request: HttpRequest) -> HttpResponse:
    """Where to write, call and come; what is not set is left out."""
    units = _units(request)
    said = units.home.contact
    if _is_english() and said["address_en"]:
        said["address"] = said["address_en"]
    office = None
    try:
        bodies = units.children(units.root.id)
        office = next((unit for unit in bodies if fold(unit.name).startswith("so noi vu")), None)
        name = units.root.name
    except NoUnits:
        name = "Dân Biết"
    linked = described(
        name,
        url=full(reverse("portal:home")),
        telephone=said["phone"],
        email=said["email"],
        address=said["address"],
    )
    context = {
        "contact": said,
        "office": _shown(office) if office else None,
        "is_english": _is_english(),
        "linked": [{"@context": "https://schema.org", **linked}],
        "crumbs": from_home(_("Contact")),
    }
    return render(request, "portal/contact.html", context)


@require_safe
@kept(seconds=HOUR)
def feeds(request: HttpRequest) -> HttpResponse:
    """Every section as a feed, and what a feed is for."""
    _units(request)
    rows = [
        {"label": section_label(one), "url": section_url(one), "feed": f"{section_url(one)}rss/"}
        for one in news.sections()
    ]
    rows.append(
        {
            "label": _("Questions and answers"),
            "url": reverse("questions:archive"),
            "feed": reverse("questions:feed"),
        }
    )
    return render(request, "portal/feeds.html", {"rows": rows, "crumbs": from_home(_("News feeds (RSS)"))})


def _units(request: HttpRequest) -> Tree:
    units = tree(clock.today())
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    return units


def _is_english() -> bool:
    return get_language() == "en"


def _shown(unit: UnitAt) -> dict[str, Any]:
    """The unit in the reader's language, with its name in the other beside it."""
    name, other = (unit.name_en, unit.name) if _is_english() and unit.name_en else (unit.name, unit.name_en)
    return {
        "name": name, "lang": "en" if name == unit.name_en else "vi", "other": other,
        "other_lang": "vi" if name == unit.name_en else "en", "abbreviation": unit.abbreviation,
        "url": reverse("org:unit", args=[unit.id]),
    }  # fmt: skip
