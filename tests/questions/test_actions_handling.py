"""From the desk to the signed answer: each path walked, and what it leaves behind for asker, agency and public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.factories import plans
from tests.factories import questions as make

from danbiet.measures.models import Event as Counted
from danbiet.media.actions import sweep_files
from danbiet.media.models import StoredFile
from danbiet.org.enums import Role
from danbiet.outbox.models import Message as Letter
from danbiet.questions.actions import answering, asking, bulk, intake, parts, upkeep, working
from danbiet.questions.actions.notices import send_notices
from danbiet.questions.actions.refusals import (
    AlreadyDone,
    BadValue,
    EditedMeanwhile,
    NoConsent,
    NotAllowed,
    NotMasked,
    NotNow,
    ReasonMissing,
)
from danbiet.questions.models import (
    Answer,
    Asker,
    Event,
    InternalNote,
    LegalBasis,
    Message,
    Notice,
    Part,
    Pause,
    Question,
    QuestionFile,
)
from danbiet.questions.queries import archive
from danbiet.questions.signals import question_answered, question_hidden, question_published

pytestmark = pytest.mark.django_db
AnswerEvent: Any = apps.get_model("questions", "AnswerEvent")  # what history keeps
PartEvent: Any = apps.get_model("questions", "PartEvent")
AT = datetime(2021, 10, 8, 2, tzinfo=UTC)  # Friday 08/10/2021, 09:00 in Vietnam


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def in_approval(cast: make.Cast, **fields: Any) -> Question:
    asked = make.question(
        cast.root, state="in_approval", lead=cast.agency, officer=cast.officer, topic=cast.topic,
        is_masked_checked=True, may_publish=True, **fields,
    )  # fmt: skip
    make.answer(asked, state="submitted", by=cast.officer)
    return asked


def test_question_goes_from_the_desk_to_the_public_and_everybody_can_see_how() -> None:
    cast = make.cast()
    draft = asking.AskDraft(
        subject="Nhận thay", text="Mẹ tôi nhận thay?", phone="0912345678", may_publish=True
    )
    asked = asking.ask(draft, by=None, at=make.AT)
    intake.accept(asked.pk, by=cast.intake, at=AT, version=1)
    intake.set_masked(
        asked.pk, subject="Nhận thay", text="Mẹ tôi nhận thay?", by=cast.intake, at=AT, version=2
    )
    intake.route(asked.pk, unit_id=cast.agency.pk, by=cast.intake, at=AT, version=3)
    answering.save_answer(asked.pk, "<p>Được.</p>", by=cast.officer, at=AT, version=4)
    answering.submit(asked.pk, by=cast.officer, at=AT, version=6)
    answering.approve(asked.pk, is_public=True, by=cast.head, at=AT, version=7)

    shown = fresh(asked)
    assert (shown.state, shown.lead, shown.officer) == ("published", cast.agency, cast.officer)
    assert (shown.answered_at, shown.published_at) == (AT, AT)
    verbs = list(Event.objects.order_by("id").values_list("verb", "actor"))
    assert verbs == [
        ("ask", "asker"), ("accept", "intake"), ("mask", "intake"), ("route", "intake"), ("take", "agency"),
        ("submit", "agency"), ("publish", "approver"),
    ]  # fmt: skip
    signed = Answer.objects.get()
    assert (signed.state, signed.signer_name, signed.unit) == ("approved", "Nguyễn Văn A", cast.agency)
    assert [notice.kind for notice in Notice.objects.order_by("id")] == ["received", "answered"]


def test_answer_counts_for_the_agency_in_time_and_no_more_once_it_is_taken_off() -> None:
    cast = make.cast()
    asked = in_approval(cast)

    answering.approve(asked.pk, is_public=True, by=cast.head, at=make.DUE, version=1)

    counted = {event.measure: event for event in Counted.objects.all()}
    assert set(counted) == {"questions_answered", "questions_in_time"}
    one = counted["questions_answered"]
    assert (one.unit, one.title, one.facets) == (
        cast.agency, asked.subject, {"form": "Hộ tịch, chứng thực", "language": "vi"},
    )  # fmt: skip
    assert one.url.endswith(f"/hoi-dap/cau-hoi/{asked.code}/")

    answering.unpublish(asked.pk, "Nêu nhầm tên", by=cast.head, at=make.DUE, version=2)

    assert fresh(asked).state == "answered"
    assert not Counted.objects.filter(withdrawn_at__isnull=True).exists()


def test_late_private_answer_is_answered_not_in_time_and_counted_without_its_words() -> None:
    cast = make.cast()
    asked = in_approval(cast)

    answering.approve(asked.pk, is_public=False, by=cast.head, at=make.DUE + timedelta(seconds=1), version=1)

    one = Counted.objects.get()
    assert (one.measure, one.title, one.url) == ("questions_answered", asked.code, "")
    assert Answer.objects.get().is_private


def test_floors_above_are_told_once_it_is_kept(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    cast = make.cast()
    asked = in_approval(cast)
    heard: list[str] = []
    watchers = {
        name: (lambda question_id, name=name, **_: heard.append(f"{name} {question_id == asked.pk}"))
        for name in ("published", "hidden", "answered")
    }
    signals = {"published": question_published, "hidden": question_hidden, "answered": question_answered}
    for name, watcher in watchers.items():
        signals[name].connect(watcher, weak=False, dispatch_uid=f"test.{name}")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            answering.approve(asked.pk, is_public=True, by=cast.head, at=AT, version=1)
            assert heard == []
        assert heard == ["answered True", "published True"]
        with django_capture_on_commit_callbacks(execute=True):
            answering.unpublish(asked.pk, "Sai", by=cast.intake, at=AT, version=2)
        assert heard[2:] == ["hidden True"]
    finally:
        for name in watchers:
            signals[name].disconnect(dispatch_uid=f"test.{name}")


@pytest.mark.parametrize(
    ("fields", "body", "refusal"),
    [
        ({"may_publish": False}, "<p>Được</p>", NoConsent),
        ({"is_masked_checked": False}, "<p>Được</p>", NotMasked),
        ({}, "<p>Chị gọi 0912 345 678</p>", NotMasked),
        ({"text": "Tôi là Trần Văn Hỏi"}, "<p>Được</p>", NotMasked),
    ],
)
def test_nothing_comes_before_the_public_without_consent_and_masking(
    fields: dict[str, Any], body: str, refusal: type[Exception]
) -> None:
    cast = make.cast()
    asked = in_approval(cast)
    Question.objects.filter(pk=asked.pk).update(**fields)
    Answer.objects.update(body=body)

    with pytest.raises(refusal):
        answering.approve(asked.pk, is_public=True, by=cast.head, at=AT, version=1)

    assert fresh(asked).state == "in_approval"
    assert not Counted.objects.exists()


def test_asker_who_agreed_to_be_named_may_be_named() -> None:
    cast = make.cast()
    asked = in_approval(cast, may_name=True, text="Tôi là Trần Văn Hỏi")

    answering.approve(asked.pk, is_public=True, by=cast.head, at=AT, version=1)

    assert fresh(asked).state == "published"


def test_answer_is_sanitised_and_keeps_its_documents_and_their_flags() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    bases = [
        {"document_id": 7, "title": "Thông tư 04/2020/TT-BTP", "article": "Điều 2", "url": "/van-ban/7/"}
    ]
    body = '<p onclick="x()">Được<script>alert(1)</script> <a href="javascript:x">a</a></p>'

    answering.save_answer(asked.pk, body, bases=bases, by=cast.officer, at=AT, version=1)

    assert Answer.objects.get().body == '<p>Được <a rel="noopener nofollow">a</a></p>'
    LegalBasis.objects.update(flag="đã được thay thế")
    answering.save_answer(asked.pk, "<p>Được</p>", bases=bases, by=cast.officer, at=AT, version=2)
    kept = LegalBasis.objects.get()
    assert (kept.document_id, kept.article, kept.flag) == (7, "Điều 2", "đã được thay thế")
    with pytest.raises(BadValue):
        answering.save_answer(
            asked.pk, "a", bases=[{"title": "a", "url": "javascript:x"}], by=cast.officer, at=AT, version=3
        )


def test_second_of_two_writers_is_told_and_loses_nothing() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    answering.save_answer(asked.pk, "<p>một</p>", by=cast.officer, at=AT, version=1)

    with pytest.raises(EditedMeanwhile) as refusal:
        answering.save_answer(asked.pk, "<p>hai</p>", by=cast.colleague, at=AT, version=1)

    assert refusal.value.current_version == 2
    assert Answer.objects.get().body == "<p>một</p>"


def test_empty_answer_cannot_be_handed_in() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    with pytest.raises(BadValue):
        answering.submit(asked.pk, by=cast.officer, at=AT, version=1)
    make.answer(asked, body="<p> </p>")
    with pytest.raises(BadValue):
        answering.submit(asked.pk, by=cast.officer, at=AT, version=1)


def test_returned_answer_carries_its_reason_and_the_writer_gets_a_letter() -> None:
    cast = make.cast()
    address = "can-bo@example.vn"
    cast.officer.email = address
    cast.officer.save()
    asked = in_approval(cast)

    answering.return_answer(asked.pk, "Thiếu căn cứ", by=cast.head, at=AT, version=1)

    assert (fresh(asked).state, Answer.objects.get().state, Answer.objects.get().reason) == (
        "in_work", "returned", "Thiếu căn cứ",
    )  # fmt: skip
    letter = Letter.objects.get()
    assert letter.to_address == address
    assert asked.code in letter.subject
    assert "0912" not in letter.body
    assert mail.outbox == []


def test_reopened_question_gets_a_second_answer_and_keeps_the_first() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="published", lead=cast.agency, answered_at=AT, published_at=AT)
    make.answer(asked, state="approved", body="<p>Lần đầu</p>")
    asking.reopen(asked.pk, "Chưa rõ lệ phí", at=AT)
    answering.save_answer(asked.pk, "<p>Lần hai</p>", by=cast.officer, at=AT, version=2)

    rounds = list(Answer.objects.order_by("round").values_list("round", "state", "body"))
    assert rounds == [(1, "approved", "<p>Lần đầu</p>"), (2, "draft", "<p>Lần hai</p>")]
    assert fresh(asked).is_answered_again


@pytest.mark.parametrize("is_public", [True, False])
def test_second_answer_stands_beside_the_first_or_takes_it_off_the_public_pages(is_public: bool) -> None:
    cast = make.cast()
    asked = reopened(cast)
    answering.save_answer(asked.pk, "<p>Lần hai</p>", by=cast.officer, at=AT, version=fresh(asked).version)
    answering.submit(asked.pk, by=cast.officer, at=AT, version=fresh(asked).version)

    answering.approve(asked.pk, is_public=is_public, by=cast.head, at=AT, version=fresh(asked).version)

    shown = archive.published_question(asked.code)
    assert (shown is not None) == is_public
    assert not fresh(asked).is_answered_again
    if shown is not None:
        given = archive.all_answers(shown, on=AT.date())
        assert [one.answer.body for one in given] == ["<p>Lần hai</p>", "<p>Lần đầu</p>"]


def reopened(cast: make.Cast) -> Question:
    asked = make.question(
        cast.root, state="published", lead=cast.agency, answered_at=AT, published_at=AT, may_publish=True
    )
    make.answer(asked, state="approved", body="<p>Lần đầu</p>")
    asking.reopen(asked.pk, "Chưa rõ lệ phí", at=AT)
    return fresh(asked)


def test_reopened_question_is_read_until_somebody_takes_the_earlier_answer_off() -> None:
    cast = make.cast()
    asked = reopened(cast)
    assert archive.published_question(asked.code) is not None
    with pytest.raises(NotNow):
        intake.describe(asked.pk, may_publish=False, by=cast.intake, at=AT, version=asked.version)

    answering.take_off(asked.pk, "Sót địa chỉ", by=cast.head, at=AT)

    left = fresh(asked)
    assert (left.state, left.published_at, archive.published_question(asked.code)) == ("routed", None, None)
    assert Answer.objects.get(question=asked).is_private
    with pytest.raises(NotNow):
        answering.take_off(asked.pk, "Lần nữa", by=cast.head, at=AT)


def test_withdrawing_a_reopened_question_takes_its_earlier_answer_off() -> None:
    cast = make.cast()
    asked = reopened(cast)

    asking.withdraw(asked.pk, by=None, at=AT)

    assert (fresh(asked).state, archive.published_question(asked.code)) == ("withdrawn", None)


def test_desk_asks_for_more_and_the_clock_stands_still_until_it_comes() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)

    working_day = datetime(2021, 10, 11, 9, 50, tzinfo=UTC)
    intake.want_info(asked.pk, "Bản sao cho ai? Gọi 0912345678", by=cast.officer, at=working_day, version=1)

    assert (fresh(asked).state, fresh(asked).state_before) == ("info_wanted", "in_work")
    assert Message.objects.get().text == "Bản sao cho ai? Gọi [số điện thoại đã che]"
    assert Pause.objects.get().is_for_asker
    asking.give_info(asked.pk, "Cho tôi", by=cast.intake, at=datetime(2021, 10, 13, 12, 32, tzinfo=UTC))
    assert fresh(asked).due_at == datetime(2021, 10, 18, 10, tzinfo=UTC)


def test_handing_to_an_agency_makes_its_part_and_taking_it_away_recalls_it() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="accepted")

    intake.route(
        asked.pk, unit_id=cast.agency.pk, support=[cast.other.pk], wanted="Ý kiến y tế", note="Gấp, 0912345678",
        by=cast.intake, at=AT, version=1,
    )  # fmt: skip

    held = {(part.unit_id, part.role, part.state, part.wanted) for part in Part.objects.all()}
    assert held == {(cast.agency.pk, "lead", "asked", ""), (cast.other.pk, "support", "asked", "Ý kiến y tế")}
    assert InternalNote.objects.get().text == "Gấp, [số điện thoại đã che]"
    intake.reroute(asked.pk, unit_id=cast.commune.pk, reason="Việc của xã", by=cast.intake, at=AT, version=2)
    leads = {(part.unit_id, part.state) for part in Part.objects.filter(role="lead")}
    assert leads == {(cast.agency.pk, "recalled"), (cast.commune.pk, "asked")}
    assert Event.objects.get(verb="reroute").details["unit"] == cast.commune.pk


@pytest.mark.parametrize("wrong", ["lead", "nowhere"])
def test_unit_that_cannot_take_it_is_refused(wrong: str) -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="accepted")
    units = {"lead": (cast.agency.pk, [cast.agency.pk]), "nowhere": (987654, [])}
    unit_id, support = units[wrong]
    with pytest.raises(BadValue):
        intake.route(asked.pk, unit_id=unit_id, support=support, by=cast.intake, at=AT)
    assert not Part.objects.exists()


def test_question_sent_back_leaves_the_agency_and_the_clock_goes_on() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)

    working.send_back(asked.pk, "Thuộc Sở Y tế", by=cast.officer, at=AT, version=1)

    back = fresh(asked)
    assert (back.state, back.lead, back.officer, back.due_at) == ("sent_back", None, None, make.DUE)
    assert (Part.objects.get().state, Part.objects.get().reason) == ("recalled", "Thuộc Sở Y tế")


def test_extension_moves_the_day_once_and_only_before_it_has_come() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)

    working.extend(asked.pk, Decimal("1.5"), "Chờ xã xác minh", by=cast.officer, at=AT, version=1)

    assert fresh(asked).due_at == datetime(2021, 10, 18, 4, 30, tzinfo=UTC)  # F15, M18 in the morning
    assert Event.objects.get(verb="clock_moved").details["why"] == "extension"
    with pytest.raises(AlreadyDone):
        working.extend(asked.pk, Decimal(1), "Nữa", by=cast.officer, at=AT)
    late = make.question(cast.root, state="in_work", lead=cast.agency)
    with pytest.raises(NotNow):
        working.extend(late.pk, Decimal(1), "Muộn", by=cast.officer, at=make.DUE + timedelta(minutes=1))
    for days in ("0", "0.3", "61", "-1"):
        with pytest.raises(BadValue):
            working.extend(late.pk, Decimal(days), "Sai", by=cast.officer, at=AT)


def test_pause_is_opened_once_and_its_time_is_given_back() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)

    intake.pause(asked.pk, "Chờ kết luận thanh tra", by=cast.intake, at=datetime(2021, 10, 11, 0, tzinfo=UTC))
    with pytest.raises(AlreadyDone):
        intake.pause(asked.pk, "Nữa", by=cast.intake, at=AT)
    intake.resume(asked.pk, by=cast.intake, at=datetime(2021, 10, 11, 23, tzinfo=UTC))

    assert fresh(asked).due_at == datetime(2021, 10, 15, 10, tzinfo=UTC)
    with pytest.raises(NotNow):
        intake.resume(asked.pk, by=cast.intake, at=AT)


def test_time_in_which_it_was_refused_does_not_count() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="new")
    intake.refuse(asked.pk, "content", "", by=cast.intake, at=datetime(2021, 10, 8, 0, tzinfo=UTC))

    intake.take_up_again(asked.pk, "Đã đọc lại", by=cast.intake, at=datetime(2021, 10, 12, 23, tzinfo=UTC))

    again = fresh(asked)
    assert (again.state, again.refusal, again.ended_at) == ("accepted", "", None)
    assert again.due_at == datetime(2021, 10, 19, 10, tzinfo=UTC)  # W13 T14 F15 M18 T19


def test_duplicate_needs_a_public_answer_and_a_merged_asker_hears_of_the_answer() -> None:
    cast = make.cast()
    unanswered = make.question(cast.root, state="accepted")
    asked = make.question(cast.root, state="new")
    with pytest.raises(BadValue):
        intake.mark_duplicate(asked.pk, unanswered.pk, by=cast.intake, at=AT)
    with pytest.raises(BadValue):
        intake.merge(asked.pk, asked.pk, by=cast.intake, at=AT)
    going_on = in_approval(cast)
    intake.merge(asked.pk, going_on.pk, by=cast.intake, at=AT)

    answering.approve(going_on.pk, is_public=True, by=cast.head, at=AT, version=1)

    assert Notice.objects.filter(question=asked, kind="answered").exists()
    assert fresh(asked).same_as == going_on


def test_joined_askers_hear_that_the_answer_is_anothers_alone_and_no_word_of_it() -> None:
    cast = make.cast()
    going_on = in_approval(cast)
    Answer.objects.filter(question=going_on).update(body="<p>Hồ sơ của bà đã thất lạc.</p>")
    first, second = (make.question(cast.root, asker={"email": f"hoi{n}@example.vn"}) for n in (1, 2))
    intake.merge(second.pk, first.pk, by=cast.intake, at=AT)
    intake.merge(first.pk, going_on.pk, by=cast.intake, at=AT)
    Notice.objects.all().delete()

    answering.approve(going_on.pk, is_public=False, by=cast.head, at=AT, version=1)
    send_notices(at=AT)

    told = {notice.question_id: notice.kind for notice in Notice.objects.all()}
    assert told == {going_on.pk: "answered", first.pk: "joined_private", second.pk: "joined_private"}
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(letters) == {"hoi1@example.vn", "hoi2@example.vn"}
    for body in letters.values():
        assert "Ông (bà) có thể hỏi lại" in body
        assert "thất lạc" not in body
        assert going_on.subject not in body


def test_joined_askers_hear_that_nothing_comes_any_more() -> None:
    cast = make.cast()
    going_on = make.question(cast.root, state="accepted")
    joined = make.question(cast.root)
    intake.merge(joined.pk, going_on.pk, by=cast.intake, at=AT)

    asking.withdraw(going_on.pk, by=None, at=AT)

    assert Notice.objects.filter(question=joined, kind="joined_ended").exists()


def test_masked_words_cannot_keep_the_askers_contact() -> None:
    cast = make.cast()
    asked = make.question(cast.root)
    for text in ("Gọi 0912.345.678", "Tôi là Trần Văn Hỏi"):
        with pytest.raises(BadValue):
            intake.set_masked(asked.pk, subject="Hỏi", text=text, by=cast.intake, at=AT, version=1)

    intake.set_masked(asked.pk, subject="Hỏi", text="Gọi cơ quan 02993821", by=cast.intake, at=AT, version=1)

    assert (fresh(asked).text, fresh(asked).is_masked_checked) == ("Gọi cơ quan 02993821", True)


def test_limit_follows_the_field_while_the_question_is_open() -> None:
    cast = make.cast()
    make.time_limit(3, topic=cast.topic)
    asked = make.question(cast.root)

    intake.describe(asked.pk, topic_id=cast.topic.pk, by=cast.intake, at=AT, version=1)

    assert (fresh(asked).limit_days, fresh(asked).due_at) == (
        Decimal(3),
        datetime(2021, 10, 12, 10, tzinfo=UTC),
    )
    assert Event.objects.get(verb="clock_moved").details["why"] == "limit"
    public = make.question(cast.root, state="published", lead=cast.agency)
    with pytest.raises(NotNow):
        intake.describe(public.pk, may_publish=False, by=cast.intake, at=AT, version=1)


def test_identity_is_opened_by_the_desk_for_the_agency_with_a_reason() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    with pytest.raises(ReasonMissing):
        intake.open_identity(asked.pk, " ", by=cast.intake, at=AT)
    with pytest.raises(NotAllowed):
        intake.open_identity(asked.pk, "Cần gặp", by=cast.officer, at=AT)

    intake.open_identity(asked.pk, "Cần gặp Trần Văn Hỏi tại hiện trường", by=cast.intake, at=AT)

    opened = Event.objects.get(verb="identity_opened")
    assert (opened.details, opened.is_public) == ({"unit": cast.agency.pk}, False)
    assert opened.reason == "Cần gặp [họ tên đã che] tại hiện trường"


def test_erasure_leaves_the_masked_question_and_nothing_of_the_asker() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="published", lead=cast.agency, may_name=True)
    make.message(asked, "Cho tôi", original="Cho tôi, Hỏi", is_from_asker=True)
    make.call_back(asked)
    wanted = make.data_request(asked, kind="erasure")

    intake.fulfil_data_request(wanted.pk, outcome="Đã xóa", by=cast.intake, at=AT)

    assert not Asker.objects.filter(question=asked).exists()
    assert (Message.objects.get().original, Message.objects.get().text) == ("", "Cho tôi")
    assert not QuestionFile.objects.filter(question=asked).exists()
    assert not Notice.objects.filter(sent_at__isnull=True).exists()
    assert (fresh(asked).state, fresh(asked).may_name) == ("published", False)
    with pytest.raises(AlreadyDone):
        intake.fulfil_data_request(wanted.pk, outcome="Đã xóa", by=cast.intake, at=AT)


def test_erasure_empties_what_history_kept_of_answers_and_contributions() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    part = parts.ask_part(asked.pk, cast.other.pk, "Cho ý kiến", by=cast.officer, at=AT)
    parts.hand_in_part(part.pk, "<p>Bà Trần Văn Hỏi ở ấp An Ninh</p>", 1, by=cast.other_officer, at=AT)
    for body in ("<p>Gửi Trần Văn Hỏi, ấp An Ninh</p>", "<p>Gửi người hỏi</p>"):
        answering.save_answer(asked.pk, body, by=cast.officer, at=AT, version=fresh(asked).version)
    assert AnswerEvent.objects.filter(body__contains="Trần Văn Hỏi").exists()
    wanted = asking.want_data(asked.pk, "erasure", at=AT)

    intake.fulfil_data_request(wanted.pk, outcome="Đã xóa", by=cast.intake, at=AT)

    assert set(AnswerEvent.objects.values_list("body", flat=True)) == {""}
    assert set(PartEvent.objects.values_list("text", flat=True)) == {""}
    assert Answer.objects.get().body == "<p>Gửi người hỏi</p>"
    assert Part.objects.get(role="support").text == "<p>Bà [họ tên đã che] ở ấp An Ninh</p>"


def test_askers_file_is_kept_until_it_is_erased_and_swept_then() -> None:
    cast = make.cast()
    kept = StoredFile.objects.create(
        sha256="a" * 64,
        name="tep-1.pdf",
        content_type="application/pdf",
        size=1,
        content="x",
        uploaded_at=make.AT,
    )
    asked = make.question(cast.root)
    QuestionFile.objects.create(question=asked, file=kept, label="Tệp 1", added_at=make.AT)
    sweep_files(before=AT)
    assert StoredFile.objects.filter(pk=kept.pk).exists()

    intake.fulfil_data_request(
        make.data_request(asked, kind="erasure").pk, outcome="Xóa", by=cast.intake, at=AT
    )
    sweep_files(before=AT)

    assert not StoredFile.objects.filter(pk=kept.pk).exists()


def test_other_agency_contributes_and_the_lead_is_told() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    part = parts.ask_part(asked.pk, cast.other.pk, "Nêu mức viện phí", by=cast.officer, at=AT)
    with pytest.raises(AlreadyDone):
        parts.ask_part(asked.pk, cast.other.pk, "Nữa", by=cast.officer, at=AT)
    with pytest.raises(NotAllowed):
        parts.hand_in_part(part.pk, "<p>a</p>", 1, by=cast.officer, at=AT)

    parts.hand_in_part(part.pk, "<p>Theo bảng giá<script>x</script></p>", 1, by=cast.other_officer, at=AT)

    part.refresh_from_db()
    assert (part.state, part.text, part.version) == ("handed_in", "<p>Theo bảng giá</p>", 2)
    with pytest.raises(EditedMeanwhile):
        parts.hand_in_part(part.pk, "<p>b</p>", 1, by=cast.other_head, at=AT)
    with pytest.raises(NotNow):
        parts.recall_part(part.pk, by=cast.officer, at=AT)
    assert fresh(asked).version == 1


def test_contribution_is_declined_with_a_reason_or_recalled() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    one = parts.ask_part(asked.pk, cast.other.pk, "Ý kiến", by=cast.intake, at=AT)
    with pytest.raises(ReasonMissing):
        parts.decline_part(one.pk, "", by=cast.other_officer, at=AT)
    parts.decline_part(one.pk, "Không có chức năng", by=cast.other_officer, at=AT)
    two = parts.ask_part(asked.pk, cast.commune.pk, "Ý kiến", by=cast.officer, at=AT)
    parts.recall_part(two.pk, by=cast.officer, at=AT)

    assert set(Part.objects.filter(role="support").values_list("state", flat=True)) == {
        "declined",
        "recalled",
    }
    with pytest.raises(BadValue):
        parts.ask_part(asked.pk, cast.agency.pk, "Ý kiến", by=cast.intake, at=AT)


def test_note_reaches_those_mentioned_and_nobody_outside() -> None:
    cast = make.cast()
    cast.colleague.email = "d@example.vn"
    cast.colleague.save()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)

    working.note(asked.pk, "Xem giúp số 0912345678", mentions=[cast.colleague.pk], by=cast.officer, at=AT)

    assert InternalNote.objects.get().text == "Xem giúp số [số điện thoại đã che]"
    assert Letter.objects.get().to_address == "d@example.vn"
    with pytest.raises(BadValue):
        working.note(asked.pk, "a", mentions=[cast.other_officer.pk], by=cast.officer, at=AT)
    with pytest.raises(NotAllowed):
        working.note(asked.pk, "a", by=cast.other_officer, at=AT)
    assert fresh(asked).version == 1


def test_question_is_handed_to_colleagues_of_the_agency_alone() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    working.hand_over(asked.pk, cast.colleague.pk, by=cast.officer, at=AT, version=1)
    assert fresh(asked).officer == cast.colleague
    with pytest.raises(BadValue):
        working.hand_over(asked.pk, cast.other_officer.pk, by=cast.officer, at=AT)


def test_many_are_handed_on_at_once_and_what_cannot_be_is_told() -> None:
    cast = make.cast()
    ready, done = make.question(cast.root, state="accepted"), make.question(cast.root, state="withdrawn")

    came = bulk.route_many([ready.pk, done.pk], unit_id=cast.agency.pk, by=cast.intake, at=AT)

    assert came.done == (ready.pk,)
    assert [pk for pk, _why in came.refused] == [done.pk]


def test_many_are_answered_with_one_text_filled_in_for_each() -> None:
    cast = make.cast()
    asked = [
        make.question(cast.root, state="in_work", lead=cast.agency, subject=f"Hỏi <{n}>") for n in (1, 2)
    ]
    text = "<p>Về câu {mã} ({tiêu đề}), {cơ quan} trả lời ngày nhận {ngày nhận}.</p>"

    came = bulk.answer_many([one.pk for one in asked], text, is_submitted=True, by=cast.officer, at=AT)

    assert came.done == tuple(one.pk for one in asked)
    assert Answer.objects.get(question=asked[0]).body == (
        f"<p>Về câu {asked[0].code} (Hỏi &lt;1&gt;), Sở Tư pháp trả lời ngày nhận 07/10/2021.</p>"
    )
    assert {fresh(one).state for one in asked} == {"in_approval"}
    with pytest.raises(ValueError, match="điện thoại"):
        bulk.answer_many([asked[0].pk], "{điện thoại}", by=cast.officer, at=AT)


def test_clock_stopped_by_the_desk_moves_the_due_day_when_the_answer_is_handed_in() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    make.answer(asked, by=cast.officer)
    intake.pause(asked.pk, "Chờ văn bản của Bộ", by=cast.intake, at=AT)

    later = AT + timedelta(days=3)  # Monday 11/10/2021, 09:00: two halves were not counted
    answering.submit(asked.pk, by=cast.officer, at=later, version=fresh(asked).version)

    assert not Pause.objects.filter(ended_at__isnull=True).exists()
    assert fresh(asked).due_at == datetime(2021, 10, 15, 10, tzinfo=UTC)  # Friday 15/10/2021, 17:00
    assert Event.objects.get(verb="clock_moved").details["why"] == "pause"


def test_what_the_desk_writes_for_agencies_names_nobody() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="accepted")

    intake.route(
        asked.pk, unit_id=cast.agency.pk, support=[cast.other.pk], wanted="Gọi ông Trần Văn Hỏi, 0912345678",
        by=cast.intake, at=AT,
    )  # fmt: skip
    intake.reroute(asked.pk, unit_id=cast.commune.pk, reason="Ông Trần Văn Hỏi ở xã", by=cast.intake, at=AT)

    assert Part.objects.get(role="support").wanted == "Gọi ông [họ tên đã che], [số điện thoại đã che]"
    assert Part.objects.get(role="lead", state="recalled").reason == "Ông [họ tên đã che] ở xã"


def test_declined_contribution_is_not_handed_in_by_somebody_without_a_part_in_it() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    part = make.part(asked, cast.other, state="declined")
    auditor = plans.person("Kiểm tra viên Y tế", unit=cast.other, role=Role.AUDITOR)

    with pytest.raises(NotAllowed):
        parts.hand_in_part(part.pk, "<p>Ý kiến</p>", 1, by=auditor, at=AT)


def test_name_goes_with_the_consent_to_it_and_with_the_data() -> None:
    cast = make.cast()
    named = "Tôi là Trần Văn Hỏi, mẹ tôi nhận thay được không?"
    covered = "Tôi là [họ tên đã che], mẹ tôi nhận thay được không?"
    for act in ("describe", "erase"):
        asked = in_approval(cast, subject="Trần Văn Hỏi hỏi", text=named, may_name=True)
        Answer.objects.filter(question=asked).update(body="<p>Chào ông Trần Văn Hỏi.</p>")
        answering.approve(asked.pk, is_public=True, by=cast.head, at=AT, version=1)
        if act == "describe":
            intake.describe(asked.pk, may_name=False, by=cast.intake, at=AT, version=fresh(asked).version)
        else:
            wanted = asking.want_data(asked.pk, "erasure", at=AT)
            intake.fulfil_data_request(wanted.pk, outcome="Đã xóa", by=cast.intake, at=AT)

        shown = fresh(asked)
        assert (shown.subject, shown.text, shown.may_name) == ("[họ tên đã che] hỏi", covered, False), act
        assert Answer.objects.get(question=asked).body == "<p>Chào ông [họ tên đã che].</p>", act
        assert not AnswerEvent.objects.filter(body__contains="Trần Văn Hỏi").exists(), act
        assert set(Counted.objects.filter(source_id=asked.pk).values_list("title", flat=True)) == {
            "[họ tên đã che] hỏi"
        }


def test_what_was_counted_says_no_more_than_readers_may_know() -> None:
    cast = make.cast()
    asked = in_approval(cast, subject="Nhà bà Ba số 5 có sổ chưa?", may_air=True)
    answering.approve(asked.pk, is_public=True, by=cast.head, at=AT, version=1)
    intake.set_masked(
        asked.pk, subject="Nhà đã có sổ chưa?", text="Nhà đã có sổ chưa?", by=cast.intake, at=AT,
        version=fresh(asked).version,
    )  # fmt: skip
    assert set(Counted.objects.values_list("title", flat=True)) == {"Nhà đã có sổ chưa?"}

    upkeep.aired(asked.pk, upkeep.Airing(7, AT.date(), "Dân hỏi"), by=None, at=AT)
    answering.unpublish(asked.pk, "Sót tên người", by=cast.intake, at=AT)

    assert set(Counted.objects.values_list("title", "url")) == {(asked.code, "")}
