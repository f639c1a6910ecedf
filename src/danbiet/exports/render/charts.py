"""A chart as a part of a Word or Excel file (DrawingML): bars the office program draws itself.

In Word the figures are written in the part, in Excel they are read from cells.
Made for black and white: grey and white bars with a black line, each figure at the foot of its bar, the interval as a line with caps.
In Word they are written as text, so that they read the same whatever language the reader's office program has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from lxml import etree
from openpyxl.utils import get_column_letter

from danbiet.kit.text import viet_number

from .documents import Bar, Chart, Mark, Table
from .metrics import balanced_lines, text_width
from .package import parse, serialised
from .wording import clean

FILLS = ("BFBFBF", "FFFFFF")  # one per series: told apart by grey and white, both carry black figures
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELS_PART = "word/_rels/document.xml.rels"
_EMU = 635  # per twip
_CM = 360000
_MANY = 20  # bars; where there are more they stand closer, with labels of one line
_LABELS = 0.4  # of the width
_WIDEST = 9071  # twips of text on a page of A4
_AROUND = 1.9  # cm for the axis and its words
_HIGHEST = 21.5  # cm: a page of A4 with the caption above
_BLACK = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the figures of a chart stand in a workbook: labels in column A from row 2, then `each` columns per series.

    Of these the first is the figure, the last two are how far the ends of its interval are below and above it; row 1 has the names.
    """

    sheet: str
    each: int

    def at(self, column: int, *, rows: int) -> str:
        """The formula of a column's figures; columns count from 0."""
        letters = get_column_letter(column + 1)
        return f"'{self.sheet}'!${letters}$2:${letters}${rows + 1}"

    def name(self, series: int) -> str:
        """The formula of a series' name."""
        return f"'{self.sheet}'!${get_column_letter(2 + series * self.each)}$1"


def size_of(chart: Chart) -> tuple[float, float]:
    """Width and height in centimetres."""
    return _WIDEST * _EMU / _CM, _height(chart)


def chart_paragraph(chart: Chart, *, number: int, width: int) -> str:
    """The w:p that shows chart `number` (see `add_charts`), `width` twips wide, with its words for who does not see it."""
    high, wide = round(_height(chart) * _CM), width * _EMU
    frame = (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{9000 + number}" name="{_safe(chart.title)}" descr="{_safe(chart.told)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/chart"><c:chart xmlns:c="{_DRAWING}/chart" r:id="{_relation(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )
    spaces = f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}"'
    plain = (
        '<w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    )
    return f"<w:p>{plain}<w:r><w:drawing {spaces}>{frame}</w:drawing></w:r></w:p>"


def add_charts(parts: dict[str, bytes], kept: Sequence[Table | Chart]) -> None:
    """Puts each chart's part into the package, numbered by its place in `kept`, and tells the document of it."""
    charts = [(number, one) for number, one in enumerate(kept) if isinstance(one, Chart)]
    if not charts:
        return
    empty = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    relations = parse(parts.get(_RELS_PART, empty), name=_RELS_PART)
    types = parse(parts["[Content_Types].xml"], name="[Content_Types].xml")
    for number, chart in charts:
        target = f"charts/danbiet{number}.xml"
        parts[f"word/{target}"] = chart_xml(chart).encode()
        etree.SubElement(
            relations, f"{{{_RELATIONS}}}Relationship", Id=_relation(number), Type=f"{_OFFICE}/chart", Target=target
        )  # fmt: skip
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName=f"/word/{target}", ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        )  # fmt: skip
    parts[_RELS_PART], parts["[Content_Types].xml"] = serialised(relations), serialised(types)


def chart_xml(chart: Chart, *, cells: Cells | None = None) -> str:
    """The part of a chart, with its figures written in it, or read from `cells`. ValueError where a bar has more marks than there are series, or there are not one or two series."""
    if not 1 <= len(chart.series) <= len(FILLS) or any(
        len(bar.marks) > len(chart.series) for bar in chart.bars
    ):
        raise ValueError("a chart has one or two series and a mark for each")
    size = _size(chart)
    series = "".join(_series(chart, at, size=size, cells=cells) for at in range(len(chart.series)))
    legend = (
        '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    )
    gap = 35 if len(chart.series) == 1 else 45
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" '
        f'xmlns:r="{_OFFICE}"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(chart)}'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="{gap}"/>'
        f'<c:axId val="1"/><c:axId val="2"/></c:barChart>{_axes(chart)}</c:plotArea>{legend}<c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{_font("defRPr", size)}</a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr></c:chartSpace>'
    )


def label_of(bar: Bar, missing: str) -> str:
    """The label of a bar; behind it, unbroken, what is said of a figure that is not there."""
    kept = missing.replace(" ", "\u00a0")
    return f"{bar.label} ({kept})" if None in bar.marks else bar.label


def _is_tight(chart: Chart) -> bool:
    return len(chart.bars) > _MANY


def _size(chart: Chart) -> int:
    """Hundredths of a point."""
    return 800 if _is_tight(chart) else 950


def _labels(chart: Chart) -> list[tuple[str, int]]:
    """Each label and how many lines it takes; where there are many bars one line, cut where it is too long."""
    room, size = round(_WIDEST * (_LABELS - 0.03)), _size(chart) / 100
    found = []
    for bar in chart.bars:
        label = label_of(bar, chart.missing)
        lines = len(balanced_lines(label, size=size, bold=False, width=room))
        if _is_tight(chart) and lines > 1:
            while text_width(f"{label}…", size=size, bold=False) > room:
                label = label[:-1].rstrip()
            label, lines = f"{label}…", 1
        found.append((label, lines))
    return found


def _height(chart: Chart) -> float:
    """Centimetres. Office programs leave a label out where it would touch the next, so that two lines get room."""
    longest = max((lines for _label, lines in _labels(chart)), default=1)
    each = 0.5 if _is_tight(chart) else max(0.7, 0.42 * longest + 0.16)
    rows = len(chart.bars) * (each if len(chart.series) == 1 else max(each, 1.1))
    return min(_HIGHEST, rows + _AROUND + (0.8 if len(chart.series) > 1 else 0))


def _layout(chart: Chart) -> str:
    """Room for the labels on the left, for the axis below, for the legend above."""
    high = _height(chart)
    top = (0.9 if len(chart.series) > 1 else 0.1) / high
    down = 1.0 - top - (_AROUND - 0.3) / high
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{_LABELS}"/><c:y val="{top:.4f}"/><c:w val="{0.97 - _LABELS:.2f}"/><c:h val="{down:.4f}"/></c:manualLayout></c:layout>'
    )


def _series(chart: Chart, at: int, *, size: int, cells: Cells | None) -> str:
    marks = [bar.marks[at] if at < len(bar.marks) else None for bar in chart.bars]
    names = _points([label for label, _lines in _labels(chart)])
    if cells is None:
        labels = "".join(_figure(place, mark, size) for place, mark in enumerate(marks) if mark is not None)
        name, form = f"<c:v>{_safe(chart.series[at])}</c:v>", ""
        told, value, errors = f"<c:strLit>{names}</c:strLit>", "", ("", "")
    else:
        first, rows = 1 + at * cells.each, len(marks)
        labels, form = "", '<c:numFmt formatCode="0.00" sourceLinked="0"/>'
        name = f"<c:strRef><c:f>{_safe(cells.name(at))}</c:f><c:strCache>{_points([chart.series[at]])}</c:strCache></c:strRef>"
        told = (
            f"<c:strRef><c:f>{_safe(cells.at(0, rows=rows))}</c:f><c:strCache>{names}</c:strCache></c:strRef>"
        )
        value = cells.at(first, rows=rows)
        errors = cells.at(first + cells.each - 2, rows=rows), cells.at(first + cells.each - 1, rows=rows)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{name}</c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{FILLS[at]}"/></a:solidFill>{_BLACK}</c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls>{labels}{form}<c:spPr><a:noFill/></c:spPr><c:dLblPos val="inBase"/>{_shows(value=1)}</c:dLbls>{_errors(marks, errors)}'
        f"<c:cat>{told}</c:cat><c:val>{_numbers(marks, lambda mark: f'{mark.value}', value)}</c:val></c:ser>"
    )


