"""Every page the guides of docs/ picture still answers and says what the guide quotes of it. With DANBIET_WRITE_PICTURES=1 the pictures
are taken on the way."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from tests.guides import SHOTS, Shot

from . import pictures
from .steps import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_pictured_page_answers_and_says_what_the_guide_quotes(page: Page, demo_year: str, shot: Shot) -> None:
    if shot.who:
        sign_in(page, demo_year, shot.who)
    answer = page.goto(demo_year + shot.path)
    assert answer is not None
    assert answer.status == 200
    for words in shot.clicks:
        page.locator("main").get_by_role("link", name=words).first.click()
        page.wait_for_load_state()
    assert urlsplit(page.url).path != "/dang-nhap/"

    said = page.evaluate(
        "document.body.innerText + '\\n' + [...document.querySelectorAll('main *')]"
        ".map(e => [e.textContent, e.placeholder, e.value, e.getAttribute('aria-label')].filter(Boolean).join(' ')).join('\\n')"
    )
    said = " ".join(said.split())
    assert [words for words in shot.shows if words not in said] == []
    if pictures.are_wanted():
        pictures.take(page, shot.file)
