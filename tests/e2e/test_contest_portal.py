"""From the list of contests into the rush, handing in, and back: standings, and the receipt checked in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.contests.cases import Take
from tests.factories import plans, played_round
from tests.factories.rush import Process

from danbiet.contests import models
from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.actions.counting import count_open_rounds
from danbiet.contests.calc.rules import Round
from danbiet.kit import clock

from .test_axe import complaints_in_any_light

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
HOUR = timedelta(hours=1)


@dataclass
class Site:
    """The portal, the rush behind it, and a round that is open with some people in it already."""

    root: str
    rush: Process
    round: models.Round

    @property
    def path(self) -> str:
        return f"{self.root}/hoi-thi/cchc-2021/tuan-1/"


@pytest.fixture
def site(
    live_server: LiveServer, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    settings.DANBIET_TODAY, settings.DATA_DIR = None, tmp_path
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "localhost"]
    opens = datetime.now(UTC) - timedelta(minutes=30)
    window = Round("tuan-1", "Tuần 1", int(opens.timestamp() * 1000), int((opens + HOUR).timestamp() * 1000))
    rules = played_round.small_rules(rounds=(window,), reveal="at_once")
    one, closed = played_round.sealed_round(rules, organiser=plans.unit("Sở Nội vụ tỉnh"))
    played_round.play(
        one,
        closed,
        [Take(number, right=number % 10, seconds=60 + number, unit="so-nv") for number in range(300)],
    )
    monkeypatch.setenv("DANBIET_BASE_URL", live_server.url)
    rush = Process()
    settings.DANBIET_PLAY_URL = f"http://127.0.0.1:{rush.port}"
    rush.start()
    yield Site(live_server.url, rush, one)
    rush.kill()


def take_part(page: Page, site: Site) -> str:
    """From the list to the receipt; the pseudonym."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site.root}/hoi-thi/")
    page.get_by_role("link", name="Hội thi trực tuyến cải cách hành chính 2021").click()
    expect(page.locator("[data-countdown] b")).to_have_text(re.compile(r"^00:[0-2]\d:[0-5]\d$"))
    page.get_by_role("link", name="Dự thi").click()
    page.fill("[name=name]", "Nguyễn Văn A")
    page.fill("[name=birth]", "20/11/1990")
    page.fill("[name=phone]", "0912 345 678")
    page.fill("[name=unit]", "Sở Tư pháp")
    page.check("[name=consent]")
    for _step in ("come in", "begin"):
        page.locator("main form button[type=submit]").first.click()
    expect(page.locator("form[data-paper] fieldset")).to_have_count(10)
    page.locator("fieldset label").first.click()
    page.locator("form[data-paper] button[type=submit]").click()
    expect(page.locator(".slip__code")).to_be_visible()
    return models.Entrant.objects.order_by("-pk")[0].code


def close(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour later: the round is over and its bundle published."""
    later = datetime.now(UTC) + 2 * HOUR
    monkeypatch.setattr(clock, "now", lambda: later)
    made = models.Publication.objects.create(round=site.round, kind="bundle", made_at=later)
    assert make_bundle(made.pk, at=later)
    made.refresh_from_db()
    assert made.state == "ready", made.figures


def test_whoever_takes_part_finds_the_own_place_and_checks_the_receipt(
    page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = take_part(page, site)
    receipt = page.url
    count_open_rounds(at=datetime.now(UTC))

    page.get_by_role("link", name="Bảng xếp hạng").click()
    page.get_by_label("Bí danh của tôi").fill(f"TS-{code[:5]}-{code[5:]}")
    page.get_by_role("button", name="Xem hạng của tôi").click()
    expect(page.locator("tr.is-me")).to_contain_text("(tôi)")
    expect(page.locator("tbody tr")).not_to_have_count(0)

    close(site, monkeypatch)
    page.goto(receipt)
    with page.expect_request(lambda request: "doi-chieu/" in request.url):
        page.get_by_role("link", name="Kiểm tra phiếu này").click()
    expect(page.locator("[data-said]")).to_contain_text("đã được tính đúng như trên phiếu")
    expect(page.locator("[data-steps] .is-bad")).to_have_count(0)
    expect(page.locator(".own-paper > li")).to_have_count(10)
    assert "#" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_receipt_with_one_answer_changed_is_found_out(
    page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_part(page, site)
    text = page.locator("details p").text_content()
    close(site, monkeypatch)
    page.goto(f"{site.path}kiem-tra/")

    page.fill("#phieu", f"{text}A")
    page.get_by_role("button", name="Kiểm tra").click()

    expect(page.locator("[data-said]")).to_contain_text("không khớp với phiếu")


def test_page_without_scripts_says_how_to_check_with_a_command(
    plain_page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(site, monkeypatch)

    plain_page.goto(f"{site.path}kiem-tra/")

    expect(plain_page.locator("[data-no-script]")).to_be_visible()
    expect(plain_page.locator("form[data-check]")).to_be_hidden()
    expect(plain_page.locator("pre").last).to_contain_text("danbiet contest verify")


def test_pages_of_a_contest_have_no_complaint_in_any_light(
    page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_open_rounds(at=datetime.now(UTC))
    home = f"{site.root}/hoi-thi/"
    pages = [home, f"{home}cchc-2021/", f"{home}_kiem-chung/", f"{home}cchc-2021/khieu-nai/"]
    pages += [
        f"{site.path}{name}" for name in ("bang-xep-hang/", "bang-xep-hang/?ma=TS-00000-0000A", "don-vi/")
    ]
    faults = []
    for address in pages:
        page.goto(address)
        faults += complaints_in_any_light(page, address)
    close(site, monkeypatch)
    page.goto(f"{site.path}goi/")
    faults += complaints_in_any_light(page, "the bundle")
    page.goto(f"{site.path}kiem-tra/")
    page.fill("#phieu", "TS-00000-00009")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator(".own-paper > li")).to_have_count(10)
    faults += complaints_in_any_light(page, "a receipt that was checked")

    assert not faults, "\n".join(faults)
