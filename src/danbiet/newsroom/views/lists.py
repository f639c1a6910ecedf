"""The lists of sections, each kind with its own filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.kit.tabular import rows_to_csv
from danbiet.kit.text import row_number
from danbiet.media.queries import playables
from danbiet.org.queries import Tree, tree

from ..enums import DocumentType, SectionKind
from ..models import OfficialDocumentPage, SectionPage
from ..queries import public as ask
from ..tables import (
    DocumentFilter,
    ListFilter,
    ModelsFilter,
    NewsFilter,
    ProgrammeFilter,
    VideoFilter,
    month_of,
)
from . import shown
from .described import duration_words
from .items import force_of

PAGE = {SectionKind.VIDEOS: 12, SectionKind.DOCUMENTS: 25}
USUAL_PAGE = 12
DOCUMENT_ORDER = {
    "ngay": ("issued_on", "pk"), "-ngay": ("-issued_on", "-pk"), "so": ("number", "pk"), "-so": ("-number", "-pk"),
    "co-quan": ("issuer", "-issued_on"), "-co-quan": ("-issuer", "-issued_on"),
}  # fmt: skip


def section(request: HttpRequest, found: SectionPage) -> HttpResponse:
    """The section's items, filtered, a page at a time (`?trang=`)."""
    units = tree(clock.today())
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    kind = SectionKind(found.kind)
    items, form, extra = _NARROWED[kind](request, found)
    page = Paginator(items, PAGE.get(kind, USUAL_PAGE)).get_page(request.GET.get("trang"))
    above = ask.ancestors(found)
    rows = _ROWS.get(kind, _plain)(list(page.object_list), units)
    context = {
        "section": found, "title": shown.section_label(found), "kind": kind.value, "page_kind": "section", "form": form, "page": page,
        "rows": rows, "is_khmer": shown.has_khmer(rows), "url": shown.section_url(found),
        "subsections": [{"label": one.title, "url": shown.section_url(one)} for one in ask.subsections(found)],
        "crumbs": shown.crumbs(above, shown.section_label(found)),
        "feed_url": f"{shown.section_url(found)}rss/", **extra,
    }  # fmt: skip
    return render(request, f"newsroom/list_{kind.value}.html", context)


