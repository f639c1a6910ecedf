"""Plans and reports collected into the values from which the official Word files are made.

The words are Vietnamese as they stand: official documents have no other language. A plan is given back in its own written
words, so that the reader of plans understands the file as the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from danbiet.exports.render import (
    Align,
    Column,
    OfficialHead,
    PlanDocument,
    PlanGroup,
    PlanTask,
    ReportDocument,
    Row,
    RowKind,
    Section,
    Table,
)
from danbiet.kit import clock
from danbiet.kit.text import viet_number
from danbiet.measures.registry import MEASURES
from danbiet.org.queries import Tree, tree
from danbiet.org.queries.offices import Office, office_of

from ..calc import plan_text, reporting
from ..calc.reading import Each, read_targets
from ..calc.reading import Target as Promised
from ..calc.reporting import amount, period_words, points
from ..calc.rewriting import words_of_targets
from ..enums import EvidenceKind, Language
from ..models import Plan
from .plans import TaskRow, plan_rows
from .report_changes import Correction, Published
from .report_figures import SET_WORDS
from .reports import ReportView

NARRATIVE = (
    ("results", "KẾT QUẢ THỰC HIỆN"),
    ("missing", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
    ("difficulties", "KHÓ KHĂN, VƯỚNG MẮC"),
    ("proposals", "ĐỀ XUẤT, KIẾN NGHỊ"),
    ("next", "NHIỆM VỤ TRỌNG TÂM KỲ TỚI"),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_HOLLOW = "Không có."


def plan_document(plan: Plan) -> PlanDocument:
    """The plan as it leaves: head, text, and its tasks as the appendix table. Six queries."""
    on = plan.issued_on or clock.local(plan.created_at).date()
    units = tree(on)
    office = office_of(plan.unit_id, units=units, on=on)
    text = plan_text.text_of(plan.sections)
    title = plan_text.abstract_of(plan.title)
    return PlanDocument(
        head=_plan_head(plan, office, recipients=text.recipients),
        legal_bases=text.legal_bases,
        sections=tuple(
            Section(heading=part.heading, level=part.level, paragraphs=part.paragraphs) for part in text.parts
        )
        or (Section(paragraphs=(_opening(office, title),)),),
        groups=tuple(
            PlanGroup(
                order=plan_text.roman(place),
                title=group.group.title,
                tasks=tuple(
                    _plan_task(task, units=units, order=str(at)) for at, task in enumerate(group.tasks, 1)
                ),
            )
            for place, group in enumerate((row for row in plan_rows(plan) if row.tasks), 1)
        ),
        appendix_title=text.appendix_title or "Phân công nhiệm vụ",
    )


def _plan_head(plan: Plan, office: Office, *, recipients: tuple[str, ...]) -> OfficialHead:
    prefix, title = plan_text.signature_of(plan.signer_title)
    return OfficialHead(
        superior=office.superior,
        issuer=plan.issuer_text or office.issuer,
        number=plan.number or None,
        symbol=f"KH-{office.symbol}",
        place=plan.place or office.place,
        date=plan.issued_on,
        year=plan.year,
        type_name="Kế hoạch",
        abstract=plan_text.abstract_of(plan.title),
        recipients=recipients,
        signer_prefix=prefix or office.signer_prefix,
        signer_title=title if plan.signer_title else office.signer_title,
        signer_name=plan.signer_name or ("" if plan.signer_title else office.signer_name),
    )


def _opening(office: Office, title: str) -> str:
    what = title[:1].lower() + title[1:]
    return f"{office.issuer} ban hành Kế hoạch {what}, các nhiệm vụ cụ thể tại Phụ lục kèm theo."


def _plan_task(row: TaskRow, *, units: Tree, order: str) -> PlanTask:
    task = row.task
    return PlanTask(
        order=order,
        content=task.content,
        forms="\n".join(task.forms),
        product=task.product,
        audience="\n".join(task.audience),
        leads=task.lead_text or _unit_words(row.leads, units),
        supports=task.support_text or _unit_words(row.supports, units),
        schedule=task.schedule_text,
        targets=_target_words(row),
    )


def _target_words(row: TaskRow) -> str:
    """The targets in words of their own, "" where the other words of the task already say exactly them."""
    targets = tuple(
        Promised(
            one.comparison,
            one.quantity,
            one.unit_text,
            one.per,
            one.per_unit,
            Each(one.each_comparison, one.each_quantity, one.each_unit_text)
            if one.each_comparison and one.each_quantity is not None
            else None,
        )
        for one in row.targets
        if one.quantity is not None and not one.is_implied
    )
    task = row.task
    written = (
        (task.product, False),
        ("\n".join(task.forms), True),
        (task.schedule_text, True),
        (task.content, True),
    )
    read = (read_targets(words, strict=strict).targets for words, strict in written)
    return "" if next(filter(None, read), ()) == targets else words_of_targets(targets)


def _unit_words(assignments: Iterable[Any], units: Tree) -> str:
    words = [
        SET_WORDS.get(one.set_code, one.set_code) if one.set_code else units.full_name(one.unit_id)
        for one in assignments
    ]
    return "; ".join(dict.fromkeys(words))


def report_document(view: ReportView, *, units: Tree) -> ReportDocument:
    """The report as it leaves: narrative, key figures, corrections, and its tables as appendices. `units` are those of
    the report's day. Provisional figures say so in the abstract and in the first paragraph."""
    office = office_of(view.plan.unit_id, units=units, on=view.as_of)
    return ReportDocument(
        head=_report_head(view, office, units=units),
        sections=_report_sections(view),
        figures=_key_figures(view),
        corrections=tuple(correction_words(one) for one in view.corrections),
        tables=_report_tables(view),
    )


