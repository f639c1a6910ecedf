"""The second step: real codes of an application, recovery codes, roles that need one, taking it away."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from tests.factories import plans as make

from danbiet.accounts.actions import NotPossible
from danbiet.accounts.actions.factors import reset_factors
from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.kit import clock
from danbiet.org.actions.roles import begin_stand_in, set_factor_rules
from danbiet.org.enums import Role, UnitKind

pytestmark = pytest.mark.django_db
PASSWORD = "đường vào rất dài"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person() -> User:
    root = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    made = make.person("Trần Thị B", unit=root, role=Role.OFFICE)
    made.username = "tran.b"
    made.set_password(PASSWORD)
    made.save()
    return made


def code_of(secret: str, *, steps: int = 0) -> str:
    """RFC 6238, written here anew: what an application shows."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(client: Client, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/dang-nhap/", {"username": "tran.b", "password": PASSWORD, **more})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_application_is_set_up_by_scanning_and_typing_its_code(
    client: Client, person: User, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client)
    page = client.get("/tai-khoan/bao-mat/ung-dung/").content.decode()
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found is not None
    assert "data:image/svg+xml;base64," in page

    wrong = client.post("/tai-khoan/bao-mat/ung-dung/", {"code": "000000"}).content.decode()
    assert "Mã không đúng" in wrong
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/tai-khoan/bao-mat/ung-dung/", {"code": code_of(found[1])})

    assert (answer.status_code, answer.url) == (302, "/tai-khoan/bao-mat/ma-du-phong/")
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert found[1] not in kept, "secrets are kept encrypted"
    assert Entry.objects.filter(verb="accounts.factor_added", object_id=person.pk).exists()
    codes = re.findall(r"<code>(\d{8})</code>", client.get(answer.url).content.decode())
    assert len(codes) == 10


def test_password_alone_opens_nothing_once_there_is_a_factor(client: Client, person: User) -> None:
    TOTP.activate(person, SECRET)
    answer = sign_in(client, next="/doi-mat-khau/")
    assert (answer.status_code, answer.url) == (302, "/dang-nhap/buoc-hai/")
    assert not is_in(client)
    assert client.get("/ban-lam-viec/").status_code == 302
    page = client.get("/dang-nhap/buoc-hai/").content.decode()
    assert "Bước thứ hai" in page

    assert client.post("/dang-nhap/buoc-hai/", {"code": "123"}).status_code == 200
    answer = client.post("/dang-nhap/buoc-hai/", {"code": code_of(SECRET)})
    assert (answer.status_code, answer.url) == (302, "/doi-mat-khau/")
    assert is_in(client)


def test_code_of_an_application_works_once(client: Client, person: User) -> None:
    TOTP.activate(person, SECRET)
    code = code_of(SECRET)
    sign_in(client)
    client.post("/dang-nhap/buoc-hai/", {"code": code})
    second = Client()
    sign_in(second)
    second.post("/dang-nhap/buoc-hai/", {"code": code})
    assert not is_in(second)


def test_recovery_code_opens_the_second_step_once(client: Client, person: User) -> None:
    TOTP.activate(person, SECRET)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for expected in (True, False):
        browser = Client()
        sign_in(browser)
        browser.post("/dang-nhap/buoc-hai/", {"code": code})
        assert is_in(browser) is expected


def test_many_wrong_codes_close_the_second_step(client: Client, person: User) -> None:
    TOTP.activate(person, SECRET)
    sign_in(client)
    for _ in range(12):
        answer = client.post("/dang-nhap/buoc-hai/", {"code": "000000"})
    client.post("/dang-nhap/buoc-hai/", {"code": code_of(SECRET)})
    assert not is_in(client)
    assert "Incorrect" not in answer.content.decode()


