"""What was read in a file, as paragraphs and tables; from there as plain text for search and as HTML for readers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

LONGEST = 300_000  # characters; a decree with all its annexes has fewer
CUT = "[…]"
_COLUMN = ' scope="col"'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`html` is the text with its stresses, when it has any; `level` 3 or 4 makes it a heading."""

    text: str
    html: str = ""
    level: int = 0
    is_bullet: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`has_head`: the first row names the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    has_head: bool = False


Block = Paragraph | Table


def shortened(blocks: Iterable[Block]) -> list[Block]:
    """The blocks up to LONGEST characters; what is left out is said."""
    kept: list[Block] = []
    size = 0
    for block in blocks:
        size += len(text_of([block]))
        if size > LONGEST:
            return [*kept, Paragraph(CUT)]
        kept.append(block)
    return kept


def text_of(blocks: Iterable[Block]) -> str:
    """Plain text, a line for each paragraph and each row."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def html_of(blocks: Iterable[Block]) -> str:
    """The same as HTML: headings, paragraphs, lists, tables whose headings say so."""
    parts: list[str] = []
    for is_list, group in itertools.groupby(blocks, lambda one: isinstance(one, Paragraph) and one.is_bullet):
        written = [_html(block) for block in group]
        parts.append(f"<ul>{''.join(written)}</ul>" if is_list else "".join(written))
    return "".join(parts)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from ("\t".join(cell.text for cell in row if cell.text) for row in block.rows)


def _html(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    name = "li" if block.is_bullet else f"h{block.level}" if block.level else "p"
    return f"<{name}>{block.html or escape(block.text)}</{name}>"


def _table(table: Table) -> str:
    head, body = ([table.rows[0]], table.rows[1:]) if table.has_head else ([], table.rows)
    top = f"<thead>{_rows(head, 'th', _COLUMN)}</thead>" if head else ""
    return f"<table>{top}<tbody>{_rows(body, 'td', '')}</tbody></table>"


def _rows(rows: Iterable[tuple[Cell, ...]], name: str, said: str) -> str:
    return "".join(f"<tr>{''.join(_cell(cell, name, said) for cell in row)}</tr>" for row in rows)


def _cell(cell: Cell, name: str, said: str) -> str:
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    words = escape(cell.text).replace("\n", "<br>")
    return f"<{name}{said}{spans}>{words}</{name}>"
