"""The mail server that is set in the browser: letters leave through it at once, and what goes wrong is said in words."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.outbox.smtp import mail_server

from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.outbox import actions, queries
from danbiet.outbox.enums import MailProblem

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 29, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_backend(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = queries.OWN_BACKEND
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.EMAIL_TIMEOUT = 3


def data(port: int, **more: Any) -> actions.ServerData:
    said = {
        "host": "127.0.0.1",
        "security": "none",
        "from_address": "cchc@cantho.example",
        "from_name": "CCHC Cần Thơ",
    }
    return actions.ServerData(is_used=True, port=port, **{**said, **more})


def test_letter_leaves_through_the_server_from_the_sender_that_was_set() -> None:
    lan = User.objects.create_user("lan", email="lan@example.vn", full_name="Nguyễn Thị Lan")
    with mail_server() as letters:
        actions.set_mail_server(data(letters.port), by=None, at=AT)
        actions.write_message("a/1", to_user=lan, subject="Nhắc việc", body="Nội dung", at=AT)

        assert actions.deliver_due(at=AT).sent == 1

    (letter,) = letters.came
    assert (letter["To"], letter["Subject"]) == ("lan@example.vn", "Nhắc việc")
    assert letter["From"] == "CCHC Cần Thơ <cchc@cantho.example>"


def test_without_a_server_letters_are_laid_into_the_folder(settings: Any) -> None:
    assert actions.try_letter("an@example.vn", subject="x", body="y") == (None, "")

    (file,) = queries.mail_files()
    assert "an@example.vn" in file.text
    assert queries.mail_setting(is_tried=False).way == "folder"


def test_server_that_is_not_used_any_more_keeps_its_data_and_gets_no_letter() -> None:
    with mail_server() as letters:
        actions.set_mail_server(data(letters.port), by=None, at=AT)
        actions.set_mail_server(actions.ServerData(is_used=False), by=None, at=AT)

        actions.try_letter("an@example.vn", subject="x", body="y")

    kept = queries.mail_server()
    assert letters.came == []
    assert kept is not None
    assert kept.host == "127.0.0.1"


def test_recipient_the_server_does_not_take_is_said() -> None:
    with mail_server() as letters:
        letters.refuses = "khong-co@example.vn"
        actions.set_mail_server(data(letters.port), by=None, at=AT)

        problem, _words = actions.try_letter("khong-co@example.vn", subject="x", body="y")

    assert problem is MailProblem.RECIPIENT


def test_server_without_starttls_is_said() -> None:
    with mail_server() as letters:
        actions.set_mail_server(data(letters.port, security="starttls"), by=None, at=AT)

        assert actions.try_letter("an@example.vn", subject="x", body="y")[0] is MailProblem.NO_TLS


def test_closed_port_and_unknown_name_are_told_apart() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    actions.set_mail_server(data(port), by=None, at=AT)
    assert actions.try_letter("an@example.vn", subject="x", body="y")[0] is MailProblem.REFUSED

    assert actions.problem_of(socket.gaierror(-2, "Name or service not known")) is MailProblem.NO_HOST
    assert actions.problem_of(TimeoutError()) is MailProblem.TIMEOUT


def test_password_is_in_no_record() -> None:
    actions.set_mail_server(data(25, username="danbiet", password="rất bí mật"), by=None, at=AT)

    assert not any("rất bí mật" in str(one.details) + one.object_title for one in Entry.objects.all())