def _report_head(view: ReportView, office: Office, *, units: Tree) -> OfficialHead:
    report = view.report
    above = units.get(view.plan.parent.unit_id) if view.plan.parent else None
    provisional = f"\n(Số liệu tạm tính đến ngày {view.as_of:%d/%m/%Y})" if view.is_provisional else ""
    day = None
    if report is not None and not view.is_provisional and report.number and report.submitted_at:
        day = clock.local(report.submitted_at).date()
    return OfficialHead(
        superior=office.superior,
        issuer=office.issuer,
        number=(report.number if report else "") or None,
        symbol=f"BC-{office.symbol}",
        place=office.place,
        date=day,
        year=view.as_of.year,
        type_name="Báo cáo",
        abstract=f"Kết quả công tác tuyên truyền cải cách hành chính {period_words(view.period)}{provisional}",
        addressee=(office_of(above.id, units=units, on=view.as_of).issuer,) if above else ("Bộ Nội vụ",),
        recipients=("Như trên",)
        if above
        else ("Như trên", "Chủ tịch, các Phó Chủ tịch", "Các cơ quan, đơn vị liên quan"),
        signer_prefix=office.signer_prefix,
        signer_title=office.signer_title,
        signer_name=office.signer_name,
    )


def _report_sections(view: ReportView) -> tuple[Section, ...]:
    written = {part.get("key", ""): part.get("text", "") for part in view.narrative}
    if view.report is None:
        written = reporting.suggestions(view.figures, period=view.period)
    sections = [Section(paragraphs=(_opening_words(view),))]
    for place, (key, heading) in enumerate(NARRATIVE):
        text = written.get(key, "").strip()
        paragraphs = tuple(line for line in text.split("\n") if line.strip()) or (_HOLLOW,)
        sections.append(Section(heading=f"{_ROMAN[place]}. {heading}", paragraphs=paragraphs))
        if key == "results":
            sections += _counted_sections(view)
    return tuple(sections)


