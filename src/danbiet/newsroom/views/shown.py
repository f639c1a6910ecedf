"""Words and addresses around pages: units, languages, dates, the way here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from danbiet.org.queries import Tree

from ..enums import Language, SectionKind
from ..models import PublicPage, SectionPage
from ..queries import public as ask
from ..queries.around import Near
from ..queries.body import sized

ENGLISH = "en"
FIRST_LEVEL = 3  # below Wagtail's root and the portal


def full(url: str) -> str:
    """An address of ours with the name of the site."""
    return url if url.startswith("http") else f"{settings.DANBIET_BASE_URL}{url}"


def interface() -> str:
    """The language the page around the content is in: vi or en."""
    return ENGLISH if get_language() == ENGLISH else "vi"


def section_url(section: Page | Near) -> str:
    """The section's address in the interface's language."""
    return reverse("wagtail_serve", args=[section.url_path.removeprefix(ask.root_path())])


def unit_name(units: Tree, unit_id: int) -> str:
    """As the reader's language calls the unit, where it has a name in it."""
    unit = units.get(unit_id)
    return (interface() == ENGLISH and unit is not None and unit.name_en) or units.full_name(unit_id)


def unit_link(units: Tree, unit_id: int) -> dict[str, str]:
    return {"name": unit_name(units, unit_id), "url": reverse("org:unit", args=[unit_id])}


def crumbs(above: Iterable[SectionPage | Near], here: str, lang: str = "") -> list[dict[str, str]]:
    """From the home page through the sections to here."""
    way = [{"label": _("Home"), "url": reverse("portal:home")}]
    way += [{"label": section_label(section), "url": section_url(section)} for section in above]
    return [*way, {"label": here, "url": "", "lang": lang}]


def section_label(section: SectionPage | Near) -> str:
    """The section's own title; in English the name of its kind, unless it is one the editors added below."""
    if interface() == ENGLISH and section.depth == FIRST_LEVEL:
        return str(SectionKind(section.kind).label)
    return str(section.title)


def language_links(pages: Sequence[PublicPage | Near], current: PublicPage) -> list[dict[str, Any]]:
    """The languages a page exists in, its own first marked; nothing when there is one."""
    if len(pages) < 2:
        return []
    return [
        {
            "code": one.language, "label": Language(one.language).label, "url": ask.address(one),
            "full_url": full(ask.address(one)), "title": one.title, "is_current": one.pk == current.pk,
        }
        for one in pages
    ]  # fmt: skip


def line(page: PublicPage | Near, units: Tree) -> dict[str, Any]:
    """An item as lists and "read on" show it."""
    return {
        "pk": page.pk, "title": page.title, "url": ask.address(page), "on": page.dated_on, "summary": getattr(page, "summary", ""),
        "unit": unit_name(units, page.unit_id), "language": page.language,
        "is_other": page.language != interface(), "language_label": Language(page.language).label, "page": page,
    }  # fmt: skip


def has_khmer(*some: Iterable[dict[str, Any]]) -> bool:
    """Whether a list shows Khmer and so needs its font."""
    return any(one["language"] == Language.KM for rows in some for one in rows)


def lines(pages: Iterable[PublicPage | Near], units: Tree) -> list[dict[str, Any]]:
    return [line(page, units) for page in pages]


def lines_with_covers(pages: Iterable[PublicPage], units: Tree) -> list[dict[str, Any]]:
    return [line(page, units) | {"cover": cover(page)} for page in pages]


def cover(page: PublicPage, size: str = ask.SMALL) -> Any:
    """The cover in a size (made on first use); None when there is none or its file cannot be read."""
    if page.cover_id is None or page.cover is None:
        return None
    try:
        return sized(page.cover, size)
    except OSError:  # the file is gone or no picture: the page is readable without
        return None


def picture_alt(page: PublicPage) -> str:
    return str(getattr(page.cover, "description", "") or "") if page.cover_id else ""


def translations_for_switch(request: HttpRequest, pages: Iterable[PublicPage | Near]) -> None:
    """Tell the layout where this page is in other languages; where it is in none it offers the home page, and all that is in Khmer."""
    known = {one.language: ask.address(one) for one in pages}
    request.in_languages = known  # type: ignore[attr-defined]
