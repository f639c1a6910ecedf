"""Small documents with every part a template can hold, to try an edited template on."""

from __future__ import annotations

from datetime import date

from .documents import (
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


def sample_plan() -> PlanDocument:
    """A plan with one group and one task."""
    task = PlanTask(
        order="1", content="Đăng tin, bài", forms="Tin, bài", product="2 tin/tháng", audience="Người dân",
        leads="Sở Nội vụ", supports="Các sở, ban, ngành tỉnh", schedule="Hàng tháng",
    )  # fmt: skip
    return PlanDocument(
        head=_head("Kế hoạch", "KH"),
        legal_bases=("Căn cứ Luật Tổ chức chính quyền địa phương",),
        sections=_sections(),
        groups=(PlanGroup(order="I", title="Nhóm nội dung", tasks=(task,)),),
        appendix_title="Phân công nhiệm vụ",
    )


def sample_report() -> ReportDocument:
    """A report with figures, a correction and two appendices."""
    table = Table(
        title="Kết quả",
        columns=(Column(label="Nội dung", width=80), Column(label="Kết quả", width=30, align=Align.RIGHT)),
        rows=(
            Row(kind=RowKind.GROUP, cells=("I", "Nhóm")),
            Row(cells=("Tin, bài", "12")),
            Row(kind=RowKind.TOTAL, cells=("Cộng", "12")),
        ),
    )
    return ReportDocument(
        head=_head("Báo cáo", "BC"),
        sections=_sections(),
        figures=table,
        corrections=("Một số liệu đã thay đổi sau khi gửi",),
        tables=(table, table),
    )


def _head(type_name: str, symbol: str) -> OfficialHead:
    return OfficialHead(
        superior="Ủy ban nhân dân tỉnh", issuer="Sở Nội vụ", number=f"01/{symbol}-SNV", place="Sóc Trăng",
        date=date(2021, 1, 26), type_name=type_name, abstract="Tuyên truyền cải cách hành chính năm 2021",
        recipients=("Như trên",), signer_prefix="TM. Đơn vị", signer_title="Giám đốc", signer_name="Nguyễn Văn A",
        addressee=("Ủy ban nhân dân tỉnh", "Sở Tư pháp"),
    )  # fmt: skip


def _sections() -> tuple[Section, ...]:
    table = Table(columns=(Column(label="Nội dung", width=10),), rows=(Row(cells=("Một",)),))
    return (
        Section(heading="I. MỤC LỚN", paragraphs=("Đoạn văn.",)),
        Section(heading="1. Mục nhỏ", level=2, paragraphs=("Đoạn văn.",), table=table),
        Section(heading="a) Điểm", level=3, paragraphs=("Đoạn văn.",)),
    )
