"""What may be meant while it is being typed: terms of the vocabulary, then titles. A few milliseconds at any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from ..calc import asking
from ..calc.ages import NEW
from ..calc.asking import Asked, both
from ..calc.words import TITLE, Word, words
from .finding import walk_no_table

SHORTEST = 2  # letters typed
CONTEXT = 2  # words before the last that a term is looked up with: the vocabulary holds four in a row
LOOKED_AT, TERMS, TITLES = 40, 5, 4
ENDS = 6  # words the last may become that titles are looked for with first
RUN, HALF = 3, 0.6
ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})

_TERMS = """
SELECT folded, shown, count FROM search_term WHERE {begun} AND shown <> '' ORDER BY count DESC{then} LIMIT %s
"""
_BEGUN = _TERMS.format(begun="folded LIKE %s", then=", folded")
_OF_TWO = _TERMS.format(begun="left(folded, 2) = %s", then="")  # as the index holds them
_TITLES = """
SELECT title, url, kind, object_id FROM search_entry WHERE words @@ %s::tsquery{ages} ORDER BY "on" DESC NULLS LAST, id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words to look for (`url` is empty), or an entry's title with what it is and its address."""

    text: str
    url: str = ""
    kind: str = ""
    object_id: int = 0


def suggest(text: str) -> list[Suggestion]:
    """Up to five terms that go on as typed, words with the marks typed first, and up to four titles, newest first.

    Nothing for fewer than two letters. Two to four statements.
    """
    asked = asking.read(text)
    if len("".join(asked.folded)) < SHORTEST:
        return []
    rows = _terms(asked)
    shown = [Suggestion(term) for term in _best(rows, asked)]
    return [*shown, *_titles(asked, [folded for folded, _spelled in rows])]


def _terms(asked: Asked) -> list[tuple[str, str]]:
    begun = " ".join(asked.folded[-CONTEXT - 1 :])
    with connection.cursor() as cursor:
        if len(begun) == 2:
            cursor.execute(_OF_TWO, [begun, LOOKED_AT])
        else:
            cursor.execute(_BEGUN, [begun.translate(ESCAPED) + "%", LOOKED_AT])
        rows = cursor.fetchall()
    return [(folded, shown) for folded, shown, count in rows if not _is_half(folded, count, rows)]


def _is_half(term: str, count: int, rows: Sequence[tuple[str, str, int]]) -> bool:
    """Whether a longer term says what this one nearly always goes on to: "thủ tục hành" is half of "thủ tục hành chính"."""
    if term.count(" ") < RUN - 1:
        return False  # words and pairs are counted in whole texts, longer runs in titles
    return any(other.startswith(f"{term} ") and total >= HALF * count for other, _shown, total in rows)


def _best(rows: list[tuple[str, str]], asked: Asked) -> list[str]:
    """Those spelled as typed first; what was typed before the words a term covers is kept before it."""
    lead = " ".join(asked.typed[: -CONTEXT - 1])
    exact = asked.exact[-CONTEXT - 1 :]
    kept = sorted(rows, key=lambda row: not _is_spelled(words(row[1]), exact))[:TERMS]
    return list(dict.fromkeys(f"{lead} {shown}".strip() for _folded, shown in kept))


def _is_spelled(found: list[Word], exact: tuple[str, ...]) -> bool:
    """Whether the finished words are spelled as typed and the last begins so."""
    if len(found) < len(exact):
        return False
    finished = [word.exact for word in found[: len(exact) - 1]] == list(exact[:-1])
    return finished and found[len(exact) - 1].exact.startswith(exact[-1])


def _titles(asked: Asked, terms: list[str]) -> list[Suggestion]:
    """Titles that hold all finished words and one of the words the last may become."""
    place = len(asked.folded[-CONTEXT - 1 :]) - 1
    ends = list(dict.fromkeys([asked.folded[-1], *(term.split(" ")[place] for term in terms)]))
    finished = " & ".join(asking.quoted(TITLE + word) for word in dict.fromkeys(asked.folded[:-1]))
    rows: list[tuple[str, str, str, int]] = []
    with transaction.atomic(), connection.cursor() as cursor:
        walk_no_table()
        # Every further word costs a list to be read through; the commonest few nearly always fill the page.
        for some, ages in ((ends[:ENDS], f" AND age = {NEW}"), (ends, "")):
            cursor.execute(
                _TITLES.format(ages=ages), [both(finished, asking.any_of(TITLE, tuple(some))), TITLES]
            )
            rows = cursor.fetchall()
            if len(rows) == TITLES:
                break
    return [Suggestion(*row) for row in rows]
