"""Glyphs in their places for scripts whose signs change and move beside each other (Khmer): by HarfBuzz, from the font's own rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import uharfbuzz


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph with the letters it stands for ("" where the one before it says them). `advance`: how far the next one is; `right`, `up`:
    how far it is moved from its place; all in thousandths of the size."""

    glyph: int
    letters: str
    advance: int
    right: int = 0
    up: int = 0


@lru_cache(maxsize=4096)
def shaped(words: str, program: bytes) -> Sequence[Placed]:
    """The words in one script as this TrueType file sets them, from left to right."""
    font = _font(program)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    unit = 1000 / font.face.upem
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    letters = {first: words[first:end] for first, end in pairwise([*starts, len(words)])}
    return tuple(
        Placed(
            info.codepoint,
            letters.pop(info.cluster, ""),
            round(place.x_advance * unit),
            round(place.x_offset * unit),
            round(place.y_offset * unit),
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


@lru_cache(maxsize=4)
def _font(program: bytes) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(program))
