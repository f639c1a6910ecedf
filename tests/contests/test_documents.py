"""Minutes, lists and certificates of a round's final result, with figures worked out by hand."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from tests.factories import plans
from tests.factories.played_round import play, sealed_round

from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.actions.certificates import issue_certificates, make_certificates
from danbiet.contests.actions.documents import FORMS, make_document
from danbiet.contests.actions.ending import close_rounds, count_again
from danbiet.contests.actions.judging import disqualify
from danbiet.contests.actions.publishing import request_final
from danbiet.contests.actions.refusals import NotNow
from danbiet.contests.actions.winning import confirm_winners
from danbiet.contests.models import Certificate, Contact, Entrant, Publication, Winner
from danbiet.contests.queries.certificates import certificate_named
from danbiet.exports.actions import perform_run
from danbiet.exports.models import Run
from danbiet.exports.registry import CannotMake
from danbiet.exports.render import office
from danbiet.org.enums import Role

from .cases import Take, person
from .desk import DESK, as_, html

pytestmark = pytest.mark.django_db
AFTER = datetime(2021, 10, 6, 2, tzinfo=UTC)
ON = date(2021, 10, 6)
# so-nv: 20 people, three took part (15 %); so-tp: 10 people, one took part (10 %). Person 5 is taken out.
TAKES = [
    Take(1, 10, 90, unit="so-nv"), Take(2, 10, 80, unit="so-nv"), Take(3, 7, 70, unit="so-nv"), Take(4, 9, 60, unit="so-tp"),
    Take(5, 10, 10, unit="so-tp"),
]  # fmt: skip


class Hall:
    def __init__(self) -> None:
        self.root = plans.unit("Tỉnh Sóc Trăng", kind="province")
        self.organiser = plans.unit("Sở Nội vụ tỉnh", parent=self.root)
        self.round, closed = sealed_round(organiser=self.organiser)
        play(self.round, closed, TAKES)
        for number, entrant in enumerate(Entrant.objects.order_by("code"), start=1):
            Contact.objects.create(entrant=entrant, name=f"Nguyễn Văn {'ABCDE'[number - 1]}")
        self.office = plans.person("Phòng CCHC", unit=self.organiser, role=Role.OFFICE)
        self.head = plans.person("Giám đốc", unit=self.organiser, role=Role.HEAD)

    def publish(self) -> str:
        """Closed, one taken out, confirmed, final; the root of the bundle."""
        close_rounds(at=AFTER)
        disqualify(self.round.pk, code=person(5), number=0, reason="Thi hộ", by=self.office, at=AFTER)
        count_again(self.round.pk, at=AFTER)
        rows = list(Winner.objects.values_list("pk", flat=True))
        confirm_winners(self.round.pk, winner_ids=rows, by=self.head, at=AFTER)
        request_final(self.round.pk, by=self.office, at=AFTER)
        making = Publication.objects.get(kind="bundle")
        make_bundle(making.pk, at=AFTER)
        making.refresh_from_db()
        assert making.state == "ready", making.figures
        return making.root

    def words(self, kind: str) -> str:
        made = make_document({"round": self.round.pk, "kind": kind, "form": "docx"}, ON, lambda _d, _t: None)
        paper = Document(io.BytesIO(made.content))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(line.text for line in paper.paragraphs), *cells])

    def rows(self, kind: str) -> list[list[str]]:
        made = make_document({"round": self.round.pk, "kind": kind, "form": "docx"}, ON, lambda _d, _t: None)
        paper = Document(io.BytesIO(made.content))
        return [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]


@pytest.fixture
def hall(settings: Any, tmp_path: Path) -> Hall:
    settings.DATA_DIR = tmp_path
    settings.DANBIET_TODAY = ON
    return Hall()


def test_minutes_name_seal_root_figures_and_who_was_taken_out(hall: Hall) -> None:
    root = hall.publish()
    words = hall.words("bien-ban")

    seal = hall.round.contest.commitments.get(name="commitments.json").sha256
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "BIÊN BẢN" in words
    assert root in words
    assert seal in words
    assert "Có 4 người dự thi với 5 bài được nộp; 2/2 đơn vị có người dự thi" in words
    assert "Cán bộ, công chức: 2 người trả lời đúng tất cả các câu" in words
    code = person(5)
    assert f"TS-{code[:5]}-{code[5:]}. Lý do: Thi hộ." in words


def test_winners_are_named_in_order_and_the_one_taken_out_is_not(hall: Hall) -> None:
    hall.publish()
    rows = hall.rows("dat-giai")

    named = [(row[1], row[2], row[4]) for row in rows if row[0].isdigit()]
    assert named == [
        ("Giải Nhất", "Nguyễn Văn B", "Sở Nội vụ"),  # ten right in 80 seconds
        ("Giải Nhì", "Nguyễn Văn A", "Sở Nội vụ"),  # ten right in 90
        ("Tập thể", "Sở Nội vụ", ""),
    ]
    assert "Nguyễn Văn E" not in hall.words("dat-giai")


def test_units_stand_with_turn_out_worked_out_by_hand(hall: Hall) -> None:
    hall.publish()
    rows = [row[:5] for row in hall.rows("tap-the") if row[0].isdigit()]

    assert rows == [["1", "Sở Nội vụ", "20", "3", "15,00"], ["2", "Sở Tư pháp", "10", "1", "10,00"]]


def test_statistics_count_people_by_right_answers(hall: Hall) -> None:
    hall.publish()
    rows = hall.rows("thong-ke")

    for row in (
        ["10/10", "2", "50,00"],
        ["9/10", "1", "25,00"],
        ["7/10", "1", "25,00"],
        ["28/09/2021", "4", "4"],
    ):
        assert row in rows


def test_excel_holds_numbers_and_no_formula(hall: Hall) -> None:
    Contact.objects.filter(entrant__code=person(2)).update(name="=1+1")
    hall.publish()
    made = make_document({"round": hall.round.pk, "kind": "so-lieu", "form": "xlsx"}, ON, lambda _d, _t: None)

    book = load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == ["Đạt giải", "Tập thể", "Số liệu", "Theo ngày", "Xếp hạng"]
    assert (book["Đạt giải"]["C2"].value, book["Đạt giải"]["C2"].data_type) == ("=1+1", "s")
    ranked = [(row[1], row[2], row[4]) for row in book["Xếp hạng"].iter_rows(min_row=2, values_only=True)]
    assert ranked == [(1, person(2), 10), (2, person(1), 10), (3, person(4), 9), (4, person(3), 7)]
    assert book["Tập thể"]["F2"].value == 15


def test_certificates_have_a_page_and_a_code_each_and_the_code_is_checked(hall: Hall) -> None:
    hall.publish()
    assert issue_certificates(hall.round.pk, by=hall.office, at=AFTER) == 3
    assert issue_certificates(hall.round.pk, by=hall.office, at=AFTER) == 0
    codes = set(Certificate.objects.values_list("code", flat=True))
    told: list[tuple[int, int]] = []
    made = make_certificates(
        {"round": hall.round.pk, "form": "docx"}, ON, lambda done, all_: told.append((done, all_))
    )

    words = "\n".join(line.text for line in Document(io.BytesIO(made.content)).paragraphs)
    assert words.count("GIẤY CHỨNG NHẬN") == 3
    assert all("-".join((code[:4], code[4:8], code[8:])) in words for code in codes)
    assert told[-1] == (3, 3)

    first = Certificate.objects.get(winner__prize="nhat")
    found = certificate_named(hall.round.contest.key, f"{first.code[:4].lower()}-{first.code[4:]}")
    assert found is not None
    assert (found.holder, found.unit, found.prize) == ("Nguyễn Văn B", "Sở Nội vụ", "Giải Nhất")
    unit = Certificate.objects.get(winner__prize="don-vi")
    assert getattr(certificate_named(hall.round.contest.key, unit.code), "holder", "") == "Sở Nội vụ"
    assert certificate_named("hoi-thi-khac", first.code) is None
    assert certificate_named(hall.round.contest.key, "0" * 12) is None


def test_anybody_checks_a_code_on_a_page_that_is_kept_nowhere(hall: Hall) -> None:
    hall.publish()
    issue_certificates(hall.round.pk, by=hall.office, at=AFTER)
    code = Certificate.objects.get(winner__prize="nhat").code
    here = f"/hoi-thi/{hall.round.contest.key}/giay-chung-nhan/"
    client = Client()

    empty, right, wrong = (client.get(here, said) for said in ({}, {"ma": code.lower()}, {"ma": "0" * 12}))

    assert "Nguyễn Văn" not in html(empty)
    assert "Nguyễn Văn B" in html(right)
    assert "Nguyễn Văn" not in html(wrong)
    assert "Không có giấy chứng nhận" in html(wrong)
    assert (right["Cache-Control"], right["X-Robots-Tag"]) == ("no-store", "noindex")
    assert not client.cookies
    assert client.get("/hoi-thi/khong-co/giay-chung-nhan/").status_code == 404


def test_certificate_of_a_prize_that_is_lost_is_gone(hall: Hall) -> None:
    hall.publish()
    issue_certificates(hall.round.pk, by=hall.office, at=AFTER)
    code = Certificate.objects.get(winner__prize="nhat").code

    disqualify(hall.round.pk, code=person(2), number=0, reason="Thi hộ", by=hall.office, at=AFTER)
    count_again(hall.round.pk, at=AFTER)

    assert certificate_named(hall.round.contest.key, code) is None


@pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is missing")
def test_certificates_as_pdf_have_as_many_pages_as_prizes(hall: Hall) -> None:
    hall.publish()
    issue_certificates(hall.round.pk, by=hall.office, at=AFTER)
    made = make_certificates({"round": hall.round.pk, "form": "pdf"}, ON, lambda _d, _t: None)

    assert len(PdfDocument(made.content)) == 3
    told = PdfDocument(made.content)[0].get_textpage().get_text_range()
    # Where the machine has no font with Vietnamese letters, those it borrows elsewhere come last in the text.
    assert "Nguyễn Văn B" in told or ("Nguy n Văn B" in told and "ễ" in told)


def test_without_libreoffice_the_run_says_so(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.publish()
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))

    with pytest.raises(CannotMake, match="LibreOffice"):
        make_document({"round": hall.round.pk, "kind": "bien-ban", "form": "pdf"}, ON, lambda _d, _t: None)


def test_nothing_is_made_before_the_result_is_final(hall: Hall) -> None:
    close_rounds(at=AFTER)

    for kind in FORMS:
        with pytest.raises(CannotMake):
            make_document({"round": hall.round.pk, "kind": kind, "form": "docx"}, ON, lambda _d, _t: None)
    with pytest.raises(NotNow):
        issue_certificates(hall.round.pk, by=hall.office, at=AFTER)


def test_document_asked_on_the_desk_is_made_by_the_job_once(hall: Hall) -> None:
    hall.publish()
    client = as_(hall.office)
    here = f"{DESK}dot/{hall.round.pk}/tai-lieu/"
    html(client.get(here))
    for _press in range(2):
        assert client.post(here, {"tai-lieu": "bien-ban.docx"}).status_code == 302
    run = Run.objects.get()

    perform_run(run.pk, at=AFTER, on=ON)
    perform_run(run.pk, at=AFTER, on=ON)

    run.refresh_from_db()
    assert (run.state, run.failure) == ("done", "")
    assert run.file is not None
    assert client.post(here, {"tai-lieu": "bien-ban.xlsx"}).status_code == 404
    assert client.post(here, {"tai-lieu": "giay-chung-nhan.docx"}).status_code == 302
    assert Certificate.objects.count() == 3
    html(as_(hall.head).get(here))


def test_stranger_editor_and_a_unit_that_takes_part_get_no_names(hall: Hall) -> None:
    hall.publish()
    here = f"{DESK}dot/{hall.round.pk}/tai-lieu/"
    stranger = plans.person("Người lạ", unit=plans.unit("Sở Công Thương", parent=hall.root))
    editor = plans.person("Biên tập", unit=hall.organiser, role=Role.EDITOR)

    html(as_(stranger).get(here), 404)
    html(as_(editor).post(here, {"tai-lieu": "dat-giai.docx"}), 403)
    assert not Run.objects.exists()
