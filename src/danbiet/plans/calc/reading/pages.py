"""A PDF with text as lines and grids: tables by their rules, across pages too; page numbers and repeated lines apart."""

import re
import threading
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2

from .blocks import Block, Cell, Content, Grid, Line
from .errors import DamagedFile, OnlyPictures, PasswordProtected, TooLarge
from .page_lines import Row, Space, glued, is_broken, line_of, paragraphs_of, rows_of
from .page_marks import Marks, Word, marks_of
from .page_tables import Box, Ruled, fill, tables_of
from .words import flat, one_line

MOST_PAGES = 150
MOST_WORDS = 150_000
FEWEST_LETTERS = 40  # of a page on average; with fewer its words are in a picture
_NUMBER = re.compile(r"[-–\s]*(?:(?:trang|page)\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s]*", re.IGNORECASE)
_EDGE = 0.11  # of the page's height: where running heads and page numbers stand
_OPEN_DATE = re.compile(r"ngay\s*[\d.…_]{0,6}\s*(?:thang\s*[\d.…_]{0,6}\s*)?(?:nam)?$")
_REST_OF_DATE = re.compile(r"(?:(?:\d{1,2}\s+)?(?:thang\s+\d{1,2}\s+)?nam\s+\d{4}|\d{4})$")
_PADDING = 5.4  # points between a cell's rule and its words, as Word sets it
# PDFium may be used by one thread at a time only.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(slots=True)
class _Table:
    """A table that may go on over the next page."""

    ruled: Ruled
    rows: list[list[Cell]]
    full: dict[int, bool] = field(
        default_factory=dict
    )  # by column: the last words reach the edge of the cell


@dataclass(slots=True)
class _Text:
    """A paragraph that may go on over the next page."""

    line: Line
    last: Row
    space: Space


def read_pages(data: bytes) -> Content:
    """Return the blocks of a PDF. Refuses: damaged, password-protected, too many pages (TooLarge), pictures (OnlyPictures)."""
    with _ONE_AT_A_TIME:
        pages = _marks(data)
    letters = sum(char.isalpha() for page in pages for word in page.words for char in word.text)
    if letters < FEWEST_LETTERS * len(pages):
        raise OnlyPictures("only_pictures", pages=len(pages))
    repeated = _repeated(pages)
    items: list[_Table | _Text] = []
    furniture: list[Block] = []
    for page in pages:
        _read_page(page, items, furniture, repeated)
    body = tuple(_grid(one) if isinstance(one, _Table) else one.line for one in items)
    return Content(body, (), tuple(dict.fromkeys(furniture)))


def _marks(data: bytes) -> list[Marks]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise TooLarge("too_many_pages", pages=len(document), limit=MOST_PAGES)
            pages: list[Marks] = []
            for page in document:
                pages.append(marks_of(page))
                page.close()
                if sum(len(one.words) for one in pages) > MOST_WORDS:
                    raise TooLarge("bomb", pages=len(pages))
            return pages
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise PasswordProtected from error
        raise DamagedFile("damaged", reason="pdf") from error


def _repeated(pages: list[Marks]) -> set[str]:
    """Lines that stand at the edge of at least three pages and of half of them: running heads."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({row.text for row in rows_of(_at_edge(page)) if row.text})
    return {text for text, times in seen.items() if times >= max(3, len(pages) / 2)}


def _at_edge(page: Marks) -> list[Word]:
    edge = page.height * _EDGE
    return [word for word in page.words if word.bottom < edge or word.top > page.height - edge]


def _read_page(page: Marks, items: list[_Table | _Text], furniture: list[Block], repeated: set[str]) -> None:
    tables = tables_of(page.rules)
    free: list[Word] = []
    inside: dict[int, list[Word]] = {n: [] for n in range(len(tables))}
    for word in page.words:
        at = next((n for n, table in enumerate(tables) if table.holds(word)), None)
        (free if at is None else inside[at]).append(word)
    for n, table in enumerate(tables):
        fill(table, inside[n])
    rows = [row for row in rows_of(free, in_columns=True) if row.text]
    space = _space_of(rows, page)
    things: list[Ruled | Row] = [table for n, table in enumerate(tables) if inside[n]]
    is_first_text = is_first_table = True
    for thing in sorted(
        [*things, *rows], key=lambda one: (one.top, 0 if isinstance(one, Ruled) else one.left)
    ):
        if isinstance(thing, Ruled):
            _add_table(items, thing, may_go_on=is_first_table and is_first_text)
            is_first_table = False
        elif _is_furniture(thing, page, repeated):
            furniture.append(Line(thing.text, place="edge"))
        else:
            _add_text(items, thing, space)
            is_first_text = False


def _is_furniture(row: Row, page: Marks, repeated: set[str]) -> bool:
    edge = page.height * _EDGE
    if row.bottom >= edge and row.top <= page.height - edge:
        return False
    return row.text in repeated or bool(_NUMBER.fullmatch(row.text))


def _space_of(rows: list[Row], page: Marks) -> Space:
    """Where running text begins and ends: the leftmost and the rightmost of the page, margins where there is none."""
    return Space(
        min((row.left for row in rows), default=page.width * 0.12),
        max((row.right for row in rows), default=page.width * 0.93),
    )


def _add_text(items: list[_Table | _Text], row: Row, space: Space) -> None:
    if _ends_a_date(items, row):
        return
    last = items[-1] if items else None
    if isinstance(last, _Text) and not _is_new_paragraph(last, row, space):
        text = glued(last.line.text, row.text)
        line = Line(text, bold=last.line.bold and row.bold, centred=last.line.centred)
        items[-1] = _Text(line, row, space)
        return
    items.append(_Text(line_of(row, space), row, space))


def _ends_a_date(items: list[_Table | _Text], row: Row) -> bool:
    """ "… ngày 26 tháng 01" in a narrow head, and "năm 2021" on the line below it: put together, whatever stands beside."""
    if not _REST_OF_DATE.match(flat(row.text)):
        return False
    for n in range(len(items) - 1, max(len(items) - 4, -1), -1):
        item = items[n]
        if isinstance(item, _Text) and _OPEN_DATE.search(flat(item.line.text)):
            line = Line(f"{item.line.text} {row.text}", bold=item.line.bold, centred=item.line.centred)
            items[n] = _Text(line, row, item.space)
            return True
    return False


def _is_new_paragraph(last: _Text, row: Row, space: Space) -> bool:
    line = line_of(row, space)
    if last.line.centred or line.centred or last.line.bold != row.bold:
        return True
    beside = abs(row.top - last.last.top) < 2 and row.left > last.last.right
    apart = row.top - last.last.bottom > row.words[0].height or last.last.left > space.left + 60
    return beside or apart or row.left > space.left + 12 or is_broken(last.last, row, last.space)


def _add_table(items: list[_Table | _Text], ruled: Ruled, *, may_go_on: bool) -> None:
    rows = _rows(ruled)
    last = items[-1] if items else None
    if may_go_on and isinstance(last, _Table) and _is_same(last.ruled, ruled):
        _go_on(last, rows)
        last.ruled, last.full = ruled, _fullness(ruled)
        return
    items.append(_Table(ruled, rows, _fullness(ruled)))


def _is_same(one: Ruled, other: Ruled) -> bool:
    """Tables of two pages are one when their columns stand at the same places."""
    return len(one.xs) == len(other.xs) and all(
        abs(a - b) <= 4 for a, b in zip(one.xs, other.xs, strict=True)
    )


def _rows(ruled: Ruled) -> list[list[Cell]]:
    """The table's rows; of a cell merged downwards each further row has a part that continues it."""
    rows: list[list[Cell]] = [[] for _ in range(len(ruled.ys) - 1)]
    for box in ruled.boxes:
        lines = tuple(line for line in paragraphs_of(rows_of(box.words), _inside(ruled, box)) if line.text)
        for row in range(box.top, box.bottom):
            rows[row].append(
                Cell(
                    column=box.left,
                    span=box.right - box.left,
                    lines=lines if row == box.top else (),
                    continues=row > box.top,
                    merged=box.bottom - box.top > 1,
                )
            )
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def _inside(ruled: Ruled, box: Box) -> Space:
    left, right = ruled.xs[box.left], ruled.xs[box.right]
    found = [word.left - left for word in box.words] or [_PADDING]
    padding = min(max(min(found), 0.5), _PADDING)
    return Space(left + padding, right - padding)


