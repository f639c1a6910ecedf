"""What can be rendered: plain values without a noun of ours, so that any floor above can fill them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Align(StrEnum):
    """How a column's cells stand; the head of a column is always centred."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class RowKind(StrEnum):
    """NORMAL has one cell per column; GROUP one or two cells, the last merged to the right edge; TOTAL is bold."""

    NORMAL = "normal"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialHead:
    """The parts of form around a document's content (Nghị định 30/2020/NĐ-CP, Annex I, part I, chapter II).

    Names are given in ordinary writing ("Ủy ban nhân dân tỉnh Sóc Trăng"): capitals are made where the decree asks for
    them. `number` is number and symbol ("19/KH-UBND"); None leaves room for the clerk before `symbol`. Without `date`
    day and month stay open and `year` (if any) is printed. `recipients` are the lines of "Nơi nhận" without dash and
    semicolon; a last line "Lưu: VT." is added where none is given. `addressee` fills "Kính gửi". `signer_prefix`
    is the line above the signer's title ("TM. Ủy ban nhân dân").
    """

    superior: str = ""
    issuer: str
    number: str | None = None
    symbol: str = ""
    place: str
    date: date | None = None
    year: int | None = None
    type_name: str
    abstract: str
    recipients: tuple[str, ...] = ()
    signer_prefix: str = ""
    signer_title: str = ""
    signer_name: str = ""
    addressee: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading, its share of the page (only the proportion to the other columns counts) and alignment."""

    label: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells as written words; a newline begins a new paragraph in the cell."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a title above it (empty: none); its head is repeated on every page."""

    title: str = ""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure of a chart and the ends of its interval, in the unit of the chart's axis; without `ends` none is drawn."""

    value: Decimal
    ends: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A place of a chart with a figure for each series; None has no bar and is told by the chart's `missing` behind the label.

    Without any mark at all it is a gap in the list, as "…" is.
    """

    label: str
    marks: tuple[Mark | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Horizontal bars from 0 to `most`, first one on top, every bar with its figure (two decimals), readable without colour.

    `series`: one or two names, a legend where there are two. `axis`: what is measured, under the axis. `missing`: what stands behind the
    label of a figure that is not there. `told`: the chart in words, for who does not see it.
    """

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    axis: str
    missing: str
    told: str
    most: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading as numbered by its writer ("I. MỤC ĐÍCH"), paragraphs under it, at most one table after them, then charts.

    `level` 1 and 2 are bold, 3 is plain; others are refused when rendering.
    """

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    level: int = 1
    table: Table | None = None
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """One row of the assignment appendix, every field as written words."""

    order: str
    content: str
    forms: str = ""
    product: str = ""
    audience: str = ""
    leads: str = ""
    supports: str = ""
    schedule: str = ""
    # only where the words of the product do not already say the targets
    targets: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroup:
    """A row merged across the table ("I", title) and its tasks; without a title no row is made."""

    order: str
    title: str
    tasks: tuple[PlanTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """A plan with its assignment appendix; the column "Đối tượng" is there only if some task names an audience."""

    head: OfficialHead
    legal_bases: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    groups: tuple[PlanGroup, ...] = ()
    appendix_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """A report: narrative, key figures (printed after the first section), corrections, one appendix per table."""

    head: OfficialHead
    legal_bases: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    figures: Table | None = None
    corrections: tuple[str, ...] = ()
    tables: tuple[Table, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDocument:
    """A decision: whose power it rests on, what it rests on, its articles, one appendix per table.

    `authority` is written as in the head ("Ủy ban nhân dân tỉnh Sóc Trăng"). `draft` is printed above a draft, "" for none.
    """

    head: OfficialHead
    authority: str
    legal_bases: tuple[str, ...] = ()
    articles: tuple[Section, ...]
    tables: tuple[Table, ...] = field(default=())
    draft: str = ""
