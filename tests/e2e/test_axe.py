"""axe-core finds nothing to complain about (WCAG 2.2 A and AA) on any kind of page: for readers, on the desk, in the editors' rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker
from tests.factories import pages as make

from danbiet.accounts.models import User
from danbiet.indices.models import Edition
from danbiet.newsroom.models import (
    Adoption,
    AnnouncementPage,
    ArticlePage,
    Correction,
    GoodModelPage,
    OfficialDocumentPage,
    ProgrammePage,
    StepState,
    VideoPage,
)
from danbiet.newsroom.queries.approval_links import link_for
from danbiet.org.models import Unit
from danbiet.plans.models import Plan, Task
from danbiet.surveys.models import Campaign

from .axe import LOOKS, complaints, complaints_in_any_light
from .steps import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]
OFFICE = [
    "/ban-lam-viec/luot-truy-cap/", "/ban-lam-viec/mau/", "/ban-lam-viec/lich/moi/", "/ban-lam-viec/nhap/moi/", "/ban-lam-viec/thu/",
    "/ban-lam-viec/so-dem/?do=page_views",
]  # fmt: skip
DAY = date(2021, 10, 4)
WORDS = "<p>Sau chín tháng, phần lớn các đơn vị đã hoàn thành.</p><h2>Việc tiếp theo</h2><ul><li>Báo cáo quý III</li></ul>"
BODY = [("text", WORDS)]


@dataclass(frozen=True)
class Site:
    """The server's address; paths for readers, for officials, in the editors' rooms; the link in a letter."""

    root: str
    paths: list[str]
    desk: list[str]
    rooms: list[str]
    letter: str


@pytest.fixture(scope="module")
def site(demo_year: str, django_db_blocker: DjangoDbBlocker) -> Site:
    """The demonstration year with a page of every kind, and a text that waits for a decision."""
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
        index = Edition.objects.get(published_at__isnull=False)
        asked = Campaign.objects.get(published_at__isnull=False, kind="transactions")
        task = Task.objects.filter(plan=plan).first()
        assert task is not None
        paths = [
            "/", "/en/", "/to-chuc/", "/en/to-chuc/", "/lien-he/", "/en/lien-he/", "/rss/", "/don-vi/", f"/don-vi/{unit.pk}/", "/tim/", "/tim/?q=tuyen+truyen", "/tim/?q=xyzzyqq",
            "/ke-hoach/", f"/ke-hoach/{plan.pk}/", f"/ke-hoach/{plan.pk}/vi-sao/", f"/nhiem-vu/{task.pk}/",
            "/chi-so/", f"/chi-so/{index.pk}/", f"/chi-so/{index.pk}/{index.participants.all()[0].code}/", "/chi-so/cach-tinh/",
            "/hai-long/", f"/hai-long/{asked.pk}/", f"/hai-long/{asked.pk}/{asked.frame.all()[0].code}/", "/hai-long/cach-tinh/", "/hai-long/phieu/",
            f"/nhiem-vu/{task.pk}/vi-sao/", "/luot-truy-cap/", "/dang-nhap/", "/en/tin-tuc/", "/tin-tuc/?trang=2",
            *(f"/{slug}/" for slug in ("tin-tuc", "thong-bao", "chuong-trinh", "van-ban", "mo-hinh-hay", "video")),
            *(("/en" if page is english else "") + "/" + page.url_path.removeprefix("/cong/") for page in items),
        ]  # fmt: skip
        film = VideoPage.objects.filter(live=True).first()
        assert film is not None
        state = waiting_text()
        head = User.objects.get(username="giamdoc.stp")
        desk = [
            f"/ban-lam-viec/tin-bai/{state.pk}/", f"/ban-lam-viec/video/{film.video_id}/", "/ban-lam-viec/video/tai-len/",
            "/ban-lam-viec/tin-bai/?ai=tat-ca", "/ban-lam-viec/so-dem/", "/ban-lam-viec/tim/?q=to+roi", "/doi-mat-khau/", *OFFICE,
        ]  # fmt: skip
        return Site(demo_year, paths, desk, rooms(first), link_for(state, head))


def waiting_text() -> StepState:
    """A new version of a page that readers know, sent in by its unit's editor; its step."""
    unit = Unit.objects.get(key="so-tu-phap")
    author = User.objects.get(username="canbo.stp")
    page = make.page(ArticlePage, unit, title="Chờ duyệt", body=BODY, owner=author)
    page.title, page.summary = "Chờ duyệt lần hai", "Có thêm tóm tắt"
    page.save_revision(user=author)
    state = page.get_workflow().start(page, author).current_task_state
    return StepState.objects.get(pk=state.pk)


