"""Our typeface for what is drawn without an office program: glyphs, widths and the tables a PDF needs, from the WOFF files (W3C WOFF 1.0).

Three files make one weight: Latin, more Latin, Vietnamese; a letter is taken from the first that has it. A fourth is for Khmer, whose
signs stand above, below and around each other: their places are reckoned by HarfBuzz (`shaping`).
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from .shaping import Placed, shaped

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
PARTS = ("latin", "latin-ext", "vietnamese")
KHMER = "noto-sans-khmer-khmer"
REGULAR, BOLD = 400, 600
NEEDED = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
INSTEAD = "?"  # for a letter no part has
UNSEEN = -1  # the part of signs that only say how others are to be set
_NUMBER = itemgetter(0)
MAY_BREAK = "\u200b"  # zero-width space: Khmer has no other between words
# What cannot be parted: a Khmer consonant or vowel with those under it, its vowel signs and marks; elsewhere a letter.
_PIECE = re.compile(
    "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd\u200c\u200d])*[\u17d4-\u17da]?|.",
    re.DOTALL,
)


class BadFont(ValueError):
    """A file that is no TrueType font packed as WOFF."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file: `glyphs` by code point, `widths` by glyph in thousandths of the size, `program` the TrueType file to embed; `shaping`
    the whole of it where glyphs have to be placed by its rules."""

    name: str
    glyphs: dict[int, int]
    widths: tuple[int, ...]
    program: bytes
    shaping: bytes = b""


@dataclass(frozen=True, slots=True)
class Face:
    """A weight of the typeface."""

    parts: tuple[Part, ...]
    _known: dict[str, tuple[int, Placed]] = field(default_factory=dict, compare=False, repr=False)

    def runs(self, words: str) -> Iterator[tuple[int, list[Placed]]]:
        """The words as (number of the part, its glyphs with their places and letters), in order."""
        found = map(self._place, unicodedata.normalize("NFC", words))
        for number, run in groupby(found, key=_NUMBER):
            placed = [one for _number, one in run]
            if number == UNSEEN:
                continue
            if program := self.parts[number].shaping:
                yield number, list(shaped("".join(one.letters for one in placed), program))
            else:
                yield number, placed

    def width(self, words: str, *, size: float) -> float:
        """How wide the words are, in points, at a size in points."""
        return sum(one.advance for _number, run in self.runs(words) for one in run) * size / 1000

    def lines(self, words: str, *, size: float, width: float) -> list[str]:
        """The words broken into lines no wider than `width` points; a word wider than that is broken
        where it may be, else where it must: never within a Khmer syllable."""
        lines: list[str] = []
        line = ""
        for word in words.split():
            longer = f"{line} {word}" if line else word
            if self.width(longer, size=size) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line, used = "", 0.0
            for piece in self._pieces(word, size=size, width=width):
                wide = self.width(piece, size=size)
                if line and used + wide > width:
                    lines.append(line)
                    line, used = "", 0.0
                line, used = line + piece, used + wide
        return [*lines, line] if line else lines

    def _pieces(self, word: str, *, size: float, width: float) -> Iterator[str]:
        parts = word.split(MAY_BREAK)
        for part in parts:
            if len(parts) > 1 and self.width(part, size=size) <= width:
                yield part
            else:
                yield from _PIECE.findall(part)

    def _place(self, letter: str) -> tuple[int, Placed]:
        known = self._known.get(letter)
        if known is None:
            known = self._known[letter] = self._find(letter)
        return known

    def _find(self, letter: str) -> tuple[int, Placed]:
        for number, part in enumerate(self.parts):
            glyph = part.glyphs.get(ord(letter))
            if glyph:
                return number, Placed(glyph, letter, part.widths[glyph])
        if unicodedata.category(letter) == "Cf":
            return UNSEEN, Placed(0, letter, 0)
        if letter == INSTEAD:
            raise BadFont("no question mark")
        return self._place(" " if letter.isspace() else INSTEAD)


@lru_cache(maxsize=2)
def face(weight: int) -> Face:
    """REGULAR or BOLD, read once. OSError where the assets were never fetched; BadFont: they are something else."""
    paths = [FONTS / f"be-vietnam-pro-{part}-{weight}-normal.woff" for part in PARTS]
    khmer = FONTS / f"{KHMER}-{weight}-normal.woff"
    parts = [read_woff(path.read_bytes(), name=path.stem) for path in paths]
    return Face((*parts, read_woff(khmer.read_bytes(), name=khmer.stem, is_shaped=True)))


def read_woff(data: bytes, *, name: str, is_shaped: bool = False) -> Part:
    """A TrueType font packed as WOFF. `is_shaped`: its glyphs are placed by its own rules. BadFont: it is something else, or broken."""
    try:
        tables = _tables(data)
        size = struct.unpack(">H", tables[b"head"][18:20])[0]
        glyphs, widths = _glyphs(tables[b"cmap"]), tuple(_widths(tables, size))
        return Part(
            name,
            glyphs,
            widths,
            _program(tables, NEEDED),
            _program(tables, tuple(tables)) if is_shaped else b"",
        )
    except (struct.error, zlib.error, KeyError, IndexError) as error:
        raise BadFont(f"{name}: {type(error).__name__}") from error


def _tables(data: bytes) -> dict[bytes, bytes]:
    mark, flavour, _length, count = struct.unpack(">4s4sIH", data[:14])
    if (mark, flavour) != (b"wOFF", b"\0\1\0\0"):
        raise BadFont("no TrueType font packed as WOFF")
    found = {}
    for number in range(count):
        tag, offset, packed, whole = struct.unpack(">4sIII", data[44 + 20 * number : 60 + 20 * number])
        raw = data[offset : offset + packed]
        found[tag] = zlib.decompress(raw) if packed < whole else raw
    return found


def _glyphs(cmap: bytes) -> dict[int, int]:
    """Of the table for Unicode in segments (format 4): all these files have one."""
    count = struct.unpack(">H", cmap[2:4])[0]
    places = [struct.unpack(">HHI", cmap[4 + 8 * number : 12 + 8 * number]) for number in range(count)]
    table = next(
        cmap[start:]
        for system, kind, start in places
        if (system, kind) in ((3, 1), (0, 3)) and cmap[start + 1] == 4
    )
    half = struct.unpack(">H", table[6:8])[0]
    numbers = struct.unpack(f">{half // 2}H", table[14 : 14 + half])
    starts = struct.unpack(f">{half // 2}H", table[16 + half : 16 + 2 * half])
    deltas = struct.unpack(f">{half // 2}H", table[16 + 2 * half : 16 + 3 * half])
    base = 16 + 3 * half
    offsets = struct.unpack(f">{half // 2}H", table[base : base + half])
    glyphs = {}
    for segment, (first, last) in enumerate(zip(starts, numbers, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offsets[segment] == 0:
                glyph = (code + deltas[segment]) & 0xFFFF
            else:
                at = base + 2 * segment + offsets[segment] + 2 * (code - first)
                glyph = struct.unpack(">H", table[at : at + 2])[0]
                glyph = (glyph + deltas[segment]) & 0xFFFF if glyph else 0
            if glyph:
                glyphs[code] = glyph
    return glyphs


def _widths(tables: dict[bytes, bytes], size: int) -> Iterator[int]:
    count = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    told = struct.unpack(">H", tables[b"hhea"][34:36])[0]
    for glyph in range(count):
        at = 4 * min(glyph, told - 1)
        yield round(struct.unpack(">H", tables[b"hmtx"][at : at + 2])[0] * 1000 / size)


def _program(tables: dict[bytes, bytes], names: Sequence[bytes]) -> bytes:
    """A TrueType file of these tables. Drawing finds letters by glyph and needs no table of letters."""
    power = len(names).bit_length() - 1
    head = struct.pack(
        ">4sHHHH", b"\0\1\0\0", len(names), 16 << power, power, 16 * (len(names) - (1 << power))
    )
    at, places, bodies = len(head) + 16 * len(names), [], []
    for tag in sorted(names):
        body = tables[tag]
        whole = body + bytes(-len(body) % 4)
        checked = sum(struct.unpack(f">{len(whole) // 4}I", whole)) & 0xFFFFFFFF
        places.append(struct.pack(">4sIII", tag, checked, at, len(body)))
        bodies.append(whole)
        at += len(whole)
    return head + b"".join(places) + b"".join(bodies)
