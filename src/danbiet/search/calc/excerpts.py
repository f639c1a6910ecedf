"""The place of a text that answers a question best, with what answers it marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from danbiet.kit.text import fold

from .asking import Asked
from .words import Word, words

LENGTH = 220  # letters of an excerpt
LEAD = 60  # of them before the place found
LONG = 800  # letters of a text of which only the part around a first answer is looked into
GAP = 3  # signs between two words that are still one marked phrase: a comma, a slash, spaces

Piece = tuple[str, bool]  # text, whether it is marked


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pieces of the text in order. `is_found`: something in it answers."""

    pieces: tuple[Piece, ...]
    is_found: bool


def marked(text: str, asked: Asked) -> Excerpt:
    """The whole text with its answers marked."""
    spans = _spans(words(text), asked)
    return Excerpt(_pieces(text, 0, len(text), spans), bool(spans))


def excerpt(text: str, asked: Asked) -> Excerpt:
    """About 220 letters around the place with most of the asked words, cut between words; the beginning when none is there.

    In a long text around the first place with the words as a phrase, else with the longest of them.
    """
    first, last = _part(text, asked)
    part = text[first:last]
    found = words(part)
    spans = _spans(found, asked)
    at = _best(part, spans, asked)
    begin, end = _window(found, at, len(part))
    pieces = list(_pieces(part, begin, end, spans))
    if begin == 0 and first > 0:
        pieces.insert(0, ("… ", False))
    if end == len(part) and last < len(text):
        pieces.append((" …", False))
    return Excerpt(tuple(pieces), bool(spans))


def _part(text: str, asked: Asked) -> tuple[int, int]:
    """Where to look for the best place."""
    if len(text) <= LONG:
        return 0, len(text)
    plain = text.translate(_plain_letters())  # letter for letter, so that places stay
    longest = sorted(set(asked.folded), key=len, reverse=True)
    for wanted in (r"\W{1,3}".join(map(re.escape, asked.folded)), *map(re.escape, longest)):
        if found := re.search(rf"(?<!\w){wanted}(?!\w)", plain):
            first = max(0, found.start() - LENGTH)
            space = text.find(" ", first, found.start())
            return (space + 1 if first and space >= 0 else first), min(len(text), first + LONG)
    return 0, LONG


@cache
def _plain_letters() -> dict[int, str]:
    """Letters of Latin scripts with their marks, and capitals, as one plain letter each."""
    letters = (chr(code) for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    return {ord(letter): plain for letter in letters if len(plain := fold(letter)) == 1}


def _spans(found: Sequence[Word], asked: Asked) -> list[tuple[int, int]]:
    """What to mark: words as spelled where the text has them all so, else without marks; of several words phrases before strays."""
    exact, folded = set(asked.exact), set(asked.folded)
    hits = [word for word in found if word.exact in exact]
    if not {word.exact for word in hits} >= exact:
        hits = [word for word in found if word.folded in folded]
    if len(folded) == 1:
        return [(word.start, word.end) for word in hits]
    neighbours = set(pairwise(asked.folded))
    spans: list[tuple[int, int]] = []
    strays: list[tuple[int, int]] = []
    before: Word | None = None
    is_open = False
    for word in hits:
        joins = (
            before is not None
            and word.start - before.end <= GAP
            and (before.folded, word.folded) in neighbours
        )
        if joins and before is not None:
            start = spans.pop()[0] if is_open else before.start
            spans.append((start, word.end))
        else:
            strays.append((word.start, word.end))
        is_open = joins
        before = word
    return spans or strays


def _best(text: str, spans: Sequence[tuple[int, int]], asked: Asked) -> int:
    """Where the excerpt's most telling place begins: the window that holds most marked letters, the earliest of equals."""
    best, place, last = 0, 0, 0
    ends = [end for _start, end in spans]
    sums = [0]
    for start, end in spans:
        sums.append(sums[-1] + end - start)
    for first, (start, _end) in enumerate(spans):
        last = bisect_right(ends, start + LENGTH - LEAD)
        held = sums[max(last, first)] - sums[first]
        if held > best:
            best, place = held, start
    return place


def _window(found: Sequence[Word], at: int, size: int) -> tuple[int, int]:
    """From a word's beginning to a word's end around the place; the whole text when it is hardly longer."""
    if size <= LENGTH + LEAD // 2:
        return 0, size
    starts = [word.start for word in found]
    first = max(0, min(at - LEAD, size - LENGTH))
    begin = (
        0 if first == 0 else starts[bisect_left(starts, first)] if starts and first <= starts[-1] else first
    )
    begin = min(begin, at) if at >= first else begin
    place = bisect_right(starts, begin + LENGTH)
    end = (
        found[place - 1].start
        if 0 < place < len(found) and found[place - 1].start > begin
        else begin + LENGTH
    )
    return begin, size if place >= len(found) and size - begin <= LENGTH + LEAD else min(end, size)


def _pieces(text: str, first: int, last: int, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = [("… ", False)] if first > 0 else []
    done = first
    for start, end in spans:
        if end <= first or start >= last:
            continue
        start, end = max(start, done), min(end, last)
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    rest = text[done:last]
    pieces.append((rest if last >= len(text) else rest.rstrip(), False))
    if last < len(text):
        pieces.append((" …", False))
    return tuple(piece for piece in pieces if piece[0])
