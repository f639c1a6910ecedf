"""Workbooks as tables, slides as headings with their lines."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree

from .blocks import Block, Cell, Paragraph, Table

MOST_ROWS, MOST_COLUMNS, MOST_SLIDES = 2000, 40, 300
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_workbook(path: Path) -> list[Block]:
    """Every sheet under its name: what the cells show, not how it is computed."""
    blocks: list[Block] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of what it leaves out
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = tuple(_rows(sheet))
            if rows:
                blocks += [Paragraph(str(sheet.title), level=3), Table(rows)]
        book.close()
    return blocks


def _rows(sheet: Any) -> Iterator[tuple[Cell, ...]]:
    for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
        cells = [_shown(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield tuple(Cell(text) for text in cells)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return " ".join(str(value).split())


def read_slides(path: Path) -> list[Block]:
    """Slide by slide: the first line as a heading, the others below it."""
    blocks: list[Block] = []
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        names.sort(key=lambda name: int(re.sub(r"\D", "", name)))
        for name in names[:MOST_SLIDES]:
            lines = _lines(package.read(name))
            blocks += [
                Paragraph(line, level=3) if number == 0 else Paragraph(line)
                for number, line in enumerate(lines)
            ]
    return blocks


def _lines(content: bytes) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    slide = etree.fromstring(content, parser)
    lines = (" ".join("".join(t.text or "" for t in p.iter(f"{_A}t")).split()) for p in slide.iter(f"{_A}p"))
    return [line for line in lines if line]
