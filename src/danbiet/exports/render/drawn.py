"""PDF pages drawn here, each in some milliseconds and without an office program (ISO 32000): words in our typeface, lines, squares.

Places are points (1/72 inch) from the upper left corner of the page, A4 where nothing else is said. The words can be marked, copied and searched.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

from .shaping import Placed
from .typeface import REGULAR, Part, face

WIDTH, HEIGHT = 595.28, 841.89
Ink = tuple[float, float, float]
BLACK: Ink = (0.1, 0.1, 0.12)


class Page:
    """What is drawn so far. Width and height in points."""

    def __init__(self, *, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.width, self.height = width, height
        self._drawn: list[str] = []
        self.used: dict[tuple[int, int], dict[int, str]] = {}  # (weight, part) → glyph → letter

    def words(
        self, words: str, x: float, y: float, *, size: float = 10.5, weight: int = REGULAR, ink: Ink = BLACK
    ) -> None:
        """One line with its feet at y; `size` in points."""
        whole, pieces = face(weight), []
        for part, run in whole.runs(words):
            known = self.used.setdefault((weight, part), {})
            known.update((one.glyph, one.letters) for one in run if one.glyph not in known or one.letters)
            pieces.append(f"/{_name(weight, part)} {size:g} Tf {_shown(run, whole.parts[part], size)}")
        if pieces:
            self._drawn.append(
                f"BT {_ink(ink)} rg 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm {' '.join(pieces)} ET"
            )

    def block(
        self, words: str, x: float, y: float, *, width: float, size: float = 10.5, weight: int = REGULAR,
        ink: Ink = BLACK, lead: float = 1.45,
    ) -> float:  # fmt: skip
        """Words broken into lines no wider than `width`, the first with its feet at y; where the line after the last would stand."""
        for line in face(weight).lines(words, size=size, width=width):
            self.words(line, x, y, size=size, weight=weight, ink=ink)
            y += size * lead
        return y

    def square(self, x: float, y: float, *, width: float, height: float, ink: Ink = BLACK) -> None:
        """A filled square with its upper left corner here."""
        self._drawn.append(
            f"{_ink(ink)} rg {x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f"
        )

    def pattern(self, rows: Sequence[Sequence[int]], x: float, y: float, *, width: float) -> None:
        """Black and white squares, true for black, as wide and high as `width`: a QR code."""
        side = width / len(rows)
        drawn = []
        for number, row in enumerate(rows):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end]:
                    end += 1
                if end > start:
                    low = self.height - y - (number + 1) * side
                    drawn.append(f"{x + start * side:.3f} {low:.3f} {(end - start) * side:.3f} {side:.3f} re")
                start = end + 1
        self._drawn.append(f"0 0 0 rg {' '.join(drawn)} f")

    def content(self) -> bytes:
        """The drawing, packed, as an object of a file."""
        return _stream("\n".join(self._drawn).encode("ascii"))

    def pdf(self, *, title: str, language: str) -> bytes:
        """The file of this page alone. `language`: its code, for who has it read aloud."""
        return bound([self], title=title, language=language)


def bound(pages: Sequence[Page], *, title: str, language: str) -> bytes:
    """The file of these pages, at least one; each letter of the typeface is in it once."""
    used: dict[tuple[int, int], dict[int, str]] = {}
    for page in pages:
        for place, glyphs in page.used.items():
            used.setdefault(place, {}).update(glyphs)
    objects: list[bytes] = [
        b"",
        b"",
        b"",
        b"",
    ]  # catalogue, pages, what the pages share, what is known of the file
    for page in pages:
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width} {page.height}]/Contents {len(objects) + 2} 0 R"
            f"/Resources 3 0 R>>".encode("ascii")
        )
        objects.append(page.content())
    fonts = []
    for (weight, part), glyphs in sorted(used.items()):
        fonts.append(f"/{_name(weight, part)} {len(objects) + 1} 0 R")
        objects.extend(_font(weight, part, glyphs, first=len(objects) + 1))
    objects[0] = (
        f"<</Type/Catalog/Pages 2 0 R/Lang({language})/ViewerPreferences<</DisplayDocTitle true>>>>".encode(
            "ascii"
        )
    )
    kids = " ".join(f"{5 + 2 * place} 0 R" for place in range(len(pages)))
    objects[1] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode("ascii")
    objects[2] = f"<</Font<<{''.join(fonts)}>>>>".encode("ascii")
    objects[3] = b"<</Title<FEFF" + title.encode("utf-16-be").hex().encode("ascii") + b">>>"
    return _file(objects)


def _name(weight: int, part: int) -> str:
    return f"F{weight}p{part}"


def _shown(run: Sequence[Placed], part: Part, size: float) -> str:
    """The glyphs of a run. Those that are moved say besides what they stand for together (ISO 32000, 14.9.4): no reader could guess it."""
    if not part.shaping:
        return f"<{''.join(f'{one.glyph:04X}' for one in run)}> Tj"
    shown, here, wanted, up = [], 0, 0, 0
    for one in run:
        if one.up != up:
            up = one.up
            shown.append(f"{up * size / 1000:.3f} Ts")
        shown.append(f"[{here - wanted - one.right} <{one.glyph:04X}>] TJ")
        here, wanted = wanted + one.right + part.widths[one.glyph], wanted + one.advance
    if here != wanted:
        shown.append(f"[{here - wanted}] TJ")
    words = "".join(one.letters for one in run).encode("utf-16-be").hex().upper()
    return f"/Span<</ActualText<FEFF{words}>>>BDC {' '.join(shown)}{' 0 Ts' if up else ''} EMC"


def _ink(ink: Ink) -> str:
    return " ".join(f"{one:g}" for one in ink)


def _stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data, 6)
    return (
        f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n".encode("ascii")
        + packed
        + b"\nendstream"
    )


def _font(weight: int, part: int, used: dict[int, str], *, first: int) -> list[bytes]:
    """The four objects of an embedded part, numbered from `first`, and its file after them."""
    found = face(weight).parts[part]
    name = found.name
    widths = "".join(f"{glyph}[{found.widths[glyph]}]" for glyph in sorted(used))
    letters = "\n".join(
        f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for glyph, letter in sorted(used.items())
        if letter
    )
    sections = _sections(letters.split("\n"))
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Danbiet def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{sections}\nendcmap end end"
    )
    return [
        (
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{first + 1} 0 R]"
            f"/ToUnicode {first + 3} 0 R>>"
        ).encode("ascii"),
        (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {first + 2} 0 R/DW 500/W[{widths}]/CIDToGIDMap/Identity>>"
        ).encode("ascii"),
        (
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-300 -300 1400 1100]/ItalicAngle 0/Ascent 1000/Descent -265"
            f"/CapHeight 700/StemV {90 if weight == REGULAR else 130}/FontFile2 {first + 4} 0 R>>"
        ).encode("ascii"),
        _stream(to_unicode.encode("ascii")),
        _program(weight, part),
    ]  # fmt: skip


@lru_cache(maxsize=8)
def _program(weight: int, part: int) -> bytes:
    """A part's file, packed once: packing it takes longer than the page."""
    program = face(weight).parts[part].program
    return _stream(program, f"/Length1 {len(program)}")


def _sections(pairs: list[str]) -> str:
    """At most a hundred pairs to a section, as the format has it."""
    return "\n".join(
        f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar"
        for some in (pairs[start : start + 100] for start in range(0, len(pairs), 100))
    )


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xc4\x91\xc3\xa2\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += b"".join(f"{place:010} 00000 n \n".encode("ascii") for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{start}\n%%EOF\n".encode(
        "ascii"
    )
    return bytes(out)
