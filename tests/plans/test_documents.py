"""A plan leaves as a Word file and comes back through the importer as the same plan; the report's file says its figures."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import docx
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests.factories import plans as make
from tests.plans.reading.papers import as_bytes, foot_block, grid, head_block, lines, paper

from danbiet.demo.actions.paper import plan_file as demo_file
from danbiet.org.models import Unit
from danbiet.plans.actions import importing, reporting
from danbiet.plans.calc import plan_text
from danbiet.plans.calc.reporting import report_period
from danbiet.plans.models import Plan
from danbiet.plans.queries.catalogue import unit_in_year
from danbiet.plans.queries.documents import plan_document
from danbiet.plans.queries.files import plan_file, report_file
from danbiet.plans.queries.reading import read_document

pytestmark = pytest.mark.django_db
AT = datetime(2021, 2, 1, 2, tzinfo=UTC)
HEAD = ("STT", "Nội dung", "Hình thức", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")


@pytest.fixture
def province() -> Unit:
    found = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
    for name, kind, code in (
        ("Đài Phát thanh và Truyền hình Sóc Trăng", "broadcaster", "PTTH"),
        ("Báo Sóc Trăng", "newspaper", "BST"),
        ("Sở Nội vụ", "department", "SNV"),
        ("Sở Tư pháp", "department", "STP"),
        ("Sở Thông tin và Truyền thông", "department", "STTTT"),
        ("Huyện Kế Sách", "district", "943"),
        ("Huyện Mỹ Tú", "district", "944"),
    ):
        make.unit(name, parent=found, kind=kind, code=code)
    return found


def table_with_groups() -> bytes:
    document = paper()
    head_block(document)
    lines(
        document,
        "Căn cứ Nghị quyết 76/NQ-CP ngày 15/7/2021;\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nNâng cao nhận thức.",
    )
    grid(document, [
        HEAD,
        ("I", "Chuyên mục", "<", "<", "<", "<", "<"),
        ("1", "Xây dựng chuyên mục", "Truyền hình", "≥ 10 kỳ", "Đài PT-TH Sóc Trăng", "Sở Nội vụ", "Từ tháng 2"),
        ("2", "Phát tờ rơi", "Tờ rơi", "5.000 tờ rơi", "Sở Nội vụ", "", "Quý II, IV"),
        ("II", "Cơ sở", "<", "<", "<", "<", "<"),
        ("1", "Loa truyền thanh", "Truyền thanh", "2 chương trình/tuần", "UBND các huyện", "Ban Kỳ Lạ", "Thường xuyên"),
    ])  # fmt: skip
    foot_block(document)
    return as_bytes(document)


def table_without_groups() -> bytes:
    document = paper()
    head_block(document)
    grid(document, [
        ("TT", "Thời gian", "Nhiệm vụ", "Cơ quan chủ trì", "Kết quả"),
        ("1", "Trước ngày 15/6", "Công bố chỉ số", "Báo Sóc Trăng;\nĐài PT-TH Sóc Trăng", "04 phóng sự, 08 bài viết"),
        ("2", "Hàng tháng", "Đăng tin:\n- về một cửa\n- về dịch vụ công", "Các sở, ban, ngành tỉnh", "≥ 2 tin/tháng/đơn vị"),
    ])  # fmt: skip
    return as_bytes(document)


def table_with_audience() -> bytes:
    document = paper()
    head_block(document)
    grid(document, [
        ("STT", "Nội dung", "Hình thức", "Đối tượng", "Sản phẩm, chỉ tiêu", "Đơn vị chủ trì", "Thời gian"),
        ("1", "Video đạt giải", "Phát sóng; mạng xã hội", "Người dân; doanh nghiệp", "5 video, mỗi video ít nhất 2 lượt", "Đài PT-TH Sóc Trăng", "Từ 15/9 đến 15/10"),
        ("2", "Hội thi", "", "Công chức", "100% đơn vị tham gia", "Sở Nội vụ", "Tháng 4, 10/2021"),
    ])  # fmt: skip
    lines(document, "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi, đôn đốc.")
    foot_block(document)
    return as_bytes(document)


def lettered_prose() -> bytes:
    document = paper()
    head_block(document)
    lines(document, """I. MỤC ĐÍCH
        Nâng cao nhận thức.
        II. NỘI DUNG TUYÊN TRUYỀN
        1. Chuyên mục Dân hỏi
        a) Nội dung: Xây dựng và phát sóng chuyên mục.
        b) Hình thức: Truyền hình, phát thanh.
        c) Cơ quan chủ trì: Đài PT-TH Sóc Trăng.
        d) Cơ quan phối hợp: các sở, ban, ngành tỉnh.
        đ) Thời gian: Từ tháng 2.
        e) Sản phẩm: ít nhất 10 kỳ.
        2. Hội thi trực tuyến
        a) Nội dung: Tổ chức hội thi.
        b) Hình thức: Thi trực tuyến
        c) Cơ quan chủ trì: Sở Nội vụ
        đ) Thời gian: Quý III, IV
        III. KINH PHÍ
        Theo phân cấp ngân sách.""")  # fmt: skip
    foot_block(document)
    return as_bytes(document)


def sentences() -> bytes:
    document = paper()
    head_block(document)
    lines(document, """I. MỤC ĐÍCH
        Nâng cao nhận thức.
        II. NHIỆM VỤ
        1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp công bố chỉ số cải cách hành chính trước ngày 15/6.
        2. Báo Sóc Trăng chủ trì, phối hợp với Sở Nội vụ đăng ít nhất 12 tin, bài trong năm 2021.
        III. TỔ CHỨC THỰC HIỆN
        Các đơn vị báo cáo về Sở Nội vụ.""")  # fmt: skip
    return as_bytes(document)


def bring_in(data: bytes) -> tuple[Plan, dict[str, Any]]:
    unit = unit_in_year("94", year=2021)
    upload = ContentFile(data, name="ke-hoach.docx")
    reading = importing.read_words(upload, unit=unit)
    taken = importing.bring_in(upload, reading=reading, unit=unit, by=None, at=AT)
    return taken.plan, understood(reading.parsed.as_json())


def understood(plan: dict[str, Any]) -> dict[str, Any]:
    """What was read, without the words' own place in the file."""
    for group in plan["groups"]:
        for task in group["tasks"]:
            del task["source_text"]
    return plan


