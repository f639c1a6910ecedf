"""What editors, heads and readers do in a browser, word for word as their screens name it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect

from .steps import sign_in

ROOMS = "/soan-tin/"
SECONDS = 5  # within which readers everywhere see a publication


@contextmanager
def visitor(browser: Browser, *, width: int = 1280, scripts: bool = True) -> Iterator[Page]:
    """Somebody with a window of their own; whatever their browser complains about fails the test.

    Not a complaint: Wagtail keeping an unfinished form answers 400 until it is complete, and a page that is gone 404.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="vi-VN", java_script_enabled=scripts
    )
    page = context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        is_answer = re.search(r"status of (400|404|409|422)", message.text)
        if message.type == "error" and not is_answer:
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    try:
        yield page
    except BaseException:
        with suppress(Error):  # on a machine that has no time for it: what went wrong is the first thing
            page.screenshot(path="/tmp/e2e/fail.png", full_page=True)
        raise
    finally:
        context.close()
    assert complaints == []


def begin(page: Page, root: str, *, section: int, kind: str, title: str, summary: str = "") -> None:
    """An empty page of a kind in its section, with a title."""
    page.goto(f"{root}{ROOMS}pages/add/newsroom/{kind}/{section}/")
    page.fill("#id_title", title)
    if summary:
        page.fill("#id_summary", summary)


def add_block(page: Page, name: str) -> Any:
    """One more block at the end of the text."""
    before = page.locator("[data-streamfield-child]").count()
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    expect(page.locator("[data-streamfield-child]")).to_have_count(before + 1)
    return page.locator("[data-streamfield-child]").last


def write_text(page: Page, words: str) -> None:
    block = add_block(page, "Đoạn văn")
    block.locator("[contenteditable=true]").click()
    page.keyboard.type(words)


def choose_cover(page: Page, picture: Path, *, title: str, alternative: str) -> None:
    """A new picture from this computer; without alternative text it is refused first."""
    page.locator("#id_cover-chooser").get_by_role("button", name="Chọn ảnh").click()
    box = page.locator(".modal-body")
    box.get_by_role("tab", name="Tải lên").click()
    box.locator("[name=image-chooser-upload-title]").fill(title)
    box.locator("[name=image-chooser-upload-file]").set_input_files(picture)
    box.get_by_role("button", name="Tải lên").click()
    expect(box.locator(".error-message")).to_contain_text("bắt buộc")
    box.locator("[name=image-chooser-upload-description]").fill(alternative)
    box.locator("[name=image-chooser-upload-file]").set_input_files(picture)
    box.get_by_role("button", name="Tải lên").click()
    expect(box).to_have_count(0)
    expect(page.locator("#id_cover-chooser")).to_contain_text(title)


def add_picture(page: Page, *, caption: str) -> None:
    """The picture sent last, once more in the text."""
    block = add_block(page, "Hình ảnh")
    block.get_by_role("button", name="Chọn ảnh").click()
    page.locator(".modal-body .image-choice").first.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    block.locator("[name$=-caption]").fill(caption)


def add_table(page: Page, *, caption: str, columns: tuple[str, str], row: tuple[str, str]) -> None:
    """A table of a column of words and one of numbers, with one row."""
    block = add_block(page, "Bảng")
    block.locator("[name$=table-caption]").fill(caption)
    block.locator("[data-append-column]").click()
    block.get_by_role("button", name="Chữ", exact=True).click()
    block.locator("[data-append-column]").click()
    block.get_by_role("button", name="Số", exact=True).click()
    headings = block.locator("input.column-heading")
    for number, heading in enumerate(columns):
        headings.nth(number).fill(heading)
    block.locator("[data-add-row]").click()
    cells = block.locator("tbody input")
    for number, cell in enumerate(row):
        cells.nth(number).fill(cell)


def add_file(page: Page, file: Path, *, title: str) -> None:
    block = add_block(page, "Tệp")
    block.get_by_role("button", name="Chọn tệp").first.click()
    box = page.locator(".modal-body")
    box.get_by_role("tab", name="Tải lên").click()
    box.locator("[name=document-chooser-upload-title]").fill(title)
    box.locator("[name=document-chooser-upload-file]").set_input_files(file)
    box.get_by_role("button", name="Tải lên").click()
    expect(box).to_have_count(0)
    expect(block).to_contain_text(title)