def _fullness(ruled: Ruled) -> dict[int, bool]:
    """By column, whether the last line of the table's last row fills its cell, so that a word may follow overleaf."""
    full = {}
    for box in ruled.boxes:
        if box.bottom == len(ruled.ys) - 1 and box.words:
            last = rows_of(box.words)[-1]
            full[box.left] = _inside(ruled, box).right - last.right < 4 * last.words[-1].height
    return full


def _go_on(table: _Table, rows: list[list[Cell]]) -> None:
    """Add the rows of the next page: the repeated head goes, a row cut by the page's end is put together again."""
    head = [_said(row) for row in table.rows[:4]]
    fresh = list(rows)
    while fresh and (words := _said(fresh[0])) and words in head:
        fresh.pop(0)
    if fresh and table.rows:
        fresh[0] = _continued(table.rows[-1], fresh[0])
        if _is_cut(table.rows[-1], fresh[0], table.full):
            table.rows[-1] = _sewn(table.rows[-1], fresh.pop(0), table.full)
    table.rows.extend(fresh)


def _said(row: list[Cell]) -> str:
    return one_line(flat(" ".join(cell.text for cell in row)))


def _continued(before: list[Cell], row: list[Cell]) -> list[Cell]:
    """Of a cell merged over the page's end, the part overleaf is empty: it goes on with the words above."""
    merged = {cell.column: cell for cell in before if cell.merged}
    return [
        Cell(cell.column, cell.span, cell.lines, cell.grids, continues=True, merged=True)
        if not cell.text and cell.column in merged and merged[cell.column].span == cell.span
        else cell
        for cell in row
    ]


def _is_cut(before: list[Cell], row: list[Cell], full: dict[int, bool]) -> bool:
    """A row without number under a numbered one goes on with it where some cell was full, or most have nothing to add."""
    if not before or not row or len(before) != len(row) or before[0].column != row[0].column:
        return False
    if row[0].text or not before[0].text or row[0].continues:
        return False
    added = [cell for cell in row if cell.text]
    if not added:
        return False
    known = {cell.column: cell.text for cell in before}
    return len(added) * 2 <= len(row) or any(
        full.get(cell.column) and known.get(cell.column) for cell in added
    )


def _sewn(before: list[Cell], row: list[Cell], full: dict[int, bool]) -> list[Cell]:
    more = {cell.column: cell for cell in row}
    sewn = []
    for cell in before:
        added = more.get(cell.column)
        if added is None or not added.text:
            sewn.append(cell)
            continue
        lines = [*cell.lines]
        rest = list(added.lines)
        if lines and full.get(cell.column):
            first = rest.pop(0)
            lines[-1] = Line(
                glued(lines[-1].text, first.text), bold=lines[-1].bold, centred=lines[-1].centred
            )
        sewn.append(Cell(cell.column, cell.span, (*lines, *rest), cell.grids, cell.continues, cell.merged))
    return sewn


def _grid(table: _Table) -> Grid:
    return Grid(tuple(tuple(row) for row in table.rows), len(table.ruled.xs) - 1)
