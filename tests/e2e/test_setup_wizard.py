"""An empty installation is set up in the browser, from the code to the desk. With DANBIET_WRITE_PICTURES=1 the pictures of
docs/admin/cai-dat.md are taken on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.outbox.smtp import mail_server

from danbiet.org.actions.installing import new_code
from danbiet.org.queries import installation, tree
from danbiet.outbox.queries import OWN_BACKEND

from . import pictures
from .axe import complaints_in_any_light
from .steps import faults_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PICTURES = pictures.DOCS / "admin" / "anh"
AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
ON = date(2026, 11, 29)
SECRET = "mùa lúa trổ bông 26"


@pytest.fixture
def site(live_server: LiveServer, settings: Any, tmp_path: Path) -> str:
    """An empty installation on the day these lines were written."""
    settings.DANBIET_TODAY = ON
    settings.DANBIET_BASE_URL = live_server.url
    settings.EMAIL_BACKEND = OWN_BACKEND
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return str(live_server.url)


@pytest.fixture
def emblem(tmp_path: Path) -> Path:
    path = tmp_path / "bieu-trung.png"
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((10, 10, 390, 390), fill="#1f6f43")
    pen.polygon([(200, 70), (330, 290), (70, 290)], fill="#e3a81b")
    image.save(path)
    return path


def seen(page: Page, name: str) -> list[str]:
    """What is wrong with the page, in any light; a picture of it where pictures are wanted."""
    where = page.url.split("/", 3)[-1]
    faults = [*complaints_in_any_light(page, where), *faults_of(page, 1280)]
    if pictures.are_wanted():
        pictures.take(page, PICTURES / f"{name}.png")
    return faults


def go_on(page: Page, words: str = "Lưu và sang bước sau") -> None:
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


def test_empty_installation_is_set_up_from_the_code_to_the_desk(page: Page, site: str, emblem: Path) -> None:
    code = new_code(at=AT)
    faults: list[str] = []
    page.goto(f"{site}/")
    page.get_by_role("link", name="Đến trang cài đặt").click()
    faults += seen(page, "01-ma-cai-dat")
    page.get_by_label("Mã cài đặt").fill("AAAA-AAAA-AAAA")
    go_on(page, "Bắt đầu")
    expect(page.get_by_role("alert")).to_contain_text("Mã không đúng")
    page.get_by_label("Mã cài đặt").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cai-dat/tinh/")

    page.get_by_label("Tên tỉnh", exact=True).fill("Thành phố Cần Thơ")
    page.get_by_label("Mã tỉnh").fill("92")
    page.get_by_label("Điện thoại").fill("0292 3810 000")
    page.get_by_label("Địa chỉ", exact=False).first.fill("Số 2, đại lộ Hòa Bình")
    faults += seen(page, "02-tinh")
    page.get_by_label("Tên tỉnh", exact=True).fill("Cần Thơ")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Bắt đầu bằng")
    page.get_by_label("Tên tỉnh", exact=True).fill("Thành phố Cần Thơ")
    go_on(page)

    page.wait_for_url("**/cai-dat/nam/")
    faults += seen(page, "03-nam")
    go_on(page)

    page.wait_for_url("**/cai-dat/don-vi/")
    page.get_by_label("Có sẵn: thành phố Cần Thơ").check()
    faults += seen(page, "04-don-vi")
    go_on(page, "Đọc và cho xem trước")
    expect(page.get_by_text("Phường Cái Khế")).to_be_visible()
    faults += seen(page, "05-don-vi-xem-truoc")
    go_on(page, "Nạp các đơn vị này")

    page.wait_for_url("**/cai-dat/lich/")
    faults += seen(page, "06-lich")
    go_on(page, "Đã xem lịch, làm tiếp")

    page.wait_for_url("**/cai-dat/quan-tri/")
    page.get_by_label("Họ và tên").fill("Lê Thị An")
    page.get_by_label("Chức vụ").fill("Chuyên viên Sở Nội vụ")
    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu", exact=True).fill(SECRET)
    page.get_by_label("Nhập lại mật khẩu").fill(SECRET)
    faults += seen(page, "07-quan-tri")
    go_on(page)

    page.wait_for_url("**/cai-dat/thu/")
    with mail_server() as letters:
        page.get_by_label("Gửi qua máy chủ thư").check()
        page.locator("[name=host]").fill("127.0.0.1")
        page.locator("[name=port]").fill(str(letters.port))
        page.locator("[name=security]").select_option("none")
        page.locator("[name=from_address]").fill("cchc@cantho.example")
        page.locator("[name=to]").fill("an@cantho.example")
        faults += seen(page, "08-thu")
        go_on(page, "Lưu, gửi thử và làm tiếp")
        page.wait_for_url("**/cai-dat/bieu-trung/")
        expect(page.get_by_text("Đã gửi thư thử đến an@cantho.example")).to_be_visible()
    assert [letter["To"] for letter in letters.came] == ["an@cantho.example"]

    page.get_by_label("Hình ảnh").set_input_files(emblem)
    faults += seen(page, "09-bieu-trung")
    go_on(page)

    page.wait_for_url("**/cai-dat/xong/")
    expect(page.get_by_text("Lê Thị An (quantri)")).to_be_visible()
    faults += seen(page, "10-xong")
    go_on(page, "Kết thúc và đăng nhập")

    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu").fill(SECRET)
    go_on(page, "Đăng nhập")
    expect(
        page.get_by_role("heading", name="Lớp bảo vệ thứ hai")
    ).to_be_visible()  # where the last page sends the first one
    faults += seen(page, "11-lop-thu-hai")
    page.goto(f"{site}/ban-lam-viec/")
    expect(page.locator(".desk-top .brand__logo")).to_be_visible()
    faults += [*complaints_in_any_light(page, "desk"), *faults_of(page, 1280)]
    expect(page.get_by_role("link", name="Cấp tài khoản từ tệp Excel")).to_be_visible()
    page.get_by_role("link", name="Đưa kế hoạch của năm vào").click()
    expect(page.get_by_role("button", name="Đọc tệp")).to_be_visible()
    assert faults == []


def test_set_up_works_without_scripts_on_a_telephone_and_can_be_gone_back_in(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="vi-VN", java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{site}/cai-dat/")
    assert page.get_by_text("Không tìm thấy").count() or "404" in page.content()  # nobody has opened it yet
    code = new_code(at=AT)
    page.goto(f"{site}/cai-dat/")
    page.get_by_label("Mã cài đặt").fill(code.lower())
    go_on(page, "Bắt đầu")
    page.get_by_label("Tên tỉnh", exact=True).fill("Thành phố Cần Thơ")
    page.get_by_label("Mã tỉnh").fill("92")
    go_on(page)
    page.get_by_label("Năm làm việc đầu tiên").fill("2026")
    go_on(page)
    page.get_by_text("Bước 3/8").click()
    page.get_by_role("link", name="Tỉnh").first.click()
    expect(page.get_by_label("Tên tỉnh", exact=True)).to_have_value("Thành phố Cần Thơ")
    page.get_by_label("Tên Ủy ban nhân dân ghi trên văn bản").fill("Ủy ban nhân dân TP. Cần Thơ")
    go_on(page)
    page.goto(f"{site}/cai-dat/don-vi/")
    page.get_by_label("Tệp danh sách").set_input_files(
        {"name": "x.csv", "mimeType": "text/csv", "buffer": "Mã,Tên,Loại\nSNV,Sở Nội vụ,Sở\n,,Sở\n".encode()}
    )
    go_on(page, "Đọc và cho xem trước")
    expect(page.get_by_text("Dòng 3:")).to_be_visible()
    context.close()
    assert tree(ON).home.committee == "Ủy ban nhân dân TP. Cần Thơ"
    assert len(tree(ON)) == 0
    row = installation()
    assert row is not None
    assert row.steps_done == ["tinh", "nam"]
