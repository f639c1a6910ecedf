"""Plans, reports and decisions as Word files in the form of Nghị định 30/2020/NĐ-CP, filled into a template an office can edit.

The placeholders are Vietnamese without marks, because the people who edit the template read them; `VOCABULARY_*` is
the whole of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .charts import add_charts
from .documents import (
    Align,
    Column,
    DecisionDocument,
    OfficialHead,
    PlanDocument,
    ReportDocument,
    Row,
    RowKind,
    Section,
    Table,
)
from .finish import Slots, draw_rules, keep_signature, make_whole, place_slots, set_title
from .metrics import balanced_lines
from .package import parse, serialised, tag, write_package
from .stylebook import Stylebook
from .tables import Progress, ticker
from .template import (
    CompiledTemplate,
    TemplateProblem,
    UnusableTemplate,
    Vocabulary,
    compile_template,
    fill,
)
from .wording import (
    closed,
    dashed,
    listed,
    long_date,
    number_line,
    paragraphs_of,
    place_and_date,
    recipient_lines,
    roman,
)

_HEAD: Vocabulary = {
    "co_quan_chu_quan": None,
    "co_quan_ban_hanh": None,
    "so_ky_hieu": None,
    "dia_danh_ngay_thang": None,
    "ten_loai": None,
    "trich_yeu": None,
    "kinh_gui": None,
    "kinh_gui_them": [None],
    "can_cu": [None],
    "muc": [{"tieu_de": None, "cap": None, "doan": [None], "ten_bang": None, "bang": None}],
    "noi_nhan": [None],
    "quyen_han": None,
    "chuc_vu": None,
    "nguoi_ky": None,
    "phu_luc": [{"ten_goi": None, "tieu_de": None, "kem_theo": None, "bang": None}],
}
VOCABULARY_PLAN: Vocabulary = _HEAD
VOCABULARY_REPORT: Vocabulary = {**_HEAD, "dieu_chinh": [None]}
VOCABULARY_DECISION: Vocabulary = {**_HEAD, "tham_quyen": None, "du_thao": None}
_REQUIRED = frozenset(
    {"co_quan_ban_hanh", "so_ky_hieu", "trich_yeu", "muc.tieu_de", "muc.doan", "phu_luc.bang"}
)
_REQUIRED_REPORT = _REQUIRED | {"muc.bang", "dieu_chinh"}
_LEVELS = (1, 2, 3)
# The widths lines are broken for, in twips: the left column of the heading block, most of the page for titles.
_ISSUER_ROOM, _TITLE_ROOM, _WIDE_ROOM = 3289, 7900, 12400
_TEMPLATES = Path(__file__).with_name("templates")


def render_plan(
    document: PlanDocument, *, template: bytes | None = None, progress: Progress | None = None
) -> bytes:
    """The plan as a .docx: portrait text, then the assignment table as a landscape appendix.

    `template` is an office's own .docx, else the shipped one; one that cannot be used raises UnusableTemplate.
    `progress` is told (rows done, rows in all). A section level other than 1, 2, 3 is refused with ValueError.
    """
    table = _assignment_table(document)
    slots = Slots()
    context = {
        **_head_context(document.head),
        "can_cu": listed(document.legal_bases, last="."),
        "muc": _sections(_with_end(document.sections), slots=slots),
        "phu_luc": _appendices(document.head, (table,) if document.groups else (), slots=slots),
    }
    compiled = _compiled(template, kind="plan")
    return _finished(compiled, context, slots=slots, head=document.head, progress=progress)


def render_report(
    document: ReportDocument, *, template: bytes | None = None, progress: Progress | None = None
) -> bytes:
    """The report as a .docx: narrative with key figures, corrections, then each table as a landscape appendix.

    Template, progress and refusals as for `render_plan`; a table row that does not fit its columns raises ValueError.
    """
    slots = Slots()
    corrections = listed(document.corrections, last=".")
    sections = document.sections
    if corrections:
        corrections[-1] = closed(corrections[-1])
    else:
        sections = _with_end(sections)
    context = {
        **_head_context(document.head),
        "can_cu": listed(document.legal_bases, last="."),
        "muc": _sections(_with_figures(sections, document.figures), slots=slots),
        "dieu_chinh": corrections,
        "phu_luc": _appendices(document.head, document.tables, slots=slots),
    }
    compiled = _compiled(template, kind="report")
    return _finished(compiled, context, slots=slots, head=document.head, progress=progress)


def render_decision(document: DecisionDocument, *, progress: Progress | None = None) -> bytes:
    """The decision as a .docx in the shipped template: articles, then each table as a landscape appendix.

    Progress and refusals as for `render_report`.
    """
    slots = Slots()
    context = {
        **_head_context(document.head),
        "du_thao": document.draft,
        "tham_quyen": "\n".join(
            balanced_lines(document.authority.upper(), size=14, bold=True, width=_TITLE_ROOM)
        ),
        "can_cu": listed(document.legal_bases, last="."),
        "muc": _sections(_with_end(document.articles), slots=slots),
        "phu_luc": _appendices(document.head, document.tables, slots=slots),
    }
    compiled = _compiled(None, kind="decision")
    return _finished(compiled, context, slots=slots, head=document.head, progress=progress)


def check_template(data: bytes, *, sample: PlanDocument | ReportDocument) -> list[TemplateProblem]:
    """Everything that keeps an edited template from being used, found by compiling it and filling in `sample`.

    An empty list means that it works. Nothing of the template is executed beyond its placeholders.
    """
    try:
        if isinstance(sample, PlanDocument):
            render_plan(sample, template=data)
        else:
            render_report(sample, template=data)
    except UnusableTemplate as unusable:
        return unusable.problems
    return []


def shipped_template(kind: str) -> bytes:
    """The template "plan", "report" or "decision" as shipped, for an office to download and edit."""
    return (_TEMPLATES / f"{kind}.docx").read_bytes()


@cache
def _shipped(kind: str) -> CompiledTemplate:
    return _compile(shipped_template(kind), kind=kind)


def _compiled(template: bytes | None, *, kind: str) -> CompiledTemplate:
    return _shipped(kind) if template is None else _compile(template, kind=kind)


def _compile(data: bytes, *, kind: str) -> CompiledTemplate:
    if kind == "plan":
        return compile_template(data, vocabulary=VOCABULARY_PLAN, required=_REQUIRED)
    if kind == "decision":
        return compile_template(data, vocabulary=VOCABULARY_DECISION, required=_REQUIRED | {"tham_quyen"})
    return compile_template(data, vocabulary=VOCABULARY_REPORT, required=_REQUIRED_REPORT)


def _finished(
    compiled: CompiledTemplate,
    context: Mapping[str, Any],
    *,
    slots: Slots,
    head: OfficialHead,
    progress: Progress | None,
) -> bytes:
    parts = fill(compiled, context)
    root = parse(parts["word/document.xml"], name="word/document.xml")
    body = root.find(tag("body"))
    styles = parts.get("word/styles.xml")
    book = Stylebook(parse(styles, name="word/styles.xml") if styles else None)
    draw_rules(body, book=book)
    keep_signature(body, book=book)
    tick = ticker(progress, total=slots.rows)
    make_whole(body)
    parts["word/document.xml"] = place_slots(root, kept=slots.kept, book=book, tick=tick)
    add_charts(parts, slots.kept)
    if "docProps/core.xml" in parts:
        title = " ".join(f"{head.type_name} {head.abstract}".split())
        parts["docProps/core.xml"] = serialised(set_title(parts["docProps/core.xml"], title=title))
    return write_package(parts)


def _head_context(head: OfficialHead) -> dict[str, Any]:
    def issuer(text: str, *, bold: bool) -> str:
        return "\n".join(balanced_lines(text.upper(), size=13, bold=bold, width=_ISSUER_ROOM))

    to = [line for text in head.addressee for line in paragraphs_of(text)]
    return {
        "co_quan_chu_quan": issuer(head.superior, bold=False),
        "co_quan_ban_hanh": issuer(head.issuer, bold=True),
        "so_ky_hieu": number_line(number=head.number, symbol=head.symbol),
        "dia_danh_ngay_thang": place_and_date(place=head.place, on=head.date, year=head.year),
        "ten_loai": head.type_name.upper(),
        "trich_yeu": "\n".join(balanced_lines(head.abstract, size=14, bold=True, width=_TITLE_ROOM)),
        "kinh_gui": "" if not to else f"Kính gửi: {to[0]}" if len(to) == 1 else "Kính gửi:",
        "kinh_gui_them": dashed(tuple(to)) if len(to) > 1 else [],
        "noi_nhan": recipient_lines(head.recipients),
        "quyen_han": head.signer_prefix.upper(),
        "chuc_vu": head.signer_title.upper(),
        "nguoi_ky": head.signer_name,
    }


def _sections(sections: tuple[Section, ...], *, slots: Slots) -> list[dict[str, Any]]:
    for section in sections:
        if section.level not in _LEVELS:
            raise ValueError(f"section level {section.level} is not one of {_LEVELS}")
    found: list[dict[str, Any]] = []
    for section in sections:
        found.append(
            {
                "tieu_de": " ".join(section.heading.split()),
                "cap": section.level,
                "doan": [line for text in section.paragraphs for line in paragraphs_of(text)],
                "ten_bang": section.table.title if section.table else "",
                "bang": slots.keep(section.table) if section.table else "",
            }
        )
        # a chart stands where a table would: a template an office has edited needs no new name
        found += [
            {
                "tieu_de": "",
                "cap": section.level,
                "doan": [],
                "ten_bang": chart.title,
                "bang": slots.keep(chart),
            }
            for chart in section.charts
        ]
    return found


def _with_end(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with the closing sign at the end of the last paragraph of all."""
    for at in range(len(sections) - 1, -1, -1):
        lines = [line for text in sections[at].paragraphs for line in paragraphs_of(text)]
        if lines:
            ended = _changed(sections[at], paragraphs=(*lines[:-1], closed(lines[-1])))
            return (*sections[:at], ended, *sections[at + 1 :])
    return sections


