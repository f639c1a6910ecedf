"""A question comes in, and what its asker does afterwards."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from PIL import Image
from tests.factories import questions as make

from danbiet.audit.models import Entry
from danbiet.media.actions import FileRefused
from danbiet.questions.actions import asking
from danbiet.questions.actions.refusals import (
    AlreadyDone,
    BadValue,
    EditedMeanwhile,
    NotAllowed,
    NotNow,
    QuestionRefusal,
    ReasonMissing,
)
from danbiet.questions.models import Asker, DataRequest, Event, Message, Notice, Question, QuestionFile
from danbiet.questions.queries import doors

pytestmark = pytest.mark.django_db
AT = make.AT  # Thursday 07/10/2021, 15:40 in Vietnam


def draft(**fields: Any) -> asking.AskDraft:
    plain = {
        "subject": "Mẹ tôi nhận thay trích lục khai sinh",
        "text": "Tôi tên là Trần Văn Hỏi, xin gọi lại số 0912.345.678. Mẹ tôi nhận thay được không?",
        "name": "Trần Văn Hỏi",
        "phone": "0912 345 678",
    }
    return asking.AskDraft(**{**plain, **fields})


def test_question_gets_code_limit_due_day_receipt_and_a_line_of_time() -> None:
    cast = make.cast()
    make.time_limit(5, topic=cast.topic)

    asked = asking.ask(draft(topic_id=cast.topic.pk, may_publish=True), by=None, at=AT)

    assert asked.code == "CH-2021-0001"
    assert (asked.state, asked.intake_unit_id, asked.limit_days) == ("new", cast.root.pk, Decimal(5))
    assert asked.due_at == datetime(2021, 10, 14, 10, tzinfo=UTC)
    assert [notice.kind for notice in Notice.objects.all()] == ["received"]
    told = Event.objects.get()
    assert (told.verb, told.to_state, told.actor, told.is_public) == ("ask", "new", "asker", True)
    assert told.details == {"channel": "web", "consents": ["may_publish"], "files": 0}
    assert Entry.objects.get().object_title == "CH-2021-0001"


def test_words_as_they_came_are_encrypted_and_masked_beside() -> None:
    make.cast()

    asked = asking.ask(draft(), by=None, at=AT)

    assert asked.text == (
        "Tôi tên là [họ tên đã che], xin gọi lại số [số điện thoại đã che]. Mẹ tôi nhận thay được không?"
    )
    assert Asker.objects.get().text == draft().text
    with connection.cursor() as cursor:
        cursor.execute("SELECT a::text, q::text FROM questions_asker a JOIN questions_question q ON true")
        stored = "".join(cursor.fetchone())
    assert "Trần" not in stored
    # Three digits alone stand in the link's letters now and then.
    assert re.search(r"345\W?678", stored) is None


def test_question_without_a_rule_has_ten_working_days_and_numbers_follow_each_other_in_a_year() -> None:
    make.cast()

    codes = [asking.ask(draft(), by=None, at=AT).code for _ in range(2)]
    next_year = asking.ask(draft(), by=None, at=datetime(2021, 12, 31, 17, 30, tzinfo=UTC))

    assert codes == ["CH-2021-0001", "CH-2021-0002"]
    assert next_year.code == "CH-2022-0001"
    assert next_year.limit_days == 10


def test_failed_question_gives_its_number_back() -> None:
    make.cast()
    with pytest.raises(FileRefused):
        asking.ask(draft(uploads=(ContentFile(b"MZ\x90", name="virus.exe"),)), by=None, at=AT)

    assert not Question.objects.exists()
    assert asking.ask(draft(), by=None, at=AT).code == "CH-2021-0001"


def test_form_sent_twice_is_one_question() -> None:
    make.cast()

    first, second = (asking.ask(draft(), by=None, at=AT, sent_key="khoa") for _ in range(2))

    assert first.pk == second.pk
    assert Question.objects.count() == 1
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"subject": "  "}, "subject"),
        ({"subject": "a" * 201}, "subject"),
        ({"text": ""}, "text"),
        ({"text": "a" * 5001}, "text"),
        ({"phone": "", "email": ""}, "phone"),
        ({"channel": "fax"}, "channel"),
        ({"language": "fr"}, "channel"),
        ({"topic_id": 987654}, "topic"),
        ({"received_at": AT + timedelta(days=1)}, "received_at"),
        ({"uploads": (ContentFile(b"a"),) * 6}, "files"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_kept(fields: dict[str, Any], where: str) -> None:
    make.cast()
    with pytest.raises(BadValue) as refusal:
        asking.ask(draft(**fields), by=None, at=AT)

    assert refusal.value.field == where
    assert not Question.objects.exists()


def test_file_gets_a_name_of_ours() -> None:
    make.cast()
    drawn = io.BytesIO()
    Image.new("RGB", (20, 20), "#123456").save(drawn, "JPEG")

    asking.ask(draft(uploads=(ContentFile(drawn.getvalue(), name="Tran Van Hoi CMND.jpg"),)), by=None, at=AT)

    kept = QuestionFile.objects.get()
    assert kept.label == "Ảnh 1"
    assert kept.file.name == "tep-1.jpg"
    assert (kept.is_from_asker, kept.is_public, kept.is_for_agency) == (True, False, False)


def test_desk_writes_down_what_came_by_letter_three_days_ago_and_others_may_not() -> None:
    cast = make.cast()
    letter = draft(phone="", channel="paper", received_at=datetime(2021, 10, 4, 2, tzinfo=UTC))

    taken = asking.ask(letter, by=cast.intake, at=AT)

    assert taken.taken_by == cast.intake
    assert taken.due_at == datetime(2021, 10, 18, 10, tzinfo=UTC)
    assert Event.objects.get().actor == "intake"
    with pytest.raises(NotAllowed):
        asking.ask(letter, by=cast.officer, at=AT)


def test_asker_gives_what_was_asked_for_and_the_clock_runs_again() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="info_wanted", lead=cast.agency, state_before="in_work")
    make.pause(asked, began_at=datetime(2021, 10, 11, 9, 50, tzinfo=UTC))

    asking.give_info(
        asked.pk, "Dạ cho tôi, Trần Văn Hỏi.", by=None, at=datetime(2021, 10, 13, 12, 32, tzinfo=UTC)
    )

    asked.refresh_from_db()
    assert (asked.state, asked.state_before) == ("in_work", "")
    assert asked.due_at == datetime(2021, 10, 18, 10, tzinfo=UTC)
    said = Message.objects.get()
    assert (said.text, said.original) == ("Dạ cho tôi, [họ tên đã che].", "Dạ cho tôi, Trần Văn Hỏi.")
    move = Event.objects.get(verb="clock_moved")
    assert move.details == {
        "before": "2021-10-14T10:00:00+00:00",
        "after": "2021-10-18T17:00:00+07:00",
        "why": "pause",
    }
    assert not Event.objects.filter(reason__contains="Trần").exists()


def test_rating_counts_one_to_five_and_its_reason_is_masked() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="published", lead=cast.agency)

    asking.rate(asked.pk, 2, "Gọi tôi số 0912345678", at=AT)

    asked.refresh_from_db()
    assert (asked.rating, asked.rating_reason) == (2, "Gọi tôi số [số điện thoại đã che]")
    for stars in (0, 6):
        with pytest.raises(BadValue):
            asking.rate(asked.pk, stars, "", at=AT)


def test_reopening_goes_back_to_the_agency_once_with_the_limit_counted_anew() -> None:
    cast = make.cast()
    asked = make.question(
        cast.root, state="answered", lead=cast.agency, extra_days=3,
        answered_at=datetime(2021, 10, 13, 3, tzinfo=UTC),
    )  # fmt: skip
    with pytest.raises(ReasonMissing):
        asking.reopen(asked.pk, " ", at=AT)

    asking.reopen(asked.pk, "Chưa nói rõ lệ phí", at=datetime(2021, 10, 28, 16, 59, tzinfo=UTC))

    asked.refresh_from_db()
    assert (asked.state, asked.lead_id, asked.extra_days) == ("routed", cast.agency.pk, Decimal(0))
    assert asked.due_at == datetime(2021, 11, 4, 10, tzinfo=UTC)
    assert Message.objects.get().text == "Chưa nói rõ lệ phí"
    assert Event.objects.get(verb="reopen").reason == ""
    Question.objects.update(state="answered")
    with pytest.raises(AlreadyDone):
        asking.reopen(asked.pk, "Nữa", at=AT)


def test_reopening_after_fifteen_days_is_refused() -> None:
    cast = make.cast()
    asked = make.question(
        cast.root, state="published", lead=cast.agency, answered_at=datetime(2021, 10, 13, 3, tzinfo=UTC)
    )
    with pytest.raises(NotNow):
        asking.reopen(asked.pk, "Chưa rõ", at=datetime(2021, 10, 28, 17, 0, tzinfo=UTC))


def test_asker_withdraws_while_it_is_open_and_the_open_pause_ends() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="info_wanted", state_before="new")
    pause = make.pause(asked)

    asking.withdraw(asked.pk, by=None, at=AT)

    asked.refresh_from_db()
    pause.refresh_from_db()
    assert (asked.state, asked.ended_at, pause.ended_at) == ("withdrawn", AT, AT)
    with pytest.raises(NotNow):
        asking.withdraw(asked.pk, by=None, at=AT)


def test_request_for_ones_data_is_due_in_two_working_days_and_made_once() -> None:
    cast = make.cast()
    asked = make.question(cast.root)

    wanted = asking.want_data(asked.pk, "erasure", at=AT)

    assert wanted.due_on == date(2021, 10, 11)
    with pytest.raises(AlreadyDone):
        asking.want_data(asked.pk, "erasure", at=AT)
    asking.want_data(asked.pk, "copy", at=AT)
    assert DataRequest.objects.count() == 2


def test_transcription_keeps_both_languages_and_waits_to_be_looked_at() -> None:
    cast = make.cast()
    asked = make.question(cast.root, language="km", channel="conversation", is_masked_checked=True)

    asking.transcribe(
        asked.pk, original="ខ្ញុំ", subject="Khai sinh", text="Tôi là Trần Văn Hỏi", by=cast.intake, at=AT, version=1
    )  # fmt: skip

    asked.refresh_from_db()
    assert (asked.text, asked.is_masked_checked) == ("Tôi là [họ tên đã che]", False)
    assert Asker.objects.get().original == "ខ្ញុំ"
    with pytest.raises(EditedMeanwhile):
        asking.transcribe(
            asked.pk, original="", subject="a", text="b", by=cast.intake, at=AT, version=1
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        asking.transcribe(asked.pk, original="", subject="a", text="b", by=cast.officer, at=AT, version=2)


def test_public_question_gets_no_words_nobody_has_looked_at() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="published", lead=cast.agency)

    with pytest.raises(NotNow):
        asking.transcribe(
            asked.pk, original="", subject="Tên", text="Nhà chị Ba", by=cast.intake, at=AT, version=1
        )

    assert Question.objects.get().text == "Mẹ tôi nhận thay bản sao trích lục khai sinh được không?"


def test_unknown_question_is_refused_in_words() -> None:
    with pytest.raises(QuestionRefusal):
        asking.withdraw(987654, by=None, at=AT)


def test_secret_link_opens_its_own_question_alone() -> None:
    cast = make.cast()
    one, other = make.question(cast.root), make.question(cast.root)

    assert doors.followed(one.code, doors.follow_key(one)) == one
    assert doors.followed(one.code.lower(), doors.follow_key(one)) == one
    assert doors.followed(one.code, doors.follow_key(other)) is None
    assert doors.followed("CH-2021-9999", doors.follow_key(one)) is None
    assert doors.followed(one.code, "") is None
    one.link_nonce = "khac"
    assert doors.follow_key(one) != doors.follow_key(Question.objects.get(pk=one.pk))


@pytest.mark.parametrize(
    ("contact", "opens"),
    [
        ("0912345678", True), ("+84 912.345.678", True), ("84912345678", True), ("HOI@example.vn", True),
        ("0912345679", False), ("", False), ("Trần Văn Hỏi", False), ("345678", False),
    ],
)  # fmt: skip
def test_code_and_contact_open_a_question_together(contact: str, opens: bool) -> None:
    asked = make.question(make.cast().root, asker={"email": "hoi@example.vn"})

    assert (doors.by_contact(asked.code, contact) is not None) == opens
