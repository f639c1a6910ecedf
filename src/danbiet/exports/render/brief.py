"""A paper of one A4 page for people with little time: figures on top, short lists below; as PDF drawn here, and as Word."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Cell

from .drawn import Page
from .letter import blank_a4
from .typeface import BOLD, face
from .wording import clean

MOST_ROWS = 6  # of a list: with four lists of one-line entries more would not fit the page
_LEFT, _RIGHT, _TOP = 57.0, 538.0, 62.0
_SOFT = (0.38, 0.38, 0.42)
_SIDE = 112.0  # points of the right column of a list
_LONGEST = 110  # letters of a line in a list; longer ones are cut with "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefList:
    """A heading with lines of (words, figure); `none` is said where there is nothing; `more` counts what is left out."""

    heading: str
    rows: tuple[tuple[str, str], ...]
    none: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The paper. `figures`: at most five pairs of a label and a figure; `foot`: where the figures come from."""

    over: str
    title: str
    under: str
    figures: tuple[tuple[str, str], ...]
    lists: tuple[BriefList, ...]
    foot: str


def brief_pdf(brief: Brief) -> bytes:
    """The paper as a PDF of exactly one page."""
    page = Page()
    page.words(clean(brief.over), _LEFT, _TOP, size=9.5, ink=_SOFT)
    y = page.block(
        clean(brief.title), _LEFT, _TOP + 22, width=_RIGHT - _LEFT, size=17, weight=BOLD, lead=1.25
    )
    y = page.block(clean(brief.under), _LEFT, y + 1, width=_RIGHT - _LEFT, size=10, ink=_SOFT) + 8
    wide = (_RIGHT - _LEFT) / max(len(brief.figures), 1)
    for place, (label, figure) in enumerate(brief.figures):
        page.words(clean(figure), _LEFT + place * wide, y + 10, size=16, weight=BOLD)
        page.words(clean(label), _LEFT + place * wide, y + 24, size=8.5, ink=_SOFT)
    y += 44
    for one in brief.lists:
        y = _draw(page, one, y)
    page.words(_fitting(brief.foot, size=8, width=_RIGHT - _LEFT), _LEFT, 806, size=8, ink=_SOFT)
    return page.pdf(title=brief.title, language="vi")


def _draw(page: Page, one: BriefList, y: float) -> float:
    page.square(_LEFT, y - 12, width=_RIGHT - _LEFT, height=0.8)
    page.words(clean(one.heading), _LEFT, y + 4, size=11.5, weight=BOLD)
    y += 20
    for words, figure in one.rows[:MOST_ROWS]:
        page.words(clean(figure), _RIGHT - _SIDE + 12, y, size=9.5, weight=BOLD)
        page.words(_fitting(words, size=9.5, width=_RIGHT - _LEFT - _SIDE), _LEFT, y, size=9.5)
        y += 15
    if not one.rows:
        page.words(clean(one.none), _LEFT, y, size=9.5, ink=_SOFT)
        y += 14
    if one.more:
        page.words(clean(one.more), _LEFT, y, size=8.5, ink=_SOFT)
        y += 13
    return y + 12


def _fitting(words: str, *, size: float, width: float) -> str:
    """The words on one line no wider than `width` points, cut between words with "…" where they are longer."""
    line = " ".join(clean(words).split())
    measure = face(BOLD)
    if measure.width(line, size=size) <= width:
        return line
    kept = line.split(" ")
    while len(kept) > 1 and measure.width(" ".join(kept) + "…", size=size) > width:
        kept.pop()
    return " ".join(kept) + "…"


def _short(words: str) -> str:
    line = " ".join(clean(words).split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rpartition(" ")[0] + "…"


def brief_docx(brief: Brief) -> bytes:
    """The same as a Word file of one page, to be changed before it is handed on."""
    word = blank_a4(points=11, upright=1.6, left=2, right=2)
    for text, size, bold in ((brief.over, 11, False), (brief.title, 16, True), (brief.under, 11, False)):
        run = word.add_paragraph().add_run(clean(text))
        run.bold, run.font.size = bold, Pt(size)
    figures = word.add_table(rows=2, cols=len(brief.figures)) if brief.figures else None
    for place, (label, figure) in enumerate(brief.figures if figures is not None else ()):
        _put(figures.cell(0, place), figure, size=15, bold=True)  # type: ignore[union-attr]
        _put(figures.cell(1, place), label, size=9)  # type: ignore[union-attr]
    for one in brief.lists:
        _list(word, one)
    run = word.add_paragraph().add_run(clean(brief.foot))
    run.italic, run.font.size = True, Pt(9)
    word.core_properties.title = brief.title
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def _list(word: object, one: BriefList) -> None:
    heading = word.add_paragraph()  # type: ignore[attr-defined]
    heading.paragraph_format.space_before = Pt(8)
    heading.add_run(clean(one.heading)).bold = True
    if not one.rows:
        word.add_paragraph(clean(one.none))  # type: ignore[attr-defined]
        return
    table = word.add_table(rows=0, cols=2)  # type: ignore[attr-defined]
    table.style, table.autofit = "Table Grid", False
    for words, figure in one.rows[:MOST_ROWS]:
        left, right = table.add_row().cells
        left.width, right.width = Cm(13), Cm(4)
        _put(left, _short(words), size=11)
        _put(right, figure, size=11, bold=True, align=WD_ALIGN_PARAGRAPH.RIGHT)
    if one.more:
        run = word.add_paragraph().add_run(clean(one.more))  # type: ignore[attr-defined]
        run.font.size = Pt(9)


def _put(
    cell: _Cell,
    text: str,
    *,
    size: int,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = bold, Pt(size)
    paragraph.alignment = align
