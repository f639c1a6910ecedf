"""Finding what is public. One page costs a handful of statements, however many entries there are and however common the words.

Nothing is ranked over all hits: conditions from the best to the last (calc.asking.tiers) are asked one after the other, each
newest first, until the page is full; common words among the newest entries as long as these suffice, whose index is small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from typing import Any

from django.db import connection, transaction
from django.utils.safestring import SafeString, mark_safe

from ..calc import asking, excerpts
from ..calc.ages import LATE, NEW
from ..calc.asking import Asked, both
from ..calc.excerpts import Excerpt
from .spelling import corrected

PAGE = 20
CAP = 1000  # hits that are counted and paged through; more are "more than 1.000"
READ = 10_000  # letters of a text an excerpt is first looked for in

_COUNT = """
SELECT kind, count(*) FROM (SELECT kind FROM search_entry WHERE words @@ %s::tsquery{ages} LIMIT %s) AS found GROUP BY kind
"""
# Reading every row's words costs more than any index, whatever the planner thinks of LIMIT; and a question is over before
# helpers have started (they would mix the order, too). For the transaction.
_WALK_NO_TABLE = """
SELECT set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
"""
_AHEAD = """
SELECT set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
    (SELECT count FROM search_term WHERE folded = %s),
    (SELECT count(*) FROM search_term WHERE folded = ANY(%s) AND count > %s),
    ARRAY(SELECT sum(sum(count)) OVER (ORDER BY age) FROM search_month GROUP BY age ORDER BY age)
