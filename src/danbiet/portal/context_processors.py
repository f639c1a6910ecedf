"""What every page needs to know about where and when it is shown."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.kit.text import fold
from danbiet.org.enums import UnitKind
from danbiet.org.queries import NoUnits, Tree, tree

from .middleware import ENGLISH, ENGLISH_ROOT, VIETNAMESE

SECTIONS = (
    ("portal:home", "", ()),
    ("questions:archive", "", ()),
    ("plans:years-public", "", ("/nhiem-vu/",)),
    ("contests:public-list", "", ()),
    ("indices:public-list", "", ()),
    ("wagtail_serve", "tin-tuc/", ()),
    ("wagtail_serve", "thong-bao/", ()),
    ("wagtail_serve", "chuong-trinh/", ()),
    ("wagtail_serve", "van-ban/", ()),
    ("wagtail_serve", "mo-hinh-hay/", ()),
    ("wagtail_serve", "video/", ()),
    ("org:units", "", ()),
)
LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Today in Vietnam, the demonstration's pinned date where there is one, whose site this is, and the page's own addresses.

    The owner is looked up only by pages that show it; a page that has read today's units already hands them over as
    `request.units`. A page that has its own translations hands their addresses over as `request.in_languages`.
    """
    site: Any = SimpleLazyObject(lambda: _site(request))
    return {
        "today": clock.today(),
        "pinned_today": settings.DANBIET_TODAY,
        "site_url": settings.DANBIET_BASE_URL,
        "site_owner": SimpleLazyObject(lambda: site["owner"]),
        "site_place": SimpleLazyObject(lambda: site["place"]),
        "site_desk": SimpleLazyObject(lambda: site["desk"]),
        "site_logo": SimpleLazyObject(lambda: site["logo"]),
        "site_nav": SimpleLazyObject(lambda: _navigation(request.path)),
        "frame_key": SimpleLazyObject(lambda: _frame_key(request.path, site)),
        "site_languages": SimpleLazyObject(lambda: _languages(request)),
        "site_khmer": SimpleLazyObject(lambda: _khmer(request)),
        "canonical": SimpleLazyObject(lambda: settings.DANBIET_BASE_URL + canonical_path(request)),
    }


def canonical_path(request: HttpRequest) -> str:
    """The page's one address: without filters and sorting, but with the page of a list, which holds other items."""
    number = request.GET.get("trang", "")
    paged = number.isascii() and number.isdigit() and len(number) < 6 and int(number) > 1
    return f"{request.path}?trang={int(number)}" if paged else request.path


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    """The interface's languages, each with this page's address in it; where the page is missing there, the home page."""
    given: dict[str, str] | None = getattr(request, "in_languages", None)
    known = given if given is not None else both_addresses(request.path)
    home = both_addresses("/")
    current = get_language()
    return [
        {
            "code": code, "label": label, "url": known.get(code) or home[code],
            "is_same": code in known, "is_current": code == current,
        }
        for code, label in LANGUAGES
    ]  # fmt: skip


def _khmer(request: HttpRequest) -> str:
    """The page in Khmer where it has been written, else all that is written in Khmer."""
    given: dict[str, str] = getattr(request, "in_languages", None) or {}
    try:
        return given.get("km") or f"{reverse('wagtail_serve', args=['tin-tuc/'])}?ngon_ngu=km"
    except NoReverseMatch:  # the newsroom is switched off
        return ""


def both_addresses(path: str) -> dict[str, str]:
    """A page that exists in both languages, by either of its addresses."""
    plain = path.removeprefix(ENGLISH_ROOT) if path.startswith(f"{ENGLISH_ROOT}/") else path
    return {VIETNAMESE: plain, ENGLISH: ENGLISH_ROOT + plain}


def _site(request: HttpRequest) -> dict[str, str]:
    units: Tree = getattr(request, "units", None) or _of_rights(request) or tree(clock.today())
    home, is_english = units.home, get_language() == ENGLISH
    try:
        root = units.root
    except NoUnits:
        return {"owner": home.committee, "place": lower_first(home.name), "desk": "", "logo": home.logo_mark}
    name = (is_english and root.name_en) or root.name
    place = lower_first(name) if name == root.name else name
    owner = (
        _("People's Committee of %(place)s") % {"place": place} if root.kind == UnitKind.PROVINCE else name
    )
    if home.is_of(root.code) and home.committee and not is_english:
        owner = home.committee
    office = next((unit for unit in units.children(root.id) if fold(unit.name).startswith("so noi vu")), None)
    desk = "" if office is None else (is_english and office.name_en) or office.name
    return {"owner": owner, "place": place, "desk": desk, "logo": home.logo_mark}


def _of_rights(request: HttpRequest) -> Tree | None:
    """Today's tree as the door of the desk has read it: the page asks no second time."""
    found: Tree | None = getattr(getattr(request, "rights", None), "tree", None)
    return found


def lower_first(name: str) -> str:
    """A territory's name within a sentence: tỉnh Sóc Trăng."""
    return name[:1].lower() + name[1:]


def _frame_key(path: str, site: dict[str, str]) -> str:
    """All that the head, the navigation and the foot of a public page depend on; pages of one key share them."""
    where = ",".join(item["url"] for item in _navigation(path) if item["is_current"])
    parts = (
        get_language(),
        get_urlconf(),
        settings.ROOT_URLCONF,
        settings.DANBIET_TODAY,
        where,
        *site.values(),
    )
    return "|".join(str(part) for part in parts)


def _navigation(path: str) -> list[dict[str, Any]]:
    found = []
    for name, label, url, more in _sections(get_language() or "", get_urlconf()):
        is_current = path == url if name == "portal:home" else path.startswith((url, *more))
        found.append({"label": label, "url": url, "is_current": is_current})
    return found


@lru_cache(maxsize=16)  # the same on every page of a language
def _sections(_language: str, _urlconf: str | None) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """(name, label, address, more addresses of it) of each section that is switched on."""
    labels = (
        _("Home"), _("Questions and answers"), _("Plan of the year"), _("Contests"), _("Index"), _("News"), _("Announcements"), _("Programme"), _("Official documents"),
        _("Good models"), _("Video"), _("Units"),
    )  # fmt: skip
    found = []
    for (name, argument, more), label in zip(SECTIONS, labels, strict=True):
        try:
            url = reverse(name, args=[argument] if argument else [])
        except NoReverseMatch:  # a part that is switched off leaves no dead link
            continue
        found.append((name, label, url, more))
    return tuple(found)
