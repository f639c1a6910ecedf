"""A year of the index through the screens: set, edition, self-assessment, appraisal, reply, council, publication, and what readers see."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from danbiet.indices.calc.template import write_set
from danbiet.indices.models import CriteriaSet, Edition, Evidence, Publication, Score, ScoreChange
from danbiet.measures.queries import EventFilter, events_matching
from danbiet.measures.registry import INDICES_PUBLISHED
from tests.indices import books, desk

pytestmark = pytest.mark.django_db
DESK = desk.DESK


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = date(2021, 1, 5)
    return desk.make_place()


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:1500]
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def say(client: Client, participant: int, criterion: str, **said: Any) -> Any:
    """Fill in the form of a component."""
    page = f"{DESK}phieu/{participant}/{criterion}/"
    found = Score.objects.filter(participant=participant, criterion__number=criterion).first()
    return client.post(page, {"version": found.version if found else 0, **said}, follow=True)


def test_a_year_from_the_set_to_the_published_ranking(
    place: desk.Place, settings: Any, client: Client
) -> None:
    office, officer, head, leader = (
        desk.as_(one) for one in (place.office, place.officer, place.head, place.leader)
    )

    # The set: looked at first, then taken in from the same workbook.
    workbook = write_set(desk.rows())
    said = {"name": "Bộ tiêu chí sở năm 2020", "year": "2020", "source": "QĐ 01/QĐ-UBND"}
    trial = office.post(
        f"{DESK}bo-tieu-chi/", {**said, "thu": "1", "file": SimpleUploadedFile("bo.xlsx", workbook)}
    )
    assert "không có chỗ sai" in text(trial)
    assert not CriteriaSet.objects.exists()
    office.post(f"{DESK}bo-tieu-chi/", {**said, "file": SimpleUploadedFile("bo.xlsx", workbook)})
    made = CriteriaSet.objects.get()

    # The edition.
    days = {name: day.strftime("%d/%m/%Y") for name, day in desk.DAYS.items()}
    answer = office.post(
        f"{DESK}moi/",
        {"name": "Chỉ số CCHC các sở năm 2020", "year": "2020", "office": place.office_unit.pk, "criteria_set": made.pk,
         "groups": [desk.GROUP], "units_on": "05/01/2021", **days},
    )  # fmt: skip
    edition = Edition.objects.get()
    assert answer.status_code == 302, answer.content.decode()[:2000]
    first, second = place.participant(place.first), place.participant(place.second)
    assert "Chưa mở" in text(officer.get(f"{DESK}{edition.pk}/"))

    # Self-assessment: figures give points by the rule; the head signs.
    settings.DANBIET_TODAY = desk.SELF
    for one, figures in (
        ("1.1", {"answer": "true"}),
        ("1.2.1", {"part": "4", "whole": "5"}),
        ("1.2.2", {"number": "3"}),
    ):
        page = say(officer, first.pk, one, viec="cham", explanation="Theo báo cáo", **figures)
        assert "Đã lưu" in text(page)
    assert [str(one.self_points) for one in Score.objects.filter(participant=first)] == [
        "2.00",
        "0.00",
        "2.25",
    ]
    page = f"{DESK}phieu/{first.pk}/1.1/"
    pdf = SimpleUploadedFile(
        "ke-hoach.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    refused = officer.post(page, {"viec": "minh-chung", "upload": pdf, "title": "Kế hoạch"})
    assert "ở trang nào của tệp" in text(refused)
    officer.post(
        page,
        {
            "viec": "minh-chung",
            "url": "https://soctrang.gov.vn/kh19",
            "title": "Kế hoạch 19",
            "section": "II",
            "page": "3",
        },
    )
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.section, evidence.page) == ("link", "II", "3")
    assert "trang 3" in text(officer.get(page))
    assert "không thiếu gì" in text(officer.get(f"{DESK}phieu/{first.pk}/"))
    officer.post(f"{DESK}phieu/{first.pk}/ky/", {"ky": "1"})
    first.refresh_from_db()
    assert first.signed_at is None  # only the head signs
    head.post(f"{DESK}phieu/{first.pk}/ky/", {"ky": "1"})
    assert (
        "hiện không làm được" in text(say(officer, first.pk, "1.1", viec="cham", answer="false")).casefold()
    )
    assert Score.objects.get(participant=first, criterion__number="1.1").answer is True

    # Appraisal: other points need a reason; one component is asked about.
    settings.DANBIET_TODAY = desk.APPRAISAL
    assert "phải ghi lý do" in text(say(office, first.pk, "1.2.1", viec="tham-dinh", points="0,8"))
    say(
        office,
        first.pk,
        "1.2.1",
        viec="tham-dinh",
        points="0,8",
        reason="Ví dụ của bộ tiêu chí tính 4/5 là 0,8",
    )
    say(
        office,
        first.pk,
        "1.2.2",
        viec="tham-dinh",
        points="1,5",
        reason="Một hình thức chưa có tài liệu",
        question="Còn tài liệu nào?",
    )
    office.post(f"{DESK}phieu/{first.pk}/chap-nhan/1/")
    assert Score.objects.get(participant=first, criterion__number="1.1").appraised == 2

    # Reply, council, exemption.
    settings.DANBIET_TODAY = desk.REPLY
    say(officer, first.pk, "1.2.2", viec="giai-trinh", reply="Đã bổ sung hình ảnh loa truyền thanh")
    settings.DANBIET_TODAY = desk.COUNCIL
    assert "Đã bổ sung hình ảnh" in text(office.get(f"{DESK}phieu/{first.pk}/1.2.2/"))
    say(office, first.pk, "1.2.2", viec="hoi-dong", points="2,25", reason="Chấp nhận giải trình")
    office.post(
        f"{DESK}{edition.pk}/mien/", {"participant": second.pk, "number": "1.2", "reason": "Không được giao"}
    )
    told = text(office.get(f"{DESK}{edition.pk}/"))
    assert "1,50 → 2,25" in told
    assert "Không được giao" in told

    # Publication: 2 + 0.8 + 2.25 = 5.05 of 10; the other unit has nothing of 6.
    settings.DANBIET_TODAY = desk.CLOSED
    office.post(f"{DESK}{edition.pk}/cong-bo/", {"decision": "QĐ 256/QĐ-UBND"})
    assert not Publication.objects.exists()  # the head's word
    leader.post(f"{DESK}{edition.pk}/cong-bo/", {"decision": "QĐ 256/QĐ-UBND"})
    publication = Publication.objects.get()
    assert [event.title for event in events_matching(EventFilter(measure=INDICES_PUBLISHED))] == [
        edition.name
    ]
    (group,) = publication.figures["groups"]
    assert [(unit["name"], unit["index"], unit["rank"]) for unit in group["units"]] == [
        ("Sở Tư pháp", "50.50", 1), ("Sở Xây dựng", "0.00", 2),
    ]  # fmt: skip

    page = text(client.get(f"/chi-so/{edition.pk}/"))
    assert "50,50 %" in page
    assert "QĐ 256/QĐ-UBND" in page
    code = first.code
    unit = text(client.get(f"/chi-so/{edition.pk}/{code}/"))
    assert "Ví dụ của bộ tiêu chí tính 4/5 là 0,8" in unit
    assert "5,05 ÷ 10 × 100 = 50,50" in unit
    assert "Không được giao" in text(client.get(f"/chi-so/{edition.pk}/{second.code}/"))
    table = list(
        csv.reader(io.StringIO(client.get(f"/chi-so/{edition.pk}/bang.csv").content.decode("utf-8-sig")))
    )
    assert table[1][2:6] == ["Sở Tư pháp", "1", "50.50", "5.05"]
    told = json.loads(client.get(f"/chi-so/{edition.pk}/du-lieu.json").content)
    assert told["groups"][0]["units"][0]["index"] == 50.5
    assert not client.get(f"/chi-so/{edition.pk}/").cookies
    assert edition.name in text(client.get("/chi-so/"))
    assert (
        "hiện không làm được"
        in text(say(office, first.pk, "1.1", viec="hoi-dong", points="0", reason="x")).casefold()
    )


def test_of_two_who_save_at_once_the_later_is_told_and_loses_nothing(
    place: desk.Place, settings: Any
) -> None:
    desk.begin(place)
    settings.DANBIET_TODAY = desk.SELF
    participant = place.participant(place.first)
    first, second = desk.as_(place.officer), desk.as_(place.head)
    page = f"{DESK}phieu/{participant.pk}/1.2.2/"
    said = {"viec": "cham", "version": "0"}
    first.post(page, {**said, "number": "2", "explanation": "Hai hình thức"})
    answer = text(second.post(page, {**said, "number": "4", "explanation": "Bốn hình thức"}))
    assert "Người khác vừa lưu" in answer
    assert "Chuyên viên Tư pháp đã lưu: 2, 1,50 điểm. Hai hình thức" in answer
    assert "Bốn hình thức" in answer
    assert Score.objects.get().number == 2
    second.post(
        page,
        {
            "viec": "cham",
            "version": Score.objects.get().version,
            "number": "4",
            "explanation": "Bốn hình thức",
        },
    )
    assert Score.objects.get().number == 4
    assert [(str(one.before), str(one.after)) for one in ScoreChange.objects.all()] == [
        ("None", "1.50"),
        ("1.50", "3.00"),
    ]


def test_evidence_is_taken_away_while_the_sheet_may_be_written(place: desk.Place, settings: Any) -> None:
    desk.begin(place)
    settings.DANBIET_TODAY = desk.SELF
    officer = desk.as_(place.officer)
    page = f"{DESK}phieu/{place.participant(place.first).pk}/1.1/"
    for number in range(2):
        officer.post(page, {"viec": "minh-chung", "url": f"https://soctrang.gov.vn/{number}"})
    first, second = Evidence.objects.all()
    officer.post(f"{DESK}minh-chung/{first.pk}/bo/")
    assert [one.pk for one in Evidence.objects.all()] == [second.pk]
    desk.as_(place.head).post(f"{DESK}phieu/{place.participant(place.first).pk}/ky/", {"ky": "1"})
    assert "không bỏ tài liệu được" in text(officer.post(f"{DESK}minh-chung/{second.pk}/bo/", follow=True))
    assert Evidence.objects.count() == 1


def test_others_do_not_know_of_a_sheet_and_only_the_office_runs_an_edition(
    place: desk.Place, settings: Any
) -> None:
    edition = desk.begin(place)
    settings.DANBIET_TODAY = desk.SELF
    participant = place.participant(place.first)
    for user in (place.stranger, place.other):
        client = desk.as_(user)
        for path in (f"phieu/{participant.pk}/", f"phieu/{participant.pk}/1.1/"):
            assert client.get(f"{DESK}{path}").status_code == 404
        for path in (
            f"phieu/{participant.pk}/ky/",
            f"phieu/{participant.pk}/so-lieu/",
            f"phieu/{participant.pk}/chap-nhan/1/",
        ):
            assert client.post(f"{DESK}{path}").status_code == 404
        for path in (f"{edition.pk}/gia-han/", f"{edition.pk}/mien/", "bo-tieu-chi/"):
            assert client.post(f"{DESK}{path}").status_code == 403
    assert Client().get(f"{DESK}phieu/{participant.pk}/").status_code == 302
    assert (
        Client().get(f"/chi-so/{edition.pk}/").status_code == 404
    )  # nothing is public before its publication


def test_window_is_made_longer_in_public_and_pushes_those_behind_it(place: desk.Place, settings: Any) -> None:
    edition = desk.begin(place)
    settings.DANBIET_TODAY = desk.SELF
    office = desk.as_(place.office)
    path = f"{DESK}{edition.pk}/gia-han/"
    assert "chọn ngày sau 20/01/2021" in text(
        office.post(path, {"window": "self", "until": "20/01/2021", "reason": "Bão"})
    )
    office.post(path, {"window": "self", "until": "25/01/2021", "reason": "Bão số 1"})
    edition.refresh_from_db()
    assert (edition.self_until, edition.appraisal_until, edition.council_until) == (
        date(2021, 1, 25), date(2021, 2, 5), date(2021, 2, 25),
    )  # fmt: skip
    assert "Bão số 1" in text(desk.as_(place.stranger).get(f"{DESK}{edition.pk}/"))


def test_broken_workbook_is_told_by_row_and_nothing_is_taken_in(place: desk.Place) -> None:
    sheets = {"Bộ tiêu chí": books.example()["Bộ tiêu chí"]}
    sheets["Bộ tiêu chí"][1][2] = 7
    answer = desk.as_(place.office).post(
        f"{DESK}bo-tieu-chi/",
        {"name": "Sai", "year": "2021", "file": SimpleUploadedFile("sai.xlsx", books.book(sheets))},
    )
    assert "Bộ tiêu chí, dòng 2, 1<" in text(answer)
    assert "6 ≠ 7" in text(answer)
    broken = desk.as_(place.office).post(
        f"{DESK}bo-tieu-chi/",
        {"name": "Sai", "year": "2021", "file": SimpleUploadedFile("sai.xlsx", b"khong phai")},
    )
    assert "Không đọc được tệp" in text(broken)
    assert not CriteriaSet.objects.exists()


def test_shipped_set_is_taken_over_exported_and_put_away(place: desk.Place) -> None:
    office = desk.as_(place.office)
    office.post(f"{DESK}bo-tieu-chi/", {"key": "departments", "year": "2021"})
    made = CriteriaSet.objects.get()
    assert made.is_demonstration
    assert made.rows.count() > 40
    assert office.get(f"{DESK}bo-tieu-chi/{made.pk}/tep.xlsx").content[:2] == b"PK"
    assert "100 điểm" in text(office.get(f"{DESK}bo-tieu-chi/{made.pk}/"))
    office.post(f"{DESK}bo-tieu-chi/{made.pk}/bo/")
    assert not CriteriaSet.objects.exists()


def test_sealed_set_and_what_was_published_do_not_change_in_the_database(place: desk.Place) -> None:
    from django.db import DatabaseError, transaction

    edition = desk.begin(place)
    row = edition.criteria_set.rows.first()
    assert row is not None
    for change in (
        lambda: row.delete(),
        lambda: edition.criteria_set.rows.update(maximum=1),
        lambda: CriteriaSet.objects.update(name="khác"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_answer_that_was_saved_is_shown_and_saving_words_alone_keeps_it(
    place: desk.Place, settings: Any
) -> None:
    desk.begin(place)
    settings.DANBIET_TODAY = desk.SELF
    officer, participant = desk.as_(place.officer), place.participant(place.first)
    say(officer, participant.pk, "1.1", viec="cham", answer="true")
    page = officer.get(f"{DESK}phieu/{participant.pk}/1.1/").content.decode()
    (chosen,) = re.findall(r'<input[^>]*name="answer"[^>]*checked[^>]*>', page)
    assert 'value="true"' in chosen


def test_words_on_a_survey_component_leave_its_figures(place: desk.Place, settings: Any) -> None:
    desk.begin(place)
    settings.DANBIET_TODAY = desk.SELF
    participant = place.participant(place.first)
    row = participant.edition.criteria_set.rows.get(number="2")
    Score.objects.create(
        participant=participant, criterion=row, number=89, self_points="3.56", updated_at=desk.AT
    )
    say(desk.as_(place.officer), participant.pk, "2", viec="cham", explanation="Theo điều tra")
    found = Score.objects.get(criterion=row)
    assert (found.number, str(found.self_points), found.explanation) == (89, "3.56", "Theo điều tra")
