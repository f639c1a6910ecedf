"""A passkey in a real browser with a virtual authenticator: set up, second step, signing in without a password, taken away."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.actions.roles import set_factor_rules
from danbiet.org.enums import Role, UnitKind

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PASSWORD = "đường vào rất dài"


@pytest.fixture
def person() -> User:
    root = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    made = make.person("Trần Thị B", unit=root, role=Role.OFFICE)
    made.username = "tran.b"
    made.set_password(PASSWORD)
    made.save()
    return made


def authenticator(page: Page) -> None:
    """A platform authenticator that keeps keys and recognises its owner, as a telephone does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def root_of(live_server: LiveServer) -> str:
    """Passkeys need a name, not an address of numbers."""
    return live_server.url.replace("127.0.0.1", "localhost")


def sign_in(page: Page, root: str) -> None:
    page.goto(f"{root}/dang-nhap/")
    page.fill("input[name=username]", "tran.b")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_passkey_is_required_set_up_used_and_signs_in_alone(
    page: Page, live_server: LiveServer, person: User
) -> None:
    root = root_of(live_server)
    set_factor_rules({Role.OFFICE}, by=person, at=clock.now())
    authenticator(page)

    sign_in(page, root)
    expect(page.get_by_text("Vai trò của anh/chị cần lớp bảo vệ thứ hai")).to_be_visible()
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.get_by_label("Tên khóa truy cập").fill("Máy cơ quan")
    page.get_by_label("Đăng nhập bằng khóa này").check()
    page.get_by_role("button", name="Thêm").click()
    expect(page.get_by_role("heading", name="Mã khôi phục")).to_be_visible()
    page.goto(f"{root}/ban-lam-viec/nguoi-dung/")
    expect(page.get_by_role("heading", name="Nhân sự")).to_be_visible()

    sign_out(page)
    sign_in(page, root)
    expect(page.get_by_role("heading", name="Bước thứ hai")).to_be_visible()
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url("**/ban-lam-viec/**")

    sign_out(page)
    page.goto(f"{root}/dang-nhap/?next=/ban-lam-viec/nguoi-dung/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_role("heading", name="Nhân sự")).to_be_visible()

    page.goto(f"{root}/tai-khoan/bao-mat/khoa/")
    expect(page.get_by_text("Máy cơ quan")).to_be_visible()
    page.get_by_role("link", name="Gỡ bỏ").click()
    page.get_by_role("button", name="Gỡ bỏ").click()
    page.goto(f"{root}/ban-lam-viec/")
    expect(page.get_by_role("heading", name="Lớp bảo vệ thứ hai")).to_be_visible()


def test_browser_without_a_key_of_the_person_says_so(
    page: Page, live_server: LiveServer, person: User
) -> None:
    authenticator(page)
    page.goto(f"{root_of(live_server)}/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_text("Chưa dùng được khóa truy cập")).to_be_visible()


def test_second_factor_is_set_up_and_used_without_scripts(
    plain_page: Page, live_server: LiveServer, person: User
) -> None:
    page, root = plain_page, root_of(live_server)
    sign_in(page, root)
    page.goto(f"{root}/tai-khoan/bao-mat/ung-dung/")
    page.get_by_text("Không quét được? Nhập khóa này").click()
    secret = page.locator("code").inner_text()
    page.fill("input[name=code]", _code(secret, 0))
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", name="Mã khôi phục")).to_be_visible()

    sign_out(page)
    sign_in(page, root)
    page.fill("input[name=code]", _code(secret, 1))
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/ban-lam-viec/**")


def _code(secret: str, steps: int) -> str:
    digest = hmac.new(
        base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1
    ).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
