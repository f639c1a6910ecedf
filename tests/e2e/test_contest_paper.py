"""A paper in a real browser: the clock is the server's whatever the device thinks, answers outlive a lost connection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.factories import running_contest
from tests.factories.rush import Process

from danbiet.contests import models

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


LEFT = re.compile(r"^09:[0-5]\d$")


@pytest.fixture
def rush() -> Iterator[Process]:
    """A contest that is open, behind its process."""
    running_contest.running(opens=datetime.now(UTC) - timedelta(minutes=5))
    process = Process()
    process.start()
    yield process
    process.kill()


def begin(page: Page, rush: Process) -> None:
    """From the door to the paper."""
    page.set_viewport_size(PHONE)
    page.goto(f"http://127.0.0.1:{rush.port}/thi/cchc-2021/")
    page.fill("[name=name]", "Nguyễn Văn A")
    page.fill("[name=birth]", "20/11/1990")
    page.fill("[name=phone]", "0912 345 678")
    page.fill("[name=unit]", "Sở Tư pháp")
    page.check("[name=consent]")
    for _step in ("come in", "begin"):
        page.locator("main form button[type=submit]").first.click()
    expect(page.locator("form[data-paper] fieldset")).to_have_count(10)
    expect(page).to_have_url(
        re.compile(r"/tuan-1/de/\?t=v2\.p\.")
    )  # reloading it asks for the paper, not to begin


@pytest.mark.parametrize("days", [-2000, 2000])
def test_paper_on_a_device_whose_clock_is_wrong_waits_for_its_hand(
    page: Page, rush: Process, days: int
) -> None:
    page.add_init_script(
        f"const told = Date.now.bind(Date); Date.now = () => told() + {days * 24 * 3_600_000}"
    )
    begin(page, rush)
    page.wait_for_timeout(2_000)

    expect(page.locator("[data-deadline] b")).to_have_text(LEFT)
    assert not models.Entry.objects.exists()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    page.locator("fieldset label").first.click()
    page.locator("form[data-paper] button[type=submit]").click()
    expect(page.locator(".slip__code")).to_be_visible()
    assert models.Entry.objects.count() == 1


def test_answers_handed_in_while_the_process_is_gone_arrive_when_it_is_back(
    browser: Browser, rush: Process
) -> None:
    page = browser.new_context(
        locale="vi-VN"
    ).new_page()  # the browser itself reports what it could not reach
    begin(page, rush)
    page.locator("fieldset label").first.click()
    rush.kill()
    page.locator("form[data-paper] button[type=submit]").click()
    expect(page.locator("[data-said]")).to_contain_text("Chưa gửi được")
    assert not models.Entry.objects.exists()

    rush.start()
    expect(page.locator(".slip__code")).to_be_visible()
    assert models.Entry.objects.count() == 1
    page.context.close()


def test_answers_stay_through_a_reload_and_are_sent_as_one_short_text(page: Page, rush: Process) -> None:
    begin(page, rush)
    page.locator("fieldset").nth(0).locator("label").nth(1).click()
    page.locator("fieldset").nth(9).locator("label").nth(2).click()
    expect(page.locator("[data-count]")).to_have_text("Đã trả lời 2 trên 10 câu")
    page.reload()
    expect(page.locator("[data-count]")).to_have_text("Đã trả lời 2 trên 10 câu")
    expect(page.locator("[data-dot].is-done")).to_have_text(["1, đã giải quyết", "10, đã giải quyết"])
    as_kept_before = (
        'const one = Object.keys(localStorage)[0]; localStorage.setItem(one, \'{"chosen":{"c3":"D"}}\')'
    )
    told = page.evaluate("JSON.stringify({...localStorage})")
    page.evaluate(as_kept_before)
    page.reload()
    expect(page.locator("[data-dot].is-done")).to_have_text(["3, đã giải quyết"])
    page.evaluate(
        "told => { for (const [one, kept] of Object.entries(JSON.parse(told))) localStorage.setItem(one, kept) }",
        told,
    )
    page.reload()
    page.locator("fieldset").nth(1).locator("label").nth(0).click()
    page.fill("[name=prediction]", "2950")

    with page.expect_request("**/nop/") as sent:
        page.locator("form[data-paper] button[type=submit]").click()
    expect(page.locator(".slip__code")).to_be_visible()
    # What `bench.rush` sends: a phone's browser escapes nothing in it.
    body = sent.value.post_data or ""
    assert re.fullmatch(r"t=v2\.p\.[\w*.-]+&trail=2\.\d+&answers=B\.A\.{8}C&prediction=2950", body), body
    assert models.Entry.objects.get().answers == "B.A........C"
