"""Pages as the search finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags

from danbiet.media.queries import playables
from danbiet.search.registry import Item
from danbiet.visits.registry import PageFacts

from ..enums import SectionKind
from ..models import OfficialDocumentPage, PublicPage, SectionPage, VideoPage
from ..registry import task_chain
from .public import CLASSES, address, files, root_path

BATCH = 200
KINDS = tuple(SectionKind)


def findable(page_id: int) -> Item | None:
    """The live page with this number; None for anything readers cannot see."""
    for kind, model in CLASSES.items():
        page = model.objects.filter(pk=page_id, live=True).first()
        if page is not None:
            return _item(kind, page)
    return None


def all_findable(kind: str) -> Iterator[Item]:
    """Every live page of a kind."""
    for page in CLASSES[kind].objects.filter(live=True).order_by("pk").iterator(chunk_size=BATCH):
        yield _item(kind, page)


def _item(kind: str, page: PublicPage) -> Item:
    on = page.issued_on if isinstance(page, OfficialDocumentPage) else page.dated_on
    return Item(
        kind=kind,
        object_id=page.pk,
        title=page.title,
        url=address(page),
        text="\n".join(part for part in _texts(page) if part),
        unit_id=page.unit_id,
        year=on.year if on else None,
        on=on,
        language=page.language,
        extra=_extra(page),
    )


def _texts(page: PublicPage) -> Iterator[str]:
    yield page.summary
    if page.body:
        for text in page.body.stream_block.get_searchable_content(page.body):
            yield strip_tags(str(text))
        for block in page.body:
            if block.block_type == "file" and block.value["attachment"] is not None:
                yield block.value["attachment"].text
    if isinstance(page, OfficialDocumentPage):
        for file in files(page):
            yield file.text
    if isinstance(page, VideoPage) and page.video_id:
        for playable in playables([page.video_id]).values():
            yield playable.transcript


def _extra(page: PublicPage) -> str:
    """Words it is asked for by that its text need not hold."""
    if isinstance(page, OfficialDocumentPage):
        return " ".join((page.number, str(page.get_type_display()), page.issuer, page.signer))
    if isinstance(page, VideoPage):
        return " ".join((page.contest, str(page.contest_year or ""), page.prize))
    return page.byline


def facets_of(page: PublicPage) -> dict[str, Any]:
    """What a target's filter may ask for; what says nothing is left out, as `measures` stores it."""
    said = {
        "form": getattr(page, "form", ""),
        "language": page.language,
        "audience": page.audience,
        "tasks": task_chain(page.task_id),
    }
    return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A live page whose views are counted."""

    title: str
    unit_id: int
    facets: dict[str, Any]


def read_at(paths: Iterable[str]) -> dict[str, ReadPage]:
    """The live pages at these addresses with what they are counted under; a query per kind of page, and some per task."""
    trees = {root_path() + path.removeprefix("/en").lstrip("/"): path for path in paths}
    found: dict[str, ReadPage] = {}
    for model in CLASSES.values():
        for page in model.objects.filter(url_path__in=trees, live=True).defer("body"):
            found[trees[page.url_path]] = ReadPage(page.title, page.unit_id, facets_of(page))
    return found


def known_at(paths: Iterable[str]) -> dict[str, PageFacts]:
    """Whose the live pages at these addresses are, in one query per kind of page; sections are nobody's."""
    trees = {root_path() + path.removeprefix("/en").lstrip("/"): path for path in paths}
    found: dict[str, PageFacts] = {
        trees[section.url_path]: PageFacts(section.title)
        for section in SectionPage.objects.filter(url_path__in=trees, live=True)
    }
    for model in CLASSES.values():
        rows = model.objects.filter(url_path__in=trees, live=True).values_list(
            "url_path", "title", "unit_id", "task_id"
        )
        found |= {trees[path]: PageFacts(title, unit, task) for path, title, unit, task in rows}
    return found
