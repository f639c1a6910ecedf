"""An article put together as one does it first: the same template, every relation followed where it is needed, nothing fetched
ahead, whole rows each time, no piece of a page kept. What comes out is the same page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from danbiet.kit import clock
from danbiet.newsroom.enums import Language
from danbiet.newsroom.models import Correction, PublicPage
from danbiet.newsroom.queries import public as ask
from danbiet.newsroom.views import described, shown
from danbiet.org.queries import name_at
from danbiet.visits.queries import page_views

RELATED = 4


def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The article of bench.pages, nothing prepared."""
    page: Any = Page.objects.get(pk=pk).specific
    above = [one.specific for one in page.get_ancestors() if one.depth > 2]
    section = above[-1]
    nearest = page.get_siblings(inclusive=False).live().order_by("-first_published_at")[:RELATED]
    before, after = page.get_prev_sibling(), page.get_next_sibling()
    url = ask.address(page)
    context: dict[str, Any] = {
        "page": page, "page_kind": page.section_kind.value, "lang": page.language,
        "kind_label": page.get_form_display(), "unit": {"name": _unit(page), "url": f"/don-vi/{page.unit_id}/"},
        "cover": page.cover.get_rendition(ask.LARGE), "picture_alt": page.cover.description,
        "languages": shown.language_links(_languages(page), page),
        "corrections": list(Correction.objects.filter(page_id=page.pk)), "task": None,
        "related": [_line(one.specific) for one in nearest],
        "before": _line(before.specific) if before else None, "after": _line(after.specific) if after else None,
        "section": {"label": section.title, "url": shown.section_url(section)},
        "crumbs": shown.crumbs(above, page.title, page.language), "own_url": url, "full_url": shown.full(url),
        "mail_query": f"subject={quote(page.title)}&body={quote(shown.full(url))}",
        "facebook_query": f"u={quote(shown.full(url), safe='')}", "is_preview": False, "has_chart": False,
        "has_film": False, "views": page_views(url), "is_khmer": False,
    }  # fmt: skip
    context["meta"] = described.meta(page, context)
    context["linked"] = described.linked(page, context)
    with _nothing_kept():
        return render(request, "newsroom/article.html", context)


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Without the pieces of the frame that our pages keep in memory."""
    kept = caches["template_fragments"]
    caches["template_fragments"] = DummyCache("", {})
    try:
        yield
    finally:
        caches["template_fragments"] = kept


def _unit(page: PublicPage) -> str:
    return name_at(page.unit_id, clock.today())


def _line(page: PublicPage) -> dict[str, Any]:
    return {
        "title": page.title, "url": ask.address(page), "on": page.dated_on, "unit": _unit(page),
        "language": page.language, "is_other": False,
    }  # fmt: skip


def _languages(page: PublicPage) -> list[PublicPage]:
    first = page.original or page
    return [
        first,
        *(one for one in type(page).objects.filter(original=first, live=True) if one.language in Language),
    ]