def _with_figures(sections: tuple[Section, ...], figures: Table | None) -> tuple[Section, ...]:
    """The key figures after the first section that has no table of its own."""
    if figures is None:
        return sections
    for at, section in enumerate(sections):
        if section.table is None:
            return (*sections[:at], _changed(section, table=figures), *sections[at + 1 :])
    return (*sections, Section(table=figures))


def _changed(
    section: Section, *, paragraphs: tuple[str, ...] | None = None, table: Table | None = None
) -> Section:
    return Section(
        heading=section.heading,
        paragraphs=section.paragraphs if paragraphs is None else paragraphs,
        level=section.level,
        table=table or section.table,
        charts=section.charts,
    )


def _appendices(head: OfficialHead, tables: tuple[Table, ...], *, slots: Slots) -> list[dict[str, Any]]:
    """One appendix per table; they are numbered only from two on, as the decree has it."""
    return [
        {
            "ten_goi": f"Phụ lục {roman(at)}" if len(tables) > 1 else "Phụ lục",
            "tieu_de": "\n".join(balanced_lines(table.title.upper(), size=14, bold=True, width=_WIDE_ROOM)),
            "kem_theo": _attached_to(head),
            "bang": slots.keep(table),
        }
        for at, table in enumerate(tables, start=1)
    ]


