"""A Word file comes in through the command and through actions; refusals, undo and twins."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from tests.factories import plans as make

from danbiet.org.models import Unit
from danbiet.plans.actions import importing
from danbiet.plans.actions.refusals import ImportRefusal, NumberTaken
from danbiet.plans.enums import ImportState, PlanState
from danbiet.plans.models import Assignment, ContentGroup, Plan, PlanImport, Target, Task
from danbiet.plans.queries.catalogue import UnitNotFound, unit_in_year

AT = datetime(2021, 2, 1, 2, 0, tzinfo=UTC)
HEADS = (
    "STT",
    "Nội dung",
    "Hình thức",
    "Sản phẩm, chỉ tiêu",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Thời gian",
)
ROWS: list[tuple[str, ...]] = [
    ("I", "Chuyên mục, chuyên đề"),
    ("1", "Xây dựng chuyên mục Dân hỏi – Chính quyền trả lời", "Truyền hình", "≥ 10 kỳ", "Đài PT-TH", "Sở Nội vụ", "Từ tháng 2"),
    ("2", "Phát tờ rơi", "Tờ rơi", "5.000 tờ rơi", "Sở Nội vụ", "", "Quý II, IV"),
    ("II", "Truyền thanh cơ sở"),
    ("1", "Tuyên truyền trên loa truyền thanh", "Truyền thanh", "2 chương trình/tuần", "UBND các huyện, thị xã, thành phố", "Ban Kỳ Lạ", "Thường xuyên"),
]  # fmt: skip


def word_file(rows: list[tuple[str, ...]] = ROWS, *, number: str = "19") -> bytes:
    document = docx.Document()
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG",
        f"Số: {number}/KH-UBND",
        "Sóc Trăng, ngày 26 tháng 01 năm 2021",
        "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "Nâng cao nhận thức của cán bộ và nhân dân.",
    ):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=len(HEADS))
    for cell, words in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = words
    for row in rows:
        cells = table.add_row().cells
        if len(row) == 2:
            cells[0].text = row[0]
            cells[1].merge(cells[-1]).text = row[1]
            continue
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture
def province(db: None) -> Unit:
    found = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
    make.unit("Đài Phát thanh và Truyền hình Sóc Trăng", parent=found, kind="broadcaster", code="PTTH")
    make.unit("Sở Nội vụ", parent=found, code="SNV")
    make.unit("Huyện Kế Sách", parent=found, kind="district", code="943")
    make.unit("Huyện Mỹ Tú", parent=found, kind="district", code="944")
    return found


def read(data: bytes | None = None) -> PlanImport:
    upload = ContentFile(data if data is not None else word_file(), name="Kế hoạch 19.docx")
    return importing.read_upload(upload, unit=unit_in_year("94", year=2021), by=None, at=AT)


def test_read_upload_keeps_everything_and_makes_no_plan(province: Unit) -> None:
    kept = read()

    assert (kept.state, kept.plan, Plan.objects.count()) == (ImportState.READ, None, 0)
    assert (kept.result["number"], kept.result["issued_on"]) == ("19/KH-UBND", "2021-01-26")


def test_take_over_makes_the_draft_with_words_and_meaning(province: Unit) -> None:
    taken = importing.take_over(read().pk, by=None, at=AT)
    plan = taken.plan

    assert (plan.number, plan.issued_on, plan.state, plan.unit_id) == (
        "19/KH-UBND", date(2021, 1, 26), PlanState.DRAFT, province.pk,
    )  # fmt: skip
    assert [group.title for group in plan.groups.all()] == ["Chuyên mục, chuyên đề", "Truyền thanh cơ sở"]
    assert "Nâng cao nhận thức của cán bộ và nhân dân." in json.dumps(plan.sections, ensure_ascii=False)
    programme, leaflets, local = plan.tasks.order_by("group__order", "order")
    assert [(t.comparison, t.quantity, t.unit_text) for t in programme.targets.all()] == [(">=", 10, "kỳ")]
    assert leaflets.periods == [
        {"starts_on": "2021-04-01", "ends_on": "2021-06-30"}, {"starts_on": "2021-10-01", "ends_on": "2021-12-31"},
    ]  # fmt: skip
    assert (local.recurrence, local.targets.get().per) == ("continuous", "week")
    assert {(one.role, one.set_code) for one in local.assignments.all()} == {("lead", "districts")}
    assert local.lead_text == "UBND các huyện, thị xã, thành phố"


def test_take_over_keeps_words_nobody_understood_as_doubts(province: Unit) -> None:
    plan = importing.take_over(read().pk, by=None, at=AT).plan

    doubts = [doubt for task in plan.tasks.all() for doubt in task.doubts]
    assert "unknown_unit" in {doubt["why"] for doubt in doubts}


def test_take_over_twice_is_refused(province: Unit) -> None:
    kept = read()
    importing.take_over(kept.pk, by=None, at=AT)

    with pytest.raises(ImportRefusal) as refusal:
        importing.take_over(kept.pk, by=None, at=AT)
    assert refusal.value.code == "taken"
    assert Plan.objects.count() == 1


def test_take_over_of_a_number_in_use_is_refused_and_leaves_nothing(province: Unit) -> None:
    make.plan(province, number="19/KH-UBND")
    kept = read()

    with pytest.raises(NumberTaken):
        importing.take_over(kept.pk, by=None, at=AT)
    kept.refresh_from_db()
    assert (kept.state, Plan.objects.count(), Task.objects.count()) == (ImportState.READ, 1, 0)


def test_undo_deletes_the_draft_and_keeps_the_file(province: Unit) -> None:
    kept = read()
    importing.take_over(kept.pk, by=None, at=AT)

    undone = importing.undo_import(kept.pk, by=None, at=AT)

    assert (undone.state, undone.plan, undone.undone_at) == (ImportState.UNDONE, None, AT)
    for model in (Plan, ContentGroup, Task, Target, Assignment):
        assert not model._default_manager.exists()
    assert importing.take_over(kept.pk, by=None, at=AT).task_count == 3


def test_undo_of_an_issued_plan_is_refused(province: Unit) -> None:
    kept = read()
    plan = importing.take_over(kept.pk, by=None, at=AT).plan
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ISSUED)

    with pytest.raises(ImportRefusal):
        importing.undo_import(kept.pk, by=None, at=AT)
    assert Task.objects.filter(plan=plan).count() == 3


def test_undo_with_evidence_is_refused(province: Unit) -> None:
    kept = read()
    plan = importing.take_over(kept.pk, by=None, at=AT).plan
    target = Target.objects.filter(task__plan=plan).first()
    assert target is not None
    make.evidence(province, date(2021, 3, 1), (target, 1))

    with pytest.raises(ImportRefusal) as refusal:
        importing.undo_import(kept.pk, by=None, at=AT)
    assert refusal.value.code == "has_evidence"


def macro_file() -> bytes:
    import zipfile

    kept = io.BytesIO(word_file())
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "trống"),
        (b"xin chao", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), ""),
        (word_file()[:3000], "hỏng"),
        (word_file([]), "nhiệm vụ"),
        (macro_file(), "macro"),
    ],
)
def test_file_that_is_no_plan_is_refused_in_words_and_leaves_nothing(
    province: Unit, data: bytes, words: str
) -> None:
    with pytest.raises((ImportRefusal, importing.FileRefused)) as refusal:
        read(data)

    assert words in str(refusal.value)
    assert not PlanImport.objects.exists()


def test_file_of_a_hundred_megabytes_is_refused_unread(province: Unit) -> None:
    class Huge(SimpleUploadedFile):
        def read(self, *_args: Any) -> bytes:
            raise AssertionError("read")

    upload = Huge("to.docx", b"x")
    upload.size = 100 * 1024 * 1024

    with pytest.raises(ImportRefusal) as refusal:
        importing.read_upload(upload, unit=unit_in_year("94", year=2021), by=None, at=AT)
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize(("code", "year"), [("999", 2021), ("", 2021), ("94", 2015)])
def test_unit_unknown_or_not_existing_that_year_is_refused(province: Unit, code: str, year: int) -> None:
    with pytest.raises(UnitNotFound):
        unit_in_year(code, year=year)


def test_unit_code_given_anew_within_a_year_is_refused_naming_both(province: Unit) -> None:
    make.unit("Phường Cũ", parent=province, kind="commune", code="31507", ends=date(2025, 7, 1))
    make.unit("Phường Mới", parent=province, kind="commune", code="31507", starts=date(2025, 7, 1))

    with pytest.raises(UnitNotFound) as refusal:
        unit_in_year("31507", year=2025)
    assert "Phường Cũ" in str(refusal.value)
    assert "Phường Mới" in str(refusal.value)
    assert unit_in_year("31507", year=2026).unit.name == "Phường Mới"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "ke-hoach.docx"
    found.write_bytes(word_file())
    return found


def test_dry_run_prints_only_the_json_the_issue_asks_for(province: Unit, path: Path) -> None:
    out = io.StringIO()

    call_command(
        "plan", "import", str(path), "--unit", "94", "--year", "2021", "--dry-run", "--json", stdout=out
    )

    found = json.loads(out.getvalue())
    assert "Sở Nội vụ" in out.getvalue()
    assert list(found) == ["number", "issued_on", "title", "issuer", "year", "groups", "unmatched"]
    assert found["groups"][1]["tasks"][0]["leads"] == ["Huyện Kế Sách", "Huyện Mỹ Tú"]
    assert not PlanImport.objects.exists()
    assert not Plan.objects.exists()


def test_import_command_makes_the_draft_and_prints_its_address(province: Unit, path: Path) -> None:
    out = io.StringIO()

    call_command("plan", "import", str(path), "--unit", "94", "--year", "2021", stdout=out)

    plan = Plan.objects.get()
    assert f"/ban-lam-viec/ke-hoach/{plan.pk}/sua/" in out.getvalue()


@pytest.mark.parametrize(
    "arguments",
    [
        ("{path}", "--unit", "999", "--year", "2021"),
        ("{path}.khong-co", "--unit", "94", "--year", "2021"),
        ("{folder}", "--unit", "94", "--year", "2021"),
        ("{path}", "--unit", "94", "--year", "20"),
        ("{path}", "--unit", "94", "--year", "năm nay"),
    ],
)
def test_import_command_refuses_in_one_sentence_on_stderr(
    province: Unit, path: Path, arguments: tuple[str, ...]
) -> None:
    out, err = io.StringIO(), io.StringIO()
    given = [word.format(path=path, folder=path.parent) for word in arguments]

    with pytest.raises(SystemExit) as leaving:
        call_command("plan", "import", *given, "--dry-run", "--json", stdout=out, stderr=err)

    assert leaving.value.code == 1
    assert out.getvalue() == ""
    assert len(err.getvalue().strip().splitlines()) == 1
