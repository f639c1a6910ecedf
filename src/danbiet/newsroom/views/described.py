"""What search engines and shared links show of a page."""

from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from ..models import (
    AnnouncementPage,
    ArticlePage,
    GoodModelPage,
    OfficialDocumentPage,
    ProgrammePage,
    PublicPage,
    VideoPage,
)
from ..render import Data, Described, article, document, video, way_here
from .shown import full

LONGEST = 300
KILO = 1024
LOCALES = {"vi": "vi_VN", "en": "en_GB", "km": "km_KH"}
WRITTEN = {
    AnnouncementPage: "Article",
    ProgrammePage: "Article",
    GoodModelPage: "Article",
    ArticlePage: "NewsArticle",
}


def meta(page: PublicPage, context: dict[str, Any]) -> dict[str, Any]:
    """Title, description, picture and address for OpenGraph and the description of search results."""
    poster = context.get("playable") and context["playable"].poster_url
    cover = context.get("cover")
    picture = full(cover.url) if cover else full(poster) if poster else ""
    return {
        "title": page.seo_title or page.title,
        "text": description(page),
        "url": context["full_url"],
        "picture": picture,
        "width": cover.width if cover else None,
        "height": cover.height if cover else None,
        "alt": context.get("picture_alt") or "",
        "type": "video.other" if isinstance(page, VideoPage) else "article",
        "locale": LOCALES.get(page.language, "vi_VN"),
        "others": [LOCALES.get(one["code"], "") for one in context["languages"] if not one["is_current"]],
        "on": page.dated_on,
        "changed": page.last_published_at,
    }


def description(page: PublicPage) -> str:
    """The summary, else the beginning of the text, at most 300 characters and whole words."""
    words = page.search_description or page.summary
    if not words:
        text = next((str(block.value) for block in page.body or [] if block.block_type == "text"), "")
        words = strip_tags(text.replace("<", " <"))
    words = " ".join(words.split())
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rpartition(" ")[0] + "…"


def linked(page: PublicPage, context: dict[str, Any]) -> list[Data]:
    """Linked data of the page and of the way to it."""
    shared = context["meta"] if "meta" in context else meta(page, context)
    of = Described(
        url=shared["url"], title=page.title, text=shared["text"], language=page.language, picture=shared["picture"],
        on=page.dated_on, changed=page.last_published_at, publisher=context["unit"]["name"],
        author=page.byline or context["unit"]["name"],
    )  # fmt: skip
    steps = [
        (step["label"], full(step["url"]) if step["url"] else shared["url"]) for step in context["crumbs"]
    ]
    return [_own(page, of, context), way_here(steps)]


def _own(page: PublicPage, of: Described, context: dict[str, Any]) -> Data:
    if isinstance(page, OfficialDocumentPage):
        return document(
            of, number=page.number, kind=str(page.get_type_display()), in_force=bool(context["is_in_force"])
        )
    playable = context.get("playable")
    if isinstance(page, VideoPage) and playable is not None and playable.sources:
        return video(
            of,
            seconds=round(playable.duration),
            file=full(playable.sources[-1].url),
            transcript=playable.transcript,
        )
    return article(of, kind=WRITTEN.get(type(page), "Article"))


def duration_words(seconds: float) -> str:
    """754 → 12:34, 3725 → 1:02:05."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def size_words(size: int) -> str:
    """Bytes as people read them: 830 kB, 2,4 MB."""
    if size < KILO * KILO:
        return f"{max(1, round(size / KILO))} kB"
    return f"{size / KILO / KILO:.1f} MB".replace(".", ",")


def file_line(attachment: Any, *, title: str = "") -> dict[str, str]:
    """An attached file as lists show it: type, title, address, size."""
    return {
        "type": attachment.file_extension.upper()[:4] or _("FILE"), "title": title or attachment.title, "url": attachment.url,
        "detail": size_words(attachment.get_file_size() or 0),
    }  # fmt: skip