def rooms(known: ArticlePage) -> list[str]:
    """The editors' lists, a form for every kind of page, and what there is to do with a page."""
    new = [
        f"pages/add/newsroom/{model._meta.model_name}/{make.section(model.section_kind).pk}/"
        for model in (ArticlePage, AnnouncementPage, ProgrammePage, OfficialDocumentPage, GoodModelPage, VideoPage)
    ]  # fmt: skip
    known.save_revision().publish()
    known.summary = "Tóm tắt viết lại"
    known.save_revision()
    return [
        f"/soan-tin/{path}"
        for path in (
            "", "pages/", f"pages/{make.section('news').pk}/", *new, f"pages/{known.pk}/edit/", f"pages/{known.pk}/history/",
            f"pages/{known.pk}/revisions/compare/live...latest/", f"pages/{known.pk}/unpublish/", f"pages/{known.pk}/delete/",
            f"pages/{known.pk}/move/", "pages/search/?q=thang", "images/", "images/add/", "images/multiple/add/", "documents/",
            "documents/multiple/add/", "reports/workflow/", "reports/site-history/", "redirects/",
        )
    ]  # fmt: skip


def test_public_pages_have_no_complaint(page: Page, site: Site) -> None:
    faults: list[str] = []
    for path in site.paths:
        answer = page.goto(site.root + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        faults += complaints_in_any_light(page, path)
    assert not faults, "\n".join(faults)


def test_suggestions_below_the_search_box_have_no_complaint(page: Page, site: Site) -> None:
    page.goto(site.root + "/tim/")
    page.locator("#tim-lon").press_sequentially("tuyen")
    page.locator("[role=listbox] [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    faults = complaints_in_any_light(page, "suggestions")
    assert not faults, "\n".join(faults)


def test_public_pages_fit_the_narrowest_screen_and_twice_the_text(page: Page, site: Site) -> None:
    """320 px (1280 at 400 %) and text at 200 %: nothing runs out of the screen."""
    faults = []
    for path in site.paths:
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto(site.root + path)
        for width, zoom in ((320, "100%"), (640, "212.5%")):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", zoom)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{path}: {wide} px wide on a screen of {width} with text at {zoom}")
    assert not faults, "\n".join(faults)


def test_desk_pages_no_link_leads_to_in_the_walks_have_no_complaint(page: Page, site: Site) -> None:
    """What links lead to is looked at by tests/e2e/test_walk.py."""
    sign_in(page, site.root, "sonoivu")
    faults: list[str] = []
    for path in site.desk:
        answer = page.goto(site.root + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        faults += complaints_in_any_light(page, path)
    assert not faults, "\n".join(faults)


def test_editors_rooms_have_no_complaint(page: Page, site: Site) -> None:
    """Wagtail's pages with what we add to them. How wide they are is Wagtail's affair."""
    sign_in(page, site.root, "sonoivu")
    faults: list[str] = []
    for path in site.rooms:
        answer = page.goto(site.root + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        page.wait_for_load_state("networkidle")
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            faults += complaints(page, f"{path} at {width} px, {scheme}")
    assert not faults, "\n".join(faults)


def test_letter_that_asks_for_a_decision_has_no_complaint(page: Page, site: Site) -> None:
    answer = page.goto(site.root + site.letter)
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("[name=password]")).to_be_visible()
    assert complaints_in_any_light(page, "letter") == []


def test_page_that_is_missing_has_no_complaint(browser: Browser, site: Site) -> None:
    """In a window of its own: the browser writes a 404 on its console, which the others may not."""
    shown = browser.new_context(locale="vi-VN").new_page()
    shown.goto(site.root + "/khong-co/")
    assert complaints(shown, "/khong-co/") == []
    shown.context.close()
