"""Puts the words of a page together: words to lines, lines to paragraphs as they were typed."""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .blocks import Line
from .page_marks import Word
from .words import clean

_LABEL = re.compile(
    r"(?:[-–—+*•]\s|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|(?:Phần|Chương|Mục|Điều)\s+[IVX\d])"
)
_TIGHT = re.compile(r"\S[-/]$")  # a line may be broken behind these without a blank
_WIDE_GAP = 2.2  # times the height: words so far apart stand in columns of their own


@dataclass(slots=True)
class Row:
    """Words on one line, from left to right."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def text(self) -> str:
        return clean(" ".join(word.text for word in self.words))

    @property
    def bold(self) -> bool:
        heavy = sum(len(word.text) for word in self.words if word.bold)
        return heavy * 10 >= 9 * sum(len(word.text) for word in self.words)


@dataclass(frozen=True, slots=True)
class Space:
    """Between which edges text flows."""

    left: float
    right: float


def rows_of(words: list[Word], *, in_columns: bool = False) -> list[Row]:
    """Return the lines the words stand on, from top to bottom; with `in_columns` a wide gap begins another line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.middle):
        line = lines[-1] if lines else None
        if line is not None and word.middle - median(one.middle for one in line) < 0.5 * min(
            word.height, line[0].height
        ):
            line.append(word)
        else:
            lines.append([word])
    rows: list[Row] = []
    for line in lines:
        line.sort(key=lambda one: one.left)
        rows.append(Row([line[0]]))
        for before, word in pairwise(line):
            if in_columns and word.left - before.right > _WIDE_GAP * word.height:
                rows.append(Row([word]))
            else:
                rows[-1].words.append(word)
    return rows


def is_broken(before: Row, row: Row, space: Space) -> bool:
    """Tell whether a new paragraph begins with `row`: what came before had room for its first word, or it bears a label."""
    if _LABEL.match(row.text):
        return True
    if is_cut_word(before, row, space):
        return False
    blank = 0.25 * before.words[-1].height
    return row.words[0].right - row.words[0].left + blank < _room(before, space) - 0.5


def _room(row: Row, space: Space) -> float:
    right, left = space.right - row.right, row.left - space.left
    centred = left > 4 and abs(left - right) < 4
    return left + right if centred else right


def is_cut_word(before: Row, row: Row, space: Space) -> bool:
    """Tell whether one long word was cut by the edge: alone on its line, no room for another letter, and what follows is the
    rest of an abbreviation, a number or an address, or a letter or two."""
    if len(before.words) > 1 or before.text.endswith((";", ",", ":")):
        return False
    rest = row.words[0]
    wide = before.right - before.left + rest.right - rest.left
    letter = (rest.right - rest.left) / len(rest.text)
    is_rest = len(rest.text) <= 2 or not rest.text.isalpha() or rest.text.isupper()
    return is_rest and wide > space.right - space.left and _room(before, space) < letter


def glued(before: str, after: str, *, is_cut: bool = False) -> str:
    """Return two parts of one paragraph as it was before the line was broken."""
    return before + after if is_cut or _TIGHT.search(before) else f"{before} {after}"


def paragraphs_of(rows: list[Row], space: Space) -> list[Line]:
    """Return the paragraphs of a cell."""
    lines: list[Line] = []
    for n, row in enumerate(rows):
        if n and not is_broken(rows[n - 1], row, space):
            last = lines[-1]
            is_cut = is_cut_word(rows[n - 1], row, space)
            lines[-1] = Line(
                glued(last.text, row.text, is_cut=is_cut), bold=last.bold and row.bold, centred=last.centred
            )
        else:
            lines.append(line_of(row, space))
    return lines


def line_of(row: Row, space: Space) -> Line:
    """Return a line as a paragraph of its own."""
    left, right = row.left - space.left, space.right - row.right
    return Line(row.text, bold=row.bold, centred=left > 20 and abs(left - right) < 12)