def _attached_to(head: OfficialHead) -> str:
    kind = head.type_name.capitalize()
    number = number_line(number=head.number, symbol=head.symbol)
    day = (
        long_date(head.date) if head.date else place_and_date(place="", on=None, year=head.year).lstrip(", ")
    )
    issuer = " ".join(head.issuer.split())
    return f"(Kèm theo {kind} số {number} {day} của {issuer})"


def _assignment_table(document: PlanDocument) -> Table:
    audience = any(task.audience.strip() for group in document.groups for task in group.tasks)
    targets = any(task.targets.strip() for group in document.groups for task in group.tasks)
    columns = [
        Column(label="STT", width=14, align=Align.CENTER),
        Column(label="Nội dung", width=62),
        Column(label="Hình thức", width=34),
        Column(label="Sản phẩm" if targets else "Sản phẩm/Chỉ tiêu", width=34 if targets else 42),
        *([Column(label="Chỉ tiêu", width=28)] if targets else []),
        *([Column(label="Đối tượng", width=28)] if audience else []),
        Column(label="Đơn vị chủ trì", width=38),
        Column(label="Đơn vị phối hợp", width=38),
        Column(label="Thời gian", width=28),
    ]
    rows: list[Row] = []
    for group in document.groups:
        if group.title.strip():
            rows.append(Row(kind=RowKind.GROUP, cells=(group.order, group.title)))
        for task in group.tasks:
            middle = (task.audience,) if audience else ()
            rows.append(
                Row(
                    cells=(
                        task.order,
                        task.content,
                        task.forms,
                        task.product,
                        *((task.targets,) if targets else ()),
                        *middle,
                        task.leads,
                        task.supports,
                        task.schedule,
                    )
                )
            )
    return Table(
        title=document.appendix_title or document.head.abstract, columns=tuple(columns), rows=tuple(rows)
    )
