"""What is done to a filled document before it is written: tables put in place, rules drawn to length, XML made whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree
from markupsafe import Markup

from .charts import chart_paragraph
from .documents import Chart, Table
from .metrics import balanced_lines, text_width
from .package import parse, serialised, tag
from .stylebook import Stylebook
from .tables import table_xml
from .template import ProblemCode, TemplateProblem, UnusableTemplate
from .wording import clean

_SLOT = "DanBietSlot"
_RULES = {"RuleFull": 1.0, "RuleShort": 0.4, "RuleAbstract": 0.4, "RuleAppendix": 0.2}
_AFTER_INDENT = {tag(name) for name in ("jc", "textAlignment", "outlineLvl", "rPr", "sectPr", "pPrChange")}
_PAGE_WIDTH, _PAGE_MARGIN = 11906, 1701


class Slots:
    """Places kept free in the template for tables and charts, which are too big to go through it."""

    def __init__(self) -> None:
        self.kept: list[Table | Chart] = []

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(len(one.rows) for one in self.kept if isinstance(one, Table))

    def keep(self, one: Table | Chart) -> Markup:
        """The paragraph that stands for this table or chart until `place_slots`."""
        self.kept.append(one)
        style = f"{_SLOT}{len(self.kept) - 1}"
        return Markup('<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>').format(style)


def place_slots(
    root: etree._Element, *, kept: Sequence[Table | Chart], book: Stylebook, tick: Callable[[], None]
) -> bytes:
    """The document's bytes with each slot's paragraph become its table or chart, as wide as the text of its page.

    Of a chart only the frame; its part is added by `charts.add_charts`. The tables are put in as text: moving ten thousands of elements between trees takes minutes.
    """
    body = root.find(tag("body"))
    written: dict[bytes, bytes] = {}
    for paragraph in _styled(body, _SLOT):
        number = _style_of(paragraph).removeprefix(_SLOT)
        if paragraph.getparent() is not body:
            raise UnusableTemplate([TemplateProblem(ProblemCode.TABLE_NOT_ALONE)])
        one, width = kept[int(number)], _text_width_at(paragraph)
        if isinstance(one, Chart):
            xml = chart_paragraph(one, number=int(number), width=width)
        else:
            xml = table_xml(one, width=width, book=book, tick=tick)
        mark = f"{_SLOT}-{len(written)}"
        body.replace(paragraph, etree.ProcessingInstruction(mark))
        written[f"<?{mark} ?>".encode("ascii")] = xml.encode("utf-8")
    pieces = re.split(rf"(<\?{_SLOT}-\d+ \?>)".encode("ascii"), serialised(root))
    return b"".join(written.get(piece, piece) for piece in pieces)


def draw_rules(body: etree._Element, *, book: Stylebook) -> None:
    """The rule below a line gets its length, centred (see `_RULES`).

    The decree asks for the whole length under the motto and for a third to a half under the issuer and the abstract.
    """
    shares = {book.id_of(role): share for role, share in _RULES.items()}
    for rule in list(body.iter(tag("p"))):
        share = shares.get(_style_of(rule))
        line = rule.getprevious()
        if share is None or line is None or line.tag != tag("p"):
            continue
        room = _room(rule)
        size, bold = book.look(_style_of(line))
        longest = max(
            text_width(part, size=size, bold=bold)
            for part in balanced_lines(_text_of(line), size=size, bold=bold, width=room)
        )
        side = max(0, (room - round(min(longest, room) * share)) // 2)
        _indent(rule, side=side)


def keep_signature(body: etree._Element, *, book: Stylebook) -> None:
    """The block of signature and recipients never stands on a page without the end of the text before it."""
    title = book.id_of("RecipientsTitle")
    for paragraph in body.iter(tag("p")):
        if _style_of(paragraph) != title:
            continue
        table = next(iter(paragraph.iterancestors(tag("tbl"))), None)
        before = None if table is None else table.getprevious()
        for _ in range(2):
            if before is None or before.tag != tag("p"):
                break
            if before.find(f"{tag('pPr')}/{tag('keepNext')}") is None:
                at = 0 if before.find(f"{tag('pPr')}/{tag('pStyle')}") is None else 1
                _properties(before).insert(at, etree.Element(tag("keepNext")))
            before = before.getprevious()
        return


def make_whole(body: etree._Element) -> None:
    """Mends what a template's conditions may leave: cells without a paragraph, a last section without content."""
    for cell in body.iter(tag("tc")):
        if len(cell) == 0 or cell[-1].tag != tag("p"):
            etree.SubElement(cell, tag("p"))
    _drop_empty_last_section(body)


