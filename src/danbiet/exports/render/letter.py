"""A letter (công văn) in the form of Nghị định 30/2020/NĐ-CP, Annex III form 1.5: no type name, its subject under the number."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from .documents import Align, OfficialHead, RowKind, Table
from .wording import clean, number_line, place_and_date, recipient_lines

_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_WIDTHS = (6.4, 9.6)  # centimetres of the two columns of the head
_ROOM = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDocument:
    """What a letter says: `head.abstract` is its subject ("V/v …"), `head.addressee` whom it is written to.

    `before` and `after` are paragraphs around the table (None: no table).
    """

    head: OfficialHead
    before: tuple[str, ...]
    table: Table | None = None
    after: tuple[str, ...] = ()


def render_letter(letter: LetterDocument) -> bytes:
    """The letter as a .docx on A4, in Times New Roman 14, margins as the decree has them."""
    word = blank_a4(points=14, upright=2, left=3, right=2)
    _head(word, letter.head)
    _addressee(word, letter.head)
    for text in letter.before:
        _running(word, text)
    if letter.table is not None:
        _table(word, letter.table)
    for place, text in enumerate(letter.after):
        _running(word, f"{text}/." if place == len(letter.after) - 1 and not text.endswith("/.") else text)
    _foot(word, letter.head)
    word.core_properties.title = letter.head.abstract
    word.core_properties.author = letter.head.issuer
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def blank_a4(*, points: int, upright: float, left: float, right: float) -> Word:
    """An empty Word file on A4 in Times New Roman; `upright` is the margin above and below, all in centimetres."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(upright)
    section.left_margin, section.right_margin = Cm(left), Cm(right)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(points)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
    return word


def _head(word: Word, head: OfficialHead) -> None:
    table = word.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Cm(_WIDTHS[0]), Cm(_WIDTHS[1])
    if head.superior:
        _said(left, head.superior.upper(), size=13)
    _ruled(_said(left, head.issuer.upper(), size=13, bold=True))
    _said(left, f"Số: {number_line(number=head.number, symbol=head.symbol)}", size=13, before=6)
    _said(left, head.abstract, size=12, before=4)
    _said(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    _ruled(_said(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True))
    day = place_and_date(place=head.place, on=head.date, year=head.year)
    _said(right, day, size=13, italic=True, before=6)
    for cell in (left, right):
        first = cell.paragraphs[0]
        if not first.text:
            first._element.getparent().remove(first._element)


def _ruled(paragraph: Paragraph) -> None:
    """A rule under the words."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._element.get_or_add_pPr().append(borders)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(1.4)


def _addressee(word: Word, head: OfficialHead) -> None:
    names = head.addressee or ("…",)
    if len(names) == 1:
        _line(word, f"Kính gửi: {names[0]}", align=_CENTRE, before=14, after=8)
        return
    _line(word, "Kính gửi:", align=_LEFT, before=14)
    for place, name in enumerate(names):
        _line(
            word, f"- {name}{'.' if place == len(names) - 1 else ';'}", align=_LEFT
        ).paragraph_format.left_indent = Cm(4)


def _running(word: Word, text: str) -> None:
    paragraph = _line(word, text, align=WD_ALIGN_PARAGRAPH.JUSTIFY, after=6)
    paragraph.paragraph_format.first_line_indent = Cm(1.27)


def _line(word: Word, text: str, *, align: WD_ALIGN_PARAGRAPH, before: int = 0, after: int = 0) -> Paragraph:
    paragraph = word.add_paragraph(clean(text))
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def _table(word: Word, told: Table) -> None:
    table = word.add_table(rows=1, cols=len(told.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    total = sum(column.width for column in told.columns)
    widths = [Cm(_ROOM * column.width / total) for column in told.columns]
    for cell, column, width in zip(table.rows[0].cells, told.columns, widths, strict=True):
        cell.width = width
        _fill(cell, column.label, bold=True, align=_CENTRE)
    _repeat_head(table.rows[0]._tr)
    for row in told.rows:
        cells = table.add_row().cells
        for cell, text, column, width in zip(cells, row.cells, told.columns, widths, strict=True):
            cell.width = width
            _fill(cell, text, bold=row.kind == RowKind.TOTAL, align=_aligned(column.align))
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _aligned(align: Align) -> WD_ALIGN_PARAGRAPH:
    return {Align.LEFT: _LEFT, Align.CENTER: _CENTRE, Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT}[align]


def _repeat_head(row: object) -> None:
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))


def _fill(cell: _Cell, text: str, *, bold: bool = False, align: WD_ALIGN_PARAGRAPH = _LEFT) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = bold, Pt(12)
    paragraph.alignment = align


def _foot(word: Word, head: OfficialHead) -> None:
    table = word.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    for place, line in enumerate(("Nơi nhận:", *recipient_lines(head.recipients))):
        _said(left, line, size=12 if place == 0 else 11, bold=place == 0, italic=place == 0, align=_LEFT)
    if head.signer_prefix:
        _said(right, head.signer_prefix.upper(), bold=True)
    for line in head.signer_title.split("\n"):
        _said(right, line.upper(), bold=True)
    _said(right, head.signer_name, bold=True, before=64)
    for cell in (left, right):
        first = cell.paragraphs[0]
        if not first.text:
            first._element.getparent().remove(first._element)


def _said(
    cell: _Cell, text: str, *, size: int = 14, bold: bool = False, italic: bool = False, before: int = 0,
    align: WD_ALIGN_PARAGRAPH = _CENTRE,
) -> Paragraph:  # fmt: skip
    paragraph: Paragraph = cell.add_paragraph()
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph
