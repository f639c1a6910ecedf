"""A table as Word XML: written as text, row by row, because that is fast enough for thousands of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .documents import Align, Column, Row, RowKind, Table
from .stylebook import Stylebook
from .wording import paragraphs_of, xml_text

Progress = Callable[[int, int], None]
_JC = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_STYLE = {RowKind.NORMAL: "TableText", RowKind.GROUP: "TableGroup", RowKind.TOTAL: "TableTotal"}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_xml(table: Table, *, width: int, book: Stylebook, tick: Callable[[], None]) -> str:
    """The w:tbl of a table exactly `width` twips wide; `tick` is called after each row.

    The head row is repeated on every page and no row is split over two pages. A row whose cells do not fit the columns
    is refused with ValueError.
    """
    styles = {role: book.id_of(role) for role in ("TableHead", *_STYLE.values())}
    widths = _column_widths(table.columns, width=width)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    parts = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>',
        _head_row(table.columns, widths=widths, style=styles["TableHead"]),
    ]
    for row in table.rows:
        parts.append(_row(row, columns=table.columns, widths=widths, style=styles[_STYLE[row.kind]]))
        tick()
    parts.append("</w:tbl>")
    return "".join(parts)


def ticker(progress: Progress | None, *, total: int) -> Callable[[], None]:
    """A counter that reports every hundredth row and the last one as (done, total)."""
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress is not None and (done % 100 == 0 or done == total):
            progress(done, total)

    return tick


def _column_widths(columns: tuple[Column, ...], *, width: int) -> list[int]:
    if not columns or any(column.width <= 0 for column in columns):
        raise ValueError("a table needs columns, each with a width above 0")
    whole = sum(column.width for column in columns)
    widths = [int(width * column.width / whole) for column in columns]
    widths[-1] += width - sum(widths)
    return widths


def _head_row(columns: tuple[Column, ...], *, widths: list[int], style: str) -> str:
    cells = "".join(
        _cell(column.label, width=width, style=style, jc="center", middle=True)
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Row, *, columns: tuple[Column, ...], widths: list[int], style: str) -> str:
    if row.kind is RowKind.GROUP:
        cells = "".join(_group_cells(row, widths=widths, style=style))
    else:
        cells = "".join(
            _cell(text, width=width, style=style, jc=_JC[column.align])
            for text, column, width in zip(row.cells, columns, widths, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _group_cells(row: Row, *, widths: list[int], style: str) -> Iterator[str]:
    if not 1 <= len(row.cells) <= min(2, len(widths)):
        raise ValueError("a group row has one or two cells")
    if len(row.cells) == 2:
        yield _cell(row.cells[0], width=widths[0], style=style, jc="center")
        widths = widths[1:]
    yield _cell(row.cells[-1], width=sum(widths), style=style, jc="left", span=len(widths))


def _cell(text: str, *, width: int, style: str, jc: str, span: int = 1, middle: bool = False) -> str:
    start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{jc}"/></w:pPr>'
    lines = paragraphs_of(text)
    body = "".join(
        f'{start}<w:r><w:t xml:space="preserve">{xml_text(line)}</w:t></w:r></w:p>' for line in lines
    )
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    stand = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{stand}</w:tcPr>{body or start + "</w:p>"}</w:tc>'
