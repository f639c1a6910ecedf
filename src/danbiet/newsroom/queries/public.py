"""What readers may ask: live pages only, in few queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear, TruncMonth
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from danbiet.cms.models import Picture

from ..enums import Language, SectionKind
from ..models import (
    Adoption,
    AnnouncementPage,
    ArticlePage,
    DocumentFile,
    GoodModelPage,
    OfficialDocumentPage,
    ProgrammePage,
    PublicPage,
    SectionPage,
    VideoPage,
)
from .around import Near

CLASSES: dict[str, type[PublicPage]] = {
    SectionKind.NEWS: ArticlePage,
    SectionKind.ANNOUNCEMENTS: AnnouncementPage,
    SectionKind.PROGRAMME: ProgrammePage,
    SectionKind.DOCUMENTS: OfficialDocumentPage,
    SectionKind.MODELS: GoodModelPage,
    SectionKind.VIDEOS: VideoPage,
}
SMALL, LARGE = "fill-480x270|format-webp", "width-1200|format-webp"
HEAVY = ("body", "draft_title", "search_description", "correction")
NEWEST = ("-dated_on", "-pk")
_PAGE_AT = (
    "SELECT id, content_type_id FROM wagtailcore_page WHERE slug = %s AND url_path = %s AND live LIMIT 1"
)


def root_path() -> str:
    """What every page's path in the tree begins with; kept in memory by Wagtail."""
    paths = Site.get_site_root_paths()
    return str(paths[0].root_path) if paths else "/"


def address(page: Page | Near) -> str:
    """Where readers find the page: what is written in English below /en/, everything else at its plain path (ADR 0019)."""
    rest = page.url_path.removeprefix(root_path())
    return f"/en/{rest}" if getattr(page, "language", "") == Language.EN else f"/{rest}"


def page_at(path: str) -> SectionPage | PublicPage | None:
    """The live page at `tin-tuc/…/`."""
    with connection.cursor() as cursor:  # composing it anew for every reader took longer than the answer
        cursor.execute(_PAGE_AT, [path.rstrip("/").rpartition("/")[2], root_path() + path])
        found = cursor.fetchone()
    if found is None:
        return None
    pk, type_id = found
    kind = ContentType.objects.get_for_id(type_id).model_class()
    if kind is SectionPage:
        return SectionPage.objects.filter(pk=pk).first()
    if kind is None or not issubclass(kind, PublicPage):
        return None
    page: PublicPage | None = next(iter(kind.objects.raw(_whole(kind._meta.db_table), [pk])), None)
    return page


@lru_cache(maxsize=len(CLASSES))
def _whole(table: str) -> str:
    """The statement for a whole page by its key; of the kind that has this table."""
    own = connection.ops.quote_name(table)
    return f"SELECT p.*, a.* FROM wagtailcore_page p JOIN {own} a ON a.page_ptr_id = p.id WHERE p.id = %s"  # noqa: S608 - a name of ours


def moved(path: str) -> str:
    """Where the page that stood here went, "" when nobody knows."""
    old = Redirect.normalise_path("/" + path)
    found = Redirect.objects.filter(old_path=old).select_related("redirect_page").first()
    if found is None:
        return ""
    if found.redirect_page_id is None:
        return str(found.redirect_link or "")
    target = found.redirect_page.specific if found.redirect_page.live else None
    return address(target) if target is not None else ""


def live(kind: str) -> QuerySet:
    """Everything of a kind that readers may see, newest first, without the long texts."""
    return CLASSES[kind].objects.filter(live=True).defer(*HEAVY).order_by(*NEWEST)


def in_section(section: SectionPage) -> QuerySet:
    """The section's items, those of the sections below it too."""
    return live(section.kind).filter(path__startswith=section.path)