def document_table(request: HttpRequest, found: SectionPage) -> HttpResponse:
    """The documents that the filters leave, all of them, as CSV for spreadsheets."""
    if found.kind != SectionKind.DOCUMENTS:
        raise Http404
    items, _form, _extra = _documents(request, found)
    today = clock.today()
    head = [
        _("Number and symbol"), _("Type"), _("Abstract"), _("Date of issue"), _("Issuing body"), _("Signer"), _("In force from"),
        _("Expires on"), _("Force"), _("Address"),
    ]  # fmt: skip
    rows = [
        [
            one.number, str(one.get_type_display()), one.title, one.issued_on, one.issuer, one.signer, one.in_force_from,
            one.expires_on, force_of(one, today)[1], shown.full(ask.address(one)),
        ]
        for one in items
    ]  # fmt: skip
    answer = HttpResponse(rows_to_csv(head, rows, separator=";"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="van-ban-{today.isoformat()}.csv"'
    return answer


Narrowed = tuple[QuerySet, ListFilter | None, dict[str, Any]]


def _news(request: HttpRequest, found: SectionPage) -> Narrowed:
    items = ask.in_section(found)
    archive = ask.months(items)
    form = NewsFilter(request.GET)
    form.offer("thang", [(f"{one.on:%Y-%m}", f"{one.on:%m/%Y} ({one.count})") for one in archive])
    items = _in_language(items, form)
    month = month_of(form.asked("thang"))
    if month is not None:
        items = items.filter(dated_on__year=month.year, dated_on__month=month.month)
    if form.asked("hinh_thuc"):
        items = items.filter(form=form.asked("hinh_thuc"))
    return ask.with_covers(items), form, {"month": month}


def _in_language(items: QuerySet, form: ListFilter) -> QuerySet:
    language = form.asked("ngon_ngu")
    return items.filter(language=language) if language else ask.each_once(items, shown.interface())


def _announcements(request: HttpRequest, found: SectionPage) -> Narrowed:
    items = ask.each_once(ask.in_section(found), shown.interface())
    is_all = request.GET.get("cu") == "1"
    tabs = [
        {"label": _("Current"), "url": "?", "is_current": not is_all},
        {"label": _("All, past ones too"), "url": "?cu=1", "is_current": is_all},
    ]
    return (
        items if is_all else ask.still_valid(items, clock.today()),
        None,
        {"tabs": tabs, "today": clock.today()},
    )


def _programme(request: HttpRequest, found: SectionPage) -> Narrowed:
    items = ask.each_once(ask.in_section(found), shown.interface())
    form = ProgrammeFilter(request.GET)
    form.offer("nam", [(year, year) for year in reversed(ask.values_of(items, "year"))])
    if form.asked("chu_de"):
        items = items.filter(subject=form.asked("chu_de"))
    if form.asked("nam"):
        items = items.filter(year=int(form.asked("nam")))
    return items, form, {}


def _documents(request: HttpRequest, found: SectionPage) -> Narrowed:
    items = ask.in_section(found).order_by("-issued_on", "-pk")
    form = DocumentFilter(request.GET)
    known = set(ask.values_of(items, "type"))
    form.offer("loai", [pair for pair in DocumentType.choices if pair[0] in known])
    form.offer("nam", [(year, year) for year in ask.years_of(items, "issued_on")])
    form.offer("co_quan", [(name, name) for name in ask.values_of(items, "issuer")])
    for name, field in (("loai", "type"), ("co_quan", "issuer"), ("nam", "issued_on__year")):
        if name in form.fields and form.asked(name):
            items = items.filter(**{field: form.asked(name)})
    if form.asked("hieu_luc"):
        items = ask.documents_in_force(items, on=clock.today(), is_in_force=form.asked("hieu_luc") == "con")
    order = DOCUMENT_ORDER.get(request.GET.get("sap", ""))
    kept = request.GET.copy()
    kept.pop("trang", None)
    table = f"{shown.section_url(found)}tai-ve.csv?{kept.urlencode()}".rstrip("?")
    return items.order_by(*order) if order else items, form, {"table_url": table}


def _models(request: HttpRequest, found: SectionPage) -> Narrowed:
    items = ask.each_once(ask.in_section(found), shown.interface())
    form = ModelsFilter(request.GET)
    if form.asked("linh_vuc"):
        items = items.filter(field=form.asked("linh_vuc"))
    return ask.with_covers(ask.adoption_counts(items)), form, {}


def _videos(request: HttpRequest, found: SectionPage) -> Narrowed:
    items = ask.in_section(found)
    form = VideoFilter(request.GET)
    form.offer("nam", [(year, year) for year in ask.years_of(items, "dated_on")])
    items = _in_language(items, form)
    year = row_number(form.asked("nam"))
    if year is not None:
        items = items.filter(dated_on__year=year)
    if form.asked("giai"):
        items = items.exclude(prize="")
    return ask.with_covers(items), form, {}


_NARROWED: dict[SectionKind, Callable[[HttpRequest, SectionPage], Narrowed]] = {
    SectionKind.NEWS: _news,
    SectionKind.ANNOUNCEMENTS: _announcements,
    SectionKind.PROGRAMME: _programme,
    SectionKind.DOCUMENTS: _documents,
    SectionKind.MODELS: _models,
    SectionKind.VIDEOS: _videos,
}


def _plain(pages: list[Any], units: Tree) -> list[dict[str, Any]]:
    return shown.lines(pages, units)


def _covered(pages: list[Any], units: Tree) -> list[dict[str, Any]]:
    return shown.lines_with_covers(pages, units)


def _document_rows(pages: list[OfficialDocumentPage], units: Tree) -> list[dict[str, Any]]:
    today = clock.today()
    return [shown.line(page, units) | {"force": force_of(page, today)} for page in pages]


def video_rows(pages: list[Any], units: Tree) -> list[dict[str, Any]]:
    """Videos with poster and length, for the library and the front page."""
    ids = {page.pk: getattr(page, "video_id", None) for page in pages}
    known = playables([video for video in ids.values() if video])
    found = []
    for page in pages:
        playable = known.get(ids[page.pk] or 0)
        cover = shown.cover(page)
        found.append(
            shown.line(page, units)
            | {
                "poster": cover.url if cover else playable.poster_url if playable else "",
                "minutes": duration_words(playable.duration) if playable and playable.duration else "",
            }
        )
    return found


_ROWS: dict[SectionKind, Callable[[list[Any], Tree], list[dict[str, Any]]]] = {
    SectionKind.NEWS: _covered,
    SectionKind.MODELS: _covered,
    SectionKind.DOCUMENTS: _document_rows,
    SectionKind.VIDEOS: video_rows,
}
