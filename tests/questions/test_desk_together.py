"""Several agencies in one answer, notes among colleagues, many questions at once, what is set up, and the figures."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import questions as make
from tests.factories.questions import Cast

from danbiet.outbox.models import Message as Letter
from danbiet.questions.models import Answer, InternalNote, Part, Question, Snippet, TimeLimit, Topic

from .desk import answer_form, at_desk, read, url

ON = date(2021, 10, 12)


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.DANBIET_TODAY = ON
    made = make.cast()
    for user in (made.colleague, made.other_head):
        user.email = f"{user.username}@example.vn"
        user.save()
    return made


@pytest.fixture
def question(cast: Cast) -> Question:
    return make.question(
        cast.root,
        state="in_work",
        lead=cast.agency,
        officer=cast.officer,
        topic=cast.topic,
        subject="Khai sinh ở bệnh viện",
    )


def test_contribution_is_asked_written_and_merged_into_one_answer(cast: Cast, question: Question) -> None:
    officer, other = at_desk(cast.officer), at_desk(cast.other_officer)
    assert other.get(url("question-desk", question.pk)).status_code == 404
    officer.post(url("step", question.pk, "xin-y-kien"), {"unit": cast.other.pk, "wanted": "Giấy chứng sinh"})
    part = Part.objects.get(role="support")

    assert "Giấy chứng sinh" in read(other.get(url("part", part.pk)))
    other.post(
        url("part", part.pk),
        {"version": part.version, "text": "Bệnh viện cấp **giấy chứng sinh** trong ngày."},
    )

    page = officer.get(url("question-desk", question.pk)).content.decode()
    assert "<strong>giấy chứng sinh</strong>" in page
    assert 'data-insert="Bệnh viện cấp **giấy chứng sinh** trong ngày."' in page
    part.refresh_from_db()
    assert (part.state, part.by) == ("handed_in", cast.other_officer)
    assert other.post(url("answer", question.pk), answer_form(1, "x")).status_code == 403


def test_two_colleagues_writing_one_contribution_see_both_texts(cast: Cast, question: Question) -> None:
    part = make.part(question, cast.other)
    first, second = at_desk(cast.other_officer), at_desk(cast.other_head)
    first.post(url("part", part.pk), {"version": 1, "text": "Bài thứ nhất"})

    page = second.post(url("part", part.pk), {"version": 1, "text": "Bài thứ hai"})

    assert page.status_code == 422
    assert "<p>Bài thứ nhất</p>" in page.content.decode()
    assert "Bài thứ hai</textarea>" in page.content.decode()
    part.refresh_from_db()
    assert part.text == "<p>Bài thứ nhất</p>"


def test_contribution_is_declined_or_no_longer_asked_for(cast: Cast, question: Question) -> None:
    declined, recalled = make.part(question, cast.other), make.part(question, cast.commune)

    at_desk(cast.other_officer).post(url("part-decline", declined.pk), {"reason": "Không thuộc ngành"})
    assert at_desk(cast.other_officer).post(url("part-recall", recalled.pk)).status_code == 403
    at_desk(cast.officer).post(url("part-recall", recalled.pk))

    declined.refresh_from_db()
    recalled.refresh_from_db()
    assert (declined.state, declined.reason, recalled.state) == ("declined", "Không thuộc ngành", "recalled")
    assert at_desk(cast.officer).get(url("part", declined.pk)).status_code == 403


def test_note_reaches_the_colleague_it_mentions_and_nobody_outside(cast: Cast, question: Question) -> None:
    client = at_desk(cast.officer)

    client.post(
        url("note", question.pk), {"text": "Nhớ nêu cách nộp trực tuyến", "mentions": [cast.colleague.pk]}
    )
    stranger = client.post(url("note", question.pk), {"text": "x", "mentions": [cast.other_head.pk]})

    note = InternalNote.objects.get()
    assert list(note.mentions.all()) == [cast.colleague]
    assert Letter.objects.filter(to_user=cast.colleague).count() == 1
    assert stranger.status_code == 422
    assert "Nhớ nêu cách nộp trực tuyến" in read(
        at_desk(cast.colleague).get(url("question-desk", question.pk))
    )
    assert at_desk(cast.auditor).post(url("note", question.pk), {"text": "x"}).status_code == 403


def test_many_questions_go_to_one_agency_after_a_dry_run(cast: Cast) -> None:
    first, second = make.question(cast.root), make.question(cast.root)
    elsewhere = make.question(cast.root, state="in_approval", lead=cast.other)
    client, sent = (
        at_desk(cast.intake),
        {"viec": "chuyen", "chon": [first.pk, second.pk, elsewhere.pk], "xem": "tiep-nhan"},
    )

    begun = read(client.post(url("bulk"), sent))
    shown = read(client.post(url("bulk"), {**sent, "buoc": "xem", "unit": cast.agency.pk}))
    assert f"{elsewhere.code}: Chờ duyệt trả lời" in begun
    assert f"{first.code} – {first.subject} Sở Tư pháp" in shown
    assert Question.objects.filter(lead=cast.agency).count() == 0
    client.post(
        url("bulk"),
        {
            **sent,
            "buoc": "lam",
            "unit": cast.agency.pk,
            f"ban-{first.pk}": first.version,
            f"ban-{second.pk}": 99,
        },
    )

    assert list(Question.objects.filter(lead=cast.agency)) == [first]  # the second was changed meanwhile
    assert Question.objects.get(pk=elsewhere.pk).lead == cast.other


def test_one_text_answers_many_with_its_fields_filled_in(cast: Cast) -> None:
    made = [
        make.question(
            cast.root,
            state="in_work",
            lead=cast.agency,
            officer=cast.officer,
            subject=f"Câu {number} <b>đậm</b>",
        )
        for number in (1, 2)
    ]
    client = at_desk(cast.officer)
    sent = {
        "viec": "tra-loi",
        "chon": [one.pk for one in made],
        "body": "Về {mã}: {tiêu đề}, {cơ quan} trả lời chung.",
    }

    wrong = client.post(url("bulk"), {**sent, "buoc": "xem", "body": "Kính gửi {tên người hỏi}"})
    dry = client.post(url("bulk"), {**sent, "buoc": "xem"}).content.decode()
    assert wrong.status_code == 422
    assert "tên người hỏi" in read(wrong)
    assert f"<p>Về {made[0].code}: Câu 1 &lt;b&gt;đậm&lt;/b&gt;, Sở Tư pháp trả lời chung.</p>" in dry
    assert not Answer.objects.exists()
    client.post(url("bulk"), {**sent, "buoc": "lam", "is_submitted": "on"})

    assert [one.body for one in Answer.objects.order_by("question_id")] == [
        f"<p>Về {one.code}: Câu {place} &lt;b&gt;đậm&lt;/b&gt;, Sở Tư pháp trả lời chung.</p>"
        for place, one in enumerate(made, 1)
    ]
    assert set(Question.objects.values_list("state", flat=True)) == {"in_approval"}


def test_nothing_chosen_or_nothing_of_ones_own_leads_back_with_a_word(cast: Cast, question: Question) -> None:
    assert "Hãy chọn câu hỏi" in read(
        at_desk(cast.officer).post(url("bulk"), {"viec": "tra-loi"}, follow=True)
    )
    foreign = at_desk(cast.other_officer).post(
        url("bulk"), {"viec": "tra-loi", "chon": [question.pk]}, follow=True
    )
    assert "Hãy chọn câu hỏi" in read(foreign)
    auditor = at_desk(cast.auditor).post(url("bulk"), {"viec": "chuyen", "chon": [question.pk]}, follow=True)
    assert "Không câu hỏi nào đã chọn" in read(auditor)


def test_fields_and_limits_are_the_desks_to_set(cast: Cast) -> None:
    client = at_desk(cast.intake)

    client.post(
        url("topic-new"),
        {"name": "Bảo trợ xã hội", "hint": "", "unit": cast.other.pk, "order": 3, "is_active": "on"},
    )
    made = Topic.objects.get(name="Bảo trợ xã hội")
    client.post(
        url("limit-new"), {"channel": "phone", "topic": made.pk, "working_days": "2,5", "basis": "QĐ 1"}
    )
    again = client.post(
        url("limit-new"), {"channel": "phone", "topic": made.pk, "working_days": "3", "basis": ""}
    )
    wrong = client.post(url("limit-new"), {"channel": "", "topic": "", "working_days": "2,3", "basis": ""})

    assert (made.key, made.unit) == ("bao-tro-xa-hoi", cast.other)
    assert [str(one.working_days) for one in TimeLimit.objects.filter(topic=made)] == ["2.5"]
    assert (again.status_code, wrong.status_code) == (422, 422)
    assert "Bảo trợ xã hội" in read(client.get(url("topic-list")))
    make.question(cast.root, topic=made)
    client.post(url("topic-drop", made.pk))
    assert Topic.objects.filter(pk=made.pk).exists()
    for who in ("officer", "head", "auditor"):
        assert at_desk(getattr(cast, who)).get(url("topic-list")).status_code == 403


def test_snippets_belong_to_a_unit_or_to_everybody(cast: Cast) -> None:
    officer, desk = at_desk(cast.officer), at_desk(cast.intake)

    officer.post(
        url("snippet-new"), {"unit": cast.agency.pk, "key": "ket", "title": "Lời kết", "body": "Trân trọng."}
    )
    officer.post(url("snippet-new"), {"unit": "", "key": "moi", "title": "Của tỉnh", "body": "x"})
    desk.post(url("snippet-new"), {"unit": "", "key": "tinh", "title": "Của tỉnh", "body": "Chung"})

    mine, everybodys = Snippet.objects.get(key="ket"), Snippet.objects.get(key="tinh")
    assert not Snippet.objects.filter(key="moi").exists()
    assert at_desk(cast.other_officer).get(url("snippet-edit", mine.pk)).status_code == 403
    assert officer.get(url("snippet-edit", everybodys.pk)).status_code == 403
    assert "Của tỉnh" in read(officer.get(url("snippet-list")))
    officer.post(url("snippet-drop", mine.pk))
    assert list(Snippet.objects.all()) == [everybodys]


def month_of_october(cast: Cast) -> None:
    """Carried over 1; received 4; answered 2, one late; refused 1; open 2, one overdue."""
    day = datetime(2021, 10, 1, 3, tzinfo=UTC)
    late = datetime(2021, 10, 8, 10, tzinfo=UTC)
    common = {"lead": cast.agency, "topic": cast.topic}
    make.question(cast.root, state="in_work", received_at=day - timedelta(days=3), due_at=late, **common)
    make.question(
        cast.root,
        state="published",
        received_at=day,
        due_at=late,
        answered_at=day + timedelta(days=4),
        rating=5,
        **common,
    )
    make.question(
        cast.root,
        state="answered",
        received_at=day,
        due_at=late,
        answered_at=day + timedelta(days=10),
        rating=2,
        **common,
    )
    make.question(
        cast.root,
        state="routed",
        received_at=day,
        due_at=datetime(2021, 10, 20, 10, tzinfo=UTC),
        channel="phone",
        **common,
    )
    make.question(
        cast.root, state="refused", received_at=day, ended_at=day + timedelta(days=1), refusal="content"
    )
    make.question(
        cast.root,
        state="published",
        received_at=day - timedelta(days=40),
        answered_at=day - timedelta(days=20),
        due_at=day,
        **common,
    )


def test_figures_of_a_month_as_page_workbook_and_official_report(cast: Cast) -> None:
    month_of_october(cast)
    client, where = at_desk(cast.intake), url("report") + "?ky=2021-M10"

    page = read(client.get(where))
    book = openpyxl.load_workbook(io.BytesIO(client.get(where + "&tai=xlsx").content))
    word = docx.Document(io.BytesIO(client.get(where + "&tai=word").content))

    assert "Tiếp nhận 4 1 từ kỳ trước chuyển sang" in page
    assert "Đã trả lời 2 1 công khai" in page
    assert "Đang xử lý 2 1 quá hạn" in page
    row = [cell.value for cell in book["Theo cơ quan"][2]]
    assert row[:12] == ["Sở Tư pháp", 1, 3, 4, 2, 1, 1, 50, 0, 2, 1, 0]
    assert [cell.value for cell in book["Theo cơ quan"][4]][:5] == ["Tổng cộng", 1, 4, 5, 2]
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert (
        "tổng số câu hỏi, phản ánh, kiến nghị phải xử lý là 5, gồm 4 tiếp nhận mới và 1 từ kỳ trước chuyển sang"
        in said
    )
    assert "Đã trả lời 2, trong đó đúng hạn 1 (50,0%), quá hạn 1; công khai 1." in said
    assert "Quá hạn tại: Sở Tư pháp 1." in said
    assert "tháng 10 năm 2021" in said


def test_agency_reports_its_own_figures_only(cast: Cast) -> None:
    month_of_october(cast)

    mine = read(at_desk(cast.head).get(url("report") + "?ky=2021-Q4"))
    other = read(at_desk(cast.other_head).get(url("report") + f"?ky=2021-Q4&don-vi={cast.agency.pk}"))
    word = docx.Document(io.BytesIO(at_desk(cast.head).get(url("report") + "?ky=2021&tai=word").content))

    assert "Tiếp nhận 3" in mine
    assert "Tiếp nhận 0" in other
    heading = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "SỞ TƯ PHÁP" in heading


@pytest.mark.parametrize("key", ["", "2021-W10", "2021-Q9", "9999", "0001", "x", "2030"])
def test_periods_nobody_can_report_on_become_this_month(cast: Cast, key: str) -> None:
    assert "tháng 10 năm 2021" in read(at_desk(cast.head).get(url("report") + f"?ky={key}"))


@pytest.mark.parametrize("count", [1, 9])
def test_lists_ask_the_same_however_long_they_are(
    cast: Cast, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        made = make.question(cast.root, state="in_work", lead=cast.agency, topic=make.topic())
        make.call_back(made)
        make.data_request(made)
        make.snippet("Mẫu", "Chữ")
        make.question(cast.root, state="published", lead=cast.agency, subject="Cấp thẻ bảo hiểm y tế")
    question = make.question(cast.root, subject="Cấp lại thẻ bảo hiểm y tế")
    client: Client = at_desk(cast.intake)
    client.get(url("question-queue"))
    for path in (
        url("call-back-list"), url("data-list"), url("topic-list"), url("snippet-list"), url("report"), url("route", question.pk),
        url("join", question.pk), url("review", question.pk),
    ):  # fmt: skip
        with django_assert_max_num_queries(15):
            assert client.get(path).status_code == 200
