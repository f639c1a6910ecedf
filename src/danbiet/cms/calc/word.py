"""A Word file as paragraphs and tables: with the automatic numbers, without deleted text, comments and field codes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import etree

from danbiet.kit.wordlists import Numbering, W, read_numbering

from .blocks import Block, Cell, Paragraph, Table

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tcPr", "trPr", "tblGrid")
} | {f"{_MC}Fallback"}  # fmt: skip
_OFF = {"0", "false", "off", "none", "nil"}
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False}


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str = ""
    level: int | None = None
    number: tuple[str, int] | None = None


def read_word(path: Path) -> list[Block]:
    """The body of a .docx in reading order. Raises what zipfile and lxml raise for a file that is none."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())

        def part(name: str) -> etree._Element | None:
            return etree.fromstring(package.read(name), etree.XMLParser(**_PARSER)) if name in names else None

        document, styles, lists = (part(f"word/{name}.xml") for name in ("document", "styles", "numbering"))
    if document is None:
        return []
    numbering = read_numbering([lists] if lists is not None else [])
    body = document.find(f"{W}body")
    reader = _Reader(numbering, _styles(styles))
    return list(reader.blocks(body)) if body is not None else []


class _Reader:
    """Walks once, from the top: the automatic numbers are counted on the way."""

    def __init__(self, numbering: Numbering, styles: dict[str, _Style]) -> None:
        self.numbering, self.styles = numbering, styles

    def blocks(self, holder: etree._Element) -> Iterator[Block]:
        for child in holder:
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
                continue
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            else:
                yield from self.blocks(child)

    def paragraph(self, p: etree._Element) -> Iterator[Paragraph]:
        boxes: list[etree._Element] = []
        runs = list(_runs(p, boxes))
        text = _clean("".join(run for run, _ in runs))
        style = self.style_of(p)
        label = self.label(p, style)
        if text:
            is_bullet = label == "-"
            prefix = f"{label} " if label and not is_bullet else ""
            level = 0 if style.level is None or is_bullet or len(text) > 300 else 3 if style.level == 0 else 4
            html = "" if level else escape(prefix) + _stressed(runs)
            yield Paragraph(prefix + text, html, level, is_bullet)
        for box in boxes:
            yield from (block for block in self.blocks(box) if isinstance(block, Paragraph))

    def table(self, tbl: etree._Element) -> Iterator[Block]:
        """A table with lines is a table; one without arranges text on paper (the head of every official document)."""
        rows = tbl.findall(f"{W}tr")
        if not _has_lines(tbl):
            for cell in tbl.iter(f"{W}tc"):
                if cell.getparent().getparent() is tbl:
                    yield from self.blocks(cell)
            return
        grid = [[self.cell(tc) for tc in row.findall(f"{W}tc")] for row in rows]
        heads = bool(rows) and (rows[0].find(f"{W}trPr/{W}tblHeader") is not None or _is_bold(rows[0]))
        found = tuple(row for row in _merged(grid) if row)
        if found:
            yield Table(found, has_head=heads and len(found) > 1)

    def cell(self, tc: etree._Element) -> tuple[str, int, bool]:
        """Its words, how many columns it takes, and whether it goes on from the row above."""
        said: list[str] = []
        for block in self.blocks(tc):
            said += (
                [block.text]
                if isinstance(block, Paragraph)
                else [one.text for row in block.rows for one in row if one.text]
            )
        span = _value(tc.find(f"{W}tcPr/{W}gridSpan"))
        merge = tc.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and _value(merge) != "restart"
        return "\n".join(said), min(int(span), 60) if span.isdigit() else 1, goes_on

    def style_of(self, p: etree._Element) -> _Style:
        """Level and list of the paragraph's style, or of what it says itself."""
        level, number, name, seen = None, None, _value(p.find(f"{W}pPr/{W}pStyle")), set[str]()
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            level = style.level if level is None else level
            number = style.number if number is None else number
            name = style.parent
        own = _value(p.find(f"{W}pPr/{W}outlineLvl"))
        return _Style(level=int(own) if own.isdigit() and own != "9" else level, number=number)

    def label(self, p: etree._Element, style: _Style) -> str:
        own = _number(p.find(f"{W}pPr/{W}numPr"))
        number = own or style.number
        if number is None or not number[0] or number[0] == "0":
            return ""
        return self.numbering.label(*number)