def choose_task(page: Page, words: str) -> None:
    """The task of the plan the text fulfils, on the second tab."""
    page.get_by_role("tab", name="Thông tin").click()
    option = page.locator("#id_task option", has_text=words).first
    page.locator("#id_task").select_option(str(option.get_attribute("value")))


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """One of the buttons in the foot of the form, from its menu when it is not on top."""
    menu = page.locator("footer, .footer").last.locator("[data-w-dropdown-target=toggle]").last
    wanted = page.locator("footer, .footer").last.get_by_role("button", name=name)
    if not wanted.is_visible():
        menu.click()
        wanted = page.get_by_role("button", name=name)
    wanted.last.click()


def keep(page: Page) -> None:
    """Let the form keep itself now, as it would half a second or a second after what was typed, and wait until it has."""
    page.locator("form[data-edit-form]").dispatch_event("w-unsaved:add")
    expect(page.locator("#w-autosave-indicator")).to_have_attribute("data-w-autosave-state-value", "saved")


def send_in(page: Page) -> None:
    """Send the text on its way."""
    keep(page)
    press(page, re.compile("Trình"))
    expect(page.locator(".messages, [data-messages], main").first).to_be_visible()
    page.wait_for_load_state()


def letter_to(page: Page, root: str, *, name: str) -> str:
    """The link in the newest letter to somebody, read in the mail folder by the reform office."""
    sign_in(page, root, "sonoivu")
    page.goto(f"{root}/ban-lam-viec/thu/?q={name}")
    page.locator("main tbody a").first.click()
    link = page.locator("main .read a[href*='/duyet/']").first.get_attribute("href")
    assert link is not None
    page.context.clear_cookies()
    return link


def confirm(page: Page, link: str, password: str) -> None:
    """Open the link and say who one is."""
    page.goto(link)
    expect(page.locator("[name=decision]")).to_have_count(0)
    page.fill("[name=password]", password)
    page.get_by_role("button", name="Tiếp tục").or_(page.locator("main button.btn--fill")).first.click()
    expect(page.locator("[name=decision]").first).to_be_visible()


def decide(page: Page, decision: str, **words: str) -> None:
    """Tick a decision, fill in what it needs, press the button."""
    page.locator(f"[name=decision][value={decision}]").check()
    for name, said in words.items():
        field = page.locator(f"main [name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"main [name={name}][value={said}]").check()
        else:
            field.fill(said)
    page.locator("main form:has([name=decision]) button[type=submit]").click()
    page.wait_for_url("**/ban-lam-viec/tin-bai/**")


def seen_within(page: Page, address: str, *, status: int, seconds: float = SECONDS) -> str:
    """The reader asks again and again until the address answers so; gives what it says then."""
    until = time.monotonic() + seconds
    while True:
        asked = time.monotonic()  # a busy browser may show late what was answered in time
        answer = page.goto(address)
        if answer is not None and answer.status == status:
            return str(page.locator("main").inner_text())
        assert asked < until, f"{address} still answers {answer and answer.status}"
        page.wait_for_timeout(200)


def preview(page: Page, words: str) -> None:
    """The panel beside the form shows the page as readers will see it, with these words."""
    page.get_by_role("button", name=re.compile("xem trước", re.IGNORECASE)).first.click()
    frame = page.frame_locator("iframe[id*=preview], iframe[class*=preview]").first
    expect(frame.locator("main")).to_contain_text(words)  # it is drawn again while it learns what was typed


def send_film(page: Page, root: str, file: Path, *, title: str) -> None:
    """A film sent in pieces; ends on its page on the desk."""
    page.goto(f"{root}/ban-lam-viec/video/tai-len/")
    page.fill("[name=title]", title)
    page.set_input_files("main input[type=file]", file)
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url(re.compile(r"/ban-lam-viec/video/\d+/"))


def choose_film(page: Page, title: str) -> None:
    page.locator("#id_video-chooser").get_by_role("button", name=re.compile("Chọn")).first.click()
    page.locator(".modal-body").get_by_role("link", name=title).click()
    expect(page.locator(".modal-body")).to_have_count(0)
