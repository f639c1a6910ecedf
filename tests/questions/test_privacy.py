"""Must show 4: after publication the asker's telephone and name stand nowhere but where docs/privacy/register.md says.

Every table is written out as text, every kept page, feed, file of open data, letter, job and line of the log is read, as
written, folded, and without separators.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import RequestFactory
from django.urls import reverse
from tests.factories import questions as make
from tests.factories.questions import Cast
from tests.questions.desk import at_desk

from danbiet.kit.text import fold
from danbiet.pagecache.calc.pages import Pages
from danbiet.pagecache.middleware import PageCache
from danbiet.questions.actions import answering, asking, identity, intake, parts, working
from danbiet.questions.actions.digests import write_digests
from danbiet.questions.actions.notices import send_notices
from danbiet.questions.models import Asker, DataRequest, Message, Question
from danbiet.questions.queries.doors import follow_key
from danbiet.search.actions import rebuild_vocabulary

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 12)
AT = datetime(2021, 10, 12, 2, tzinfo=UTC)
NAME, PHONE, MAIL, ADDRESS = (
    "Trần Thị Ngọc Hân",
    "0912 345 678",
    "ngochan85@example.vn",
    "12/5 đường Lý Thường Kiệt, phường 4",
)
# What may never be read: each without marks, capitals and separators.
SECRETS = {
    "name": "tranthingochan",
    "telephone": "912345678",
    "mail": "ngochan85",
    "address": "125duonglythuongkiet",
}
WORDS = (
    "Tôi tên là Trần Thị Ngọc Hân, số 0912.345.678 (zalo 84912345678), mail ngochan85@example.vn, nhà 12/5 đường Lý Thường Kiệt. "
    "TRAN THI NGOC HAN muốn xin bản sao khai sinh."
)


def secrets_in(text: str) -> set[str]:
    """Which secrets stand in a text, however spelled."""
    bare = re.sub(r"[\W_]+", "", fold(text))
    return {kind for kind, secret in SECRETS.items() if secret in bare}


def tables() -> Iterator[tuple[str, str]]:
    """Every row of every table of the database as a dump has it, without what is the asker's alone by encryption: nothing is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        )
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            with cursor.cursor.copy(f"COPY (SELECT * FROM {name}) TO STDOUT") as rows:
                for row in rows:
                    yield name, bytes(row).decode("utf-8", "replace")


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.DANBIET_TODAY = ON
    return make.cast()


@pytest.fixture
def story(cast: Cast, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any) -> Question:
    """One question through everything that could carry the asker's words along, up to publication, rating and a letter of data."""
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        draft = asking.AskDraft(
            subject=f"Bản sao khai sinh của {NAME}", text=WORDS, name=NAME, phone=PHONE, email=MAIL, address=ADDRESS, topic_id=cast.topic.pk,
            may_publish=True, may_air=True,
        )  # fmt: skip
        pk = asking.ask(draft, by=None, at=AT, sent_key="mot-to-don").pk
        intake.accept(pk, by=cast.intake, at=AT)
        intake.want_info(pk, f"Chị Hân cho biết năm sinh, gọi {PHONE}.", by=cast.intake, at=AT)
        asking.give_info(pk, f"Năm 1985. {NAME}, {PHONE}.", by=None, at=AT)
        question = Question.objects.get(pk=pk)
        identity.set_masked(
            pk, subject=question.subject, text=question.text, by=cast.intake, at=AT, version=question.version
        )
        intake.route(pk, unit_id=cast.agency.pk, note=f"Người hỏi {NAME}, {PHONE}", by=cast.intake, at=AT)
        identity.open_identity(pk, f"Cần gặp {NAME} theo số {PHONE}", by=cast.intake, at=AT)
        working.take(pk, by=cast.officer, at=AT)
        working.note(pk, f"Gọi cho {NAME} số {PHONE}", mentions=[cast.colleague.pk], by=cast.officer, at=AT)
        working.update(pk, f"Đang tra sổ gốc cho {NAME} ({PHONE}).", by=cast.officer, at=AT)
        part = parts.ask_part(pk, cast.other.pk, f"Cho ý kiến về trường hợp {NAME}", by=cast.officer, at=AT)
        parts.decline_part(part.pk, f"Không có hồ sơ của {NAME}", by=cast.other_officer, at=AT)
        working.send_back(pk, f"{NAME} ở huyện khác, {PHONE}", by=cast.officer, at=AT)
        intake.route(pk, unit_id=cast.agency.pk, by=cast.intake, at=AT)
        later = AT + timedelta(days=1)
        working.take(pk, by=cast.officer, at=later)
        for step in ("save_answer", "submit", "approve"):
            version = Question.objects.get(pk=pk).version
            if step == "save_answer":
                answering.save_answer(
                    pk, "<p>Được cấp trong ngày.</p>", by=cast.officer, at=later, version=version
                )
            elif step == "submit":
                answering.submit(pk, by=cast.officer, at=later, version=version)
            else:
                answering.approve(pk, is_public=True, by=cast.head, at=later, version=version)
        asking.rate(pk, 4, f"Cảm ơn, {NAME} {PHONE}", at=later)
        asking.want_data(pk, "copy", at=later)
        identity.fulfil_data_request(
            DataRequest.objects.get().pk, outcome=f"Đã gửi cho {NAME}, {PHONE}", by=cast.intake, at=later
        )
        send_notices(at=later)
        write_digests(on=ON + timedelta(days=3), at=AT + timedelta(days=3))
        rebuild_vocabulary()
    return Question.objects.get(pk=pk)


