"""A Word file as lines and grids in reading order, whatever its XML looks like."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from danbiet.kit.wordlists import Numbering, W, read_numbering

from .package import Package
from .words import clean

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DROPPED = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "tcPr", "trPr")
}
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its words, the automatic number before it, how it looks, where it stands."""

    text: str
    label: str = ""
    bold: bool = False
    centred: bool = False
    level: int | None = None
    place: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; `continues` when it is the lower part of a vertically merged cell."""

    column: int
    span: int
    lines: tuple[Line, ...] = ()
    grids: tuple["Grid", ...] = ()
    continues: bool = False
    merged: bool = False

    @property
    def text(self) -> str:
        """The words of the cell, one paragraph per line, nested grids row by row."""
        parts = [line.text for line in self.lines if line.text]
        parts.extend(grid.text for grid in self.grids)
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells placed on columns."""

    rows: tuple[tuple[Cell, ...], ...]
    columns: int

    @property
    def text(self) -> str:
        """All words of the table, a line per row."""
        rows = ("\t".join(cell.text for cell in row if cell.text) for row in self.rows)
        return "\n".join(row for row in rows if row)


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Content:
    """A whole file: what stands in the body, and what stands around it."""

    body: tuple[Block, ...]
    notes: tuple[Block, ...]
    furniture: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str = ""
    bold: bool | None = None
    centred: bool | None = None
    level: int | None = None
    number: tuple[str, int] | None = None


class _Walker:
    def __init__(self, *, numbering: Numbering, styles: dict[str, _Style]) -> None:
        self.numbering = numbering
        self.styles = styles

    def blocks(self, holder: etree._Element) -> Iterator[Block]:
        for child in holder:
            tag = child.tag
            if not isinstance(tag, str) or tag in _DROPPED:
                continue
            if tag == f"{W}p":
                yield from self.paragraph(child)
            elif tag == f"{W}tbl":
                yield self.grid(child)
            elif tag == f"{_MC}AlternateContent":
                yield from self.blocks(_chosen(child))
            else:
                yield from self.blocks(child)

    def paragraph(self, p: etree._Element) -> Iterator[Block]:
        boxes: list[etree._Element] = []
        pieces: list[str] = []
        weights: list[tuple[int, bool]] = []
        style = self.style(_val(p.find(f"{W}pPr/{W}pStyle")))
        self.inline(p, pieces=pieces, boxes=boxes, weights=weights, style=style)
        text = clean("".join(pieces))
        label = self.label(p, style)
        heavy = sum(n for n, bold in weights if bold)
        total = sum(n for n, _ in weights)
        align = _val(p.find(f"{W}pPr/{W}jc"))
        level = _val(p.find(f"{W}pPr/{W}outlineLvl"))
        yield Line(
            text=text,
            label=label,
            bold=total > 0 and heavy * 10 >= total * 9,
            centred=align == "center" if align else bool(style.centred),
            level=int(level) if level.isdigit() else style.level,
        )
        for box in boxes:
            for block in self.blocks(box):
                yield (
                    Line(block.text, block.label, block.bold, block.centred, None, "box")
                    if isinstance(block, Line)
                    else block
                )

    def inline(
        self,
        holder: etree._Element,
        *,
        pieces: list[str],
        boxes: list[etree._Element],
        weights: list[tuple[int, bool]],
        style: _Style,
        bold: bool = False,
    ) -> None:
        for child in holder:
            tag = child.tag
            if not isinstance(tag, str) or tag in _DROPPED:
                continue
            if tag in (f"{W}t", _MATH_TEXT):
                words = child.text or ""
                pieces.append(words)
                if words.strip():
                    weights.append((len(words.strip()), bold))
            elif tag == f"{W}tab" or tag == f"{W}ptab":
                pieces.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                pieces.append("\n")
            elif tag == f"{W}noBreakHyphen":
                pieces.append("-")
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            else:
                inner = _chosen(child) if tag == f"{_MC}AlternateContent" else child
                heavy = self.run_is_bold(child, style) if tag == f"{W}r" else bold
                self.inline(inner, pieces=pieces, boxes=boxes, weights=weights, style=style, bold=heavy)

    def run_is_bold(self, run: etree._Element, style: _Style) -> bool:
        own = run.find(f"{W}rPr/{W}b")
        if own is not None:
            return own.get(f"{W}val", "1") not in _OFF
        named = self.style(_val(run.find(f"{W}rPr/{W}rStyle")))
        return bool(named.bold if named.bold is not None else style.bold)

    def label(self, p: etree._Element, style: _Style) -> str:
        number = _number(p.find(f"{W}pPr")) or style.number
        return self.numbering.label(*number) if number and number[0] != "0" else ""

    def style(self, name: str) -> _Style:
        merged = _Style()
        for _ in range(12):
            own = self.styles.get(name)
            if own is None:
                break
            merged = _Style(
                own.parent,
                merged.bold if merged.bold is not None else own.bold,
                merged.centred if merged.centred is not None else own.centred,
                merged.level if merged.level is not None else own.level,
                merged.number or own.number,
            )
            name = own.parent
        return merged

    def grid(self, tbl: etree._Element) -> Grid:
        rows = [tuple(self.row(tr)) for tr in _rows(tbl) if tr.find(f"{W}trPr/{W}del") is None]
        width = max((cell.column + cell.span for row in rows for cell in row), default=0)
        return Grid(tuple(rows), width)

    def row(self, tr: etree._Element) -> Iterator[Cell]:
        before = _val(tr.find(f"{W}trPr/{W}gridBefore"))
        column = int(before) if before.isdigit() else 0
        pending: Cell | None = None
        for tc in _cells(tr):
            cell = self.cell(tc, column)
            column += cell.span
            if pending is not None and _val(tc.find(f"{W}tcPr/{W}hMerge"), "-") in ("continue", ""):
                pending = Cell(
                    pending.column,
                    pending.span + cell.span,
                    pending.lines + cell.lines,
                    pending.grids + cell.grids,
                    pending.continues,
                    pending.merged,
                )
                continue
            if pending is not None:
                yield pending
            pending = cell
        if pending is not None:
            yield pending

    def cell(self, tc: etree._Element, column: int) -> Cell:
        span = _val(tc.find(f"{W}tcPr/{W}gridSpan"))
        merge = tc.find(f"{W}tcPr/{W}vMerge")
        blocks = list(self.blocks(tc))
        return Cell(
            column=column,
            span=max(1, int(span)) if span.isdigit() else 1,
            lines=tuple(block for block in blocks if isinstance(block, Line) and (block.text or block.label)),
            grids=tuple(block for block in blocks if isinstance(block, Grid)),
            continues=merge is not None and merge.get(f"{W}val", "continue") == "continue",
            merged=merge is not None,
        )


