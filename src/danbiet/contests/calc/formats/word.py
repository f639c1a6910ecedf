"""Items in a Word file: paragraphs with what is bold or underlined, automatic numbers, tables of items and of keys."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from danbiet.kit.wordlists import Numbering, W, read_numbering

from .draft import DAMAGED, Read, Unreadable
from .grid import columns_of, keys_of_table, read_rows
from .prose import Line, Prose

LARGEST_XML = 60 * 1024 * 1024
_OFF = {"0", "false", "off", "none"}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")} | {
    f"{_MC}Fallback"
}
_P, _TABLE, _ROW, _CELL = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_PARSER_RULES = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
Cell: TypeAlias = "list[str | Rows]"  # lines, and tables within it, in their order
Rows: TypeAlias = list[list[Cell]]


def read_word(data: bytes) -> Read:
    """Items of a .docx; `place` is the paragraph. Unreadable: "old_word", "word" (no sound .docx), "too_long", "macros"."""
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise Unreadable("old_word")
    document, numbering = _parts(data)
    body = document.find(f"{W}body")
    prose, place = Prose(), 0
    for block in _within(body, _P, _TABLE) if body is not None else ():
        if block.tag == _P:
            for words, strong in _paragraph(block, numbering):
                place += 1
                prose.line(Line(place, words, strong))
        else:
            place = _table(prose, _rows(block, numbering), place)
    return prose.finish()


def _within(holder: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The nearest of these elements, whatever stands around them: form fields, custom XML, kept insertions, text boxes of a paragraph."""
    for child in holder:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag in tags:
            yield child
        if child.tag not in tags or child.tag == _P:
            yield from _within(child, *tags)


def _table(prose: Prose, rows: Rows, place: int) -> int:
    words = [[_words(cell) for cell in row] for row in rows]
    if any(columns_of(row) for row in words[:10]):
        read_rows(prose.read, list(enumerate(words, start=place + 1)))
    elif keys := keys_of_table(words):
        prose.keys(keys)
    else:  # a table for layout: its cells in order
        for where, row in enumerate(rows, start=place + 1):
            for part in (part for cell in row for part in cell):
                if isinstance(part, str):
                    prose.line(Line(where, part))
                else:
                    _table(prose, part, where - 1)
    return place + len(rows)


def _rows(table: etree._Element, numbering: Numbering) -> Rows:
    """A table read once, from the top: the automatic numbers are counted on the way."""
    return [[_cell(cell, numbering) for cell in _within(row, _CELL)] for row in _within(table, _ROW)]


def _cell(cell: etree._Element, numbering: Numbering) -> Cell:
    parts: Cell = []
    for block in _within(cell, _P, _TABLE):
        if block.tag == _P:
            parts += [words for words, _strong in _paragraph(block, numbering)]
        else:
            parts.append(_rows(block, numbering))
    return parts


def _words(cell: Cell) -> str:
    return "\n".join(
        part if isinstance(part, str) else "\n".join(_words(one) for row in part for one in row)
        for part in cell
    )


def _paragraph(p: etree._Element, numbering: Numbering) -> Iterator[tuple[str, tuple[bool, ...]]]:
    """The lines of a paragraph, its automatic number before the first, with one truth per character."""
    chars: list[str] = []
    strong: list[bool] = []
    label = _label(p, numbering)
    for words, is_strong in _runs(p):
        chars += words
        strong += [is_strong] * len(words)
    if label and chars:
        # An automatic letter looks as the words behind it.
        first = next((mark for char, mark in zip(chars, strong, strict=True) if char.strip()), False)
        chars[:0], strong[:0] = [*label, " "], [first] * (len(label) + 1)
    start = 0
    for end in [place for place, char in enumerate(chars) if char == "\n"] + [len(chars)]:
        yield "".join(chars[start:end]), tuple(strong[start:end])
        start = end + 1


def _runs(holder: etree._Element) -> Iterator[tuple[str, bool]]:
    for child in holder:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{W}r":
            yield "".join(_signs(child)), _stands_out(child)
        else:
            yield from _runs(child)


def _signs(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def _stands_out(run: etree._Element) -> bool:
    for name in ("b", "u", "highlight"):
        mark = run.find(f"{W}rPr/{W}{name}")
        if mark is not None and mark.get(f"{W}val", "1") not in _OFF:
            return True
    return False


def _label(p: etree._Element, numbering: Numbering) -> str:
    number, level = p.find(f"{W}pPr/{W}numPr/{W}numId"), p.find(f"{W}pPr/{W}numPr/{W}ilvl")
    if number is None or number.get(f"{W}val", "0") == "0":
        return ""
    shown = level.get(f"{W}val", "0") if level is not None else "0"
    label = numbering.label(number.get(f"{W}val", ""), int(shown) if shown.isdigit() else 0)
    return "" if label == "-" else label


def _parts(data: bytes) -> tuple[etree._Element, Numbering]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Unreadable("macros")
            if "word/document.xml" not in names:
                raise Unreadable("word")
            document = _parsed(package, "word/document.xml")
            lists = [_parsed(package, "word/numbering.xml")] if "word/numbering.xml" in names else []
        return document, read_numbering(lists)
    except Unreadable:
        raise
    except DAMAGED as error:
        raise Unreadable("word") from error


def _parsed(package: zipfile.ZipFile, name: str) -> etree._Element:
    with package.open(name) as file:
        data = file.read(LARGEST_XML + 1)
    if len(data) > LARGEST_XML:
        raise Unreadable("too_long")
    return etree.fromstring(data, etree.XMLParser(**_PARSER_RULES))
