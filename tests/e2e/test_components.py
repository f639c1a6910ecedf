"""What the scripts add to the components, and that no page is wider than its screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

KEPT = "localStorage.getItem('danbiet:draft:mau')"


@pytest.mark.parametrize("path", ["/styleguide/", "/styleguide/cong-khai/"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_at_any_width_never_scrolls_sideways(
    page: Page, live_server: LiveServer, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keys_j_and_k_move_through_a_list(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/styleguide/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_contain_text("Nộp 03 minh chứng")
    page.keyboard.press("k")
    expect(page.locator(":focus")).to_contain_text("Báo kết quả hội nghị")


def test_key_question_mark_shows_all_keys_but_not_while_typing(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/styleguide/")
    page.locator("#id_words").press("?")
    expect(page.locator("#phim-tat")).not_to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#phim-tat")).to_be_visible()


def test_draft_typed_and_left_is_offered_again(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/styleguide/")
    page.fill("#id_words", "Đã họp với 11 huyện")
    page.goto(live_server.url + "/styleguide/cong-khai/")
    page.goto(live_server.url + "/styleguide/")
    expect(page.locator("#id_words")).to_have_value("")
    page.get_by_role("button", name="Khôi phục").click()
    expect(page.locator("#id_words")).to_have_value("Đã họp với 11 huyện")


def test_draft_given_up_is_forgotten(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/styleguide/")
    page.fill("#id_words", "Đã họp")
    assert page.evaluate(KEPT) is not None
    page.reload()
    page.get_by_role("button", name="Bỏ đi").click()
    assert page.evaluate(KEPT) is None


def test_filter_changed_swaps_the_list_and_leaves_a_short_address(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(live_server.url + "/styleguide/")
    page.evaluate(
        "document.querySelector('figure.chart').remove()"
    )  # HTMX copies the page; a drawn chart has inline sizes
    page.select_option("#id_loc-state", "overdue")
    page.wait_for_url("**/styleguide/?loc-state=overdue")
    expect(page.locator("#danh-sach")).to_have_count(1)


def test_chart_is_drawn_and_its_table_stays(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/styleguide/")
    expect(page.locator("figure.chart canvas")).to_be_visible()
    page.locator("figure.chart summary").click()
    expect(page.locator("figure.chart table")).to_contain_text("88,5")
