"""What editors published, as the broadcasters pick it for an episode."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from danbiet.broadcasts.registry import Choice, Facts, register_picker
from danbiet.media.queries import playables
from danbiet.newsroom.enums import SectionKind
from danbiet.newsroom.queries.findable import findable
from danbiet.newsroom.queries.public import live
from danbiet.newsroom.registry import task_chain
from danbiet.search.queries import find

KINDS = (SectionKind.NEWS, SectionKind.VIDEOS, SectionKind.MODELS)
MOST = 20


def register_pages_on_air() -> None:
    """News, films and good models can be parts of an episode."""
    for kind in KINDS:
        register_picker(
            kind.value, kind.label, search=partial(pages_to_air, kind.value), facts=partial(page_facts, kind.value)
        )  # fmt: skip


def pages_to_air(kind: str, words: str, rights: Any) -> list[Choice]:
    """Pages readers see: what answers the words, else the newest; with unit and day."""
    units = rights.tree
    if words.strip():
        hits = find(words, kind=kind).items[:MOST]
        return [Choice(one.object_id, one.title, _detail(units, one.unit_id, one.on)) for one in hits]
    rows = live(kind)[:MOST]
    return [Choice(one.pk, one.title, _detail(units, one.unit_id, one.dated_on)) for one in rows]


def page_facts(kind: str, ids: Collection[int]) -> dict[int, Facts]:
    """Title, words, language, address and task of live pages; of a film its length. What is no longer live is left out."""
    tasks = dict(live(kind).filter(pk__in=ids).values_list("pk", "task_id"))
    films: dict[int, int] = {}
    if kind == SectionKind.VIDEOS:
        films = {pk: film for pk, film in live(kind).filter(pk__in=ids).values_list("pk", "video_id") if film}
    lengths = playables(films.values())
    found: dict[int, Facts] = {}
    for pk in ids:
        page = findable(pk)
        if page is None or page.kind != kind:
            continue
        film = lengths.get(films.get(pk, 0))
        is_film = kind == SectionKind.VIDEOS
        found[pk] = Facts(
            title=page.title, text="" if is_film else page.text, language=page.language, url=page.url,
            consent="" if is_film else _("Published on this portal"),
            tasks=tuple(task_chain(tasks.get(pk))[:1]),
            seconds=round(film.duration) if film and film.duration else None,
        )  # fmt: skip
    return found


def _detail(units: Any, unit_id: int | None, on: Any) -> str:
    parts = [units.name(unit_id) if unit_id else "", f"{on:%d/%m/%Y}" if on else ""]
    return ", ".join(part for part in parts if part)
