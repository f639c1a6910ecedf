"""What a unit may choose on the platform to prove a component of its index: plans, reports, pages, questions, airings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from danbiet.broadcasts.queries.doors import airings
from danbiet.indices.registry import Thing, register_evidence
from danbiet.kit.clock import local
from danbiet.kit.text import fold_words, row_number
from danbiet.newsroom.enums import SectionKind
from danbiet.newsroom.queries.public import address, live
from danbiet.plans.queries.proving import Paper, plan_papers, report_papers
from danbiet.questions.queries.archive import narrowed, published
from danbiet.search.queries import find

MOST = 12
PAGES = (
    SectionKind.NEWS,
    SectionKind.ANNOUNCEMENTS,
    SectionKind.DOCUMENTS,
    SectionKind.MODELS,
    SectionKind.VIDEOS,
)
Papers = Callable[..., list[Paper]]


def register_sources() -> None:
    """Make known what can be chosen."""
    papers: tuple[tuple[str, Any, Papers], ...] = (
        ("plan", gettext_lazy("Plans of the unit"), plan_papers),
        ("report", gettext_lazy("Reports of the unit"), report_papers),
    )
    for kind, label, of in papers:
        register_evidence(kind, label, search=partial(papers_for, of), known=partial(known_papers, of))
    for page in PAGES:
        register_evidence(
            page.value, page.label, search=partial(pages_for, page.value), known=partial(known_pages, page.value)
        )  # fmt: skip
    register_evidence(
        "questions", gettext_lazy("Lists of answered questions"), search=lists_for, known=known_lists
    )
    register_evidence("airing", gettext_lazy("Confirmed airings"), search=airings_for, known=known_airings)


def papers_for(of: Papers, words: str, unit_id: int, year: int) -> list[Thing]:
    """The unit's plans or submitted reports of the year that have all the words in their title."""
    return [_paper(one) for one in of(unit_id, year=year) if _has(one.title, words)][:MOST]


def known_papers(of: Papers, keys: Collection[str], unit_id: int) -> dict[str, Thing]:
    """The unit's plans or reports of these numbers, as they stand."""
    return {str(one.id): _paper(one) for one in of(unit_id, ids=_numbers(keys))}


def pages_for(kind: str, words: str, unit_id: int, year: int) -> list[Thing]:
    """Pages readers see: what answers the words, from whichever unit; without words the unit's newest."""
    if words.strip():
        ids = [hit.object_id for hit in find(words, kind=kind).items[:MOST]]
        known = known_pages(kind, [str(pk) for pk in ids], unit_id)
        return [known[str(pk)] for pk in ids if str(pk) in known]
    return [_page(one) for one in live(kind).filter(unit_id=unit_id)[:MOST]]


def known_pages(kind: str, keys: Collection[str], _unit_id: int) -> dict[str, Thing]:
    """Live pages of these numbers."""
    return {str(one.pk): _page(one) for one in live(kind).filter(pk__in=_numbers(keys))}


def lists_for(_words: str, unit_id: int, year: int) -> list[Thing]:
    """The unit's published questions of the year, as one list; nothing where there are none."""
    return list(known_lists([str(year)], unit_id).values())


def known_lists(keys: Collection[str], unit_id: int) -> dict[str, Thing]:
    """The lists of these years with how many questions are published now. One query for each year."""
    found = {}
    for year in _numbers(keys):
        count = narrowed(published(), unit_ids=[unit_id], year=year).count()
        if count:
            url = f"{reverse('questions:archive')}?{urlencode({'co-quan': unit_id, 'nam': year})}"
            state = _("%(count)s questions published") % {"count": count}
            found[str(year)] = Thing(
                str(year), _("Answered questions of %(year)s") % {"year": year}, url, state
            )
    return found


def airings_for(words: str, unit_id: int, year: int) -> list[Thing]:
    """Airings of the year that are confirmed: those with the words, as they are written, in their title; without words those of the
    unit's own channels."""
    rows = airings(
        first=date(year, 1, 1), last=date(year, 12, 31), state="aired", unit_ids=None if words.strip() else [unit_id]
    )  # fmt: skip
    for word in words.split()[:8]:
        rows = rows.filter(title__icontains=word)
    return [_airing(one) for one in rows[:MOST]]


def known_airings(keys: Collection[str], _unit_id: int) -> dict[str, Thing]:
    """Confirmed airings of these numbers."""
    return {str(one.pk): _airing(one) for one in airings(state="aired").filter(pk__in=_numbers(keys))}


def _paper(one: Paper) -> Thing:
    return Thing(str(one.id), one.title, one.url, one.state)


def _page(page: Any) -> Thing:
    state = pgettext("evidence", "published")
    return Thing(
        str(page.pk),
        page.title,
        address(page),
        f"{state}, {page.dated_on:%d/%m/%Y}" if page.dated_on else state,
    )


def _airing(one: Any) -> Thing:
    state = f"{pgettext('airing as evidence', 'confirmed')}, {one.channel.name}, {local(one.starts_at):%H:%M %d/%m/%Y}"
    return Thing(str(one.pk), one.title, reverse("broadcasts:airing-public", args=[one.pk]), state)


def _numbers(keys: Iterable[str]) -> list[int]:
    """The keys that are numbers of rows."""
    return [number for key in keys if (number := row_number(key)) is not None]


def _has(title: str, words: str) -> bool:
    """Whether all words are in the title, without marks and capitals."""
    held = " ".join(fold_words(title))
    return all(word in held for word in fold_words(words))