def _opening_words(view: ReportView) -> str:
    plan = view.plan
    issued = f" ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    words = f"Thực hiện Kế hoạch số {plan.number}{issued}, kết quả {period_words(view.period)} như sau"
    if view.is_provisional:
        return f"{words} (số liệu tạm tính đến ngày {view.as_of:%d/%m/%Y}):"
    return f"{words} (số liệu chốt đến ngày {view.as_of:%d/%m/%Y}):"


def _counted_sections(view: ReportView) -> list[Section]:
    """What was proved, by form and by language: one small table each."""
    sections = []
    for heading, key, labels in (
        ("Sản phẩm theo hình thức", "by_form", dict(EvidenceKind.choices)),
        ("Sản phẩm theo ngôn ngữ", "by_language", dict(Language.choices)),
    ):
        counts: Mapping[str, Sequence[int]] = view.figures.get(key, {})
        if not counts:
            continue
        rows = [
            Row(cells=(str(labels.get(one, one)), viet_number(recent), viet_number(total)))
            for one, (recent, total) in sorted(counts.items(), key=lambda pair: -pair[1][1])
        ]
        sums = [viet_number(sum(pair[at] for pair in counts.values())) for at in (0, 1)]
        sections.append(
            Section(
                level=2,
                table=Table(
                    title=heading,
                    columns=(
                        Column(label=heading.removeprefix("Sản phẩm theo ").capitalize(), width=80),
                        Column(label="Số minh chứng trong kỳ", width=35, align=Align.RIGHT),
                        Column(label="Lũy kế từ đầu năm", width=35, align=Align.RIGHT),
                    ),
                    rows=(*rows, Row(kind=RowKind.TOTAL, cells=("Cộng", *sums))),
                ),
            )
        )
    return sections


def _key_figures(view: ReportView) -> Table:
    said = view.figures
    rows = [
        ("Tiến độ theo khối lượng", points(said["percent"])),
        ("Tiến độ theo số nhiệm vụ hoàn thành", points(said["percent_of_tasks"])),
        ("Mốc phải đạt theo thời gian", points(said["mark"])),
        ("Nhiệm vụ hoàn thành", f"{said['done_count']}/{said['task_count']}"),
        *(
            (f"Nhiệm vụ: {reporting.STATUS_WORDS[status].lower()}", str(count))
            for status, count in said["status_counts"].items()
            if count and status != "done"
        ),
        ("Minh chứng được công nhận trong kỳ", viet_number(said.get("evidence_in_period", 0))),
        ("Minh chứng được công nhận từ đầu năm", viet_number(said.get("evidence_in_all", 0))),
        *(
            (
                f"{MEASURES.get(measure, measure)} trong kỳ / từ đầu năm (hệ thống tự đếm)",
                f"{viet_number(recent)} / {viet_number(total)}",
            )
            for measure, (recent, total) in said.get("by_measure", {}).items()
        ),
    ]
    if "units_addressed" in said:
        rows += [
            ("Đơn vị được giao nhiệm vụ", str(said["units_addressed"])),
            ("Đơn vị đã ban hành kế hoạch", str(said["units_issued"])),
            ("Đơn vị ban hành trễ hoặc quá hạn chưa ban hành", str(said["units_late"])),
            ("Đơn vị đã gửi báo cáo kỳ này", str(said["units_reported"])),
        ]
    return Table(
        title="Số liệu chủ yếu",
        columns=(Column(label="Nội dung", width=110), Column(label="Kết quả", width=40, align=Align.RIGHT)),
        rows=tuple(Row(cells=row) for row in rows),
    )