def read_again(data: bytes) -> dict[str, Any]:
    return understood(read_document(data, unit=unit_in_year("94", year=2021)).parsed.as_json())


@pytest.mark.parametrize(
    "made",
    [demo_file, table_with_groups, table_without_groups, table_with_audience, lettered_prose, sentences],
)
def test_exported_plan_imports_to_the_same_plan(province: Unit, made: Callable[[], bytes]) -> None:
    plan, before = bring_in(made())
    assert sum(len(group["tasks"]) for group in before["groups"]) >= 2

    assert read_again(plan_file(plan).content) == before


def test_no_word_of_the_kept_text_is_lost(province: Unit) -> None:
    plan, _ = bring_in(table_with_audience())
    document = docx.Document(io.BytesIO(plan_file(plan).content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "V. TỔ CHỨC THỰC HIỆN" in words
    assert "1. Sở Nội vụ theo dõi, đôn đốc." in words
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "- Các sở, ban, ngành;" in cells
    assert "TM. ỦY BAN NHÂN DÂN" in cells
    assert "Trần Văn Lâu" in cells


def test_appendix_title_does_not_slip_into_the_body() -> None:
    text = plan_text.text_of(
        [
            {"key": "legal_bases", "paragraphs": ["Căn cứ Luật;"]},
            {"key": "purpose", "paragraphs": ["I. MỤC ĐÍCH", "Nâng cao.", "1. Yêu cầu", "Rõ ràng."]},
            {"key": "recipients", "paragraphs": ["Nơi nhận:", "- Bộ Nội vụ;"]},
            {"key": "signer", "paragraphs": ["CHỦ TỊCH"]},
            {"key": "appendix", "paragraphs": ["Phụ lục I"]},
            {"key": "content", "paragraphs": ["PHÂN CÔNG", "(Kèm theo Kế hoạch số 1/KH-UBND)"]},
        ]
    )
    assert text.appendix_title == "PHÂN CÔNG"
    assert text.legal_bases == ("Căn cứ Luật;",)
    assert text.recipients == ("- Bộ Nội vụ;",)
    assert [(part.heading, part.level, part.paragraphs) for part in text.parts] == [
        ("I. MỤC ĐÍCH", 1, ("Nâng cao.",)),
        ("1. Yêu cầu", 2, ("Rõ ràng.",)),
    ]


@pytest.mark.parametrize(
    ("title", "abstract"),
    [("Kế hoạch tuyên truyền năm 2021", "Tuyên truyền năm 2021"), ("Kế hoạch về việc tuyên truyền", "Tuyên truyền"), ("Phát động", "Phát động")],
)  # fmt: skip
def test_abstract_is_the_title_without_its_kind(title: str, abstract: str) -> None:
    assert plan_text.abstract_of(title) == abstract


def test_plan_of_a_department_names_who_stands_above_and_who_signs(province: Unit) -> None:
    unit = Unit.objects.get(versions__code="SNV")
    make.person("Trần Thị Bình", unit=unit, role="head")
    plan = make.plan(unit, number="5/KH-SNV")
    head = plan_document(plan).head
    assert (head.superior, head.issuer) == ("Ủy ban nhân dân tỉnh Sóc Trăng", "Sở Nội vụ")
    assert (head.signer_prefix, head.signer_title, head.signer_name) == ("", "Giám đốc", "Trần Thị Bình")
    assert head.place == "Sóc Trăng"


def test_plan_of_a_district_is_its_peoples_committees(province: Unit) -> None:
    unit = Unit.objects.get(versions__code="943")
    head = plan_document(make.plan(unit, state="draft", number="")).head
    assert (head.issuer, head.signer_prefix) == ("Ủy ban nhân dân huyện Kế Sách", "TM. Ủy ban nhân dân")
    assert head.place == "Kế Sách"


def test_word_file_is_public_once_issued(province: Unit) -> None:
    issued, draft = make.plan(province, number="19/KH-UBND"), make.plan(province, state="draft")
    answer = Client().get(f"/ke-hoach/{issued.pk}/ke-hoach.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="19-kh-ubnd.docx"'
    assert answer.content[:2] == b"PK"
    assert Client().get(f"/ke-hoach/{draft.pk}/ke-hoach.docx").status_code == 404
    assert Client().get(f"/ban-lam-viec/ke-hoach/{draft.pk}/tai/").status_code == 302
    stranger = Client()
    stranger.force_login(
        make.person("Người khác", unit=Unit.objects.get(versions__code="SNV")),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert stranger.get(f"/ban-lam-viec/ke-hoach/{draft.pk}/tai/").status_code == 404


def cells_of(data: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(data))
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def test_report_file_holds_figures_words_and_corrections(province: Unit) -> None:
    unit = Unit.objects.get(versions__code="SNV")
    plan = make.plan(province, number="19/KH-UBND")
    own = make.plan(unit, parent=plan, number="5/KH-SNV")
    target = make.target(
        make.task(make.group(own, title="Đăng tin"), content="Đăng tin <1>", leads=[unit]), 10
    )
    make.evidence(unit, date(2021, 4, 2), (target, 4))
    on = date(2021, 7, 5)
    period = report_period("2021-Q2")
    report = reporting.open_report(own.pk, "2021-Q2", by=None, at=AT, on=on)
    reporting.save_report(
        report.pk,
        version=1,
        texts={"results": "Đã đăng {{ x }}\nĐúng hạn"},
        number="9/BC-SNV",
        by=None,
        at=AT,
    )
    provisional = report_file(own, period=period, on=on)
    assert provisional.is_provisional
    at = datetime(2021, 7, 5, 2, tzinfo=UTC)
    reporting.submit_report(report.pk, by=None, at=at, on=on)
    make.evidence(unit, date(2021, 5, 2), (target, 3), title="Tin muộn")

    made = report_file(own, period=period, on=on)

    assert not made.is_provisional
    document = docx.Document(io.BytesIO(made.content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Đã đăng {{ x }}" in words
    assert "tạm tính" not in words
    assert "đã báo cáo 40,0\u00a0% (4/10 tin), nay là 70,0\u00a0% (7/10 tin)" in words
    cells = cells_of(made.content)
    assert "Đăng tin <1>" in cells
    assert "4/10" in cells
    assert any("Số: 09/BC-SNV" in cell for cell in cells)
    assert "tạm tính" in "\n".join(
        paragraph.text for paragraph in docx.Document(io.BytesIO(provisional.content)).paragraphs
    )