def read_content(package: Package) -> Content:
    """Return all text of the file as blocks; deleted revisions and field codes are left out."""
    numbering = read_numbering(package.related("numbering"))
    walker = _Walker(numbering=numbering, styles=_styles(package.related("styles")))
    body = package.document.find(f"{W}body")
    around = itertools.chain(package.related("header"), package.related("footer"))
    notes = itertools.chain.from_iterable(
        package.related(kind) for kind in ("footnotes", "endnotes", "comments")
    )
    return Content(
        body=tuple(walker.blocks(body)) if body is not None else (),
        notes=tuple(block for part in notes for block in walker.blocks(part)),
        furniture=tuple(block for part in around for block in walker.blocks(part)),
    )


def words_of_file(package: Package) -> list[str]:
    """Return every word of the file paragraph by paragraph, read independently of the blocks above."""
    parts = [package.document]
    for kind in ("header", "footer", "footnotes", "endnotes", "comments"):
        parts.extend(package.related(kind))
    words: list[str] = []
    for part in parts:
        for p in part.iter(f"{W}p"):
            if not _is_dropped(p):
                words.extend(clean("".join(_own_text(p))).split())
    return words


def _own_text(p: etree._Element) -> Iterator[str]:
    for node in p.iter(f"{W}t", _MATH_TEXT, f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        owner = next(node.iterancestors(f"{W}p"), None)
        if owner is not p or _is_dropped(node):
            continue
        if node.tag in (f"{W}t", _MATH_TEXT):
            yield node.text or ""
        elif node.getparent().tag == f"{W}r":
            yield "-" if node.tag == f"{W}noBreakHyphen" else " "


def _is_dropped(node: etree._Element) -> bool:
    for ancestor in node.iterancestors(f"{W}del", f"{W}moveFrom", f"{W}tr", f"{_MC}Choice", f"{_MC}Fallback"):
        if ancestor.tag in (f"{W}del", f"{W}moveFrom"):
            return True
        if ancestor.tag == f"{W}tr":
            if ancestor.find(f"{W}trPr/{W}del") is not None:
                return True
        elif _chosen(ancestor.getparent()) is not ancestor:
            return True
    return False


def _chosen(alternate: etree._Element) -> etree._Element:
    """Of the same content told twice (new and old Word), the telling that has text."""
    options = [child for child in alternate if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    for option in options:
        if next(option.iter(f"{W}t"), None) is not None:
            return option
    return options[0] if options else alternate


def _rows(tbl: etree._Element) -> Iterator[etree._Element]:
    yield from _through(tbl, f"{W}tr", stop=f"{W}tbl")


def _cells(tr: etree._Element) -> Iterator[etree._Element]:
    yield from _through(tr, f"{W}tc", stop=f"{W}tr")


def _through(holder: etree._Element, tag: str, *, stop: str) -> Iterator[etree._Element]:
    for child in holder:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag != stop and child.tag not in _DROPPED:
            yield from _through(child, tag, stop=stop)


def _val(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else str(element.get(f"{W}val", ""))


def _number(holder: etree._Element | None) -> tuple[str, int] | None:
    if holder is None or holder.find(f"{W}numPr/{W}numId") is None:
        return None
    level = _val(holder.find(f"{W}numPr/{W}ilvl"))
    return _val(holder.find(f"{W}numPr/{W}numId")), int(level) if level.isdigit() else 0


def _styles(parts: list[etree._Element]) -> dict[str, _Style]:
    styles = {}
    for part in parts:
        for style in part.iter(f"{W}style"):
            bold = style.find(f"{W}rPr/{W}b")
            align = _val(style.find(f"{W}pPr/{W}jc"))
            level = _val(style.find(f"{W}pPr/{W}outlineLvl"))
            styles[style.get(f"{W}styleId", "")] = _Style(
                parent=_val(style.find(f"{W}basedOn")),
                bold=None if bold is None else bold.get(f"{W}val", "1") not in _OFF,
                centred=align == "center" if align else None,
                level=int(level) if level.isdigit() else None,
                number=_number(style.find(f"{W}pPr")),
            )
    return styles
