"""One item as readers see it: an article, an announcement, a document, a good model, a video."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.media.queries import Playable, playables
from danbiet.org.queries import Tree, tree
from danbiet.visits.queries import page_views

from ..enums import Language
from ..models import (
    AnnouncementPage,
    ArticlePage,
    GoodModelPage,
    OfficialDocumentPage,
    ProgrammePage,
    PublicPage,
    VideoPage,
)
from ..queries import public as ask
from ..queries.around import around
from ..queries.body import prepare_body
from ..registry import task_labels
from . import described, shown

RELATED = 4


def item(request: HttpRequest, page: PublicPage, *, is_preview: bool = False) -> HttpResponse:
    """The page with everything around it; a preview of a draft is the same without neighbours."""
    return render(request, _template(page), context_of(request, page, is_preview=is_preview))


def preview(request: HttpRequest, page: PublicPage) -> HttpResponse:
    """A draft as readers will see it, for the editor alone (Wagtail asks for it)."""
    answer = item(request, page, is_preview=True)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def context_of(request: HttpRequest, page: PublicPage, *, is_preview: bool = False) -> dict[str, Any]:
    """All that the templates of items need."""
    units = tree(clock.today())
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    near = around(page, count=RELATED, has_neighbours=not is_preview)
    shown.translations_for_switch(request, near.languages)
    own_url = ask.address(page)
    prepare_body(page)
    context: dict[str, Any] = {
        "page": page,
        "page_kind": page.section_kind.value,  # for the counter
        "lang": page.language,
        "kind_label": _kind_label(page),
        "unit": shown.unit_link(units, page.unit_id),
        "cover": shown.cover(page, ask.LARGE),
        "picture_alt": shown.picture_alt(page),
        "languages": shown.language_links(near.languages, page),
        "corrections": near.corrections,
        "task": task_labels([page.task_id]).get(page.task_id) if page.task_id else None,
        "related": shown.lines(near.related, units),
        "before": shown.line(near.before, units) if near.before else None,
        "after": shown.line(near.after, units) if near.after else None,
        "section": {"label": shown.section_label(near.above[-1]), "url": shown.section_url(near.above[-1])}
        if near.above
        else None,
        "crumbs": shown.crumbs(near.above, page.title, page.language),
        "own_url": own_url,
        "full_url": shown.full(own_url),
        "mail_query": f"subject={quote(page.title)}&body={quote(shown.full(own_url))}",
        "facebook_query": f"u={quote(shown.full(own_url), safe='')}",
        "is_preview": is_preview,
        "has_chart": any(block.block_type == "chart" for block in page.body or []),
        "has_film": isinstance(page, VideoPage)
        or any(block.block_type == "video" for block in page.body or []),
        "views": None if is_preview else page_views(own_url),
    }
    extra = _EXTRAS.get(type(page))
    if extra is not None:
        context |= extra(page, units)
    listed = [context["related"], [one for one in (context["before"], context["after"]) if one]]
    context["is_khmer"] = shown.has_khmer(*listed) or any(
        one.language == Language.KM for one in near.languages
    )
    context["meta"] = described.meta(page, context)
    context["linked"] = described.linked(page, context)
    return context


def _template(page: PublicPage) -> str:
    return {
        OfficialDocumentPage: "newsroom/document.html",
        GoodModelPage: "newsroom/good_model.html",
        VideoPage: "newsroom/video.html",
    }.get(type(page), "newsroom/article.html")


def _kind_label(page: PublicPage) -> str:
    if isinstance(page, ArticlePage):
        return str(page.get_form_display())
    if isinstance(page, AnnouncementPage):
        return _("Announcement")
    if isinstance(page, ProgrammePage):
        return f"{page.get_subject_display()} {page.year or ''}".strip()
    if isinstance(page, OfficialDocumentPage):
        return f"{page.get_type_display()} {page.number}"
    if isinstance(page, GoodModelPage):
        return _("Good model: %(field)s") % {"field": page.get_field_display()}
    return _("Video")


def _announcement(page: AnnouncementPage, _units: Tree) -> dict[str, Any]:
    return {"is_over": page.valid_until is not None and page.valid_until < clock.today()}


def _document(page: OfficialDocumentPage, units: Tree) -> dict[str, Any]:
    today = clock.today()
    files = ask.files(page)
    successor = page.superseded_by if page.superseded_by_id else None
    issuer = shown.unit_link(units, page.issuer_unit_id) if page.issuer_unit_id else None
    return {
        "files": [described.file_line(one.attachment) for one in files],
        "texts": [one for one in files if one.attachment.html or one.attachment.text],
        "force": force_of(page, today),
        "is_in_force": force_of(page, today)[0] == "done",
        "issuer": issuer
        if issuer and issuer["name"] == page.issuer
        else {"name": page.issuer, "url": issuer["url"] if issuer else ""},
        "successor": shown.line(successor, units) if successor is not None and successor.live else None,
        "predecessors": shown.lines(ask.superseded_by_this(page), units),
    }


def force_of(page: OfficialDocumentPage, today: Any) -> tuple[str, str]:
    """Status key and words: whether the document binds on the day."""
    if page.superseded_by_id:
        return "overdue", _("Superseded")
    if page.expires_on is not None and page.expires_on < today:
        return "overdue", _("Expired")
    if page.in_force_from is not None and page.in_force_from > today:
        return "waiting", _("Not in force yet")
    return "done", _("In force")


def _good_model(page: GoodModelPage, units: Tree) -> dict[str, Any]:
    return {
        "adoptions": [
            {"on": one.on, "unit": shown.unit_link(units, one.unit_id), "result": one.result}
            for one in ask.adoptions(page)
        ],
        "nominated_by": shown.unit_link(units, page.nominated_by_id) if page.nominated_by_id else None,
    }


def _video(page: VideoPage, _units: Tree) -> dict[str, Any]:
    video_id: int | None = getattr(page, "video_id", None)
    playable: Playable | None = playables([video_id]).get(video_id) if video_id else None
    return {
        "video": playable,
        "playable": playable,
        "minutes": described.duration_words(playable.duration) if playable else "",
    }


_EXTRAS: dict[type[PublicPage], Callable[[Any, Tree], dict[str, Any]]] = {
    AnnouncementPage: _announcement,
    OfficialDocumentPage: _document,
    GoodModelPage: _good_model,
    VideoPage: _video,
}