def correction_words(one: Correction) -> str:
    """ "8.2 Đăng tin: đã báo cáo 50,0 % (4/8 tin), nay là 62,5 % (5/8 tin), do minh chứng: …"."""
    because = "; ".join(f"{piece.title.rstrip(' .')} ({piece.on:%d/%m/%Y})" for piece in one.evidence[:5])
    more = f" và {len(one.evidence) - 5} minh chứng khác" if len(one.evidence) > 5 else ""
    words = f"{one.change.label.rstrip(' .')}: đã báo cáo {one.change.then}, nay là {one.change.now}"
    reasons = [f"do minh chứng: {because}{more}"] if because else []
    for verb, is_withdrawn in (("do đăng thêm", False), ("do gỡ", True)):
        if items := [item for item in one.published if item.is_withdrawn == is_withdrawn]:
            reasons.append(f"{verb}: {_published_words(items)}")
    return ", ".join([words, *reasons])


def _published_words(items: Sequence[Published]) -> str:
    named = [
        f"{item.title.rstrip(' .')} ({item.on:%d/%m/%Y}{f'; {item.reason}' if item.reason else ''})"
        for item in items[:5]
    ]
    return "; ".join(named) + (f" và {len(items) - 5} nội dung khác" if len(items) > 5 else "")


def _report_tables(view: ReportView) -> tuple[Table, ...]:
    tables = [_task_table(view)]
    groups = view.figures.get("unit_groups")
    if groups:
        tables += [_unit_table(groups), _issue_table(groups), _unit_task_table(groups)]
    return tuple(tables)


def _task_table(view: ReportView) -> Table:
    rows: list[Row] = []
    for group in view.figures["groups"]:
        head = f"{group['title']} – đạt {points(group['percent'])}, hoàn thành {group['done_count']}/{len(group['tasks'])}"
        rows.append(Row(kind=RowKind.GROUP, cells=(plan_text.roman(group["order"]), head)))
        for task in group["tasks"]:
            rows += _task_rows(task)
    return Table(
        title=f"Kết quả thực hiện từng nhiệm vụ {period_words(view.period)}",
        columns=(
            Column(label="STT", width=12, align=Align.CENTER),
            Column(label="Nhiệm vụ", width=62),
            Column(label="Đơn vị chủ trì", width=40),
            Column(label="Chỉ tiêu", width=36),
            Column(label="Kế hoạch trong kỳ", width=20, align=Align.RIGHT),
            Column(label="Thực hiện trong kỳ", width=20, align=Align.RIGHT),
            Column(label="Lũy kế / cả năm", width=26, align=Align.RIGHT),
            Column(label="Tỷ lệ", width=20, align=Align.RIGHT),
            Column(label="Tình trạng", width=26),
            Column(label="Minh chứng", width=18, align=Align.RIGHT),
        ),
        rows=tuple(rows),
    )


def _task_rows(task: Mapping[str, Any]) -> list[Row]:
    status = reporting.STATUS_WORDS[task["status"]]
    head = (task["number"], task["content"], task["leads"])
    tail = (status, str(task["evidence"]))
    rows = []
    for at, target in enumerate(task["targets"]):
        cells = (
            target["label"], amount(target["planned"]), amount(target["done"]),
            f"{amount(target['total'])}/{amount(target['quota'])}", points(target["percent"]),
        )  # fmt: skip
        rows.append(
            Row(cells=(*(head if at == 0 else ("", "", "")), *cells, *(tail if at == 0 else ("", ""))))
        )
    return rows or [Row(cells=(*head, "–", "–", "–", "–", points(task["percent"]), *tail))]


