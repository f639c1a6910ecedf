"""`danbiet plan import` on every kind of file the plan comes in; scans kept; old Word files by LibreOffice or refused."""

from __future__ import annotations

import io
import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from tests.factories import plans as make
from tests.plans.reading.pdfs import pdf

from danbiet.exports.render import office
from danbiet.exports.render.plan_sheet import render_plan_sheet
from danbiet.org.models import Unit
from danbiet.plans.actions import importing
from danbiet.plans.actions.refusals import ImportRefusal
from danbiet.plans.enums import ImportState
from danbiet.plans.models import Plan, PlanImport
from danbiet.plans.queries.catalogue import unit_in_year
from danbiet.plans.queries.documents import plan_document

pytestmark = pytest.mark.django_db
AT = datetime(2021, 2, 1, 2, tzinfo=UTC)
SAMPLES = Path(__file__).resolve().parents[2] / "docs" / "samples"
needs_office = pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is missing")


@pytest.fixture
def units(db: None) -> None:
    call_command("units", "import", stdout=io.StringIO())


def facts(path: Path) -> dict[str, Any]:
    out = io.StringIO()
    call_command(
        "plan", "import", str(path), "--unit", "94", "--year", "2021", "--dry-run", "--json", stdout=out
    )
    told: dict[str, Any] = json.loads(out.getvalue())
    for group in told["groups"]:
        for task in group["tasks"]:
            task.pop("source_text")
    return told


def test_command_reads_the_same_facts_from_word_excel_and_pdf(units: None) -> None:
    word = facts(SAMPLES / "19-KH-UBND.docx")

    assert (word["number"], len(word["groups"])) == ("19/KH-UBND", 13)
    assert facts(SAMPLES / "19-KH-UBND.xlsx") == word
    assert facts(SAMPLES / "19-KH-UBND.pdf") == word


@needs_office
def test_command_reads_the_same_facts_from_an_old_word_file(units: None) -> None:
    assert facts(SAMPLES / "19-KH-UBND.doc") == facts(SAMPLES / "19-KH-UBND.docx")


def test_old_word_file_goes_through_the_converter_and_is_kept_as_docx(
    units: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for LibreOffice that writes the Word file of the same plan: what is around it is ours."""
    program = tmp_path / "soffice"
    program.write_text(
        "#!/bin/sh\n"
        'while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out="$2"; shift; done\n'
        f'mkdir -p "$out" && cp {SAMPLES / "19-KH-UBND.docx"} "$out/van-ban.docx"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office.shutil, "which", lambda _name: str(program))
    upload = ContentFile((SAMPLES / "19-KH-UBND.doc").read_bytes(), name="Kế hoạch 19.doc")

    kept = importing.read_upload(upload, unit=unit_in_year("94", year=2021), by=None, at=AT)

    assert kept.file.name.endswith(".docx")
    assert kept.result["number"] == "19/KH-UBND"
    assert importing.take_over(kept.pk, by=None, at=AT).plan.tasks.count() == 42


def test_converter_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/child\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office.shutil, "which", lambda _name: str(program))

    with pytest.raises(office.OfficeFailed):
        office.converted(b"x", suffix=".doc", to="docx", longest=1)

    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_old_word_file_without_libreoffice_says_what_to_do(
    units: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    upload = ContentFile((SAMPLES / "19-KH-UBND.doc").read_bytes(), name="19.doc")

    with pytest.raises(ImportRefusal) as refusal:
        importing.read_upload(upload, unit=unit_in_year("94", year=2021), by=None, at=AT)

    assert refusal.value.code == "no_office"
    assert "LibreOffice" in str(refusal.value)
    assert PlanImport.objects.count() == 0


def test_plan_written_as_excel_is_read_as_the_same_plan(units: None) -> None:
    unit = unit_in_year("94", year=2021)
    upload = ContentFile((SAMPLES / "19-KH-UBND.docx").read_bytes(), name="19.docx")
    first = importing.read_words(upload, unit=unit)
    taken = importing.bring_in(upload, reading=first, unit=unit, by=None, at=AT)

    written = render_plan_sheet(plan_document(taken.plan))

    again = importing.read_words(ContentFile(written, name="19.xlsx"), unit=unit)
    told, expected = again.parsed.as_json(), first.parsed.as_json()
    for one in (told, expected):
        for group in one["groups"]:
            for task in group["tasks"]:
                task.pop("source_text")
    assert told == expected


@pytest.fixture
def province(db: None) -> Unit:
    return make.unit("Tỉnh Sóc Trăng", kind="province", code="94")


def scan() -> ContentFile[bytes]:
    return ContentFile(pdf(["0.5 g 0 0 595 842 re f"] * 2), name="KHUB tuyen truyen CCHC.pdf")


def test_scan_is_kept_with_a_clear_message_and_makes_no_plan(province: Unit, settings: object) -> None:
    settings.DANBIET_TODAY = AT.date()  # type: ignore[attr-defined]
    client = Client()
    officer = make.person("Cán bộ", unit=province)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post("/ban-lam-viec/nhap/moi/", {"unit": province.pk, "year": 2021, "file": scan()})

    kept = PlanImport.objects.get()
    assert answer.headers["Location"] == f"/ban-lam-viec/nhap/{kept.pk}/"
    assert kept.state == ImportState.REFUSED
    page = client.get(f"/ban-lam-viec/nhap/{kept.pk}/").content.decode()
    assert "hình ảnh (bản quét)" in page
    file = client.get(f"/ban-lam-viec/nhap/{kept.pk}/tep/")
    assert b"".join(file).startswith(b"%PDF")  # type: ignore[arg-type]
    with pytest.raises(ImportRefusal):
        importing.take_over(kept.pk, by=None, at=AT)
    assert Plan.objects.count() == 0


def test_file_and_form_are_closed_to_strangers(province: Unit) -> None:
    kept = importing.read_upload(scan(), unit=unit_in_year("94", year=2021), by=None, at=AT)
    stranger = make.person("Người khác", unit=make.unit("Sở khác", parent=province))
    client = Client()

    assert client.get(f"/ban-lam-viec/nhap/{kept.pk}/tep/").status_code == 302
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/ban-lam-viec/nhap/{kept.pk}/tep/").status_code == 404


def test_empty_form_is_given_and_read_back_as_no_plan(province: Unit) -> None:
    client = Client()
    client.force_login(
        make.person("Cán bộ", unit=province), backend="django.contrib.auth.backends.ModelBackend"
    )

    form = client.get("/ban-lam-viec/nhap/mau.xlsx").content

    with pytest.raises(ImportRefusal) as refusal:
        importing.read_words(ContentFile(form, name="mau.xlsx"), unit=unit_in_year("94", year=2021))
    assert refusal.value.code == "not_a_plan"


def test_undo_says_who_has_worked_on_the_draft(province: Unit) -> None:
    from tests.plans.test_importing import word_file

    from danbiet.plans.actions import drafting

    officer = make.person("Nguyễn Văn A", unit=province)
    kept = importing.read_upload(
        ContentFile(word_file(), name="19.docx"), unit=unit_in_year("94", year=2021), by=officer, at=AT
    )
    plan = importing.take_over(kept.pk, by=officer, at=AT).plan
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    path = f"/ban-lam-viec/nhap/{kept.pk}/hoan-tac/"
    assert "chưa ai sửa gì" in client.get(path).content.decode()

    drafting.add_group(plan.pk, title="Nhóm mới", by=officer, at=AT)

    assert "Nguyễn Văn A đã sửa từ đó đến nay: 1 lần" in client.get(path).content.decode()
