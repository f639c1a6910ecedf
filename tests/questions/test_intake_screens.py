"""The intake desk's screens: taking in for somebody, masking beside the original, the right agency, the right door, who asked."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import questions as make
from tests.factories.questions import Cast

from danbiet.audit.models import Entry
from danbiet.questions.actions.likeness import catch_up_likeness
from danbiet.questions.models import Asker, CallBack, DataRequest, Event, Question, QuestionFile

from .desk import at_desk, read, url

ON = date(2021, 10, 12)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WORDS = "Tôi là Trần Văn Hỏi, số 0912.345.678, căn cước 091187001234, nhà số 5 đường Lê Lợi."


@pytest.fixture
def cast(db: None, settings: Any, tmp_path: Any) -> Cast:
    settings.DANBIET_TODAY = ON
    settings.MEDIA_ROOT = tmp_path
    return make.cast()


@pytest.fixture
def question(cast: Cast) -> Question:
    return make.question(
        cast.root, subject="Cấp lại thẻ bảo hiểm cho mẹ", text="Tôi là [họ tên đã che], số [số điện thoại đã che].",
        asker={"subject": "Cấp lại thẻ bảo hiểm cho mẹ", "text": WORDS, "email": "hoi@example.com"},
    )  # fmt: skip


def told(**changes: Any) -> dict[str, Any]:
    return {
        "channel": "phone", "language": "vi", "subject": "Hỏi lệ phí khai sinh", "text": "Làm khai sinh muộn có mất tiền không?",
        "name": "Lý Thị Sa Rây", "phone": "0977 111 222", **changes,
    }  # fmt: skip


def test_question_by_telephone_is_taken_in_for_somebody(cast: Cast) -> None:
    page = at_desk(cast.intake).post(
        url("intake-new"), told(may_publish="on", topic=cast.topic.pk), follow=True
    )

    question = Question.objects.get()
    assert (question.channel, question.state, question.taken_by, question.topic) == (
        "phone",
        "new",
        cast.intake,
        cast.topic,
    )
    assert (question.may_publish, question.may_name, question.may_air) == (True, False, False)
    assert question.asker.phone == "0977 111 222"
    assert question.code in read(page)


def test_the_same_form_sent_twice_is_one_question(cast: Cast) -> None:
    client = at_desk(cast.intake)
    key = re.search(r'name="sent_key" value="([^"]+)"', client.get(url("intake-new")).content.decode())
    assert key

    for _time in range(2):
        client.post(url("intake-new"), told(sent_key=key[1]))

    assert Question.objects.count() == 1


def test_form_somebody_goes_back_to_for_another_question_loses_nothing(cast: Cast) -> None:
    client = at_desk(cast.intake)
    client.post(url("intake-new"), told(sent_key="desk-1"))
    other = told(sent_key="desk-1", subject="Hỏi giờ làm việc", text="Thứ bảy có làm việc không?")

    again = client.post(url("intake-new"), other)
    key = re.search(r'name="sent_key" value="([^"]+)"', again.content.decode())

    assert (again.status_code, Question.objects.count()) == (422, 1)
    assert "Thứ bảy có làm việc không?" in read(again)
    assert key
    client.post(url("intake-new"), {**other, "sent_key": key[1]})
    assert sorted(Question.objects.values_list("subject", flat=True)) == [
        "Hỏi giờ làm việc", "Hỏi lệ phí khai sinh",
    ]  # fmt: skip


def test_khmer_conversation_keeps_original_and_vietnamese_together(cast: Cast) -> None:
    khmer = "តើកូនខ្ញុំធ្វើសំបុត្រកំណើតនៅឯណា?"
    client = at_desk(cast.intake)

    missing = client.post(url("intake-new"), told(channel="conversation", language="km"))
    client.post(url("intake-new"), told(channel="conversation", language="km", original=khmer))

    question = Question.objects.get()
    assert missing.status_code == 422
    assert "nguyên văn lời người hỏi" in read(missing)
    assert (question.asker.original, question.text) == (khmer, "Làm khai sinh muộn có mất tiền không?")
    review = client.get(url("review", question.pk)).content.decode()
    assert khmer in review
    client.post(
        url("transcript", question.pk),
        {
            "version": question.version,
            "original": khmer,
            "subject": "Nơi làm khai sinh",
            "text": "Con tôi làm khai sinh ở đâu? Gọi 0977111222",
        },
    )
    question.refresh_from_db()
    assert question.text == "Con tôi làm khai sinh ở đâu? Gọi [số điện thoại đã che]"


def test_letter_that_lay_in_the_post_room_counts_from_its_day(cast: Cast) -> None:
    client = at_desk(cast.intake)

    future = client.post(url("intake-new"), told(channel="paper", received_on="2021-10-13"))
    client.post(url("intake-new"), told(channel="paper", received_on="08/10/2021"))

    assert future.status_code == 422
    assert Question.objects.get().received_at.date() == date(2021, 10, 8)


def test_file_of_a_letter_waits_for_the_desk_before_the_agency_sees_it(cast: Cast) -> None:
    client = at_desk(cast.intake)
    client.post(url("intake-new"), told(files=[SimpleUploadedFile("Đơn của bà Sa Rây.pdf", PDF)]))
    file = QuestionFile.objects.get()
    question = file.question
    client.post(url("route", question.pk), {"version": question.version, "unit": cast.agency.pk})
    agency = at_desk(cast.officer)
    where = url("file", question.pk, file.pk)

    assert "Sa Rây" not in client.get(url("question-desk", question.pk)).content.decode()
    assert b"".join(client.get(where).streaming_content) == PDF  # type: ignore[arg-type]
    assert agency.get(where).status_code == 404
    assert agency.post(url("file-show", question.pk, file.pk)).status_code == 403
    client.post(url("file-show", question.pk, file.pk))
    assert b"".join(agency.get(where).streaming_content) == PDF  # type: ignore[arg-type]
    assert at_desk(cast.other_officer).get(where).status_code == 404


def test_masking_stands_beside_the_original_for_the_desk_alone(cast: Cast, question: Question) -> None:
    page = at_desk(cast.intake).get(url("review", question.pk)).content.decode()

    assert '<mark class="is-known" title="số điện thoại">0912.345.678</mark>' in page
    assert "091187001234</mark>" in page
    assert "luôn được che" in page
    for who in ("officer", "head", "auditor"):
        assert at_desk(getattr(cast, who)).get(url("review", question.pk)).status_code in (403, 404), who


def test_checked_masking_opens_the_way_and_cannot_let_the_contact_through(
    cast: Cast, question: Question
) -> None:
    client, where = at_desk(cast.intake), url("review", question.pk)
    said = {
        "version": question.version, "subject": question.subject, "channel": "web", "topic": cast.topic.pk, "place": "",
        "may_publish": "on",
    }  # fmt: skip

    leaking = client.post(where, {**said, "text": "Gọi tôi 0912 345 678"})
    question.refresh_from_db()
    kept = client.post(where, {**said, "version": question.version, "text": "Mẹ tôi mất thẻ, xin cấp lại."})

    assert leaking.status_code == 422
    assert kept["Location"] == url("route", question.pk)
    question.refresh_from_db()
    assert (question.text, question.is_masked_checked, question.may_publish) == (
        "Mẹ tôi mất thẻ, xin cấp lại.",
        True,
        True,
    )
    assert question.topic == cast.topic


def test_consents_and_masking_are_kept_together_or_not_at_all(cast: Cast, question: Question) -> None:
    client, where = at_desk(cast.intake), url("review", question.pk)
    form = {
        "version": question.version, "subject": "Gọi tôi 0912 345 678", "text": "Câu hỏi", "topic": cast.topic.pk,
        "channel": "phone", "may_publish": "on", "may_air": "on",
    }  # fmt: skip

    refused = client.post(where, form)

    assert refused.status_code == 422
    left = Question.objects.get(pk=question.pk)
    assert (left.may_publish, left.may_air, left.channel, left.topic_id, left.version) == (
        question.may_publish, question.may_air, question.channel, question.topic_id, question.version,
    )  # fmt: skip
    assert not Event.objects.filter(question=question, verb="describe").exists()

    client.post(where, {**form, "subject": "Gọi tôi"})
    kept = Question.objects.get(pk=question.pk)
    assert (kept.may_publish, kept.channel, kept.subject) == (True, "phone", "Gọi tôi")


def test_past_routing_suggests_the_agency_and_one_button_accepts(cast: Cast, question: Question) -> None:
    for number in range(3):
        make.question(
            cast.root, state="in_work", lead=cast.other, subject=f"Xin cấp lại thẻ bảo hiểm y tế lần {number}"
        )
    make.question(cast.root, state="in_work", lead=cast.agency, subject="Đăng ký kết hôn")
    client = at_desk(cast.intake)

    page = client.get(url("route", question.pk)).content.decode()
    first = re.search(
        r'name="unit" value="(\d+)"><button type="submit" class="btn btn--fill" data-number="1"', page
    )

    assert first
    assert int(first[1]) == cast.other.pk
    assert "3 câu có nội dung tương tự" in page
    client.post(url("route", question.pk), {"version": question.version, "unit": first[1]})
    question.refresh_from_db()
    assert (question.state, question.lead_id) == ("routed", cast.other.pk)


def test_one_leads_and_others_contribute(cast: Cast, question: Question) -> None:
    at_desk(cast.intake).post(
        url("route", question.pk),
        {
            "version": question.version,
            "unit": cast.agency.pk,
            "support": [cast.other.pk, cast.commune.pk],
            "wanted": "Phần y tế",
            "note": "Gấp",
        },
    )

    parts = question.parts.order_by("id").values_list("unit_id", "role", "wanted")
    assert list(parts) == [
        (cast.agency.pk, "lead", ""), (cast.other.pk, "support", "Phần y tế"), (cast.commune.pk, "support", "Phần y tế"),
    ]  # fmt: skip
    assert "Gấp" in read(at_desk(cast.officer).get(url("question-desk", question.pk)))
    assert "Cấp lại thẻ" in read(at_desk(cast.other_officer).get(url("question-queue") + "?xem=phoi-hop"))


def test_question_is_taken_from_an_agency_with_a_reason(cast: Cast) -> None:
    question = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    client = at_desk(cast.intake)

    without = client.post(
        url("route", question.pk), {"version": question.version, "unit": cast.other.pk, "reason": ""}
    )
    client.post(
        url("route", question.pk),
        {"version": question.version, "unit": cast.other.pk, "reason": "Thuộc ngành y tế"},
    )

    assert without.status_code == 422
    question.refresh_from_db()
    assert (question.lead, question.officer) == (cast.other, None)


def test_denunciation_gets_guidance_to_the_right_door(cast: Cast, question: Question) -> None:
    client = at_desk(cast.intake)
    assert "Luật Tố cáo" in read(client.get(url("step", question.pk, "tu-choi")))

    client.post(url("step", question.pk, "tu-choi"), {"kind": "denunciation", "reason": ""})

    question.refresh_from_db()
    assert (question.state, question.refusal) == ("refused", "denunciation")
    assert "Luật Tố cáo" in Event.objects.get(question=question, verb="refuse").reason
    client.post(url("step", question.pk, "mo-lai"), {"reason": "Người dân chỉ hỏi thủ tục"})
    question.refresh_from_db()
    assert question.state == "accepted"


def test_search_finds_what_was_asked_before_and_joins_what_is_open(cast: Cast, question: Question) -> None:
    answered = make.question(
        cast.root, state="published", lead=cast.agency, subject="Cấp lại thẻ bảo hiểm y tế bị mất"
    )
    make.answer(answered, state="approved")
    open_one = make.question(cast.root, state="in_work", lead=cast.agency, subject="Đổi thẻ bảo hiểm cho mẹ")
    other = make.question(cast.root, subject="Cấp thẻ")
    hidden = make.question(cast.root, state="answered", lead=cast.agency, subject="Thẻ bảo hiểm của riêng ai")
    catch_up_likeness()
    client = at_desk(cast.intake)

    page = read(client.get(url("join", question.pk) + "?q=the+bao+hiem"))
    assert page.index("Đổi thẻ bảo hiểm cho mẹ") < page.index("Cấp lại thẻ bảo hiểm y tế bị mất")
    assert hidden.subject not in page
    assert "Cấp thẻ" not in page
    assert answered.code in read(client.get(url("join", question.pk) + f"?q={answered.code}"))
    client.post(
        url("join", question.pk), {"version": question.version, "other": answered.pk, "viec": "trung"}
    )
    client.post(url("join", other.pk), {"version": other.version, "other": open_one.pk, "viec": "gop"})

    question.refresh_from_db()
    other.refresh_from_db()
    assert (question.state, question.same_as) == ("duplicate", answered)
    assert (other.state, other.same_as) == ("merged", open_one)


def test_clock_is_stopped_and_goes_on(cast: Cast, question: Question) -> None:
    client = at_desk(cast.intake)
    client.post(url("step", question.pk, "tiep-nhan"))
    client.post(url("step", question.pk, "tam-dung"), {"reason": "Chờ kết luận thanh tra"})

    page = client.get(url("question-desk", question.pk))
    assert "đang dừng tính hạn" in read(page)
    assert url("step", question.pk, "chay-tiep") in page.content.decode()
    assert url("step", question.pk, "tam-dung") not in page.content.decode()
    client.post(url("step", question.pk, "chay-tiep"))
    assert not question.pauses.filter(ended_at=None).exists()


def test_asker_who_calls_back_gives_what_was_missing_through_the_desk(cast: Cast) -> None:
    question = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    at_desk(cast.officer).post(url("step", question.pk, "hoi-them"), {"text": "Anh sinh năm nào?"})

    at_desk(cast.intake).post(
        url("step", question.pk, "nhan-bo-sung"), {"text": "Sinh 1996, gọi 0912 345 678"}
    )

    question.refresh_from_db()
    page = at_desk(cast.officer).get(url("question-desk", question.pk)).content.decode()
    assert question.state == "in_work"
    assert "Sinh 1996, gọi [số điện thoại đã che]" in page
    assert "0912 345 678" not in page


def test_identity_is_the_desks_until_it_is_opened_with_a_reason(cast: Cast) -> None:
    question = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    where, agency, desk = url("identity", question.pk), at_desk(cast.officer), at_desk(cast.intake)

    assert "0912 345 678" in read(desk.get(where))
    assert agency.get(where).status_code == 403
    assert agency.post(where, {"reason": "Tôi cần"}).status_code == 403
    assert desk.post(where, {"reason": " "}).status_code == 422
    desk.post(where, {"reason": "Phải đối chiếu hồ sơ của người hỏi"})

    assert "0912 345 678" in read(agency.get(where))
    assert at_desk(cast.other_officer).get(where).status_code == 404
    assert at_desk(cast.auditor).get(where).status_code == 403
    entry = Entry.objects.get(verb="questions.identity_opened")
    assert (entry.actor, entry.reason) == (cast.intake, "Phải đối chiếu hồ sơ của người hỏi")
    assert "Trần Văn Hỏi" not in json.dumps(entry.details)


def test_whoever_left_only_a_telephone_is_called(cast: Cast, question: Question) -> None:
    call = make.call_back(question, kind="info_wanted")
    client = at_desk(cast.intake)

    page = read(client.get(url("call-back-list")))
    assert "0912 345 678" in page
    assert "Hỏi thêm thông tin còn thiếu" in page
    client.post(url("call-back", call.pk), {"viec": "khong", "note": "Máy bận"})
    client.post(url("call-back", call.pk), {"viec": "xong", "note": "Đã báo anh Hỏi, số 0912345678"})

    call.refresh_from_db()
    assert (call.tries, call.done_by) == (2, cast.intake)
    assert "0912345678" not in call.note
    assert client.post(url("call-back", call.pk), {"viec": "xong"}).status_code == 404
    assert at_desk(cast.officer).get(url("call-back-list")).status_code == 403
    assert CallBack.objects.filter(done_at=None).count() == 0


def test_copy_of_ones_data_is_handed_over(cast: Cast, question: Question) -> None:
    wanted = make.data_request(question)
    client = at_desk(cast.intake)

    assert "11/10/2021 trễ hạn" in read(client.get(url("data-list")))
    copy = json.loads(client.get(url("data-request", wanted.pk) + "?tai=json").content)
    client.post(url("data-request", wanted.pk), {"outcome": "Giao tận tay tại quầy"})

    assert "0912 345 678" in copy.values()
    assert copy["kênh"] == "Cổng thông tin"
    assert list(copy["các đồng ý"].values()) == [False, False, False]
    wanted.refresh_from_db()
    assert (wanted.done_by, wanted.outcome) == (cast.intake, "Giao tận tay tại quầy")
    assert at_desk(cast.officer).get(url("data-request", wanted.pk)).status_code == 404


def test_erasure_leaves_the_masked_question(cast: Cast, question: Question) -> None:
    wanted = make.data_request(question, kind="erasure")
    client = at_desk(cast.intake)

    client.post(url("data-request", wanted.pk), {"outcome": "Đã xóa theo đơn"})

    assert not Asker.objects.exists()
    assert Question.objects.get() == question
    assert DataRequest.objects.get().done_at is not None
    for name in ("review", "identity", "question-desk"):
        assert client.get(url(name, question.pk)).status_code == 200, name
    assert client.get(url("transcript", question.pk)).status_code == 403


def test_agencies_and_strangers_do_not_take_in(cast: Cast, question: Question) -> None:
    for who in ("officer", "head", "auditor", "other_officer"):
        client = at_desk(getattr(cast, who))
        assert client.get(url("intake-new")).status_code == 403, who
        assert client.post(url("intake-new"), told()).status_code == 403, who
        for name in ("route", "join", "transcript"):
            assert client.get(url(name, question.pk)).status_code in (403, 404), (who, name)
    assert at_desk(None).get(url("intake-new")).status_code == 302
    assert Question.objects.count() == 1
