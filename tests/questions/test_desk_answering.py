"""The working screen without scripts: an answer is written, shown, submitted, returned, signed; nothing typed is lost."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import questions as make
from tests.factories.questions import Cast

from danbiet.questions import registry
from danbiet.questions.models import Answer, Question
from danbiet.questions.registry import Document

from .desk import answer_form, at_desk, read, url

ON = date(2021, 10, 12)


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.DANBIET_TODAY = ON
    return make.cast()


@pytest.fixture
def question(cast: Cast) -> Question:
    return make.question(
        cast.root, state="in_work", lead=cast.agency, officer=cast.officer, topic=cast.topic, may_publish=True,
        is_masked_checked=True, subject="Mẹ nhận thay trích lục", text="Xin gọi lại số [số điện thoại đã che].",
        due_at=datetime(2021, 10, 14, 10, tzinfo=UTC), asker={"text": "Xin gọi lại số 0912 345 678.", "address": "Ấp An Ninh 1"},
    )  # fmt: skip


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> None:
    law = Document(7, "Luật Hộ tịch", "/van-ban/luat-ho-tich/", "còn hiệu lực")
    old = Document(8, "Thông tư 15/2015", "/van-ban/tt-15/", "đã được thay thế", is_in_force=False)
    monkeypatch.setattr(
        registry, "_search", lambda text: [one for one in (law, old) if text.lower() in one.title.lower()]
    )
    monkeypatch.setattr(registry, "_known", lambda ids: {one.id: one for one in (law, old) if one.id in ids})


def save(
    cast: Cast, question: Question, body: str, *bases: tuple[str, str], who: str = "officer", **more: Any
) -> Any:
    form = answer_form(more.pop("version", question.version), body, *bases, **{"viec": "luu", **more})
    return at_desk(getattr(cast, who)).post(url("answer", question.pk), form, follow=True)


def test_agency_reads_masked_words_and_no_word_of_who_asked(cast: Cast, question: Question) -> None:
    page = at_desk(cast.officer).get(url("question-desk", question.pk)).content.decode()

    assert "<mark>[số điện thoại đã che]</mark>" in page
    for secret in ("0912", "Trần Văn Hỏi", "An Ninh"):
        assert secret not in page
    assert "Người hỏi ẩn danh với cơ quan xử lý" in page
    assert url("identity", question.pk) not in page
    assert url("review", question.pk) not in page


def test_clock_is_a_strip_of_days_with_its_derivation_and_who_held_it(cast: Cast, question: Question) -> None:
    make.event(question, "route", at=make.AT + timedelta(hours=17), to_state="routed", unit=cast.root)

    said = read(at_desk(cast.officer).get(url("question-desk", question.pk)))

    assert "2 ngày làm việc nữa 17:00 thứ Năm, 14/10/2021" in said
    assert "nhận T6 8/10 1 T7 9/10 nghỉ" in said
    assert "12/10 3, nay" in said
    assert "Nhận 07/10/2021 + 5 ngày làm việc; nghỉ 09–10/10 → 14/10/2021." in said
    assert "Đến nay: Bộ phận tiếp nhận: 0,5 ngày; Sở Tư pháp:" in said


def test_draft_is_kept_with_its_documents_and_comes_back_as_typed(cast: Cast, question: Question) -> None:
    body = "**Được.** Mẹ nhận thay được.\n\n- giấy ủy quyền\n- căn cước"

    page = save(cast, question, body, ("Điều 2", "Thông tư 04/2020/TT-BTP"))

    answer = Answer.objects.get()
    assert answer.body == (
        "<p><strong>Được.</strong> Mẹ nhận thay được.</p><ul><li>giấy ủy quyền</li><li>căn cước</li></ul>"
    )
    assert [(one.article, one.title) for one in answer.bases.all()] == [("Điều 2", "Thông tư 04/2020/TT-BTP")]
    assert "Đã lưu dự thảo" in read(page)
    assert "**Được.** Mẹ nhận thay được." in page.content.decode()
    assert 'value="Thông tư 04/2020/TT-BTP"' in page.content.decode()


def test_script_and_foreign_html_are_words_only(cast: Cast, question: Question) -> None:
    page = save(
        cast,
        question,
        "<script>alert(1)</script> [bấm](javascript:alert(1)) **x<img src=x onerror=alert(1)>**",
    )

    body = Answer.objects.get().body
    assert "<script" not in body
    assert "<img" not in body
    assert "href" not in body
    assert "<script>alert(1)" not in page.content.decode()


def test_two_officers_at_once_see_both_texts_and_nothing_is_lost(cast: Cast, question: Question) -> None:
    save(cast, question, "Bài của chị D", who="colleague", version=1)

    page = save(cast, question, "Bài của chị B", version=1)

    assert page.status_code == 409
    assert "Có người khác vừa lưu" in read(page)
    assert "<p>Bài của chị D</p>" in page.content.decode()
    assert re.search(r"<textarea name=\"body\"[^>]*>\s*Bài của chị B</textarea>", page.content.decode())
    assert Answer.objects.get().body == "<p>Bài của chị D</p>"
    version = re.search(r'name="version" value="(\d+)"', page.content.decode())
    assert version
    save(cast, question, "Bài chung", version=int(version[1]))
    assert Answer.objects.get().body == "<p>Bài chung</p>"


def test_earlier_words_are_not_lost_when_a_button_only_helps(
    cast: Cast, question: Question, register: None
) -> None:
    snippet = make.snippet("Lời kết", "Trân trọng cảm ơn.", unit=cast.agency)
    foreign = make.snippet("Của Sở Y tế", "Chữ của người khác.", unit=cast.other)

    looked = save(
        cast, question, "Đang viết dở", ("Điều 1", "Nghị định cũ"), viec="tim", **{"tim-van-ban": "luật"}
    )
    inserted = save(cast, question, "Đang viết dở", viec=f"mau-{snippet.pk}")
    stolen = save(cast, question, "Đang viết dở", viec=f"mau-{foreign.pk}")
    preview = save(cast, question, "Đang **viết** dở", viec="xem")

    assert 'name="chon-van-ban-7" value="Luật Hộ tịch|/van-ban/luat-ho-tich/"' in looked.content.decode()
    assert 'value="Nghị định cũ"' in looked.content.decode()
    assert "Đang viết dở\n\nTrân trọng cảm ơn." in inserted.content.decode()
    assert "Chữ của người khác" not in stolen.content.decode()
    assert "<p>Đang <strong>viết</strong> dở</p>" in preview.content.decode()
    assert not Answer.objects.exists()


def test_document_picked_from_the_register_keeps_its_number_and_says_what_it_is_worth(
    cast: Cast, question: Question, register: None
) -> None:
    picked = {"chon-van-ban-8": "Thông tư 15/2015|/van-ban/tt-15/"}
    save(cast, question, "Theo thông tư", **picked)

    basis = Answer.objects.get().bases.get()
    assert (basis.document_id, basis.title, basis.url) == (8, "Thông tư 15/2015", "/van-ban/tt-15/")
    preview = at_desk(cast.officer).get(url("answer-preview", question.pk)).content.decode()
    assert 'href="/van-ban/tt-15/"' in preview
    assert "đã được thay thế" in preview


def test_document_address_that_leads_elsewhere_is_dropped(cast: Cast, question: Question) -> None:
    save(cast, question, "x", ("", "Luật"), **{"can-cu-0-url": "javascript:alert(1)"})

    assert [one.url for one in Answer.objects.get().bases.all()] == [""]


def test_from_draft_to_published_with_a_return_in_between(cast: Cast, question: Question) -> None:
    submitted = save(cast, question, "Được, không phải chứng thực.", viec="trinh")
    assert "Đã trình duyệt" in read(submitted)
    head = at_desk(cast.head)
    assert "Duyệt và đăng" in read(head.get(url("question-desk", question.pk)))

    head.post(url("step", question.pk, "tra-ve"), {"reason": "Thiếu căn cứ"})
    assert "Thiếu căn cứ" in read(at_desk(cast.officer).get(url("question-desk", question.pk)))
    question.refresh_from_db()
    save(cast, question, "Được, theo Thông tư 04.", viec="trinh")

    confirm = head.get(url("step", question.pk, "cong-khai"))
    assert "Được, theo Thông tư 04." in read(confirm)
    version = re.search(r'name="version" value="(\d+)"', confirm.content.decode())
    assert version
    head.post(url("step", question.pk, "cong-khai"), {"version": version[1]})

    question.refresh_from_db()
    assert (question.state, question.published_at is not None) == ("published", True)
    assert Answer.objects.get().signer_name == "Nguyễn Văn A"


def test_head_does_not_sign_what_was_changed_after_it_was_shown(cast: Cast, question: Question) -> None:
    save(cast, question, "Bài một", viec="trinh")
    shown = Question.objects.get(pk=question.pk).version
    at_desk(cast.officer).post(url("step", question.pk, "thu-hoi"))
    question.refresh_from_db()
    save(cast, question, "Bài hai", viec="trinh")

    answer = at_desk(cast.head).post(url("step", question.pk, "cong-khai"), {"version": shown}, follow=True)

    assert "đã có người khác sửa câu hỏi này" in read(answer)
    assert Question.objects.get(pk=question.pk).state == "in_approval"


def test_unpublishable_question_says_why_and_can_be_answered_privately(
    cast: Cast, question: Question
) -> None:
    Question.objects.filter(pk=question.pk).update(may_publish=False)
    save(cast, question, "Trả lời riêng anh", viec="trinh")
    head = at_desk(cast.head)

    refused = head.post(url("step", question.pk, "cong-khai"), follow=True)
    head.post(url("step", question.pk, "tra-loi-rieng"))

    assert "Người hỏi không đồng ý công khai câu hỏi." in read(refused)
    assert Question.objects.get(pk=question.pk).state == "answered"


def test_empty_answer_is_not_submitted(cast: Cast, question: Question) -> None:
    page = save(cast, question, "   ", viec="trinh")

    assert page.status_code == 422
    assert Question.objects.get(pk=question.pk).state == "in_work"


@pytest.mark.parametrize(
    ("key", "said", "state"),
    [
        ("gia-han", {"days": "2,5", "reason": "Chờ ý kiến Bộ"}, "in_work"),
        ("cap-nhat", {"text": "Sở đang xác minh."}, "in_work"),
        ("hoi-them", {"text": "Anh sinh năm nào?"}, "info_wanted"),
        ("tra-lai", {"reason": "Thuộc Sở Y tế"}, "sent_back"),
    ],
)
def test_steps_of_the_agency(
    cast: Cast, question: Question, key: str, said: dict[str, str], state: str
) -> None:
    client = at_desk(cast.officer)
    assert client.get(url("step", question.pk, key)).status_code == 200
    assert client.post(url("step", question.pk, key), {}).status_code == 422  # it asks for a word

    done = client.post(url("step", question.pk, key), said)

    assert done.status_code == 302
    assert Question.objects.get(pk=question.pk).state == state


def test_extension_is_given_in_half_days_and_moves_the_clock_once(cast: Cast, question: Question) -> None:
    client = at_desk(cast.officer)
    assert client.post(url("step", question.pk, "gia-han"), {"days": "2,3", "reason": "x"}).status_code == 422

    client.post(url("step", question.pk, "gia-han"), {"days": "2,5", "reason": "Chờ ý kiến Bộ"})
    again = client.post(url("step", question.pk, "gia-han"), {"days": "1", "reason": "Nữa"})

    question.refresh_from_db()
    assert question.due_at == datetime(2021, 10, 19, 4, 30, tzinfo=UTC)  # 11:30 of the third day
    assert again.status_code == 422
    assert "Việc này chỉ làm được một lần." in read(again)


def test_hand_over_offers_colleagues_of_the_agency_only(cast: Cast, question: Question) -> None:
    page = read(at_desk(cast.officer).get(url("step", question.pk, "giao")))
    assert "Phạm Thị D" in page
    assert "Lý Văn Khác" not in page

    at_desk(cast.officer).post(url("step", question.pk, "giao"), {"to_user": cast.colleague.pk})

    assert Question.objects.get(pk=question.pk).officer == cast.colleague


def test_steps_of_others_are_shut(cast: Cast, question: Question) -> None:
    for who, key in (
        ("officer", "cong-khai"),
        ("officer", "tu-choi"),
        ("head", "tam-dung"),
        ("intake", "nhan-viec"),
        ("auditor", "gia-han"),
    ):
        client = at_desk(getattr(cast, who))
        assert client.get(url("step", question.pk, key)).status_code == 403, (who, key)
        assert client.post(url("step", question.pk, key), {"reason": "x"}).status_code == 403, (who, key)
    assert at_desk(cast.other_officer).get(url("question-desk", question.pk)).status_code == 404
    assert at_desk(cast.officer).get(url("step", question.pk, "khong-co")).status_code == 404
    assert Question.objects.get(pk=question.pk).state == "in_work"


def test_reader_above_sees_question_and_conversation_but_no_draft(cast: Cast, question: Question) -> None:
    make.answer(question, body="<p>Bản nháp chưa ai duyệt</p>", by=cast.officer)

    page = read(at_desk(cast.auditor).get(url("question-desk", question.pk)))

    assert "Mẹ nhận thay trích lục" in page
    assert "Bản nháp" not in page
    assert at_desk(cast.auditor).post(url("answer", question.pk), answer_form(1, "x")).status_code == 403


def test_draft_is_its_writers_alone_until_it_is_submitted(cast: Cast, question: Question) -> None:
    draft = make.answer(question, body="<p>Bản nháp chưa ai duyệt</p>", by=cast.officer)
    preview = url("answer-preview", question.pk)

    seen = {
        who: at_desk(getattr(cast, who)).get(preview).status_code
        for who in ("officer", "head", "intake", "auditor")
    }
    assert seen == {"officer": 200, "head": 200, "intake": 403, "auditor": 403}
    assert "Bản nháp" not in read(at_desk(cast.intake).get(url("question-desk", question.pk)))

    Question.objects.filter(pk=question.pk).update(state="in_approval")
    Answer.objects.filter(pk=draft.pk).update(state="submitted")
    assert at_desk(cast.intake).get(preview).status_code == 200
    assert at_desk(cast.auditor).get(preview).status_code == 403


def test_desk_closes_what_was_answered_privately_and_nobody_else(cast: Cast) -> None:
    question = make.question(cast.root, state="answered", lead=cast.agency)
    make.answer(question, state="approved", is_private=True)
    close = url("step", question.pk, "dong")

    assert close in at_desk(cast.intake).get(url("question-desk", question.pk)).content.decode()
    assert at_desk(cast.head).get(close).status_code == 403
    at_desk(cast.intake).post(close, {"version": question.version})

    question.refresh_from_db()
    assert question.state == "closed"
    assert close not in at_desk(cast.intake).get(url("question-desk", question.pk)).content.decode()


def test_keys_lead_to_the_neighbours_of_the_tab_one_came_from(cast: Cast, question: Question) -> None:
    later = make.question(
        cast.root,
        state="in_work",
        lead=cast.agency,
        officer=cast.officer,
        due_at=make.DUE + timedelta(days=4),
    )

    page = at_desk(cast.officer).get(url("question-desk", question.pk) + "?xem=cua-toi").content.decode()

    assert f'href="{url("question-desk", later.pk)}?xem=cua-toi" data-key="j"' in page
    assert 'data-key="k"' not in page


@pytest.mark.parametrize("count", [1, 9])
def test_screen_asks_at_most_twenty_five_queries_however_long_the_story(
    cast: Cast, question: Question, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make.answer(question, by=cast.officer, bases=tuple(f"Văn bản {number}" for number in range(count)))
    for number in range(count):
        make.event(question, "update", by=cast.officer, unit=cast.agency)
        make.message(question, f"Tin {number}", by=cast.officer)
        make.note(
            question, f"Ghi chú {number}", by=cast.colleague, unit=cast.agency, mentions=(cast.officer,)
        )
        make.snippet(f"Mẫu {number}", "Chữ", unit=cast.agency)
        make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    client = at_desk(cast.officer)
    client.get(url("question-queue"))

    with django_assert_max_num_queries(28):  # of them five numbers of the navigation
        assert client.get(url("question-desk", question.pk) + "?xem=cua-toi").status_code == 200
