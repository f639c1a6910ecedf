"""Certificates as a Word file: A4 landscape, one to a page, a code with which anyone can check it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"
RED, INK = RGBColor(0xB3, 0x1B, 0x1B), RGBColor(0x1A, 0x1A, 0x1A)
BAD = dict.fromkeys((*range(32), 65534, 65535))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one certificate says. `place` is place and date, `check` where the code is checked."""

    superior: str
    issuer: str
    prize: str
    holder: str
    unit: str
    contest: str
    round: str
    place: str
    signer_prefix: str
    signer_title: str
    code: str
    check: str


def certificates(sheets: Sequence[Sheet], *, progress: Callable[[int], None] = lambda _count: None) -> bytes:
    """The certificates in order, each on a page of its own. ValueError for none. `progress` is told how many are written."""
    if not sheets:
        raise ValueError("no certificate")
    paper = Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(28)
    section.top_margin = section.bottom_margin = Mm(20)
    _border(section)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    for number, sheet in enumerate(sheets, start=1):
        _sheet(paper, sheet, is_first=number == 1)
        progress(number)
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _sheet(paper: Any, said: Sheet, *, is_first: bool) -> None:
    top = _line(paper, said.superior.upper(), size=13)
    if not is_first:
        top.runs[0].text, words = "", top.runs[0].text
        top.runs[0].add_break(WD_BREAK.PAGE)
        _run(top, words, size=13)
    _line(paper, said.issuer.upper(), size=14, bold=True)
    _line(paper, "GIẤY CHỨNG NHẬN", size=38, bold=True, color=RED, before=22)
    _line(paper, said.issuer, size=15, before=8)
    _line(paper, "CHỨNG NHẬN", size=15, before=2)
    _line(paper, said.holder, size=28, bold=True, before=10)
    if said.unit:
        _line(paper, said.unit, size=16, italic=True, before=2)
    _line(paper, "đạt", size=15, before=8)
    _line(paper, said.prize.upper(), size=26, bold=True, color=RED, before=2)
    _line(paper, f"{said.round}, {said.contest}", size=16, before=6)
    _line(paper, said.place, size=14, italic=True, before=16, indent=130)
    _line(paper, said.signer_prefix.upper(), size=14, bold=True, indent=130)
    _line(paper, said.signer_title.upper(), size=14, bold=True, indent=130)
    code = "-".join(said.code[start : start + 4] for start in range(0, len(said.code), 4))
    _line(paper, f"Mã kiểm tra: {code}   {said.check}", size=10, before=46, left=True)


def _line(
    paper: Any, words: str, *, size: float, bold: bool = False, italic: bool = False, color: RGBColor = INK,
    before: float = 0, indent: float = 0, left: bool = False,
) -> Any:  # fmt: skip
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_before = Pt(before)
    line.paragraph_format.left_indent = Mm(indent)
    _run(line, words, size=size, bold=bold, italic=italic, color=color)
    return line


def _run(
    line: Any, words: str, *, size: float, bold: bool = False, italic: bool = False, color: RGBColor = INK
) -> None:
    run = line.add_run(words.translate(BAD))
    run.font.size, run.font.bold, run.font.italic, run.font.color.rgb = Pt(size), bold, italic, color


def _border(section: Any) -> None:
    """A double line around the page."""
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "double"), ("sz", "12"), ("space", "24"), ("color", "B31B1B")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    section._sectPr.append(borders)
