"""What stands on a page of a PDF: words with their places, and the straight lines of its tables. Tops count downwards."""

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MOST_RULES = 4000  # of a page; more are a drawing
MOST_CHARACTERS = 60_000  # of a page
_THIN = 2.6  # points: a rule drawn as a filled box
_SHORT = 4.0
_SIGNS = {0xF0B7: "•", 0xF0A7: "•", 0xF02D: "–", 0xAD: "", 0x02: "-", 0xFFFE: ""}
_BOLD = 600
_HORN = "\u031b"  # of ơ and ư
_GAP = 0.15  # of the size: letters farther apart belong to two words
Turn = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class Word:
    """A run of letters without a blank, in points; `base` is the line its letters stand on."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool

    @property
    def height(self) -> float:
        return self.size

    @property
    def top(self) -> float:
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.25 * self.size

    @property
    def middle(self) -> float:
        return self.base - 0.25 * self.size


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    base: float
    size: float
    place: int


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
    """Letters are put together by where they stand, not by their order in the file: letters borrowed from another font, as
    those with Vietnamese marks often are, come at the end of it."""
    text = page.get_textpage()
    try:
        for line in _lines(list(_letters(text, turn))):
            yield from _split(line, text)
    finally:
        text.close()


def _letters(text: pypdfium2.PdfTextPage, turn: Turn) -> Iterator[_Letter]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(min(text.count_chars(), MOST_CHARACTERS)):
        if pdfium.FPDFText_IsGenerated(text, place) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, place)
        letter = _SIGNS.get(code, chr(code) if 0 < code < 0x110000 else "")
        if not letter or letter in "\r\n":
            continue
        x0, y0, x1, y1 = text.get_charbox(place, loose=True)
        left, top, right, bottom = _box(turn(x0, y0), turn(x1, y1))
        if _HORN in unicodedata.normalize("NFD", letter):
            right -= 0.1 * (right - left)  # it reaches over into the blank behind the letter
        pdfium.FPDFText_GetCharOrigin(text, place, ctypes.byref(x), ctypes.byref(y))
        base = turn(x.value, y.value)[1]
        if all(map(math.isfinite, (left, right, base))):
            yield _Letter(letter, left, right, base, _size(text, place, bottom - top), place)


def _size(text: pypdfium2.PdfTextPage, place: int, height: float) -> float:
    """The size of the type in points of the page; of the letter itself where the file does not say."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, place, ctypes.byref(matrix)):
        return max(height, 1.0)
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
    size = float(pdfium.FPDFText_GetFontSize(text, place)) * scale
    return size if 1.0 <= size <= 400 else max(height, 1.0)


def _lines(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    """Letters that stand on one line, from left to right."""
    line: list[_Letter] = []
    for letter in sorted(letters, key=lambda one: one.base):
        if line and letter.base - line[0].base > 0.22 * min(letter.size, line[0].size):
            yield sorted(line, key=lambda one: one.left)
            line = []
        line.append(letter)
    if line:
        yield sorted(line, key=lambda one: one.left)


def _split(line: list[_Letter], text: pypdfium2.PdfTextPage) -> Iterator[Word]:
    held: list[_Letter] = []
    for letter in line:
        if held and (not letter.text.strip() or letter.left - held[-1].right > _GAP * held[-1].size):
            yield _word(held, text)
            held = []
        if not letter.text.strip():
            continue
        if held and letter.text == held[-1].text and abs(letter.left - held[-1].left) < 0.08 * letter.size:
            continue  # printed twice to look bold
        held.append(letter)
    if held:
        yield _word(held, text)


def _word(letters: list[_Letter], text: pypdfium2.PdfTextPage) -> Word:
    sizes = sorted(one.size for one in letters)
    return Word(
        "".join(one.text for one in letters),
        letters[0].left,
        max(one.right for one in letters),
        letters[0].base,
        sizes[len(sizes) // 2],
        _is_bold(text, letters[0].place),
    )


def _box(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


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