def each_once(items: QuerySet, language: str) -> QuerySet:
    """Of an item that exists in several languages only the one in the reader's language, else the first written."""
    model = items.model
    same = model.objects.filter(live=True, language=language)
    of_this = Exists(same.filter(original=OuterRef("pk")))
    return items.filter(Q(language=language) | (Q(original__isnull=True) & ~of_this))


def with_covers(items: QuerySet) -> QuerySet:
    return items.prefetch_related(Prefetch("cover", queryset=Picture.objects.prefetch_renditions(SMALL)))


def ancestors(page: Page) -> list[SectionPage]:
    """The sections above, from the top."""
    return list(SectionPage.objects.ancestor_of(page).order_by("depth"))


def subsections(section: SectionPage) -> list[SectionPage]:
    return list(SectionPage.objects.child_of(section).filter(live=True).order_by("title"))


def sections() -> list[SectionPage]:
    """The portal's sections of the first level, in the order they were made."""
    return list(SectionPage.objects.filter(depth=3, live=True).order_by("path"))


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a section's archive."""

    on: date
    count: int


def months(items: QuerySet) -> list[Month]:
    """The months in which something was published, newest first."""
    rows = (
        items.filter(dated_on__isnull=False)
        .annotate(month=TruncMonth("dated_on"))
        .order_by("-month")
        .values_list("month")
        .annotate(count=Count("pk"))
    )
    return [Month(month, count) for month, count in rows]


def years_of(items: QuerySet, field: str) -> list[int]:
    """The years of a date field, newest first."""
    rows = (
        items.filter(**{f"{field}__isnull": False})
        .order_by()
        .annotate(of_year=ExtractYear(field))
        .values_list("of_year")
    )
    return sorted({year for (year,) in rows.distinct()}, reverse=True)


def values_of(items: QuerySet, field: str) -> list[Any]:
    """The different values of a field."""
    return sorted(
        {
            value
            for value in items.order_by().values_list(field, flat=True).distinct()
            if value not in ("", None)
        }
    )


def documents_in_force(items: QuerySet, *, on: date, is_in_force: bool) -> QuerySet:
    """Documents that bind on the day: begun, not expired, not superseded by another; or those that do not."""
    binding = (
        Q(superseded_by__isnull=True)
        & (Q(in_force_from__isnull=True) | Q(in_force_from__lte=on))
        & (Q(expires_on__isnull=True) | Q(expires_on__gte=on))
    )
    return items.filter(binding) if is_in_force else items.exclude(binding)


def adoption_counts(items: QuerySet) -> QuerySet:
    return items.annotate(adopted=Count("adoptions"))


def adoptions(page: GoodModelPage) -> list[Adoption]:
    return list(Adoption.objects.filter(model_id=page.pk)) if page.pk else []


def files(page: OfficialDocumentPage) -> list[DocumentFile]:
    """The document's files in order, with what was read in them; of a draft, those of the draft."""
    return list(page.files.select_related("attachment").order_by("sort_order"))


def superseded_by_this(page: OfficialDocumentPage) -> list[OfficialDocumentPage]:
    return list(OfficialDocumentPage.objects.filter(superseded_by_id=page.pk, live=True).defer(*HEAVY))


def newest(kind: str, *, language: str, count: int) -> list[PublicPage]:
    """The newest of a kind with their covers, for the front page."""
    return list(with_covers(each_once(live(kind), language))[:count])


def current_announcements(*, language: str, on: date, count: int) -> list[AnnouncementPage]:
    return list(each_once(still_valid(live(SectionKind.ANNOUNCEMENTS), on), language)[:count])


def still_valid(items: QuerySet, on: date) -> QuerySet:
    return items.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def every_live_page() -> Iterator[PublicPage]:
    """All items, for the sitemap: address and when it last changed."""
    for model in CLASSES.values():
        yield from (
            model.objects.filter(live=True)
            .only("pk", "title", "url_path", "language", "last_published_at", "original_id")
            .order_by("pk")
            .iterator(chunk_size=1000)
        )
