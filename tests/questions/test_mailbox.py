"""A letter to the mailbox becomes a question for the desk: once, without what machines write, with what may be kept of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import pytest
from django.db import OperationalError
from imap_tools import MailboxLoginError
from PIL import Image
from tests.factories import questions as make
from tests.factories.questions import Cast
from tests.questions.imap_server import Server

from danbiet.questions.actions import mailbox
from danbiet.questions.actions.mailbox import Fetched, fetch_mail
from danbiet.questions.calc.letters import subject_of, words_of
from danbiet.questions.models import Asker, Message, Question, QuestionFile

pytestmark = pytest.mark.django_db

AT = datetime(2021, 10, 12, 2, 30, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return make.cast()


@pytest.fixture
def server(settings: pytest.FixtureRequest) -> Iterator[Server]:
    with Server() as running:
        settings.DANBIET_IMAP = {  # type: ignore[attr-defined]
            "host": "127.0.0.1", "port": running.port, "security": "none", "user": "hoidap", "password": "mat-khau-hop-thu", "folder": "INBOX",
        }  # fmt: skip
        running.mailbox.password = "mat-khau-hop-thu"
        yield running
        running.shutdown()


def letter(
    text: str = "Tôi muốn hỏi thủ tục cấp lại giấy khai sinh.",
    *,
    subject: str = "Hỏi về khai sinh",
    sender: str = "Trần Thị Hân <ngochan@example.vn>",
    at: datetime = AT - timedelta(hours=3),
    **headers: str,
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "hoidap@soctrang.example", subject
    message["Date"], message["Message-ID"] = (
        format_datetime(at),
        headers.pop("id", f"<{abs(hash(text + subject))}@example.vn>"),
    )
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(buffer, "JPEG")
    return buffer.getvalue()


def test_a_letter_becomes_a_new_question_for_the_desk(cast: Cast, server: Server) -> None:
    server.mailbox.deliver(
        letter("Tôi tên Trần Thị Hân, 0912345678.\nCấp lại giấy khai sinh ở đâu?").as_bytes()
    )

    assert fetch_mail(at=AT) == Fetched(asked=1)

    question = Question.objects.get()
    asker = Asker.objects.get()
    assert (question.state, question.channel, question.subject) == ("new", "mailbox", "Hỏi về khai sinh")
    assert question.text == "Tôi tên [họ tên đã che], [số điện thoại đã che].\nCấp lại giấy khai sinh ở đâu?"
    assert question.received_at == AT - timedelta(hours=3)
    assert (question.may_publish, question.may_name, question.may_air) == (False, False, False)
    assert (asker.name, asker.email, asker.phone) == ("Trần Thị Hân", "ngochan@example.vn", "")
    assert asker.text.startswith("Tôi tên Trần Thị Hân, 0912345678.")
    assert server.mailbox.seen == {1}


def test_a_letter_read_again_is_the_same_question(cast: Cast, server: Server) -> None:
    server.mailbox.deliver(letter(id="<mot@example.vn>").as_bytes())
    fetch_mail(at=AT)
    server.mailbox.seen.clear()

    fetch_mail(at=AT)

    assert Question.objects.count() == 1


def test_read_letters_are_left_alone(cast: Cast, server: Server) -> None:
    server.mailbox.seen.add(server.mailbox.deliver(letter().as_bytes()))

    assert fetch_mail(at=AT) == Fetched()


def test_files_that_are_not_taken_are_named_and_the_others_kept(cast: Cast, server: Server) -> None:
    message = letter("Ảnh đường hư kèm theo.")
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename="anh-duong.jpg")
    message.add_attachment(
        b"MZ\x90\x00" + b"\x00" * 400, maintype="application", subtype="octet-stream", filename="xem-anh.exe"
    )
    server.mailbox.deliver(message.as_bytes())

    assert fetch_mail(at=AT) == Fetched(asked=1)

    question = Question.objects.get()
    assert [one.label for one in QuestionFile.objects.all()] == ["Ảnh 1"]
    assert question.text == (
        "Ảnh đường hư kèm theo.\n\nTệp không nhận được:\n– xem-anh.exe: nội dung là chương trình máy tính, không được nhận."
    )


def test_a_sixth_file_is_named(cast: Cast, server: Server) -> None:
    message = letter("Sáu ảnh.")
    for number in range(6):
        message.add_attachment(
            photo() + bytes([number]) * 0, maintype="image", subtype="jpeg", filename=f"{number}.jpg"
        )
    server.mailbox.deliver(message.as_bytes())

    fetch_mail(at=AT)

    assert QuestionFile.objects.count() == 5
    assert Question.objects.get().text.endswith("– 5.jpg: tối đa 5 tệp.")


@pytest.mark.parametrize(
    "headers",
    [
        {"sender": "MAILER-DAEMON@example.vn"},
        {"sender": "no-reply@ngan-hang.example"},
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<ban-tin.example>"},
    ],
)
def test_what_machines_write_is_no_question(cast: Cast, server: Server, headers: dict[str, Any]) -> None:
    server.mailbox.deliver(letter(**headers).as_bytes())

    assert fetch_mail(at=AT) == Fetched(skipped=1)
    assert Question.objects.count() == 0
    assert server.mailbox.seen == {1}


def test_an_answer_to_the_desk_is_added_to_the_question(cast: Cast, server: Server) -> None:
    question = make.question(
        cast.root, state="info_wanted", state_before="accepted", asker={"email": "ngochan@example.vn"}
    )
    make.pause(question, is_for_asker=True)
    server.mailbox.deliver(letter("Thửa số 12, xã Phú Tâm.\n\nVào Th 2 đã viết:\n> Xin cho biết thửa", subject=f"Re: Câu hỏi {question.code}").as_bytes())  # fmt: skip

    assert fetch_mail(at=AT) == Fetched(added=1)

    question.refresh_from_db()
    assert question.state == "accepted"
    assert Message.objects.get().original == "Thửa số 12, xã Phú Tâm."
    assert Question.objects.count() == 1


def test_a_stranger_naming_a_code_adds_nothing_to_it(cast: Cast, server: Server) -> None:
    question = make.question(
        cast.root, state="info_wanted", state_before="accepted", asker={"email": "ngochan@example.vn"}
    )
    server.mailbox.deliver(
        letter("Đây là tôi.", subject=f"Re: {question.code}", sender="ke-la@example.vn").as_bytes()
    )

    assert fetch_mail(at=AT) == Fetched(asked=1)

    question.refresh_from_db()
    assert question.state == "info_wanted"


def test_a_letter_that_breaks_stays_unread_and_stops_no_other(
    cast: Cast, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    broken = letter("Chữ số bí mật 0912345678", id="<hong@example.vn>")
    server.mailbox.deliver(broken.as_bytes().replace(b"Date: ", b"Date: x").replace(b"From: ", b"From: <<,"))
    server.mailbox.deliver(letter("Bình thường.", id="<tot@example.vn>").as_bytes())

    fetched = fetch_mail(at=AT)

    assert fetched.asked >= 1
    assert Question.objects.filter(text="Bình thường.").exists()
    assert "0912345678" not in caplog.text


@pytest.mark.parametrize("error", [RecursionError, OSError, LookupError])
def test_a_letter_with_an_unexpected_error_is_flagged_and_those_behind_it_are_read(
    cast: Cast,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: type[Exception],
) -> None:
    def reads(text: str, html: str) -> str:
        if "0912345678" in text:
            raise error("0912345678")
        return words_of(text, html)

    monkeypatch.setattr(mailbox, "words_of", reads)
    server.mailbox.deliver(letter("Hỏng 0912345678", id="<hong@example.vn>").as_bytes())
    server.mailbox.deliver(letter("Bình thường.", id="<tot@example.vn>").as_bytes())

    assert fetch_mail(at=AT) == Fetched(asked=1, left=1)

    assert (server.mailbox.seen, server.mailbox.flagged) == ({2}, {1})
    assert Question.objects.get().text == "Bình thường."
    assert error.__name__ in caplog.text
    assert "0912345678" not in caplog.text


def test_a_database_that_is_gone_ends_the_run_and_no_letter_is_flagged(
    cast: Cast, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object, **_named: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(mailbox, "ask", gone)
    server.mailbox.deliver(letter().as_bytes())

    with pytest.raises(OperationalError):
        fetch_mail(at=AT)

    assert (server.mailbox.seen, server.mailbox.flagged) == (set(), set())


def test_letters_left_behind_do_not_starve_new_ones(
    cast: Cast, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads(text: str, html: str) -> str:
        if "không đọc được" in text:
            raise RecursionError
        return words_of(text, html)

    monkeypatch.setattr(mailbox, "words_of", reads)
    for number in range(4):
        server.mailbox.deliver(letter(f"Thư {number} không đọc được").as_bytes())
    assert fetch_mail(at=AT, most=4) == Fetched(left=4)
    server.mailbox.deliver(letter("Thư mới.").as_bytes())

    again = fetch_mail(at=AT, most=4)

    assert (again.asked, again.left) == (1, 4)
    assert Question.objects.get().text == "Thư mới."

    monkeypatch.setattr(mailbox, "words_of", words_of)  # mended: what was left is taken in after all
    assert fetch_mail(at=AT, most=4) == Fetched(asked=4)


def test_a_letter_from_the_future_or_long_ago_is_received_now(cast: Cast, server: Server) -> None:
    server.mailbox.deliver(letter("Một.", at=AT + timedelta(days=3)).as_bytes())
    server.mailbox.deliver(letter("Hai.", at=AT - timedelta(days=4000)).as_bytes())

    fetch_mail(at=AT)

    assert {one.received_at for one in Question.objects.all()} == {AT}


def test_without_a_mailbox_nothing_happens_and_a_wrong_password_is_told(
    cast: Cast, server: Server, settings: object
) -> None:
    server.mailbox.password = "khác"
    with pytest.raises(MailboxLoginError):
        fetch_mail(at=AT)

    settings.DANBIET_IMAP = {"host": ""}  # type: ignore[attr-defined]
    assert fetch_mail(at=AT) == Fetched()


def test_words_of_a_letter_are_what_was_written_now() -> None:
    assert (
        words_of("", "<style>p{}</style><p>Kính g&#7917;i,</p>Tôi hỏi<br>về đất<script>x</script>")
        == "Kính gửi,\nTôi hỏi\nvề đất"
    )
    assert words_of("Cảm ơn.\n-- \nTrần Văn A\n0912", "") == "Cảm ơn."
    assert words_of("> cũ\nMới", "") == "Mới"
    assert subject_of("Re: FW: Trả lời: Hỏi về đất", "") == "Hỏi về đất"
    assert subject_of("", "Tôi muốn hỏi\nvề đất") == "Tôi muốn hỏi về đất"
