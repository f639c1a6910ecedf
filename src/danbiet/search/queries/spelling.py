"""What was probably meant, by the words the entries themselves hold."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from ..calc import spelling
from ..calc.asking import Asked
from ..calc.spelling import Candidate
from ..calc.words import pairs, words

MOST = 12  # words of a question that are looked into


def corrected(asked: Asked) -> str:
    """The question with its misspelled words replaced, spelled as titles spell them; '' when nothing better is known.

    Three statements. It may still find nothing.
    """
    folded = list(asked.folded)
    if len(folded) > MOST:
        return ""
    counts = _counts({*folded, *pairs(folded)})
    places = spelling.suspects(folded, counts)
    if not places and len(folded) == 1:
        return ""
    near = _near({folded[place] for place in places})
    if not near:
        return ""
    options = [
        _options(word, near.get(word, {}), is_known=bool(counts.get(word)))
        if place in places
        else [((word,), 0)]
        for place, word in enumerate(folded)
    ]
    found = {pair for some in near.values() for pair in some}
    counts |= {word: count for some in near.values() for word, count in some.items()}
    shown = _shown(spelling.asked_pairs(options) - found)
    counts |= {pair: count for pair, (count, _spelled) in shown.items()}
    chosen = spelling.best(options, counts)
    if spelling.flat(chosen) == folded:
        return ""
    return _spelled(asked, chosen, {pair: text for pair, (_count, text) in shown.items()})


def _options(word: str, near: dict[str, int], *, is_known: bool) -> list[Candidate]:
    split = [] if is_known else [(pair, 1) for pair in spelling.splits(word)]
    return [((word,), 0), *spelling.near(word, near), *split]


def _spelled(asked: Asked, chosen: list[tuple[str, ...]], shown: dict[str, str]) -> str:
    """Kept words as they were typed, others with the marks they have beside their neighbours; without marks where none were typed."""
    row = spelling.flat(chosen)
    if not asked.is_marked:
        return " ".join(row)
    kept: list[str] = []
    for place, some in enumerate(chosen):
        if some == (asked.folded[place],):
            kept.append(asked.typed[place])
            continue
        for word in some:
            at = len(kept)
            kept.append(_in_pair(row, at, shown) or word)
    return " ".join(kept)


def _in_pair(row: list[str], at: int, shown: dict[str, str]) -> str:
    for first in (at - 1, at):
        if first >= 0 and first + 1 < len(row):
            text = shown.get(f"{row[first]} {row[first + 1]}", "")
            found = words(text)
            if len(found) == 2:
                part = found[at - first]
                return text[part.start : part.end]
    return ""


def _counts(terms: Iterable[str]) -> dict[str, int]:
    return {term: count for term, (count, _shown_as) in _shown(terms).items()}


def _shown(terms: Iterable[str]) -> dict[str, tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT folded, count, shown FROM search_term WHERE folded = ANY(%s)", [sorted(terms)])
        return {folded: (count, shown) for folded, count, shown in cursor.fetchall()}


def _near(asked: set[str]) -> dict[str, dict[str, int]]:
    """For each word the known ones that share what is left after a mistake."""
    keys = {word: set(spelling.deletions(word)) for word in asked}
    wanted = sorted(set().union(*keys.values()))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT folded, count FROM search_term WHERE deletions && %s::text[] AND size = 1", [wanted]
        )
        rows = cursor.fetchall()
    found: dict[str, dict[str, int]] = {word: {} for word in asked}
    for folded, count in rows:
        left = set(spelling.deletions(folded))
        for word, own in keys.items():
            if own & left:
                found[word][folded] = count
    return found
