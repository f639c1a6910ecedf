"""Signing in: by name or mail, throttled, never leading elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from danbiet.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "đường vào rất dài"
PLACE = "/doi-mat-khau/"


@pytest.fixture
def person() -> User:
    return User.objects.create_user(
        username="tran.b", email="Tran.B@soctrang.gov.vn", password=PASSWORD, full_name="Trần Thị B"
    )


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    return client.post(
        reverse("accounts:sign-in"), {"username": name, "password": password, "next": PLACE, **more}
    )


@pytest.mark.parametrize("name", ["tran.b", "  tran.b ", "tran.b@soctrang.gov.vn", "TRAN.B@SOCTRANG.GOV.VN"])
def test_signing_in_by_name_or_mail_leads_to_the_page_wanted(client: Client, person: User, name: str) -> None:
    response = sign_in(client, name)
    assert (response.status_code, response.url) == (302, PLACE)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_mail_shared_by_two_people_signs_nobody_in(client: Client, person: User) -> None:
    User.objects.create_user(username="khac", email=person.email, password=PASSWORD, full_name="Người khác")
    assert sign_in(client, person.email).status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("password", ["", "sai", PASSWORD + " ", PASSWORD.upper()])
def test_wrong_password_is_refused_in_vietnamese(client: Client, person: User, password: str) -> None:
    response = sign_in(client, "tran.b", password)
    assert response.status_code == 200
    text = response.content.decode()
    assert ("Tên đăng nhập hoặc mật khẩu không đúng" in text) or (not password and "bắt buộc" in text)


def test_inactive_person_learns_no_more_than_a_stranger(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    response = sign_in(client, "tran.b")
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in response.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "place", ["https://kẻ-xấu.vn/", "//ke-xau.vn/x", "javascript:alert(1)", "/\\ke-xau.vn"]
)
def test_next_to_another_site_leads_to_the_desk(client: Client, person: User, place: str) -> None:
    response = sign_in(client, "tran.b", next=place)
    assert (response.status_code, response.url) == (302, "/ban-lam-viec/")


def test_ten_failures_close_the_door_even_to_the_right_password(client: Client, person: User) -> None:
    for name in ["tran.b", "tran.b@soctrang.gov.vn"] * 5:  # the same person under both names
        response = sign_in(client, name, "sai")
    assert response.status_code == 429
    assert "Vui lòng thử lại sau" in response.content.decode()
    assert sign_in(client, "tran.b").status_code == 429
    assert "_auth_user_id" not in client.session


def test_lock_on_one_name_leaves_another_and_another_address_alone(client: Client, person: User) -> None:
    User.objects.create_user(username="le.c", password=PASSWORD, full_name="Lê Văn C")
    for _ in range(10):
        sign_in(client, "tran.b", "sai")
    assert sign_in(client, "le.c").status_code == 302
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert sign_in(elsewhere, "tran.b").status_code == 302


def test_success_forgets_earlier_failures(client: Client, person: User) -> None:
    for _ in range(9):
        sign_in(client, "tran.b", "sai")
    assert sign_in(client, "tran.b").status_code == 302
    client.post(reverse("accounts:sign-out"))
    assert sign_in(client, "tran.b", "sai").status_code == 200


def test_signing_out_needs_a_post(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get(reverse("accounts:sign-out")).status_code == 405
    assert client.post(reverse("accounts:sign-out")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_stranger_is_asked_to_sign_in_before_changing_a_password(client: Client) -> None:
    response = client.get(PLACE)
    assert (response.status_code, response.url) == (302, f"/dang-nhap/?next={PLACE}")


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("sai", "một câu thật dài", "một câu thật dài", "Mật khẩu cũ không đúng"),
        (PASSWORD, "ngắn", "ngắn", "cần ít nhất 10 ký tự"),
        (PASSWORD, "một câu thật dài", "một câu khác hẳn", "không giống nhau"),
        (PASSWORD, PASSWORD, PASSWORD, "trùng với mật khẩu cũ"),
        (PASSWORD, "password12", "password12", "quá phổ biến"),
    ],
)
def test_bad_new_password_is_refused_with_its_reason(
    client: Client, person: User, old: str, new: str, again: str, said: str
) -> None:
    client.force_login(person)
    response = client.post(PLACE, {"old_password": old, "new_password1": new, "new_password2": again})
    assert said in response.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_new_password_keeps_this_session_and_ends_others(client: Client, person: User) -> None:
    client.force_login(person)
    other = Client()
    other.force_login(person)
    new = "một câu thật dài"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    response = client.post(PLACE, data, follow=True)
    assert "Đã đổi mật khẩu" in response.content.decode()
    assert client.get(PLACE).status_code == 200
    assert other.get(PLACE).status_code == 302
