"""Pages as editors meet them: drafts included. What readers see is asked in `public`."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.models import Page

from ..models import (
    AnnouncementPage,
    ArticlePage,
    GoodModelPage,
    OfficialDocumentPage,
    PortalPage,
    ProgrammePage,
    PublicPage,
    SectionPage,
    VideoPage,
)

PAGE_CLASSES: tuple[type[PublicPage], ...] = (
    ArticlePage,
    AnnouncementPage,
    ProgrammePage,
    OfficialDocumentPage,
    GoodModelPage,
    VideoPage,
)


def portal_page() -> PortalPage:
    """The root of what readers see."""
    found: PortalPage = PortalPage.objects.get()
    return found


def public_pages_of(unit_ids: Collection[int]) -> QuerySet[Page]:
    """Pages of every class, live or not, that belong to the units; as bare pages, so that lists of any kind can filter."""
    if not unit_ids:
        return Page.objects.none()
    ways = (Q(**{f"{model._meta.model_name}__unit_id__in": unit_ids}) for model in PAGE_CLASSES)
    return Page.objects.filter(pk__in=Page.objects.filter(reduce(or_, ways)).values("pk"))


def sections_and_portal() -> QuerySet[Page]:
    """The places pages stand in, which belong to no unit."""
    kept = Page.objects.type(PortalPage, SectionPage)
    return Page.objects.filter(pk__in=kept.values("pk"))


def was_ever_published(page: Page) -> bool:
    """Whether readers ever saw the page."""
    return page.first_published_at is not None or page.live