def _figure(place: int, mark: Mark, size: int) -> str:
    """The figure at the foot of a bar."""
    return (
        f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r>{_font("rPr", size)}<a:t>{viet_number(mark.value, 2)}</a:t></a:r></a:p>'
        f'</c:rich></c:tx><c:dLblPos val="inBase"/>{_shows(value=1)}</c:dLbl>'
    )


def _errors(marks: Sequence[Mark | None], cells: tuple[str, str]) -> str:
    if not any(mark and mark.ends for mark in marks):
        return ""
    plus = _numbers(marks, lambda mark: f"{mark.ends[1] - mark.value}" if mark.ends else "0", cells[1])
    minus = _numbers(marks, lambda mark: f"{mark.value - mark.ends[0]}" if mark.ends else "0", cells[0])
    return (
        f'<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/><c:plus>{plus}</c:plus><c:minus>{minus}</c:minus>'
        f"<c:spPr>{_BLACK.replace('9525', '15875')}</c:spPr></c:errBars>"
    )


def _numbers(marks: Sequence[Mark | None], told: Callable[[Mark], str], cells: str) -> str:
    """A point per mark, read from `cells` where there are any; a mark that is not there has none."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{told(mark)}</c:v></c:pt>' for place, mark in enumerate(marks) if mark is not None
    )  # fmt: skip
    data = f'<c:formatCode>0.00</c:formatCode><c:ptCount val="{len(marks)}"/>{points}'
    if not cells:
        return f"<c:numLit>{data}</c:numLit>"
    return f"<c:numRef><c:f>{_safe(cells)}</c:f><c:numCache>{data}</c:numCache></c:numRef>"


def _points(texts: Sequence[str]) -> str:
    all_ = [f'<c:pt idx="{place}"><c:v>{_safe(text)}</c:v></c:pt>' for place, text in enumerate(texts)]
    return f'<c:ptCount val="{len(all_)}"/>{"".join(all_)}'


def _axes(chart: Chart) -> str:
    words = (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_font('defRPr', 900)}</a:pPr><a:r>{_font('rPr', 900)}<a:t>{_safe(chart.axis)}</a:t></a:r></a:p>"
        '</c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
    line = f"<c:spPr>{_BLACK}</c:spPr>"
    grid = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill><a:prstDash val="dash"/></a:ln></c:spPr></c:majorGridlines>'
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{chart.most}"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>{grid}{words}'
        f'<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}'
        f'<c:crossAx val="1"/><c:crosses val="max"/><c:crossBetween val="between"/><c:majorUnit val="{chart.most // 5 or 1}"/></c:valAx>'
    )


def _shows(*, value: int) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/>'
    )


def _font(name: str, size: int) -> str:
    return (
        f'<a:{name} lang="vi-VN" sz="{size}" b="0"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        f'<a:latin typeface="Times New Roman"/><a:cs typeface="Times New Roman"/></a:{name}>'
    )


def _relation(number: int) -> str:
    return f"rIdDanBietChart{number}"


def _safe(text: str) -> str:
    return escape(re.sub(r"[ \t\n]+", " ", clean(text)).strip(" "), quote=True)
