"""What is done to a filled document before it is written: tables put in place, rules drawn to length, XML made whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree
from markupsafe import Markup

from .documents import Table
from .metrics import balanced_lines, text_width
from .package import W, parse, tag
from .tables import table_xml
from .template import ProblemCode, TemplateProblem, UnusableTemplate

_SLOT = "DanBietSlot"
_RULES = {"RuleFull": 1.0, "RuleShort": 0.4, "RuleAbstract": 0.4, "RuleAppendix": 0.2}
_PAGE_WIDTH, _PAGE_MARGIN = 11906, 1701


class Slots:
    """Places kept free in the template for tables, which are too big to go through it."""

    def __init__(self) -> None:
        self.tables: list[Table] = []

    def keep(self, table: Table) -> Markup:
        """The paragraph that stands for this table until `place_tables`."""
        self.tables.append(table)
        style = f"{_SLOT}{len(self.tables) - 1}"
        return Markup('<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>').format(style)


def place_tables(body: etree._Element, *, tables: Sequence[Table], tick: Callable[[], None]) -> None:
    """Each slot's paragraph becomes its table, as wide as the text of the page it stands on."""
    for paragraph in _styled(body, _SLOT):
        style = _style_of(paragraph)
        parent = paragraph.getparent()
        if parent is not body:
            raise UnusableTemplate([TemplateProblem(ProblemCode.TABLE_NOT_ALONE)])
        table = tables[int(style.removeprefix(_SLOT))]
        xml = table_xml(table, width=_text_width_at(paragraph), tick=tick)
        parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
        element = etree.fromstring(f'<w:x xmlns:w="{W}">{xml}</w:x>', parser)[0]
        parent.replace(paragraph, element)


def draw_rules(body: etree._Element, *, styles: etree._Element) -> None:
    """A rule under a line becomes as long as the line (style RuleFull) or 0,4 of it (RuleShort), centred.

    The decree asks for the whole length under the motto and for a third to a half under the issuer and the abstract.
    """
    looks = _looks(styles)
    for rule in _styled(body, "Rule"):
        share = _RULES.get(_style_of(rule))
        line = rule.getprevious()
        if share is None or line is None or line.tag != tag("p"):
            continue
        room = _room(rule)
        size, bold = looks.get(_style_of(line), (14.0, False))
        lines = _text_of(line).split("\n")
        longest = max(
            text_width(part, size=size, bold=bold)
            for text in lines
            for part in balanced_lines(text, size=size, bold=bold, width=room)
        )
        side = max(0, (room - round(min(longest, room) * share)) // 2)
        indent = etree.Element(tag("ind"))
        indent.set(tag("left"), str(side))
        indent.set(tag("right"), str(side))
        _properties(rule).append(indent)


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
    element.text = title
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
    return found if found is not None else etree.SubElement(paragraph, tag("pPr"))


def _text_of(paragraph: etree._Element) -> str:
    words = []
    for node in paragraph.iter(tag("t"), tag("br"), tag("tab")):
        words.append("\n" if node.tag == tag("br") else " " if node.tag == tag("tab") else node.text or "")
    return "".join(words)


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


def _looks(styles: etree._Element) -> dict[str, tuple[float, bool]]:
    """Size in points and boldness by style id, as far as the style says it itself."""
    looks = {}
    for style in styles.iter(tag("style")):
        size = style.find(f"{tag('rPr')}/{tag('sz')}")
        bold = style.find(f"{tag('rPr')}/{tag('b')}")
        on = bold is not None and bold.get(tag("val"), "1") not in {"0", "false"}
        looks[style.get(tag("styleId"), "")] = (_number(size, "val", 28) / 2, on)
    return looks
