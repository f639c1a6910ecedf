"""An asker is told once, by the best way they left; address and words are kept nowhere."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from tests.factories import questions as make
from tests.factories.questions import AT, Cast

from danbiet.outbox.models import Message
from danbiet.questions.actions import notices
from danbiet.questions.actions.notice_words import TOLD
from danbiet.questions.actions.notices import NEVER_CALLED, Sent, send_notices
from danbiet.questions.models import Asker, CallBack, Notice
from danbiet.questions.queries.doors import follow_key
from danbiet.questions.views.desk_lists import notice_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make.cast()


def told(cast: Cast, kind: str = "answered", **asker: str) -> Notice:
    question = make.question(cast.root, subject="Cấp lại giấy khai sinh", asker={"phone": "", **asker})
    return Notice.objects.create(
        question=question, kind=kind, key=f"{kind}/{question.pk}/1", created_at=AT, not_before=AT
    )


def test_a_mail_is_put_together_when_it_is_sent_and_leads_to_the_page(cast: Cast, settings: Any) -> None:
    settings.DANBIET_BASE_URL = "https://danbiet.example"
    notice = told(cast, email="hoi@example.vn", phone="0912345678")

    assert send_notices(at=AT) == Sent(mail=1)

    (letter,) = mail.outbox
    question = notice.question
    assert letter.to == ["hoi@example.vn"]
    assert letter.subject == f"Câu hỏi {question.code} của ông (bà)"
    assert letter.body.startswith(
        "Kính gửi ông (bà),\n\nCâu hỏi của ông (bà) đã được trả lời. Ông (bà) có thể đọc câu trả lời trên trang theo dõi, "
        "đánh giá và đề nghị xem xét lại một lần trong 15 ngày.\n\n"
        f"Mã câu hỏi: {question.code}\nNội dung: Cấp lại giấy khai sinh\n\n"
    )
    path = reverse("questions:follow", args=[question.code, follow_key(question)])
    assert f"https://danbiet.example{path}\n" in letter.body
    assert "0912345678" not in letter.body
    notice.refresh_from_db()
    assert (notice.sent_at, notice.way, notice.attempts, notice.error) == (AT, "mail", 1, "")


def test_the_receipt_names_the_day_of_the_answer(cast: Cast) -> None:
    told(cast, "received", email="hoi@example.vn")

    send_notices(at=AT)

    assert f"Hạn trả lời: ngày {make.DUE:%d/%m/%Y}." in mail.outbox[0].body


def test_nobody_is_told_twice_and_nobody_too_early(cast: Cast) -> None:
    notice = told(cast, email="hoi@example.vn")

    assert send_notices(at=AT - timedelta(minutes=1)) == Sent()
    send_notices(at=AT)
    assert send_notices(at=AT + timedelta(days=1)) == Sent()
    assert [letter.to for letter in mail.outbox] == [["hoi@example.vn"]]
    assert Notice.objects.get().pk == notice.pk


def test_who_left_a_telephone_only_is_called(cast: Cast) -> None:
    notice = told(cast, phone="0912345678")

    assert send_notices(at=AT) == Sent(call=1)
    call = CallBack.objects.get()
    assert (call.notice_id, call.question_id, call.created_at, call.done_at) == (
        notice.pk,
        notice.question_id,
        AT,
        None,
    )


def test_nobody_is_called_for_a_receipt(cast: Cast) -> None:
    told(cast, "received", phone="0912345678")

    assert send_notices(at=AT) == Sent(none=1)
    assert CallBack.objects.count() == 0


def test_a_message_goes_to_the_telephone_where_there_is_a_gateway(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.DANBIET_SMS_GATEWAY, settings.DATA_DIR = "danbiet.questions.storages.SmsFolder", tmp_path
    settings.DANBIET_BASE_URL = "https://danbiet.example"
    notice = told(cast, phone="0912 345 678")

    assert send_notices(at=AT) == Sent(sms=1)

    (file,) = (tmp_path / "sms").iterdir()
    number, text = file.read_text(encoding="utf-8").splitlines()
    assert number == "0912 345 678"
    assert text.startswith(f"{notice.question.code}: Câu hỏi của ông (bà) đã được trả lời.")
    assert text.endswith(f"/{follow_key(notice.question)}/")
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


class Deaf:
    def send(self, *, to: str, text: str, key: str) -> None:
        raise OSError(f"cannot reach {to}")


def test_a_gateway_that_fails_ends_with_a_call(cast: Cast, settings: Any) -> None:
    settings.DANBIET_SMS_GATEWAY = "tests.questions.test_notices.Deaf"
    notice = told(cast, phone="0912345678")
    at, waits = AT, []

    for _ in range(7):
        assert send_notices(at=at) in (Sent(failed=1), Sent(failed=1, call=1))
        notice.refresh_from_db()
        waits.append((notice.not_before - at) // timedelta(minutes=1))
        at = notice.not_before

    assert waits == [1, 5, 15, 60, 240, 720, 0]
    assert CallBack.objects.count() == 1
    assert notice.way == "call"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (SMTPServerDisconnected("gone"), Sent(failed=1)),
        (ConnectionRefusedError("no"), Sent(failed=1)),
        (SMTPRecipientsRefused({"hoi@example.vn": (550, b"no such hoi@example.vn")}), Sent(failed=1, call=1)),
    ],
)
def test_what_fails_is_tried_again_and_a_wrong_address_becomes_a_call(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, error: Exception, outcome: Sent
) -> None:
    def fail(*_: object) -> None:
        raise error

    notice = told(cast, email="hoi@example.vn", phone="0912345678")
    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", fail)

    assert send_notices(at=AT) == outcome
    notice.refresh_from_db()
    assert "hoi@example.vn" not in notice.error  # what the server said names the address


def test_an_erased_asker_is_told_nothing(cast: Cast) -> None:
    notice = told(cast, email="hoi@example.vn")
    Asker.objects.all().delete()

    assert send_notices(at=AT) == Sent(none=1)
    notice.refresh_from_db()
    assert (notice.way, mail.outbox) == ("none", [])


def test_one_that_fails_does_not_stop_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told(cast, email="khong-co-a-cong")
    told(cast, email="tot@example.vn")
    monkeypatch.setattr("danbiet.questions.actions.notices.get_connection", Picky)

    assert send_notices(at=AT) == Sent(mail=1, failed=1, none=1)


class Picky:
    def send_messages(self, letters: list[Any]) -> int:
        if "@" not in letters[0].to[0]:
            raise ValueError("no address")
        return 1


def test_nothing_of_it_is_left_in_outbox_jobs_or_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    told(cast, email="hoi@example.vn")
    caplog.set_level("DEBUG")

    send_notices(at=AT)

    assert Message.objects.count() == 0
    assert "hoi@example.vn" not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args::text LIKE '%%hoi@%%'")
        assert cursor.fetchone() == (0,)


def test_every_notice_that_is_written_has_words_for_letter_and_call_and_none_is_left_over() -> None:
    written: set[str] = set()
    for path in Path(notices.__file__).parent.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        written |= set(re.findall(r'\bnotify\(\s*[\w.]+,\s*"(\w+)"', source))
        written |= {
            kind
            for said in re.findall(r"\btell_joined\((.*)\)", source)
            for kind in re.findall(r'"(\w+)"', said)
        }

    assert written == set(TOLD)
    assert written - NEVER_CALLED <= set(notice_words())