def set_title(core: bytes, *, title: str) -> etree._Element:
    """The document's properties with this title, which readers see in the window and screen readers say first."""
    root = parse(core, name="docProps/core.xml")
    name = "{http://purl.org/dc/elements/1.1/}title"
    element = root.find(name)
    if element is None:
        element = etree.SubElement(root, name)
    element.text = clean(title)
    return root


def _drop_empty_last_section(body: etree._Element) -> None:
    last = body[-1]
    if last.tag != tag("sectPr"):
        return
    before = last.getprevious()
    while before is not None and before.tag == tag("p") and not _text_of(before).strip():
        inner = before.find(f"{tag('pPr')}/{tag('sectPr')}")
        if inner is not None:
            body.replace(last, inner)
            body.remove(before)
            return
        before = before.getprevious()


def _styled(body: etree._Element, prefix: str) -> list[etree._Element]:
    return [paragraph for paragraph in body.iter(tag("p")) if _style_of(paragraph).startswith(prefix)]


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
    return "" if style is None else style.get(tag("val"), "")


def _properties(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(tag("pPr"))
    if found is None:
        found = etree.Element(tag("pPr"))
        paragraph.insert(0, found)
    return found


def _indent(paragraph: etree._Element, *, side: int) -> None:
    properties = _properties(paragraph)
    for old in properties.findall(tag("ind")):
        properties.remove(old)
    indent = etree.Element(tag("ind"))
    indent.set(tag("left"), str(side))
    indent.set(tag("right"), str(side))
    indent.set(tag("firstLine"), "0")
    # the schema wants it before these
    after = [at for at, child in enumerate(properties) if child.tag in _AFTER_INDENT]
    properties.insert(after[0] if after else len(properties), indent)


def _text_of(paragraph: etree._Element) -> str:
    signs = {tag("br"): "\n", tag("tab"): " "}
    return "".join(signs.get(node.tag) or node.text or "" for node in paragraph.iter(tag("t"), *signs))


def _room(paragraph: etree._Element) -> int:
    """The width a line of this paragraph has, in twips."""
    for cell in paragraph.iterancestors(tag("tc")):
        width = cell.find(f"{tag('tcPr')}/{tag('tcW')}")
        if width is not None and width.get(tag("type")) == "dxa":
            return _number(width, "w", 0)
    return _text_width_at(paragraph)


def _text_width_at(paragraph: etree._Element) -> int:
    """The width between the margins of the section that a paragraph of the body belongs to."""
    for node in (paragraph, *paragraph.itersiblings()):
        section = node if node.tag == tag("sectPr") else node.find(f"{tag('pPr')}/{tag('sectPr')}")
        if section is not None:
            size, margin = section.find(tag("pgSz")), section.find(tag("pgMar"))
            return (
                _number(size, "w", _PAGE_WIDTH)
                - _number(margin, "left", _PAGE_MARGIN)
                - _number(margin, "right", _PAGE_MARGIN)
            )
    return _PAGE_WIDTH - 2 * _PAGE_MARGIN


def _number(element: Any, name: str, default: int) -> int:
    value = element.get(tag(name)) if element is not None else None
    return int(float(value)) if value else default
