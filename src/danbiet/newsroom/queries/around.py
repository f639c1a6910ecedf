"""What stands around an item: the way to it, its other languages, its corrections, its neighbours, what to read on. One statement
for all of it: put together by the ORM it was five, and composing them took longer than answering them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from wagtail.models import Page

from ..enums import Language
from ..models import PublicPage

_STEP = Page.steplen
_PLACES = ("above", "language", "correction", "before", "after", "related")
_NOTHING = "NULL::date AS dated_on, 0::bigint AS unit_id"
_ROW = "o.id, o.title, o.url_path, o.depth, o.language, o.dated_on, o.unit_id, ''::text AS kind"
# `others`: of an item in several languages only the one in the reader's, else the first written (as public.each_once). Planning
# is most of what this costs, so that it stands once.
_STATEMENT = f"""
WITH others AS (
    SELECT p.id, p.title, p.url_path, p.depth, p.path, a.language, a.dated_on, a.unit_id, a.task_id
    FROM {{table}} a JOIN wagtailcore_page p ON p.id = a.page_ptr_id
    WHERE p.live AND p.id <> %(pk)s AND (a.language = %(language)s OR (a.original_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM {{table}} o JOIN wagtailcore_page q ON q.id = o.page_ptr_id
        WHERE q.live AND o.language = %(language)s AND o.original_id = p.id)))
)
SELECT 'above' AS place, p.depth::bigint AS rank, p.id, p.title, p.url_path, p.depth, '' AS language, {_NOTHING}, s.kind::text
FROM newsroom_sectionpage s JOIN wagtailcore_page p ON p.id = s.page_ptr_id WHERE p.path = ANY(%(above)s)
UNION ALL
SELECT 'language', 0, p.id, p.title, p.url_path, p.depth, a.language, a.dated_on, a.unit_id, ''
FROM {{table}} a JOIN wagtailcore_page p ON p.id = a.page_ptr_id
WHERE p.live AND p.id <> %(pk)s AND %(first)s > 0 AND (a.original_id = %(first)s OR p.id = %(first)s)
UNION ALL
SELECT 'correction', -c.id, c.id, c.text, '', 0, '', c."on", 0, '' FROM newsroom_correction c WHERE c.page_id = %(pk)s
UNION ALL
(SELECT 'before', 0, {_ROW} FROM others o WHERE o.path LIKE %(inside)s AND (o.dated_on, o.id) < (%(on)s::date, %(pk)s)
    ORDER BY o.dated_on DESC, o.id DESC LIMIT %(few)s)
UNION ALL
(SELECT 'after', 0, {_ROW} FROM others o WHERE o.path LIKE %(inside)s AND (o.dated_on, o.id) > (%(on)s::date, %(pk)s)
    ORDER BY o.dated_on, o.id LIMIT %(few)s)
UNION ALL
(SELECT 'related', row_number() OVER (), r.* FROM (
    SELECT {_ROW} FROM others o WHERE o.id <> %(original)s
    ORDER BY CASE WHEN o.task_id = %(task)s THEN 0 WHEN o.path NOT LIKE %(inside)s THEN 3 WHEN o.unit_id = %(unit)s THEN 1 ELSE 2 END,
        o.dated_on DESC, o.id DESC LIMIT %(count)s) r)
ORDER BY 1, 2
"""  # noqa: S608 - made of the constants above


@dataclass(frozen=True, slots=True)
class Near:
    """A page beside another, as far as a line about it needs."""

    pk: int
    title: str
    url_path: str
    depth: int
    language: str
    dated_on: date | None
    unit_id: int
    kind: str  # of a section


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was put right after publication."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Around:
    """`above`: the sections from the top; `corrections`: the newest first; `languages`: the page itself among its live
    translations, in the order of the languages; `related`: same task first, then same section and unit, same section, anywhere, each newest first."""

    above: list[Near]
    corrections: list[Corrected]
    languages: list[PublicPage | Near]
    before: Near | None
    after: Near | None
    related: list[Near]


def around(page: PublicPage, *, count: int, has_neighbours: bool = True) -> Around:
    """What stands around the page, live pages only; at most `count` to read on. A page never saved has only sections above."""
    found: dict[str, list[Near]] = {name: [] for name in _PLACES}
    statement = _STATEMENT.format(table=connection.ops.quote_name(page._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(statement, _asked(page, count=count, few=1 if has_neighbours else 0))
        for place, _rank, *row in cursor:
            found[place].append(Near(*row))
    order = list(Language.values)
    return Around(
        above=found["above"],
        corrections=_corrected(found["correction"]),
        languages=sorted([page, *found["language"]], key=lambda one: order.index(one.language)),
        before=next(iter(found["before"]), None),
        after=next(iter(found["after"]), None),
        related=found["related"],
    )


def _corrected(rows: list[Near]) -> list[Corrected]:
    """Newest day first, of one day the last written."""
    dated = [(row.dated_on, row.title) for row in rows if row.dated_on is not None]
    return [Corrected(on, text) for on, text in sorted(dated, key=lambda one: one[0], reverse=True)]


def _asked(page: PublicPage, *, count: int, few: int) -> dict[str, Any]:
    return {
        "pk": page.pk or 0,
        "above": list(_above(page.path)),
        # The section; paths are letters and digits, nothing LIKE could take amiss.
        "inside": page.path[:-_STEP] + "%",
        "first": page.original_id or page.pk or 0,
        "original": page.original_id or 0,
        "language": page.language,
        "on": page.dated_on,  # without one nothing is before or after
        "task": page.task_id,
        "unit": page.unit_id,
        "few": few,
        "count": count,
    }


def _above(path: str) -> Iterator[str]:
    yield from (path[:end] for end in range(_STEP, len(path), _STEP))
