"""axe-core finds nothing to complain about (WCAG 2.2 A and AA) on any kind of public page and on the desk."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from tests.factories import pages as make

from danbiet.newsroom.models import (
    Adoption,
    AnnouncementPage,
    ArticlePage,
    Correction,
    GoodModelPage,
    OfficialDocumentPage,
    ProgrammePage,
    VideoPage,
)
from danbiet.org.models import Unit
from danbiet.plans.models import Plan, Task

from .steps import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]
AXE = Path(settings.ROOT) / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DAY = date(2021, 10, 4)
WORDS = "<p>Sau chín tháng, phần lớn các đơn vị đã hoàn thành.</p><h2>Việc tiếp theo</h2><ul><li>Báo cáo quý III</li></ul>"
BODY = [("text", WORDS)]


@pytest.fixture(scope="module")
def site(demo_year: str, django_db_blocker: DjangoDbBlocker) -> tuple[str, list[str]]:
    """The demonstration year with a page of every kind; the server's address and every public path."""
    with django_db_blocker.unblock():
        unit = Unit.objects.get(key="so-noi-vu")
        first = make.page(
            ArticlePage, unit, title="Chín tháng tuyên truyền", summary="Tóm tắt", body=BODY, dated_on=DAY
        )
        Correction.objects.create(page=first, on=DAY, text="Sửa một con số", at=make.AT)
        english = make.page(ArticlePage, unit, title="Nine months", language="en", original=first, body=BODY)
        khmer = make.page(ArticlePage, unit, title="ប្រាំបួនខែ", language="km", original=first, dated_on=DAY)
        for number in range(14):
            make.page(ArticlePage, unit, dated_on=DAY - timedelta(days=number + 1))
        new = make.page(
            OfficialDocumentPage, unit, number="20/QĐ-UBND", type="QĐ", issued_on=DAY, issuer="UBND tỉnh"
        )
        old = make.page(
            OfficialDocumentPage,
            unit,
            number="7/QĐ",
            type="QĐ",
            issued_on=DAY,
            issuer="UBND tỉnh",
            superseded_by=new,
        )
        model = make.page(GoodModelPage, unit, title="Ngày thứ bảy vì dân", body=BODY)
        Adoption.objects.create(model=model, unit=unit, on=DAY, result="Nhanh hơn", recorded_at=make.AT)
        items = [
            first, english, khmer, new, old, model, make.page(AnnouncementPage, unit, body=BODY, valid_until=DAY),
            make.page(ProgrammePage, unit, year=2021), make.page(VideoPage, unit, prize="Giải nhất", contest_year=2020),
        ]  # fmt: skip
        plan = Plan.objects.get(parent__isnull=True, state="issued", year=2021)
        task = Task.objects.filter(plan=plan).first()
        assert task is not None
        paths = [
            "/", "/en/", "/to-chuc/", "/en/to-chuc/", "/lien-he/", "/rss/", "/don-vi/", f"/don-vi/{unit.pk}/", "/tim/?q=cai+cach",
            "/ke-hoach/", f"/ke-hoach/{plan.pk}/", f"/ke-hoach/{plan.pk}/vi-sao/", f"/nhiem-vu/{task.pk}/",
            f"/nhiem-vu/{task.pk}/vi-sao/", "/luot-truy-cap/", "/dang-nhap/", "/en/tin-tuc/", "/tin-tuc/?trang=2",
            *(f"/{slug}/" for slug in ("tin-tuc", "thong-bao", "chuong-trinh", "van-ban", "mo-hinh-hay", "video")),
            *(("/en" if page is english else "") + "/" + page.url_path.removeprefix("/cong/") for page in items),
        ]  # fmt: skip
    return demo_year, paths


def complaints(page: Page, where: str) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))  # by the debugger, past the page's content security policy
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{where}: {one['id']} ({one['help']}): {node['html'][:140]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_public_pages_have_no_complaint(
    page: Page, site: tuple[str, list[str]], width: int, scheme: Any
) -> None:
    root, paths = site
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    faults: list[str] = []
    for path in paths:
        answer = page.goto(root + path)
        assert answer is not None
        assert answer.status in {200, 404}, f"{path} answers {answer.status}"
        faults += complaints(page, path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{path}: {wide} px wide on a screen of {width}")
    assert not faults, "\n".join(faults)


def test_public_pages_fit_the_narrowest_screen_and_twice_the_text(
    page: Page, site: tuple[str, list[str]]
) -> None:
    """320 px (1280 at 400 %) and text at 200 %: nothing runs out of the screen."""
    root, paths = site
    faults = []
    for width, zoom in ((320, "100%"), (640, "212.5%")):
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths:
            page.goto(root + path)
            page.evaluate("size => { document.documentElement.style.fontSize = size }", zoom)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{path}: {wide} px wide on a screen of {width} with text at {zoom}")
    assert not faults, "\n".join(faults)


DESK = [
    "/ban-lam-viec/", "/ban-lam-viec/toan-tinh/", "/ban-lam-viec/ke-hoach/", "/ban-lam-viec/minh-chung/", "/ban-lam-viec/minh-chung/moi/",
    "/ban-lam-viec/minh-chung/duyet/", "/ban-lam-viec/bao-cao/", "/ban-lam-viec/nhap/", "/ban-lam-viec/lich/", "/ban-lam-viec/mau/",
    "/ban-lam-viec/tai-lieu/", "/ban-lam-viec/tim/?q=to+roi", "/ban-lam-viec/luot-truy-cap/",
]  # fmt: skip


def test_desk_pages_have_no_complaint(page: Page, site: tuple[str, list[str]]) -> None:
    root, _paths = site
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, root, "sonoivu")
    faults: list[str] = []
    for path in DESK:
        answer = page.goto(root + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        faults += complaints(page, path)
    assert not faults, "\n".join(faults)


def test_page_that_is_missing_has_no_complaint(browser: Browser, site: tuple[str, list[str]]) -> None:
    """In a window of its own: the browser writes a 404 on its console, which the others may not."""
    shown = browser.new_context(locale="vi-VN").new_page()
    shown.goto(site[0] + "/khong-co/")
    assert complaints(shown, "/khong-co/") == []
    shown.context.close()
