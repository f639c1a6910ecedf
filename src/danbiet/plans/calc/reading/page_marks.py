"""What stands on a page of a PDF: words with their places, and the straight lines of its tables. Tops count downwards."""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MOST_RULES = 4000  # of a page; more are a drawing
MOST_CHARACTERS = 200_000  # of a page
_THIN = 2.6  # points: a rule drawn as a filled box
_SHORT = 4.0
_SIGNS = {0xF0B7: "•", 0xF0A7: "•", 0xF02D: "–", 0xAD: "", 0x02: "-", 0xFFFE: ""}
_BOLD = 600
Turn = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class Word:
    """A run of letters without a blank, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    bold: bool

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, across (`at` is its top) or down (`at` is its left), from `start` to `end`."""

    is_across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Marks:
    """All of a page: its size as it is read, its words in the order of the file, its rules."""

    width: float
    height: float
    words: list[Word]
    rules: list[Rule]


def marks_of(page: pypdfium2.PdfPage) -> Marks:
    """Return the words and rules of a page, turned as the page is shown."""
    width, height = page.get_size()  # as shown
    turn = _turning(page, width, height)
    return Marks(width, height, list(_words(page, turn)), list(_rules(page, turn)))


def _turning(page: pypdfium2.PdfPage, width: float, height: float) -> Turn:
    left, bottom, right, top = page.get_bbox()
    quarter = page.get_rotation() // 90 % 4
    if quarter == 1:
        return lambda x, y: (y - bottom, x - left)
    if quarter == 2:
        return lambda x, y: (right - x, y - bottom)
    if quarter == 3:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _words(page: pypdfium2.PdfPage, turn: Turn) -> Iterator[Word]:
    text = page.get_textpage()
    try:
        current: Word | None = None
        for place in range(min(text.count_chars(), MOST_CHARACTERS)):
            code = pdfium.FPDFText_GetUnicode(text, place)
            letter = _SIGNS.get(code, chr(code) if 0 < code < 0x110000 else "")
            if not letter.strip() or pdfium.FPDFText_IsGenerated(text, place) == 1:
                if current is not None:
                    yield current
                current = None
                continue
            x0, y0, x1, y1 = text.get_charbox(place, loose=True)
            left, top, right, bottom = _box(turn(x0, y0), turn(x1, y1))
            if current is not None and _goes_on(current, left, top, bottom):
                current.text += letter
                current.right = max(current.right, right)
                current.top, current.bottom = min(current.top, top), max(current.bottom, bottom)
                continue
            if current is not None:
                yield current
            current = Word(letter, left, right, top, bottom, _is_bold(text, place))
        if current is not None:
            yield current
    finally:
        text.close()


def _box(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _goes_on(word: Word, left: float, top: float, bottom: float) -> bool:
    size = max(word.height, 1.0)
    return (
        abs((top + bottom) / 2 - word.middle) < 0.4 * size
        and left - word.right < 0.25 * size
        and left > word.left - 0.6 * size
    )


def _is_bold(text: pypdfium2.PdfTextPage, place: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text, place) >= _BOLD:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text, place, name, len(name), ctypes.byref(flags))
    return 0 < size <= len(name) and b"bold" in name.value.lower()


def _rules(page: pypdfium2.PdfPage, turn: Turn) -> Iterator[Rule]:
    count = 0
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        for one, other in _strokes(thing):
            rule = _rule(turn(*one), turn(*other))
            if rule is None:
                continue
            count += 1
            if count > MOST_RULES:
                return
            yield rule


def _strokes(thing: pypdfium2.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, in the page's own points."""
    matrix = thing.get_matrix()
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(min(max(pdfium.FPDFPath_CountSegments(thing), 0), MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, place)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, here
        last = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, start


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Rule | None:
    (x0, y0), (x1, y1) = one, other
    if not all(map(math.isfinite, (x0, y0, x1, y1))):
        return None
    wide, high = abs(x1 - x0), abs(y1 - y0)
    if high <= _THIN < wide and wide >= _SHORT:
        return Rule(is_across=True, at=(y0 + y1) / 2, start=min(x0, x1), end=max(x0, x1))
    if wide <= _THIN < high and high >= _SHORT:
        return Rule(is_across=False, at=(x0 + x1) / 2, start=min(y0, y1), end=max(y0, y1))
    return None