def _runs(holder: etree._Element, boxes: list[etree._Element]) -> Iterator[tuple[str, str]]:
    """(words, "", "strong" or "em") in order; text boxes are put aside."""
    for child in holder:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{W}r":
            yield from ((piece, _stress(child)) for piece in _pieces(child, boxes))
        elif child.tag == f"{W}txbxContent":
            boxes.append(child)
        else:
            yield from _runs(child, boxes)


def _pieces(run: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in run:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}txbxContent":
            boxes.append(child)
        else:
            yield from _pieces(child, boxes)


def _stress(run: etree._Element) -> str:
    for name, said in (("b", "strong"), ("i", "em")):
        found = run.find(f"{W}rPr/{W}{name}")
        if found is not None and _value(found, "1") not in _OFF:
            return said
    return ""


def _stressed(runs: list[tuple[str, str]]) -> str:
    """The words with their stresses; a paragraph stressed as a whole says nothing by it."""
    stresses = {stress for words, stress in runs if words.strip()}
    if stresses == {""}:
        return escape(_clean("".join(words for words, _ in runs)))
    parts: list[list[str]] = []
    for words, stress in runs:
        if parts and (parts[-1][1] == stress or not words.strip()):
            parts[-1][0] += words
        else:
            parts.append([words, stress])
    html = "".join(
        f"<{stress}>{escape(words)}</{stress}>" if stress else escape(words) for words, stress in parts
    )
    return " ".join(html.split())


def _merged(grid: list[list[tuple[str, int, bool]]]) -> Iterator[tuple[Cell, ...]]:
    """Rows of cells; one that goes on below is one cell of several rows."""
    places = [_placed(row) for row in grid]
    for index, row in enumerate(places):
        cells = []
        for column, (text, columns, goes_on) in row.items():
            if goes_on and index:
                continue
            below = 0
            for later in places[index + 1 :]:
                if column in later and later[column][2] and later[column][1] == columns:
                    below += 1
                else:
                    break
            cells.append(Cell(text, columns, 1 + below))
        yield tuple(cells)


def _placed(row: list[tuple[str, int, bool]]) -> dict[int, tuple[str, int, bool]]:
    found, column = {}, 0
    for cell in row:
        found[column] = cell
        column += cell[1]
    return found


def _has_lines(tbl: etree._Element) -> bool:
    if _value(tbl.find(f"{W}tblPr/{W}tblStyle")):
        return True
    borders = [
        *tbl.findall(f"{W}tblPr/{W}tblBorders/*"),
        *tbl.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders/*"),
    ]
    return any(_value(line) not in _OFF | {""} for line in borders)


def _is_bold(row: etree._Element) -> bool:
    runs = [run for run in row.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()]
    return bool(runs) and all(_stress(run) == "strong" for run in runs)


def _styles(part: etree._Element | None) -> dict[str, _Style]:
    found = {}
    for style in part.iter(f"{W}style") if part is not None else ():
        level = _value(style.find(f"{W}pPr/{W}outlineLvl"))
        name = _value(style.find(f"{W}name")).lower()
        heading = re.fullmatch(r"heading (\d)", name)
        if heading:
            level = str(int(heading[1]) - 1)
        found[style.get(f"{W}styleId", "")] = _Style(
            parent=_value(style.find(f"{W}basedOn")),
            level=0 if name == "title" else int(level) if level.isdigit() and level != "9" else None,
            number=_number(style.find(f"{W}pPr/{W}numPr")),
        )
    return found


def _number(holder: etree._Element | None) -> tuple[str, int] | None:
    if holder is None:
        return None
    level = _value(holder.find(f"{W}ilvl"), "0")
    return _value(holder.find(f"{W}numId")), int(level) if level.isdigit() else 0


def _value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else str(element.get(f"{W}val", default))


def _clean(text: str) -> str:
    return " ".join(text.split())