def test_no_table_holds_a_word_of_who_asked(story: Question) -> None:
    found = {
        (table, secret)
        for table, row in tables()
        for field in row.split("\t")
        for secret in secrets_in(field)
    }

    assert found == set()


def test_what_the_register_names_is_there_for_who_holds_the_key(story: Question) -> None:
    asker = Asker.objects.get()

    assert (asker.name, asker.phone, asker.email, asker.address, asker.text) == (
        NAME,
        PHONE,
        MAIL,
        ADDRESS,
        WORDS,
    )
    assert Message.objects.exclude(original="").get().original == f"Năm 1985. {NAME}, {PHONE}."


def test_the_search_of_the_dump_finds_what_stands_there(story: Question) -> None:
    """Otherwise the test above would prove nothing."""
    Question.objects.filter(pk=story.pk).update(text="Gọi TRẦN  THỊ-NGỌC HÂN số 0912.345.678")

    found = {(table, secret) for table, row in tables() for secret in secrets_in(row)}

    assert ("public.questions_question", "name") in found
    assert ("public.questions_question", "telephone") in found


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """A request over WSGI ends with its connection, and with it what this test has written."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_no_public_page_feed_or_open_data_says_it_and_none_is_kept(story: Question) -> None:
    pages = Pages(10_000_000)
    site = PageCache(WSGIHandler(), pages)
    addresses = [
        "/", reverse("questions:archive"), reverse("questions:question-public", args=[story.code]), reverse("questions:figures"),
        reverse("questions:figures-table"), reverse("questions:open-data"), reverse("questions:open-data-json"), reverse("questions:feed"),
        reverse("questions:suggest") + "?q=bản+sao+khai+sinh+Trần+Thị+Hân", reverse("portal:search") + "?q=khai+sinh",
    ]  # fmt: skip

    for address in addresses:
        for _time in ("made", "kept"):
            status, content = read_by(site, address)
            assert status == "200 OK", address
            assert secrets_in(content) == set(), address

    assert len(pages) >= 5
    _, shown = read_by(site, reverse("questions:question-public", args=[story.code]))
    assert "[họ tên đã che]" in shown


def read_by(site: PageCache, address: str) -> tuple[str, str]:
    """What a reader gets over WSGI, through the kept pages."""
    said: list[str] = []

    def begin(status: str, _headers: object, *_: object) -> Any:
        said.append(status)
        return len

    parts = site(RequestFactory().get(address, HTTP_HOST="testserver").environ, begin)
    try:
        return said[0], b"".join(parts).decode()
    finally:
        getattr(parts, "close", lambda: None)()


def test_agencies_and_auditors_read_no_word_of_it(story: Question, cast: Cast) -> None:
    for person in (cast.colleague, cast.other_officer, cast.auditor):
        desk = at_desk(person)
        for address in (
            reverse("questions:question-queue"),
            reverse("questions:question-desk", args=[story.pk]),
        ):
            response = desk.get(address)
            assert secrets_in(response.content.decode()) == set(), (person.full_name, address)


def test_letters_carry_no_word_and_go_to_who_they_are_for(story: Question) -> None:
    to_asker = [letter for letter in mail.outbox if letter.to == [MAIL]]

    assert len(to_asker) >= 3
    for letter in mail.outbox:
        assert secrets_in(f"{letter.subject}\n{letter.body}") == set()
    assert follow_key(story) in to_asker[0].body


def test_no_log_line_says_it(story: Question, caplog: pytest.LogCaptureFixture) -> None:
    ours = [
        record
        for record in [*caplog.get_records("setup"), *caplog.get_records("call")]
        if not record.name.startswith("django.db")
    ]  # statements are logged by nobody's settings; the level of this test would show them

    assert [record.getMessage() for record in ours if secrets_in(record.getMessage())] == []


def test_the_register_names_every_place_where_citizens_data_may_be() -> None:
    register = (Path(__file__).parents[2] / "docs/privacy/register.md").read_text(encoding="utf-8")

    for place in (
        "`questions.Asker`",
        "`questions.Message.original`",
        "`<data>/sms/`",
        "`<data>/mail/`",
        "the mailbox (`DANBIET_IMAP_HOST`)",
    ):
        assert place in register