def _unit_table(groups: Sequence[Mapping[str, Any]]) -> Table:
    rows: list[Row] = []
    for place, group in enumerate(groups, 1):
        rows.append(Row(kind=RowKind.GROUP, cells=(plan_text.roman(place), group["title"])))
        for at, unit in enumerate(group["units"], 1):
            if not unit["is_issued"]:
                rows.append(Row(cells=(str(at), unit["name"], unit["state"], *("–" for _ in range(7)))))
                continue
            rows.append(
                Row(
                    cells=(
                        str(at), unit["name"], points(unit["percent"]), points(unit["mark"]),
                        f"{unit['done_count']}/{unit['task_count']}", str(_on_time(unit)), str(unit["at_risk_count"]),
                        str(unit["overdue_count"]), str(unit["unreported_count"]),
                        "Đã gửi" if unit["has_reported"] else "Chưa gửi",
                    )
                )
            )  # fmt: skip
    right = Align.RIGHT
    return Table(
        title="Tiến độ của các cơ quan, đơn vị",
        columns=(
            Column(label="STT", width=12, align=Align.CENTER),
            Column(label="Cơ quan, đơn vị", width=70),
            Column(label="Tiến độ", width=24, align=right),
            Column(label="Mốc thời gian", width=22, align=right),
            Column(label="Nhiệm vụ hoàn thành", width=24, align=right),
            Column(label="Đúng tiến độ", width=20, align=right),
            Column(label="Nguy cơ chậm", width=20, align=right),
            Column(label="Quá hạn", width=18, align=right),
            Column(label="Chưa báo cáo kết quả", width=24, align=right),
            Column(label="Báo cáo kỳ này", width=24),
        ),
        rows=tuple(rows),
    )


def _on_time(unit: Mapping[str, Any]) -> int:
    counts = unit["status_counts"]
    return int(counts.get("on_track", 0)) + int(counts.get("waiting", 0)) + int(counts.get("not_started", 0))


def _issue_table(groups: Sequence[Mapping[str, Any]]) -> Table:
    rows: list[Row] = []
    for place, group in enumerate(groups, 1):
        rows.append(Row(kind=RowKind.GROUP, cells=(plan_text.roman(place), group["title"])))
        for at, unit in enumerate(group["units"], 1):
            day = "/".join(reversed(unit["issued_on"].split("-"))) if unit["issued_on"] else "–"
            standing = _issue_words(unit)
            rows.append(Row(cells=(str(at), unit["name"], unit["number"] or "–", day, standing)))
    return Table(
        title="Ban hành kế hoạch của các cơ quan, đơn vị",
        columns=(
            Column(label="STT", width=12, align=Align.CENTER),
            Column(label="Cơ quan, đơn vị", width=100),
            Column(label="Số, ký hiệu", width=40),
            Column(label="Ngày ban hành", width=32, align=Align.CENTER),
            Column(label="Tình trạng", width=50),
        ),
        rows=tuple(rows),
    )


def _issue_words(unit: Mapping[str, Any]) -> str:
    if unit["is_issued"]:
        return "Ban hành trễ hạn" if unit["is_late"] else "Đúng hạn"
    return "Quá hạn, chưa ban hành" if unit["is_late"] else "Chưa ban hành, còn hạn"


def _unit_task_table(groups: Sequence[Mapping[str, Any]]) -> Table:
    rows: list[Row] = []
    units = [unit for group in groups for unit in group["units"] if unit["is_issued"]]
    for place, unit in enumerate(units, 1):
        head = f"{unit['name']} – đạt {points(unit['percent'])}"
        rows.append(Row(kind=RowKind.GROUP, cells=(str(place), head)))
        rows += [
            Row(
                cells=(
                    f"{place}.{at}",
                    content,
                    target,
                    done,
                    points(percent),
                    reporting.STATUS_WORDS[status],
                )
            )
            for at, (_pk, content, target, done, percent, status) in enumerate(unit["tasks"], 1)
        ]
    return Table(
        title="Kết quả từng nhiệm vụ của các cơ quan, đơn vị",
        columns=(
            Column(label="STT", width=16, align=Align.CENTER),
            Column(label="Nhiệm vụ", width=110),
            Column(label="Chỉ tiêu", width=50),
            Column(label="Lũy kế / cả năm", width=34, align=Align.RIGHT),
            Column(label="Tỷ lệ", width=24, align=Align.RIGHT),
            Column(label="Tình trạng", width=34),
        ),
        rows=tuple(rows),
    )
