"""Messages are written once with the change that causes them and sent at least once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from danbiet.accounts.models import User
from danbiet.outbox import actions, queries
from danbiet.outbox.models import Message
from danbiet.outbox.tasks import deliver, forget

AT = datetime(2021, 3, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def lan() -> User:
    return User.objects.create_user("lan", email="lan@example.vn", full_name="Nguyễn Thị Lan")


@pytest.mark.django_db
def test_message_written_twice_under_one_key_is_kept_once(lan: User) -> None:
    first = actions.write_message("a/1", to_user=lan, subject="Nhắc việc", body="Nội dung", at=AT)
    second = actions.write_message("a/1", to_user=lan, subject="Khác", body="Khác", at=AT)

    assert (first, second) == (True, False)
    assert [m.subject for m in queries.messages()] == ["Nhắc việc"]


@pytest.mark.django_db
def test_message_to_someone_without_address_is_not_written() -> None:
    nobody = User.objects.create_user("khong", full_name="Không Thư")

    assert actions.write_message("a/1", to_user=nobody, subject="x", body="y", at=AT) is False
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_message_of_a_change_that_is_taken_back_is_gone_too(lan: User) -> None:
    with transaction.atomic():
        actions.write_message("a/1", to_user=lan, subject="x", body="y", at=AT)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


@pytest.mark.django_db
def test_deliver_sends_what_is_due_once_and_leaves_what_is_not(lan: User) -> None:
    actions.write_message("a/1", to_user=lan, subject="Tiêu đề\ncó xuống dòng", body="Chào chị", at=AT)
    actions.write_message(
        "a/2", to_user=lan, subject="Mai", body="…", at=AT, not_before=AT + timedelta(days=1)
    )

    done = actions.deliver_due(at=AT)
    again = actions.deliver_due(at=AT)

    assert (done.sent, done.failed, again.sent) == (1, 0, 0)
    assert [(m.subject, m.to) for m in mail.outbox] == [("Tiêu đề có xuống dòng", ["lan@example.vn"])]
    assert Message.objects.get(key="a/1").sent_at == AT
    assert Message.objects.get(key="a/2").sent_at is None


@pytest.mark.django_db
def test_deliver_waits_longer_after_each_failure_and_gives_up_after_ten(
    lan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_message: Any) -> None:
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(actions, "_send", refuse)
    actions.write_message("a/1", to_user=lan, subject="x", body="y", at=AT)
    at, waits = AT, []

    for _ in range(12):
        actions.deliver_due(at=at)
        message = Message.objects.get()
        waits.append(int((message.not_before - at).total_seconds() // 60))
        at = message.not_before

    assert waits[:4] == [1, 5, 15, 60]
    assert message.attempts == 10
    assert "no server" in message.last_error
    assert message.sent_at is None


@pytest.mark.django_db
def test_deliver_job_run_twice_sends_once(lan: User) -> None:
    actions.write_message("a/1", to_user=lan, subject="x", body="y", at=AT)

    deliver(timestamp=0)
    deliver(timestamp=60)

    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_nudge_twice_leaves_one_job_waiting(lan: User) -> None:
    actions.write_message("a/1", to_user=lan, subject="x", body="y", at=AT)
    actions.write_message("a/2", to_user=lan, subject="x", body="y", at=AT)

    from procrastinate.contrib.django.models import ProcrastinateJob

    assert ProcrastinateJob.objects.filter(task_name="outbox.deliver", status="todo").count() == 1


@pytest.mark.django_db
def test_last_written_gives_newest_moment_per_prefix(lan: User) -> None:
    actions.write_message("u/1/2021-03-01", to_user=lan, subject="x", body="y", at=AT)
    actions.write_message("u/1/2021-03-02", to_user=lan, subject="x", body="y", at=AT + timedelta(days=1))

    assert queries.last_written(["u/1/", "u/2/"]) == {"u/1/": AT + timedelta(days=1)}


def test_mail_setting_without_server_names_the_problem(settings: Any) -> None:
    settings.EMAIL_BACKEND = queries.SMTP_BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2

    found = queries.mail_setting()

    assert found.way == "smtp"
    assert found.place == "127.0.0.1:9"
    assert found.problem


@pytest.mark.django_db
def test_forget_takes_messages_sent_over_90_days_ago_and_leaves_unsent_ones(lan: User, settings: Any) -> None:
    settings.DANBIET_TODAY = date(2021, 6, 15)
    for key, sent_on in (("old", date(2021, 3, 1)), ("young", date(2021, 3, 31)), ("never", None)):
        actions.write_message(key, to_user=lan, subject=key, body="…", at=AT)
        if sent_on:
            Message.objects.filter(key=key).update(
                sent_at=datetime(2021, sent_on.month, sent_on.day, tzinfo=UTC)
            )

    forget()
    forget()

    assert set(Message.objects.values_list("key", flat=True)) == {"young", "never"}
