"""Every address of the page tree: a section, an item, where it moved, or nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.pagecache.registry import kept

from ..enums import Language
from ..models import PublicPage, SectionPage
from ..queries import public as ask
from . import feeds, items, lists, saving
from .shown import ENGLISH, interface

# What lists read of an address; anything else is answered and not kept.
QUERY = [
    "trang", "thang", "hinh_thuc", "ngon_ngu", "chu_de", "nam", "loai", "co_quan", "hieu_luc", "sap", "linh_vuc", "giai", "cu",
]  # fmt: skip
MINUTES = 10 * 60


@require_safe
@kept(seconds=MINUTES, query=QUERY)
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A section's list or an item, by its path in the tree. Drafts, expired and unpublished pages are not there (404).

    An item has one address: what is written in English is shown below /en/, everything else outside it; asked for at the
    other place, it sends the reader there.
    """
    found = _found(path)
    if isinstance(found, SectionPage):
        return lists.section(request, found)
    if isinstance(found, HttpResponse):
        return found
    if found.expire_at is not None and found.expire_at <= clock.now():  # the sweep comes once a minute
        raise Http404
    if (found.language == Language.EN) != (interface() == ENGLISH):
        return HttpResponseRedirect(ask.address(found))
    return items.item(request, found)


@require_safe
@kept(seconds=MINUTES)
def feed(request: HttpRequest, path: str) -> HttpResponse:
    """The newest items of a section as RSS 2.0."""
    return feeds.feed(request, _section(path))


@require_safe
@kept(seconds=MINUTES, query=QUERY)
def table(request: HttpRequest, path: str) -> HttpResponse:
    """The register of documents as the page would show it, as CSV."""
    return lists.document_table(request, _section(path))


@require_safe
@kept(seconds=MINUTES)
def saved(request: HttpRequest, path: str) -> HttpResponse:
    """An item as one HTML file to keep (Nghị định 42/2022/NĐ-CP article 7: every item can be saved)."""
    found = ask.page_at(path)
    if not isinstance(found, PublicPage):
        raise Http404
    return saving.saved(request, found)


def _found(path: str) -> SectionPage | PublicPage | HttpResponseRedirect:
    found = ask.page_at(path)
    if found is not None:
        return found
    target = ask.moved(path)
    if not target:
        raise Http404
    return HttpResponseRedirect(target)


def _section(path: str) -> SectionPage:
    found = ask.page_at(path)
    if not isinstance(found, SectionPage):
        raise Http404
    return found
