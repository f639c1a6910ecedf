"""A page's body made ready to be shown: everything its blocks point at in a handful of queries, however long it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from danbiet.cms.models import Picture, PictureRendition
from danbiet.cms.render import with_safe_links
from danbiet.media.queries import playables

from ..models import PublicPage
from .public import LARGE, SMALL

_SEAM = "<!--seam-->"  # passes through Wagtail's rewriting of links; no editor can write a comment
SHOWN_SIZES = (SMALL, LARGE)
_PICTURE = "SELECT * FROM cms_picture WHERE id = %s"
_SIZES = "SELECT * FROM cms_picturerendition WHERE image_id = ANY(%s) AND filter_spec = ANY(%s)"


def prepare_body(page: PublicPage) -> None:
    """Fetch at once the cover and what the blocks show: sizes of pictures (one query), videos (three), addresses of links in
    all texts (one for pages, one for files). Without it a page shows the same, with more queries."""
    values = list(page.body or [])
    pictures = list(_pictures(values))
    if page.cover_id:
        shown = (picture for picture in pictures if picture.pk == page.cover_id)
        page.cover = next(shown, None) or next(iter(Picture.objects.raw(_PICTURE, [page.cover_id])), None)
        pictures += [page.cover] if page.cover is not None else []
    if pictures:
        _prepare_sizes(pictures)
    videos = [
        block.value["video"] for block in values if block.block_type == "video" and block.value["video"]
    ]
    if videos:
        found = playables(video.pk for video in videos)
        for video in videos:
            video.playable = found.get(video.pk)
    texts = [block.value for block in values if block.block_type == "text" and block.value]
    if texts:
        whole = expand_db_html(_SEAM.join(text.source for text in texts))
        for text, html in zip(texts, whole.split(_SEAM), strict=True):
            text.shown = html


def shown_html(value: Any) -> SafeString:
    """A text block as HTML; links that leave the portal say so to the browser (`noopener`)."""
    source = value.source if isinstance(value, RichText) else str(value)
    html = getattr(value, "shown", None)
    # Cleaned when it was saved (blocks.TextBlock); what is older or was written by hand is cleaned in the editor's next save.
    return mark_safe(with_safe_links(expand_db_html(source) if html is None else html))  # noqa: S308 - see above


def sized(picture: Picture, size: str) -> Any:
    """The picture in a size: as prepared, else made on first use. OSError when its file is gone."""
    prepared: dict[str, PictureRendition] = getattr(picture, "sized", {})
    return prepared.get(size) or picture.get_rendition(size)


def _prepare_sizes(pictures: Sequence[Picture]) -> None:
    """One query for all. Wagtail's own lookup reckons with each picture's focal point; of sizes without one it needs not."""
    found: dict[int, list[PictureRendition]] = {picture.pk: [] for picture in pictures}
    for one in PictureRendition.objects.raw(_SIZES, [list(found), list(SHOWN_SIZES)]):
        found[one.image_id].append(one)
    for picture in pictures:
        picture.prefetched_renditions = found[picture.pk]
        picture.sized = {one.filter_spec: one for one in found[picture.pk] if not one.focal_point_key}


def _pictures(values: Sequence[Any]) -> Iterator[Picture]:
    for block in values:
        if block.block_type == "picture" and block.value["picture"]:
            yield block.value["picture"]
        if block.block_type == "gallery":
            yield from (each["picture"] for each in block.value["pictures"] if each["picture"])
