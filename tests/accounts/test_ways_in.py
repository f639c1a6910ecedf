"""Codes, invitations and links for a forgotten password: once, for a time, telling nobody who exists."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from danbiet.accounts.actions import NotPossible, create_person, lock_person, unlock_person
from danbiet.accounts.actions.tickets import NotValid, invite, issue_code, open_by_code, person_for_code
from danbiet.accounts.models import Ticket, User
from danbiet.audit.models import Entry
from danbiet.kit import clock
from danbiet.outbox.models import Message

pytestmark = pytest.mark.django_db
PASSWORD = "một câu thật dài"


@pytest.fixture
def person() -> User:
    return create_person(
        username="bich.tran", full_name="Trần Thị Bích", job_title="Chuyên viên", email="Bich@soctrang.gov.vn", at=clock.now(), by=None
    )  # fmt: skip


def activate(client: Client, code: str, username: str = "bich.tran", password: str = PASSWORD):  # type: ignore[no-untyped-def]
    given = {"username": username, "code": code, "password1": password, "password2": password}
    return client.post("/kich-hoat/", given)


def link_in(message: Message) -> str:
    found = re.search(r"http://localhost:8000(/dat-mat-khau/\S+)", message.body)
    assert found is not None
    return found[1]


def test_new_person_has_no_password_and_is_on_record(person: User) -> None:
    assert not person.has_usable_password()
    assert person.email == "bich@soctrang.gov.vn"
    entry = Entry.objects.get(verb="accounts.person_created")
    assert (entry.object_id, entry.actor) == (person.pk, None)


@pytest.mark.parametrize(
    ("username", "full_name", "email"),
    [("BICH.tran", "Khác", ""), ("có dấu cách", "Khác", ""), ("", "Khác", ""), ("khac", "  ", ""), ("khac", "Khác", "BICH@soctrang.gov.vn")],
)  # fmt: skip
def test_person_with_taken_or_bad_data_is_refused(
    person: User, username: str, full_name: str, email: str
) -> None:
    with pytest.raises(NotPossible):
        create_person(
            username=username, full_name=full_name, job_title="", email=email, at=clock.now(), by=None
        )
    assert User.objects.count() == 1


def test_code_sets_a_password_once(client: Client, person: User) -> None:
    code = issue_code(person, at=clock.now(), by=None)
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", code)
    assert code.replace("-", "") not in str(Ticket.objects.values())

    answer = activate(client, f" {code.lower()} ")
    assert (answer.status_code, answer.url) == (302, "/dang-nhap/")
    signed = client.post("/dang-nhap/", {"username": "bich.tran", "password": PASSWORD})
    assert signed.status_code == 302
    again = activate(Client(), code, password="một câu khác hẳn")
    assert "không còn hiệu lực" in again.content.decode()


@pytest.mark.parametrize("change", ["other_name", "old", "newer", "locked", "wrong"])
def test_code_that_does_not_hold_opens_nothing(client: Client, person: User, change: str) -> None:
    at = clock.now()
    made_at = at - timedelta(days=31) if change == "old" else at
    code = issue_code(person, at=made_at, by=None)
    if change == "other_name":
        create_person(username="khac", full_name="Khác", job_title="", email="", at=at, by=None)
    if change == "newer":
        issue_code(person, at=at, by=None)
    if change == "locked":
        lock_person(person.pk, reason="Nghỉ việc", at=at, by=None)
    answer = activate(
        client,
        "AAAA-AAAA-AAAA" if change == "wrong" else code,
        "khac" if change == "other_name" else "bich.tran",
    )
    assert answer.status_code == 200
    assert "không còn hiệu lực" in answer.content.decode()
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_bad_password_leaves_the_code_for_another_try(client: Client, person: User) -> None:
    code = issue_code(person, at=clock.now(), by=None)
    assert "cần ít nhất 10 ký tự" in activate(client, code, password="ngắn").content.decode()
    assert activate(client, code).status_code == 302


def test_thirty_tries_from_one_network_close_the_page(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: at)  # no new quarter of an hour begins meanwhile
    for _ in range(30):
        assert activate(client, "AAAA-AAAA-AAAA").status_code == 200
    assert activate(client, "AAAA-AAAA-AAAA").status_code == 429


def test_invitation_leads_to_a_password_and_works_once(client: Client, person: User) -> None:
    assert invite(person, at=clock.now(), by=None)
    path = link_in(Message.objects.get(to_user=person))
    page = client.get(path)
    assert "bich.tran" in page.content.decode()
    assert client.get(path).status_code == 200, "looking uses nothing up"
    assert client.post(path, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    assert client.get(path).status_code == 404
    assert client.get(path[:-2] + "x/").status_code == 404


def test_person_without_an_address_cannot_be_invited(person: User) -> None:
    User.objects.filter(pk=person.pk).update(email="")
    person.refresh_from_db()
    assert not invite(person, at=clock.now(), by=None)
    assert not Ticket.objects.exists()


def test_forgotten_password_answers_alike_whoever_is_named(client: Client, person: User) -> None:
    known = client.post("/quen-mat-khau/", {"given": "BICH@soctrang.gov.vn"})
    unknown = Client().post("/quen-mat-khau/", {"given": "khong.ai@soctrang.gov.vn"})
    strip = lambda answer: re.sub(r'value="[^"]*"', "", answer.content.decode())  # noqa: E731
    assert strip(known) == strip(unknown)
    message = Message.objects.get()
    assert message.to_address == "bich@soctrang.gov.vn"
    assert (
        client.post(link_in(message), {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code
        == 302
    )


def test_forgotten_password_asked_twice_at_once_sends_one_letter(client: Client, person: User) -> None:
    for _ in range(3):
        client.post("/quen-mat-khau/", {"given": "bich.tran"})
    assert Message.objects.count() == 1


def test_locked_person_gets_no_letter_and_unlocking_needs_a_reason(client: Client, person: User) -> None:
    lock_person(person.pk, reason="Kỷ luật", at=clock.now(), by=None)
    client.post("/quen-mat-khau/", {"given": "bich.tran"})
    assert not Message.objects.exists()
    with pytest.raises(NotPossible):
        unlock_person(person.pk, reason="  ", at=clock.now(), by=None)
    unlock_person(person.pk, reason="Hết thời hạn", at=clock.now(), by=None)
    assert User.objects.get(pk=person.pk).is_active


def test_new_password_ends_sessions(client: Client, person: User) -> None:
    client.force_login(person)
    code = issue_code(person, at=clock.now(), by=None)
    open_by_code("bich.tran", code, PASSWORD, at=clock.now())
    assert client.get("/doi-mat-khau/").status_code == 302
    with pytest.raises(NotValid):
        person_for_code("bich.tran", code, at=clock.now())
