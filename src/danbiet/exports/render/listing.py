"""A list as a PDF: a table on landscape A4 in our typeface, its head on every page, long cells wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from danbiet.kit.text import viet_number

from .drawn import HEIGHT, WIDTH, Page, bound
from .typeface import BOLD, REGULAR, Face, face
from .wording import clean

_LEFT, _RIGHT, _TOP, _FOOT = 34.0, HEIGHT - 34.0, 44.0, WIDTH - 26.0  # landscape: the sides change places
_BOTTOM = _FOOT - 14
_PAD, _LEAD, _GAP = 3.5, 1.3, 4.5  # points beside a cell's words, line height, points between rows
_SOFT, _LINE, _SHADE = (0.38, 0.38, 0.42), (0.78, 0.77, 0.75), (0.95, 0.94, 0.92)
_SAMPLE = 400  # rows looked at for the widths of columns
_WIDEST, _LONGEST_WORD = 250.0, 110.0  # points a column asks for at most, and must have at most
_SIGNS = str.maketrans({"≥": ">=", "≤": "<=", "→": "->", "←": "<-", "✓": "x", "−": "-", "\u00a0": " "})
_MANY = 9  # columns; more are set smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPaper:
    """What is printed. `over`: who and when; `told`: what it was filtered by; `count`: how many rows, in words; `page_words` with
    {page} and {pages}; `numeric`: places of columns set to the right."""

    over: str
    title: str
    told: str
    count: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()
    none: str = ""
    page_words: str = "{page}/{pages}"


def list_pdf(paper: ListPaper) -> bytes:
    """The paper, as many pages as it takes; at least one."""
    return _Press(paper).pdf()


class _Press:
    """Sets row after row, begins a page where the next does not fit."""

    def __init__(self, paper: ListPaper) -> None:
        self.paper = paper
        self.size = 8.6 if len(paper.head) <= _MANY else 7.2
        self.regular, self.bold = _Ruler(face(REGULAR), self.size), _Ruler(face(BOLD), self.size)
        self.wide = self._widths()
        self.head = [
            self.bold.lines(label, wide - 2 * _PAD) for label, wide in zip(paper.head, self.wide, strict=True)
        ]
        self.pages: list[Page] = []
        self.y = 0.0

    def pdf(self) -> bytes:
        self._first()
        for row in self.paper.rows:
            self._row(row)
        if not self.paper.rows:
            self.page.words(_drawable(self.paper.none), _LEFT, self.y + self.size + _GAP, size=10, ink=_SOFT)
        for number, page in enumerate(self.pages, start=1):
            self._foot(page, number)
        return bound(self.pages, title=_drawable(self.paper.title), language="vi")

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def _first(self) -> None:
        self.pages.append(Page(width=HEIGHT, height=WIDTH))
        width = _RIGHT - _LEFT
        self.page.words(_drawable(self.paper.over), _LEFT, _TOP - 10, size=8.5, ink=_SOFT)
        y = self.page.block(
            _drawable(self.paper.title), _LEFT, _TOP + 10, width=width, size=15, weight=BOLD, lead=1.25
        )
        for words in (self.paper.told, self.paper.count):
            if words:
                y = self.page.block(_drawable(words), _LEFT, y - 1, width=width, size=9, ink=_SOFT, lead=1.35)
        self._head(y - 2)

    def _next(self) -> None:
        self.pages.append(Page(width=HEIGHT, height=WIDTH))
        self._head(_TOP - 10)

    def _head(self, y: float) -> None:
        high = max(map(len, self.head)) * self.size * _LEAD + _GAP
        self.page.square(_LEFT, y, width=_RIGHT - _LEFT, height=high, ink=_SHADE)
        self._cells(self.head, y, weight=BOLD)
        self.y = y + high

    def _row(self, row: Sequence[str]) -> None:
        cells = [
            self.regular.lines(words, wide - 2 * _PAD) for words, wide in zip(row, self.wide, strict=True)
        ]
        most = int((_BOTTOM - _TOP - 60) / (self.size * _LEAD))
        cells = [lines if len(lines) <= most else [*lines[: most - 1], "…"] for lines in cells]
        high = max(max(map(len, cells)), 1) * self.size * _LEAD + _GAP
        if self.y + high > _BOTTOM:
            self._next()
        self._cells(cells, self.y, weight=REGULAR)
        self.y += high
        self.page.square(_LEFT, self.y - 0.4, width=_RIGHT - _LEFT, height=0.4, ink=_LINE)

    def _cells(self, cells: Sequence[Sequence[str]], y: float, *, weight: int) -> None:
        ruler = self.bold if weight == BOLD else self.regular
        x = _LEFT
        for place, (lines, wide) in enumerate(zip(cells, self.wide, strict=True)):
            for number, line in enumerate(lines):
                feet = y + _GAP / 2 + self.size * (0.85 + number * _LEAD)
                start = x + (wide - _PAD - ruler.width(line) if place in self.paper.numeric else _PAD)
                self.page.words(line, start, feet, size=self.size, weight=weight)
            x += wide

    def _foot(self, page: Page, number: int) -> None:
        words = self.paper.page_words.format(page=number, pages=len(self.pages))
        wide = face(REGULAR).width(words, size=8)
        page.words(words, _RIGHT - wide, _FOOT, size=8, ink=_SOFT)
        if number > 1:
            title = face(REGULAR).lines(_drawable(self.paper.title), size=8, width=_RIGHT - _LEFT - 2 * wide)[
                :1
            ]
            page.words(" ".join(title), _LEFT, _FOOT, size=8, ink=_SOFT)

    def _widths(self) -> list[float]:
        """Every column gets its longest word; what is left is shared by what the columns would like."""
        room = _RIGHT - _LEFT
        least, liked = [], []
        for place, label in enumerate(self.paper.head):
            cells = [_drawable(row[place]) for row in self.paper.rows[:_SAMPLE]]
            longest = max((self.regular.word(word) for cell in cells for word in cell.split()), default=0.0)
            longest = max(longest, *(self.bold.word(word) for word in _drawable(label).split()), 12.0)
            whole = max((self.regular.width(" ".join(cell.split())) for cell in cells), default=0.0)
            least.append(min(longest, _LONGEST_WORD) + 2 * _PAD)
            liked.append(max(min(max(whole, self.bold.width(label)), _WIDEST) + 2 * _PAD, least[-1]))
        if sum(least) >= room:
            return [one * room / sum(least) for one in least]
        if sum(liked) <= room:
            return [one * room / sum(liked) for one in liked]
        share = (room - sum(least)) / (sum(liked) - sum(least))
        return [low + (high - low) * share for low, high in zip(least, liked, strict=True)]


class _Ruler:
    """Widths of words of one weight and size, each measured once."""

    def __init__(self, of: Face, size: float) -> None:
        self._face, self._size = of, size
        self._words: dict[str, float] = {}
        self._blank = of.width(" ", size=size)

    def word(self, word: str) -> float:
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._face.width(word, size=self._size)
        return known

    def width(self, line: str) -> float:
        words = line.split()
        return sum(map(self.word, words)) + self._blank * max(len(words) - 1, 0)

    def lines(self, text: str, width: float) -> list[str]:
        """The lines of a cell; its own line breaks are kept, a word wider than the cell is broken."""
        found: list[str] = []
        for part in _drawable(text).split("\n"):
            line, used = "", 0.0
            for word in part.split():
                wide = self.word(word)
                if line and used + self._blank + wide <= width:
                    line, used = f"{line} {word}", used + self._blank + wide
                    continue
                if line:
                    found.append(line)
                if wide > width:
                    *whole, word = self._face.lines(word, size=self._size, width=width)
                    found.extend(whole)
                    wide = self.word(word)
                line, used = word, wide
            if line:
                found.append(line)
        return found


def words_of(value: object) -> str:
    """A cell as it is printed: numbers and days as they are written in Viet Nam."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | Decimal | float):
        number = Decimal(str(value))
        return viet_number(number) if number.is_finite() else str(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _drawable(text: str) -> str:
    """Signs our typeface does not have, as it can say them."""
    return clean(text).translate(_SIGNS)
