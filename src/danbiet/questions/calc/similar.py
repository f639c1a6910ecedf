"""What makes two questions alike: their words as folded syllables, pairs of syllables and concepts, each with a weight.

A term is a number (CRC-32 of its spelling), so that postings are small. Pure: `queries.similar` asks the index with it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from zlib import crc32

from danbiet.kit.text import fold, nfc

from .synonyms import FILLERS, INTENTS, THINGS

SUBJECT, TEXT, ANSWER = 2.5, 1.0, 0.35  # what a word counts in each part of a question
SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.1, 0.5, 90.0  # BM25's k1, b and the usual sum of weights
WORD, PAIR, THING, INTENT = 1.0, 0.9, 1.6, 0.8  # what each kind of term counts
SCALE = 1000  # posting weights are whole numbers
ANSWER_WORDS, LONGEST_QUERY = 80, 160  # syllables
_SYLLABLE = re.compile(r"[^\W_]+")
_MARKS_OF_TONE = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


@dataclass(frozen=True, slots=True)
class Syllable:
    plain: str  # folded, "y" as "i" at the end of a syllable
    exact: str  # with its marks, the tone at its end: "hoà" and "hòa" are one


@dataclass(frozen=True, slots=True)
class Term:
    number: int
    share: float  # what its kind counts


def syllables(text: str) -> list[Syllable]:
    """The text's syllables; numbers are kept."""
    return [_syllable(word) for word in _SYLLABLE.findall(nfc(text).lower())]


@lru_cache(maxsize=32768)
def _syllable(word: str) -> Syllable:
    plain = fold(word)
    if len(plain) > 1 and plain.endswith("y") and plain[-2] not in "aeouy":
        plain = plain[:-1] + "i"
    signs = unicodedata.normalize("NFD", word)
    tone = "".join(sign for sign in signs if sign in _MARKS_OF_TONE)
    letters = "".join(sign for sign in signs if sign not in _MARKS_OF_TONE)
    if len(letters) > 1 and letters.endswith("y") and letters[-2] not in "aeouyâ":
        letters = letters[:-1] + "i"
    return Syllable(plain, unicodedata.normalize("NFC", letters) + tone)


def weighted(subject: str, text: str, answer: str = "") -> dict[int, int]:
    """Terms of a question with what each counts in it, for the index: more for the subject, less for the answer, less each time again."""
    counts: Counter[int] = Counter()
    length = 0.0
    for part, share in (
        (syllables(subject), SUBJECT),
        (syllables(text), TEXT),
        (syllables(answer)[:ANSWER_WORDS], ANSWER),
    ):
        length += len(part) * share
        for term in _terms(part):
            counts[term.number] += share  # type: ignore[assignment]  # typeshed counts in whole numbers
    room = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    return {number: max(1, round(SCALE * count / (count + room))) for number, count in counts.items()}


def asked(text: str) -> dict[int, float]:
    """Terms of what somebody types now, each with what its kind counts; a word said twice counts once."""
    return {term.number: term.share for term in _terms(syllables(text)[:LONGEST_QUERY])}


def rarity(documents: int, containing: int) -> float:
    """What it says that two questions share a term: much when few have it."""
    return math.log(1 + (documents - containing + 0.5) / (containing + 0.5))


def _terms(words: list[Syllable]) -> list[Term]:
    fillers = _fillers()
    found = [_term("w", word.plain, WORD) for word in words if word.plain not in fillers]
    for one, two in pairwise(words):
        if one.plain not in fillers or two.plain not in fillers:
            share = PAIR if one.plain not in fillers and two.plain not in fillers else PAIR / 3
            found.append(_term("p", f"{one.plain} {two.plain}", share))
    found += [_term("c", name, INTENT if name.startswith("~") else THING) for name in concepts(words)]
    return found


@lru_cache(maxsize=65536)
def _term(kind: str, spelling: str, share: float) -> Term:
    return Term(crc32(f"{kind} {spelling}".encode()) - 2**31, share)  # into a signed integer of four bytes


def concepts(words: list[Syllable]) -> list[str]:
    """Concepts the words name, in order, again for every time. Marks that are typed must fit; what is typed without may be any."""
    phrases, longest = _phrases()
    plain = [word.plain for word in words]
    is_marked = 4 * sum(not word.exact.isascii() for word in words) >= len(words)
    found: list[str] = []
    for start, first in enumerate(plain):
        for end in range(start + 1, min(start + longest.get(first, 0), len(words)) + 1):
            for spelling, name in phrases.get(" ".join(plain[start:end]), ()):
                if _fits(words[start:end], spelling, is_strict=is_marked and end - start == 1):
                    found.append(name)
    return found


def _fits(words: list[Syllable], spelling: tuple[str, ...], *, is_strict: bool) -> bool:
    return all(
        word.exact == exact or (not is_strict and word.exact.isascii() and not _has_tone(word.exact))
        for word, exact in zip(words, spelling, strict=True)
    )


def _has_tone(exact: str) -> bool:
    return exact[-1] in _MARKS_OF_TONE


@cache
def _phrases() -> tuple[dict[str, list[tuple[tuple[str, ...], str]]], dict[str, int]]:
    """Phrases by their folded spelling: the spelling with marks and the concept's name; and how long they are by first syllable."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    longest: dict[str, int] = {}
    for line in (THINGS + INTENTS).split("\n"):
        name, _, phrases = line.partition(":")
        for phrase in phrases.split("|"):
            words = syllables(phrase)
            if words:
                longest[words[0].plain] = max(longest.get(words[0].plain, 0), len(words))
                entry = (tuple(word.exact for word in words), name)
                known = found.setdefault(" ".join(word.plain for word in words), [])
                if entry not in known:
                    known.append(entry)
    return found, longest


@cache
def _fillers() -> frozenset[str]:
    """Folded: "năm" the year and "nằm" to lie are told apart by pairs only."""
    return frozenset(word.plain for word in syllables(FILLERS))
