"""Every page a person of each role can reach: fits the screen, speaks Vietnamese, breaks nowhere; strangers stay outside."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import resolve
from playwright.sync_api import Browser, Page, expect

from danbiet.plans.models import Evidence, Plan

from .axe import complaints_in_any_light
from .steps import faults_of, sign_in, sign_in_by_form, walk

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

ROLES = {  # and a page of a kind that only this person meets
    "sonoivu": "exports:run-list",
    "giamdoc.stp": "newsroom:text-list",
    "canbo.stp": "plans:evidence-new",
    "canbo.kesach": "plans:evidence-new",
    "kiemtra": "plans:counted",
    "bientap.dai": "newsroom:video-list",
}
EXPECTED = {
    "portal:desk-home",
    "plans:plan-list",
    "plans:evidence-list",
    "plans:report-list",
    "plans:plan-edit",
}
PUBLIC = {
    "portal:home", "plans:years-public", "plans:plan-public", "plans:plan-why", "plans:task-public", "plans:task-why",
    "org:units", "org:unit", "portal:search", "accounts:sign-in", "contests:public-list", "contests:public", "indices:public-list",
    "indices:public-ranking", "indices:public-unit", "indices:public-method", "surveys:public-list", "surveys:public-survey",
    "surveys:public-unit", "surveys:public-method", "surveys:door",
}  # fmt: skip
STYLEGUIDE = ("portal:styleguide", "portal:styleguide-public")


@pytest.mark.parametrize("username", ROLES)
def test_desk_pages_of_each_role_fit_speak_vietnamese_and_suit_everybody(
    page: Page, demo_year: str, username: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, demo_year, username)

    seen, faults = walk(page, demo_year, ["/ban-lam-viec/"], look=look_over, leave_out=[*PUBLIC, *STYLEGUIDE])

    assert not faults, "\n".join(faults)
    assert seen >= {*EXPECTED, ROLES[username]}


def look_over(page: Page, where: str) -> list[str]:
    """Each page of each role for width and language; a page of each kind for everybody's needs, which takes seconds."""
    name = resolve(urlsplit(where).path).view_name
    if not is_first(name):
        return list(faults_of(page, 390))
    return [*faults_of(page, 390), *complaints_in_any_light(page, where)]


def wide_and_narrow(page: Page, _where: str) -> list[str]:
    faults: list[str] = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        faults += faults_of(page, width)
    return faults


def is_first(kind: str) -> bool:
    """Whether no process of this run has let axe look at a page of this kind."""
    run = os.environ.get(
        "PYTEST_XDIST_TESTRUNUID", os.getpid()
    )  # a folder from another run would keep axe away
    folder = Path(settings.DATA_DIR) / f"looked-at-{run}"
    folder.mkdir(exist_ok=True)
    try:
        (folder / kind).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def test_public_pages_fit_any_screen_and_speak_vietnamese(page: Page, demo_year: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})

    seen, faults = walk(
        page, demo_year, ["/", "/dang-nhap/", "/tim/?q=to+roi"], look=wide_and_narrow, leave_out=STYLEGUIDE
    )

    assert not faults, "\n".join(faults)
    assert seen >= PUBLIC
    assert page.context.cookies() == [] or {c["name"] for c in page.context.cookies()} == {"csrftoken"}


def test_officer_of_another_unit_meets_closed_doors(page: Page, demo_year: str) -> None:
    draft = Plan.objects.filter(state="draft", parent__isnull=False).exclude(unit__key="so-tu-phap").first()
    foreign = Evidence.objects.exclude(unit__key="so-tu-phap").first()
    assert draft is not None
    assert foreign is not None
    paths = [
        f"/ban-lam-viec/ke-hoach/{draft.pk}/sua/", f"/ban-lam-viec/ke-hoach/{draft.pk}/ban-hanh/",
        f"/ban-lam-viec/minh-chung/{foreign.pk}/", f"/ban-lam-viec/minh-chung/{foreign.pk}/sua/", "/ban-lam-viec/mau/",
    ]  # fmt: skip
    sign_in(page, demo_year, "canbo.stp")
    request = page.context.request
    found = [request.get(demo_year + path, max_redirects=0).status for path in paths]
    assert set(found) <= {403, 404}, dict(zip(paths, found, strict=True))

    page.context.clear_cookies()
    for path in paths:
        answer = request.get(demo_year + path, max_redirects=0)
        assert (answer.status, answer.headers["location"].split("?")[0]) == (302, "/dang-nhap/")


def test_keys_move_search_open_and_explain_on_the_desk(page: Page, demo_year: str) -> None:
    sign_in(page, demo_year, "canbo.stp")
    page.goto(demo_year + "/ban-lam-viec/")
    page.keyboard.press("/")
    expect(page.locator("#tim")).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#phim-tat")).to_be_visible()
    page.keyboard.press("Escape")

    links = page.locator("[data-list] [data-row] a")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    target = links.nth(0).get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target.split('#')[0]}**")


@pytest.mark.parametrize(
    "path",
    [
        "/ban-lam-viec/minh-chung/moi/", "/ban-lam-viec/ke-hoach/moi/", "/ban-lam-viec/nhap/moi/", "/ban-lam-viec/lich/moi/",
        "/doi-mat-khau/",
    ],
)  # fmt: skip
def test_form_sent_empty_is_refused_in_vietnamese(page: Page, demo_year: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, demo_year, "sonoivu")
    page.goto(demo_year + path)
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    page.locator("main form[method=post] button[type=submit].btn--fill").first.click()
    page.wait_for_load_state()

    expect(page.locator("main .errors, main .error, main .notice--danger").first).to_be_visible()
    assert not list(faults_of(page, 390))


def test_sign_in_with_a_wrong_password_and_pages_that_are_not_there_speak_vietnamese(
    browser: Browser, demo_year: str
) -> None:
    page = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="vi-VN"
    ).new_page()  # the browser itself reports these answers on its console
    page.goto(demo_year + "/dang-nhap/")
    page.fill("input[name=username]", "canbo.stp")
    page.fill("input[name=password]", "sai mật khẩu")
    page.locator("main button[type=submit]").click()
    assert not list(faults_of(page, 390))
    for path in ("/khong-co-trang-nay/", "/ke-hoach/987654/", "/nhiem-vu/987654/?ngay=hom-qua"):
        answer = page.goto(demo_year + path)
        assert answer is not None
        assert answer.status == 404
        assert not list(faults_of(page, 390))
    sign_in_by_form(page, demo_year, "canbo.stp")
    answer = page.goto(demo_year + "/ban-lam-viec/mau/")
    assert answer is not None
    assert answer.status == 403
    assert not list(faults_of(page, 390))
    page.context.close()