def test_role_that_needs_a_factor_leads_to_setting_it_up(client: Client, person: User) -> None:
    set_factor_rules({Role.OFFICE}, by=person, at=clock.now())
    sign_in(client)
    answer = client.get("/ban-lam-viec/nguoi-dung/")
    assert (answer.status_code, answer.url) == (302, "/tai-khoan/bao-mat/")
    assert "lớp bảo vệ thứ hai" in client.get(answer.url).content.decode()
    assert client.get("/soan-tin/").status_code == 302

    TOTP.activate(person, SECRET)
    assert client.get("/ban-lam-viec/nguoi-dung/").status_code == 200


def test_demonstration_person_and_other_roles_are_left_in_peace(client: Client, person: User) -> None:
    set_factor_rules({Role.HEAD}, by=person, at=clock.now())
    sign_in(client)
    assert client.get("/ban-lam-viec/nguoi-dung/").status_code == 200
    set_factor_rules({Role.OFFICE}, by=person, at=clock.now())
    User.objects.filter(pk=person.pk).update(is_demo=True)
    other = Client()
    sign_in(other)
    assert other.get("/ban-lam-viec/nguoi-dung/").status_code == 200


def test_deputy_of_somebody_whose_role_needs_a_factor_needs_one_too(person: User) -> None:
    from danbiet.org.queries.people import needs_factor

    deputy = make.person("Phó", unit=make.unit())
    set_factor_rules({Role.OFFICE}, by=person, at=clock.now())
    today = clock.today()
    assert not needs_factor(deputy, today)
    begin_stand_in(person.pk, deputy.pk, today, today, reason="Nghỉ phép", by=person, at=clock.now())
    assert needs_factor(deputy, today)


def test_administrator_takes_a_lost_factor_away(client: Client, person: User) -> None:
    office = make.person("Phòng CCHC khác")
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    client.force_login(person)
    with pytest.raises(NotPossible):
        reset_factors(person.pk, reason=" ", by=office, at=clock.now())

    reset_factors(person.pk, reason="Mất điện thoại, đã gặp trực tiếp", by=office, at=clock.now())

    assert not Authenticator.objects.filter(user=person).exists()
    assert client.get("/doi-mat-khau/").status_code == 302, "sessions end"
    assert Entry.objects.get(verb="accounts.factors_reset").reason.startswith("Mất điện thoại")
    assert sign_in(Client()).url == "/ban-lam-viec/"


def test_changing_protection_long_after_signing_in_asks_for_the_password(
    client: Client, person: User
) -> None:
    client.force_login(person)  # no step of signing in is noted: as after a long time
    answer = client.get("/tai-khoan/bao-mat/ung-dung/")
    assert answer.url.startswith("/tai-khoan/xac-nhan/")
    page = client.get(answer.url).content.decode()
    assert "Vẫn là anh/chị chứ?" in page
    answer = client.post(answer.url, {"password": PASSWORD})
    assert answer.url == "/tai-khoan/bao-mat/ung-dung/"


@pytest.mark.parametrize(
    "path", ["/tai-khoan/bao-mat/", "/tai-khoan/bao-mat/khoa/", "/tai-khoan/bao-mat/ma-du-phong/moi/", "/tai-khoan/bao-mat/ung-dung/tat/",
             "/tai-khoan/bao-mat/khoa/them/", "/tai-khoan/bao-mat/xac-nhan/", "/dang-nhap/", "/kich-hoat/", "/quen-mat-khau/",
             "/tai-khoan/noi-dang-nhap/"],
)  # fmt: skip
def test_pages_speak_vietnamese_only(client: Client, person: User, path: str) -> None:
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    if path.startswith("/tai-khoan"):
        sign_in(client)
        client.post("/dang-nhap/buoc-hai/", {"code": code_of(SECRET)})
    page = client.get(path)
    assert page.status_code == 200
    text = re.sub(r"<script.*?</script>|<[^>]*>", " ", page.content.decode(), flags=re.S)
    text = text.replace("Google Authenticator, Microsoft Authenticator", "").replace("FreeOTP", "")
    english = re.findall(
        r"\b(?:the|your|code|sign|password|name|back|with|factor|device|browser)\b", text, flags=re.I
    )
    assert not english, english
