"""Finding what is public. One page costs a handful of statements, however many entries there are and however common the words.

Nothing is ranked over all hits: conditions from the best to the last (calc.asking.tiers) are asked one after the other, each
newest first, until the page is full; common words only among the newest entries as long as these suffice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import connection, transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..calc import asking, excerpts
from ..calc.asking import Asked, both
from ..calc.excerpts import Excerpt
from ..calc.words import MONTH
from .spelling import corrected

PAGE = 20
CAP = 1000  # hits that are counted and paged through; more are "more than 1.000"
READ = 10_000  # letters of a text an excerpt is first looked for in
WINDOW = 6_000  # about so many of the newest entries are where common words are looked for first
MOST_MONTHS = 12  # a window of more costs as much as looking through everything

_COUNT = """
SELECT kind, count(*) FROM (SELECT kind FROM search_entry WHERE words @@ %s::tsquery LIMIT %s) AS found GROUP BY kind
"""
_NEWEST = '(SELECT {tier}, id FROM search_entry WHERE words @@ %s::tsquery ORDER BY "on" DESC NULLS LAST, id DESC LIMIT %s)'
_ROWS = """
SELECT id, kind, object_id, title, url, left(text, %s), length(text), unit_id, "on", year, language
FROM search_entry WHERE id = ANY(%s)
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
    page: int = 1,
    newest: bool = False,
    is_literal: bool = False,
) -> Found:
    """What answers all words of the text, 20 to a page: as spelled first, in titles before phrases before anywhere,
    each newest first; with `newest` by date alone. `unit_ids` are the units themselves (pass a subtree's).

    Whatever the text holds is words, never an operator. Without words nothing is found. A page beyond the last gives the last.
    """
    asked = asking.read(text)
    if not asked:
        return Found()
    scope = asking.scope(kind=kind, unit_ids=None if unit_ids is None else tuple(unit_ids), year=year)
    with transaction.atomic():
        walk_no_table()
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
    windows = newest_windows()
    every = both(asking.everything(asked), scope)
    is_capped = (not scope and _is_known_common(asked)) or _is_common(every, windows)
    kinds = {} if is_capped else _count(every)
    is_capped = is_capped or sum(kinds.values()) > CAP
    count = CAP if is_capped else sum(kinds.values())
    if not count:
        return Found()
    page = min(page, -(-count // PAGE))
    conditions = [both(one, scope) for one in ([every] if newest else asking.tiers(asked))]
    wanted = page * PAGE
    tiers = (
        _common(conditions, windows[0] if windows else "", wanted) if is_capped else _ids(conditions, wanted)
    )
    ids = list(dict.fromkeys(pk for tier in tiers for pk in tier))[:wanted]
    return Found(
        items=_hits(ids[wanted - PAGE :], asked), count=count, is_capped=is_capped, page=page,
        kinds={} if is_capped else kinds, is_close=newest or len(asked.folded) == 1 or any(tiers[:-1]),
    )  # fmt: skip


def _is_known_common(asked: Asked) -> bool:
    """Whether the vocabulary knows the words, as they stand, from so many entries that they need no counting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count FROM search_term WHERE folded = %s", [" ".join(asked.folded)])
        row = cursor.fetchone()
    return row is not None and row[0] > 2 * CAP  # its counts are only about right


def _is_common(condition: str, windows: Sequence[str]) -> bool:
    """Whether the newest entries alone pass the cap; where they hold few, everything is counted sooner."""
    seen = 0
    for window in windows:
        here = sum(_count(both(condition, window)).values())
        seen += here
        if seen > CAP or here < CAP // len(windows):
            break
    return seen > CAP


def walk_no_table() -> None:
    """For this transaction: reading every row's words costs more than any index, whatever the planner thinks of LIMIT;
    and a question is over before helpers have started (they would mix the order, too)."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0")


def _count(condition: str) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [condition, CAP + 1])
        return dict(cursor.fetchall())


def _common(conditions: Sequence[str], window: str, wanted: int) -> list[list[int]]:
    """Ids of common words: tier by tier, each among the newest entries before all, until there are enough."""
    tiers: list[list[int]] = []
    for condition in conditions:
        tier = _ids([both(condition, window)], wanted)[0] if window else []
        if len(tier) < wanted:
            tier = _ids([condition], wanted)[0]
        tiers.append(tier)
        if len(tier) == wanted:
            break
    return tiers


def _ids(conditions: Sequence[str], limit: int) -> list[list[int]]:
    """For each condition its newest ids. One statement."""
    statement = " UNION ALL ".join(_NEWEST.format(tier=place) for place in range(len(conditions)))
    found: list[list[int]] = [[] for _ in conditions]
    with connection.cursor() as cursor:
        cursor.execute(statement, [part for condition in conditions for part in (condition, limit)])
        for place, pk in cursor.fetchall():
            found[place].append(pk)
    return found


def newest_windows() -> list[str]:
    """Conditions for the newest 6,000 entries or so, the 6,000 before them, and once more; none where there are hardly
    more entries, or these lie too far apart."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, count FROM search_month ORDER BY name DESC")
        months = cursor.fetchall()
    if sum(count for _name, count in months) < 3 * WINDOW:
        return []
    windows: list[str] = []
    names: list[str] = []
    size = 0
    for name, count in months:
        names.append(name)
        size += count
        if len(names) > MOST_MONTHS or len(windows) == 3:
            break
        if size >= WINDOW:
            windows.append(asking.any_of(MONTH, tuple(names)))
            names, size = [], 0
    return windows


def _hits(ids: Sequence[int], asked: Asked) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [READ, list(ids)])
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    return [_hit(pk, rows[pk], asked) for pk in ids if pk in rows]


def _hit(pk: int, row: tuple[object, ...], asked: Asked) -> Hit:
    kind, object_id, title, url, text, size, unit_id, on, year, language = row
    shown = excerpts.excerpt(str(text), asked)
    if not shown.is_found and size > READ:  # type: ignore[operator]
        shown = excerpts.excerpt(_text(pk), asked)
    return Hit(
        kind, object_id, title, _html(excerpts.marked(str(title), asked)), _html(shown), url, unit_id, on, year, language  # type: ignore[arg-type]
    )  # fmt: skip


def _text(pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM search_entry WHERE id = %s", [pk])
        row = cursor.fetchone()
    return row[0] if row else ""


def _html(shown: Excerpt) -> SafeString:
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", text) if is_marked else text,) for text, is_marked in shown.pieces),
    )