"""
_NEWEST = """(
SELECT {tier} AS tier, id, "on" FROM search_entry WHERE words @@ %s::tsquery{ages}
ORDER BY "on" DESC NULLS LAST, id DESC LIMIT %s
)"""
# Word for word as the conditions of the indices, or the planner does not take them.
_OF_AGE = (f" AND age = {NEW}", f" AND age = {LATE}", f" AND age > {LATE}")
_UP_TO_AGE = (f" AND age = {NEW}", f" AND age <= {LATE}")
# Branches without a common entry are worked off one after the other, and those behind the page not at all.
_APART = "SELECT tier, id FROM ({branches}) AS branches LIMIT %s OFFSET %s"
_TOGETHER = """
SELECT min(tier) AS tier, id FROM ({branches}) AS branches GROUP BY id, "on"
ORDER BY 1, "on" DESC NULLS LAST, id DESC LIMIT %s OFFSET %s
"""
_ROWS = """
WITH found AS MATERIALIZED (SELECT tier, id, row_number() OVER () AS place FROM ({page}) AS page)
SELECT tier, id, kind, object_id, title, url, left(text, %s), length(text), unit_id, "on", year, language
FROM found JOIN search_entry USING (id) ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found. `title` is plain, `title_html` and `excerpt` are escaped with <mark> around what answers."""

    kind: str
    object_id: int
    title: str
    title_html: SafeString
    excerpt: SafeString
    url: str
    unit_id: int | None
    on: date | None
    year: int | None
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. `count` is exact unless `is_capped`: then more than that. `corrected`: the words looked for instead
    of what was asked, which has no hits; `nearby`: what may have been meant though what was asked has hits."""

    items: list[Hit] = field(default_factory=list)
    count: int = 0
    is_capped: bool = False
    page: int = 1
    kinds: dict[str, int] = field(default_factory=dict)  # hits of each kind; empty when capped
    corrected: str = ""
    nearby: str = ""
    is_close: bool = False  # something was written as asked, not only its words here and there

    @property
    def has_next(self) -> bool:
        return self.page * PAGE < self.count

    @property
    def pages(self) -> int:
        return -(-self.count // PAGE)


def find(
    text: str,
    *,
    kind: str = "",
    unit_ids: Iterable[int] | None = None,
    year: int | None = None,
    field: str = "",
    page: int = 1,
    newest: bool = False,
    is_literal: bool = False,
) -> Found:
    """What answers all words of the text, 20 to a page: as spelled first, in titles before phrases before anywhere,
    each newest first; with `newest` by date alone. `unit_ids` are the units themselves (pass a subtree's); `field` is what the
    kind calls the fields of its things (Item.field).

    Whatever the text holds is words, never an operator. Without words nothing is found. A page beyond the last gives the last.
    """
    asked = asking.read(text)
    if not asked:
        return Found()
    scope = asking.scope(
        kind=kind, unit_ids=None if unit_ids is None else tuple(unit_ids), year=year, field=field
    )
    with transaction.atomic():
        found = _find(asked, scope, page=max(page, 1), newest=newest)
        if is_literal or found.is_capped or found.is_close:
            return found
        better = corrected(asked)
        if not better:
            return found
        if found.count:
            return replace(found, nearby=better) if _more(better, scope, found.count) else found
        other = _find(asking.read(better), scope, page=max(page, 1), newest=newest)
    return replace(other, corrected=better) if other.count else found


def _more(text: str, scope: str, count: int) -> bool:
    """Whether the words together as a phrase are far more often written than those that were asked for."""
    asked = asking.read(text)
    return sum(_count(both(asking.phrase(asked) or asking.everything(asked), scope)).values()) > 10 * count


def _find(asked: Asked, scope: str, *, page: int, newest: bool) -> Found:
    ahead = _ahead(asked)
    every = both(asking.everything(asked), scope)
    is_capped = (not scope and ahead.is_common) or (not ahead.is_rare and _is_common(every, ahead.sizes))
    kinds = {} if is_capped else _count(every)
    is_capped = is_capped or sum(kinds.values()) > CAP
    count = CAP if is_capped else sum(kinds.values())
    if not count:
        return Found()
    page = min(page, -(-count // PAGE))
    tiers = [asking.everything(asked)] if newest else asking.tiers(asked)
    if is_capped:
        rows = _rows(_APART, _apart(tiers, scope, is_aged=len(ahead.sizes) > 1), page=page)
    else:  # few enough that telling them apart afterwards is cheaper than asking for it
        rows = _rows(
            _TOGETHER, [(place, both(tier, scope), "") for place, tier in enumerate(tiers)], page=page
        )
    is_close = newest or page > 1 or len(asked.folded) == 1 or rows[0][0] != len(tiers) - 1
    return Found(
        items=[_hit(row[1], row[2:], asked) for row in rows], count=count, is_capped=is_capped, page=page,
        kinds={} if is_capped else kinds, is_close=is_close,
    )  # fmt: skip


def _apart(tiers: Sequence[str], scope: str, *, is_aged: bool) -> list[tuple[int, str, str]]:
    """(tier, condition, age) in the order of the page. No entry answers two of them; those among the newest come first,
    because looking through all is seldom needed."""
    found: list[tuple[int, str, str]] = []
    for place, tier in enumerate(tiers):
        condition = both(tier, *(asking.none_of(better) for better in tiers[:place]), scope)
        found += [(place, condition, of_age) for of_age in (_OF_AGE if is_aged else ("",))]
    return found


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What is known before looking. Neither common nor rare: has to be seen."""

    is_common: bool  # the words, as they stand, are in so many entries that these need no counting
    is_rare: bool  # one of the words is in so few that counting is quick
    sizes: list[int]  # entries among the newest; among these and the late; all


def _ahead(asked: Asked) -> _Ahead:
    """From the vocabulary, whose counts are only about right."""
    single = sorted(set(asked.folded))
    with connection.cursor() as cursor:
        cursor.execute(_AHEAD, [" ".join(asked.folded), single, 3 * CAP])
        _seqscan, _helpers, count, common, sizes = cursor.fetchone()
    return _Ahead(
        is_common=count is not None and count > 2 * CAP, is_rare=common < len(single),
        sizes=[int(size) for size in sizes],
    )  # fmt: skip


def _is_common(condition: str, sizes: Sequence[int]) -> bool:
    """Whether the newest entries alone, or with the late ones, pass the cap; not asked where that is unlikely."""
    seen, among = CAP, 0
    for ages, size in zip(_UP_TO_AGE, sizes[:-1], strict=False):
        if among and seen * size < CAP * among:
            return False
        seen, among = sum(_count(condition, ages).values()), size
        if seen > CAP:
            return True
    return False


def walk_no_table() -> None:
    """For this transaction: indices only, no helpers."""
    with connection.cursor() as cursor:
        cursor.execute(_WALK_NO_TABLE)


def _count(condition: str, ages: str = "") -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(ages=ages), [condition, CAP + 1])
        return dict(cursor.fetchall())


def _rows(of_page: str, branches: Sequence[tuple[int, str, str]], *, page: int) -> list[tuple[Any, ...]]:
    """A page of entries, each with the tier it answers. One statement."""
    statement = " UNION ALL ".join(
        _NEWEST.format(tier=tier, ages=ages) for tier, _condition, ages in branches
    )
    wanted = page * PAGE
    values = [part for _tier, condition, _ages in branches for part in (condition, wanted)]
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS.format(page=of_page.format(branches=statement)), [*values, PAGE, wanted - PAGE, READ]
        )
        return list(cursor.fetchall())


def _hit(pk: int, row: tuple[Any, ...], asked: Asked) -> Hit:
    kind, object_id, title, url, text, size, unit_id, on, year, language = row
    shown = excerpts.excerpt(str(text), asked)
    if not shown.is_found and size > READ:
        shown = excerpts.excerpt(_text(pk), asked)
    return Hit(
        kind, object_id, title, _html(excerpts.marked(str(title), asked)), _html(shown), url, unit_id, on, year, language
    )  # fmt: skip


def _text(pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM search_entry WHERE id = %s", [pk])
        row = cursor.fetchone()
    return row[0] if row else ""


def _html(shown: Excerpt) -> SafeString:
    """Every piece escaped; joined by hand, because a page of hits has hundreds of them."""
    pieces = (
        f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in shown.pieces
    )
    return mark_safe("".join(pieces))  # noqa: S308 - escaped piece by piece
