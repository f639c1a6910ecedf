"""What a text is found by: its words as they are spelled, without their marks, and in pairs.

A word is one syllable (Vietnamese writes them apart), a number, or one written cluster of Khmer, which has no spaces. Pairs
of neighbours stand for phrases: the index then needs no positions, and a phrase costs as little as a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from danbiet.kit.text import fold, nfc

# Classes of lexemes, told apart by their first sign.
WHOLE, TITLE_EXACT, TITLE, EXACT, WORD, PAIR = "=", "T", "t", "W", "w", "p"
KIND, UNIT, YEAR, FIELD = "k", "u", "y", "f"
LONGEST_WHOLE = 12  # words of a title or number that may be asked for as a whole
LONGEST_WORD = 40  # letters of a word that are compared; beyond it is no word anybody types
MOST_BYTES = 900_000  # of all lexemes together: a tsvector takes no more than 1 MB
_KHMER_LETTER = "\u1780-\u17b3"
_KHMER_CLUSTER = f"[{_KHMER_LETTER}](?:\u17d2[{_KHMER_LETTER}]|[\u17b4-\u17d1\u17d3\u17dd])*"
_KHMER = re.compile(f"[{_KHMER_LETTER}]")
_LATIN = re.compile(r"[^\W_]+")
_WORD = re.compile(rf"{_KHMER_CLUSTER}|[^\W_{_KHMER_LETTER}]+")
# Signs without width, which end up inside words, and the one the database refuses.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060\ufeff")) | {0: " "}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


class Word(NamedTuple):
    """A word of a text with its place in it. `exact`: as spelled, wherever its tone mark stands; `folded`: without marks."""

    exact: str
    folded: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text as it is stored and searched: composed letters, no signs that nobody sees."""
    return nfc(text).translate(_UNSEEN)


def words(text: str) -> list[Word]:
    """The words of a clean text, in order. Signs between them (/, -, _, punctuation, emoji) only separate."""
    pattern = _WORD if _KHMER.search(text) else _LATIN  # the plain one is twice as fast
    # Without the named tuple's own constructor, which is Python: a page of hits has thousands of words.
    made = [tuple.__new__(Word, (*_forms(match[0]), *match.span())) for match in pattern.finditer(text)]
    return [word for word in made if word[1]]


def starts(text: str) -> list[int]:
    """Where the words of a clean text begin."""
    pattern = _WORD if _KHMER.search(text) else _LATIN
    return [match.start() for match in pattern.finditer(text)]


def matching(text: str, folded: tuple[str, ...]) -> list[Word]:
    """Those of the words of a clean text that are one of `folded`, in order: `words` and a look at each, six times as fast."""
    pattern = _any_of(folded)
    if pattern is None or _KHMER.search(text):
        wanted = set(folded)
        return [word for word in words(text) if word.folded in wanted]
    return [Word(*_forms(match[0]), *match.span()) for match in pattern.finditer(text)]


@lru_cache(maxsize=256)
def _any_of(folded: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds these words whatever their marks; None where letters do not stand for letters one by one."""
    letters = _letters()
    if any(sign not in letters and not sign.isdigit() for word in folded for sign in word):
        return None
    ways = (
        "".join(letters.get(sign, sign) for sign in word)
        for word in sorted(set(folded), key=len, reverse=True)
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])")


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Each plain letter with the class of the letters of Latin scripts that fold to it. What folds to two is found by none."""
    found: dict[str, str] = {}
    for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = fold(chr(code))
        if len(plain) == 1:
            found[plain] = found.get(plain, "") + chr(code)
    return {plain: f"[{signs}]" for plain, signs in found.items()}


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, str]:
    """(exact, folded). The tone mark moves to the end of the word, so that hoà is hòa and thuý is thúy."""
    if "\u1780" <= word[0] <= "\u17b3":
        return word[:LONGEST_WORD], word[:LONGEST_WORD]
    parts = unicodedata.normalize("NFKD", word).casefold()
    tone = "".join(sign for sign in parts if sign in _TONES)
    letters = nfc("".join(sign for sign in parts if sign not in _TONES))
    return (letters + tone)[:LONGEST_WORD], fold(word).replace(" ", "")[:LONGEST_WORD]


def pairs(found: Iterable[str]) -> Iterator[str]:
    """Neighbours, joined by a space."""
    return (f"{one} {other}" for one, other in pairwise(found))


def lexemes(
    title: str,
    text: str,
    extra: str,
    *,
    kind: str,
    unit_id: int | None,
    year: int | None,
    field: str = "",
) -> list[str]:
    """Everything an entry is found by. Texts are clean; every line of `extra` is a name or number of its own.

    Of a text of several hundred pages the words all count; pairs only as many as the column holds, from the beginning.
    """
    head, body, more = words(title), words(text), words(extra)
    kept = dict.fromkeys([KIND + kind])
    for line in (title, *extra.splitlines()):
        if whole := whole_of(word.folded for word in words(line)):
            kept[WHOLE + whole] = None
    kept |= dict.fromkeys(TITLE_EXACT + word.exact for word in head)
    kept |= dict.fromkeys(TITLE + word.folded for word in head)
    if unit_id is not None:
        kept[f"{UNIT}{unit_id}"] = None
    if year is not None:
        kept[f"{YEAR}{year}"] = None
    if field:
        kept[FIELD + field] = None
    everything = [*head, *more, *body]
    kept |= dict.fromkeys(form for word in everything for form in (WORD + word.folded, EXACT + word.exact))
    kept |= dict.fromkeys(
        PAIR + pair for part in (head, more, body) for pair in pairs(w.folded for w in part)
    )
    return _fitting(list(kept))


def whole_of(found: Iterable[str]) -> str:
    """A title or a number asked for as a whole, '' when it is longer than anybody types."""
    row = list(found)
    return " ".join(row) if len(row) <= LONGEST_WHOLE else ""


def month(on: date | None) -> str:
    """The month an entry is dated in; things without a date are the oldest."""
    return f"{on:%Y%m}" if on is not None else "0"


def _fitting(found: list[str]) -> list[str]:
    size = 0
    for place, lexeme in enumerate(found):
        size += len(lexeme.encode())
        if size > MOST_BYTES:
            return found[:place]
    return found
