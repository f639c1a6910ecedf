"""The place of a text that answers a question best, with what answers it marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .asking import Asked
from .words import Word, matching, starts

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
    spans = _spans(matching(text, asked.folded), asked)
    return Excerpt(_pieces(text, 0, len(text), spans), bool(spans))


def excerpt(text: str, asked: Asked) -> Excerpt:
    """About 220 letters around the place with most of the asked words, cut between words; the beginning when none is there.

    In a long text around the first place with the words as a phrase, else with the longest of them.
    """
    hits = matching(text, asked.folded)
    first, last = _part(text, hits, asked)
    part = text[first:last]
    inside = [
        word._replace(start=word.start - first, end=word.end - first)
        for word in hits
        if word.start >= first and word.end <= last
    ]
    spans = _spans(inside, asked)
    at = _best(part, spans, asked)
    begin, end = _window(starts(part), at, len(part))
    pieces = list(_pieces(part, begin, end, spans))
    if begin == 0 and first > 0:
        pieces.insert(0, ("… ", False))
    if end == len(part) and last < len(text):
        pieces.append((" …", False))
    return Excerpt(tuple(pieces), bool(spans))


def _part(text: str, hits: Sequence[Word], asked: Asked) -> tuple[int, int]:
    """Where to look for the best place."""
    if len(text) <= LONG or not hits:
        return 0, min(len(text), LONG)
    longest = max(map(len, asked.folded))
    place = next(
        (
            run[0]
            for run in zip(*(hits[skip:] for skip in range(len(asked.folded))), strict=False)
            if _is_phrase(run, asked)
        ),
        next((word for word in hits if len(word.folded) == longest), hits[0]),
    )
    first = max(0, place.start - LENGTH)
    space = text.find(" ", first, place.start)
    return (space + 1 if first and space >= 0 else first), min(len(text), first + LONG)


def _is_phrase(run: Sequence[Word], asked: Asked) -> bool:
    """Whether these words are what was asked, one behind the other."""
    return tuple(word.folded for word in run) == asked.folded and all(
        after.start - before.end <= GAP for before, after in pairwise(run)
    )


def _spans(found: Sequence[Word], asked: Asked) -> list[tuple[int, int]]:
    """What to mark of the words that match: those as spelled where the text has them all so, else all; phrases before strays."""
    exact = set(asked.exact)
    hits = [word for word in found if word.exact in exact]
    if not {word.exact for word in hits} >= exact:
        hits = list(found)
    if len(set(asked.folded)) == 1:
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


def _window(starts: Sequence[int], at: int, size: int) -> tuple[int, int]:
    """From a word's beginning to a word's end around the place; the whole text when it is hardly longer."""
    if size <= LENGTH + LEAD // 2:
        return 0, size
    first = max(0, min(at - LEAD, size - LENGTH))
    begin = (
        0 if first == 0 else starts[bisect_left(starts, first)] if starts and first <= starts[-1] else first
    )
    begin = min(begin, at) if at >= first else begin
    place = bisect_right(starts, begin + LENGTH)
    end = starts[place - 1] if 0 < place < len(starts) and starts[place - 1] > begin else begin + LENGTH
    return begin, size if place >= len(starts) and size - begin <= LENGTH + LEAD else min(end, size)


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
