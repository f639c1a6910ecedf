"""Moodle XML: multiple choice and true or false are read; every other kind is refused by its line. Written back whole."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from lxml import etree

from .customs import WHOLE, are_equal_shares, category_of, notes_of, section_of, tags_of
from .decoding import has_picture, plain
from .draft import FALSE, TRUE, ItemDraft, Read, Unreadable, holdable


def read_moodle(data: bytes) -> Read:
    """Items of a Moodle XML file; `place` is the line of the question. Unreadable ("xml") when it is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("xml") from error
    if root.tag != "quiz":
        raise Unreadable("xml")
    read, section = Read(), ""
    for question in root.iter("question"):
        place, kind = int(question.sourceline or 1), str(question.get("type", ""))
        if kind == "category":
            section = section_of(_text(question.find("category")))
        elif kind in ("multichoice", "truefalse"):
            _question(read, question, place, section, is_truth=kind == "truefalse")
        else:
            read.refuse(place, _REFUSED.get(kind, "kind"), _text(question.find("questiontext")) or kind)
    return read


_REFUSED = {
    "shortanswer": "short_answer", "matching": "matching", "numerical": "numerical", "essay": "essay", "description": "description",
    "cloze": "cloze",
}  # fmt: skip


def _question(read: Read, question: etree._Element, place: int, section: str, *, is_truth: bool) -> None:
    html = _text(question.find("questiontext"))
    answers = question.findall("answer")
    if (
        question.find(".//file") is not None
        or has_picture(html)
        or any(has_picture(_text(one)) for one in answers)
    ):
        read.refuse(place, "picture", plain(html))
        return
    options = [plain(_text(one)) for one in answers]
    fractions = [_fraction(one) for one in answers]
    key = _key(fractions, is_single=is_truth or _text_of(question, "single") != "false")
    if key is None:
        read.refuse(place, "partial", plain(html))
        return
    if is_truth:
        words = {"true": TRUE, "false": FALSE}
        options = [words.get(one.casefold(), one) for one in options]
    level, source = notes_of(_text(tag) for tag in question.findall("tags/tag"))
    fixed = is_truth or _text_of(question, "shuffleanswers") in ("0", "false")
    read.take(
        ItemDraft(
            place, plain(html), tuple(options), key, level=level, section=section, source=source, is_fixed=fixed,
            name=_text(question.find("name")),
        )
    )  # fmt: skip


def _key(fractions: list[Decimal], *, is_single: bool) -> tuple[int, ...] | None:
    """The right options; None where one gives part of a mark."""
    right = tuple(place for place, one in enumerate(fractions) if one > 0)
    if is_single:
        return right if all(fractions[place] >= WHOLE for place in right) and len(right) < 2 else None
    return right if are_equal_shares([fractions[place] for place in right]) else None


def _fraction(answer: etree._Element) -> Decimal:
    try:
        number = Decimal(str(answer.get("fraction", "0")))
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() else Decimal(0)


def _text(element: etree._Element | None) -> str:
    """The words of an element's own <text>, or of itself."""
    if element is None:
        return ""
    inner = element.find("text")
    return str((inner if inner is not None else element).text or "")


def _text_of(question: etree._Element, name: str) -> str:
    element = question.find(name)
    return str(element.text or "").strip().casefold() if element is not None else ""


def write_moodle(items: Iterable[ItemDraft]) -> bytes:
    """The items as Moodle XML; level and legal source travel as tags, the section as a category."""
    root, section = etree.Element("quiz"), None
    for item in items:
        if item.section != section:
            section = item.section
            category = etree.SubElement(root, "question", type="category")
            _put(etree.SubElement(category, "category"), category_of(section))
        question = etree.SubElement(root, "question", type="multichoice")
        _put(etree.SubElement(question, "name"), item.name or f"Câu {item.place}")
        _put(etree.SubElement(question, "questiontext", format="html"), _html(item.text))
        etree.SubElement(question, "defaultgrade").text = "1"
        etree.SubElement(question, "single").text = "true" if len(item.key) == 1 else "false"
        etree.SubElement(question, "shuffleanswers").text = "false" if item.is_fixed else "true"
        etree.SubElement(question, "answernumbering").text = "ABCD"
        share = f"{Decimal(100) / len(item.key):.5f}".rstrip("0").rstrip(".")
        for place, option in enumerate(item.options):
            fraction = share if place in item.key else "0" if len(item.key) == 1 else "-100"
            _put(etree.SubElement(question, "answer", fraction=fraction, format="html"), _html(option))
        tags = etree.SubElement(question, "tags")
        for tag in tags_of(item):
            _put(etree.SubElement(tags, "tag"), tag)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _put(holder: etree._Element, words: str) -> None:
    etree.SubElement(holder, "text").text = holdable(words)


def _html(words: str) -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{line}</p>" for line in escaped.split("\n"))
