"""An editor's, a head's and a reader's day: what is written, approved, published, corrected and taken down moves the plan."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.factories import plans as make
from tests.media.conftest import Filmer, film, folders  # noqa: F401 - fixtures

from danbiet.demo.actions.moments import moment
from danbiet.demo.actions.people import load_people
from danbiet.demo.actions.units import load_units
from danbiet.demo.registry import PASSWORD
from danbiet.media.actions import prepare_video
from danbiet.media.models import Video
from danbiet.newsroom.models import ArticlePage, SectionPage
from danbiet.org.models import Unit
from danbiet.plans.models import Plan, Report, Task

from . import newsroom_steps as do
from .steps import faults_of, sign_in
from .test_story import button, hand_in, issue, text_of

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings(
        "ignore:[Uu]nclosed file:ResourceWarning"
    ),  # Wagtail leaves a picture's file to the collector
]

ARTICLES = "Đăng tin, bài giới thiệu một cửa điện tử"
FILMS = "Xây dựng và phát video hướng dẫn nộp hồ sơ trực tuyến"
TITLE = "Sóc Trăng đưa một cửa điện tử về xã"
ADDRESS = "/tin-tuc/soc-trang-dua-mot-cua-dien-tu-ve-xa/"
HEAD = "thutruong.dptth"


@pytest.fixture
def station(settings: Any, folders: Path, live_server: LiveServer) -> Plan:  # noqa: F811
    """The units of 2021, their people, and the province's draft: four articles and two films of the broadcaster."""
    settings.DANBIET_TODAY = date(2021, 1, 27)
    settings.DANBIET_BASE_URL = live_server.url
    load_units(at=moment(date(2021, 1, 4)))
    load_people(on=date(2021, 1, 4), mail_to=["DPTTH"])
    unit = Unit.objects.get(key="dai-phat-thanh-va-truyen-hinh")
    plan = make.plan(Unit.objects.get(key="94"), state="draft")
    group = make.group(plan, title="Tuyên truyền một cửa điện tử")
    for order, (content, quantity, words) in enumerate([(ARTICLES, 4, "tin, bài"), (FILMS, 2, "video")], 1):
        make.target(make.task(group, order=order, content=content, leads=[unit]), quantity, unit_text=words)
    return plan


@pytest.fixture(autouse=True)
def _files_collected() -> Iterator[None]:
    """What is left open is collected while its warning is still silent."""
    yield
    gc.collect()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "mot-cua.jpg"
    Image.new("RGB", (1200, 800), "teal").save(path)
    return path


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    paper = docx.Document()
    paper.add_paragraph("Hướng dẫn nộp hồ sơ tại Bộ phận Một cửa")
    path = tmp_path / "huong-dan.docx"
    paper.save(str(path))
    return path


def counted_by_itself(page: Page, root: str, task: Task, measure: str) -> None:
    """The office says on the desk that the platform counts the target of a task."""
    page.goto(f"{root}/ban-lam-viec/ke-hoach/nhiem-vu/{task.pk}/tu-dem/")
    page.locator("main select").first.select_option(measure)
    button(page, "Lưu")
    page.wait_for_load_state()
    assert task.targets.get().measure == measure


def issued(page: Page, root: str, plan: Plan) -> Plan:
    """The province's plan is issued, then the broadcaster's own below it."""
    sign_in(page, root, "sonoivu")
    counted_by_itself(page, root, plan.tasks.get(content=ARTICLES), "articles_published")
    counted_by_itself(page, root, plan.tasks.get(content=FILMS), "videos_published")
    issue(page, root, plan, username="sonoivu", number="19/KH-UBND", on="2021-01-26")
    own = Plan.objects.get(parent=plan)
    issue(page, root, own, username=HEAD, number="02/KH-ĐPTTH", on="2021-01-27")
    return own


def write_article(page: Page, root: str, *, picture: Path, leaflet: Path) -> None:
    """Cover with alternative text, text, picture, table, file, the task it fulfils; seen as readers will; sent in."""
    section = SectionPage.objects.get(slug="tin-tuc").pk
    sign_in(page, root, "bientap.dai")
    do.begin(page, root, section=section, kind="articlepage", title=TITLE, summary="Nộp hồ sơ ngay tại xã.")
    do.choose_cover(page, picture, title="Bộ phận Một cửa", alternative="Người dân nộp hồ sơ tại quầy số 1")
    do.write_text(page, "Từ hôm nay người dân không phải lên huyện.")
    do.add_picture(page, caption="Quầy số 1 sáng 30/3")
    do.add_table(page, caption="Hồ sơ tháng 3", columns=("Xã", "Hồ sơ"), row=("Thới An Hội", "1234.5"))
    do.add_file(page, leaflet, title="Tờ hướng dẫn")
    do.choose_task(page, ARTICLES)
    do.preview(page, "không phải lên huyện")
    do.send_in(page)


def from_the_letter(browser: Browser, root: str, decision: str, **words: str) -> None:
    """The head reads the letter, opens its link on a phone, says the password, decides."""
    with do.visitor(browser, width=390) as head:
        link = do.letter_to(head, root, name=HEAD)
        do.confirm(head, link, PASSWORD)
        assert not list(faults_of(head, 390))
        do.decide(head, decision, **words)


def edit(page: Page, root: str) -> None:
    sign_in(page, root, "bientap.dai")
    page.goto(f"{root}{do.ROOMS}pages/{ArticlePage.objects.get().pk}/edit/")


def published(browser: Browser, root: str) -> None:
    """What a reader gets: on a computer, on a phone, without scripts."""
    for width, scripts in ((1280, True), (390, True), (390, False)):
        with do.visitor(browser, width=width, scripts=scripts) as reader:
            said = do.seen_within(reader, root + ADDRESS, status=200)
            assert "Từ hôm nay người dân không phải lên huyện." in said
            assert "Đài Phát thanh và Truyền hình Sóc Trăng" in said
            assert "Quầy số 1 sáng 30/3" in said
            assert "1.234,5" in said
            expect(reader.get_by_alt_text("Người dân nộp hồ sơ tại quầy số 1").first).to_be_visible()
            with reader.expect_download() as waiting:
                reader.locator("main a[href^='/tep/']").first.click()
            assert (
                docx.Document(str(waiting.value.path())).paragraphs[0].text.startswith("Hướng dẫn nộp hồ sơ")
            )
            assert reader.context.cookies() == []
            if scripts:
                assert not list(faults_of(reader, width))


def why(browser: Browser, root: str, content: str) -> str:
    """What everybody reads about a task of the province's plan: its page and the arithmetic behind it."""
    task = Task.objects.get(content=content, plan__parent=None)
    with do.visitor(browser, width=390) as reader:
        return text_of(reader, f"{root}/nhiem-vu/{task.pk}/vi-sao/")


def film_published(browser: Browser, root: str, file: Path) -> None:
    """A film is sent, prepared, put on a page, approved on the desk; readers play it."""
    with do.visitor(browser) as editor:
        sign_in(editor, root, "bientap.dai")
        do.send_film(editor, root, file, title="Nộp hồ sơ trực tuyến")
        prepare_video(Video.objects.get().pk, at=moment(date(2021, 3, 30)))  # what the worker does meanwhile
        section = SectionPage.objects.get(slug="video").pk
        do.begin(editor, root, section=section, kind="videopage", title="Nộp hồ sơ tại nhà")
        do.choose_film(editor, "Nộp hồ sơ trực tuyến")
        do.choose_task(editor, FILMS)
        do.send_in(editor)
    with do.visitor(browser, width=390) as head:
        sign_in(head, root, HEAD)
        head.goto(f"{root}/ban-lam-viec/tin-bai/")
        head.get_by_role("link", name="Nộp hồ sơ tại nhà").click()
        assert not list(faults_of(head, 390))
        do.decide(head, "now")
    with do.visitor(browser, width=390, scripts=False) as reader:
        do.seen_within(reader, f"{root}/video/nop-ho-so-tai-nha/", status=200)
        source = reader.locator("video source").first.get_attribute("src")
        film = reader.request.get(f"{root}{source}", headers={"Range": "bytes=0-99"})
        assert (film.status, len(film.body())) == (206, 100)


def reported(page: Page, root: str, own: Plan) -> Report:
    """The quarter's report of the broadcaster, written and handed in."""
    sign_in(page, root, "bientap.dai")
    page.goto(root + "/ban-lam-viec/bao-cao/?ky=2021-Q1")
    button(page, "Lập báo cáo")
    page.fill("[name=results]", "Đã đăng bài và video đầu tiên.")
    button(page, "Lưu")
    sign_in(page, root, HEAD)
    report = Report.objects.get(plan=own)
    page.goto(f"{root}/ban-lam-viec/bao-cao/{report.pk}/")
    hand_in(page)
    page.wait_for_url(f"**/bao-cao/{report.pk}/")
    return report


def test_text_goes_from_draft_to_readers_and_moves_the_plan(
    browser: Browser,
    live_server: LiveServer,
    station: Plan,
    picture: Path,
    leaflet: Path,
    film: Filmer,  # noqa: F811 - the fixture above
    settings: Any,
) -> None:
    root = live_server.url
    with do.visitor(browser) as editor:
        own = issued(editor, root, station)
        settings.DANBIET_TODAY = date(2021, 3, 30)
        write_article(editor, root, picture=picture, leaflet=leaflet)
    assert "Vì sao 0\xa0%?" in why(browser, root, ARTICLES)

    # the head sends it back with a reason, the author reads it and sends it again, the head publishes
    from_the_letter(browser, root, "return", reason="Chưa ghi tên xã làm trước")
    with do.visitor(browser) as editor:
        edit(editor, root)
        expect(editor.locator("body")).to_contain_text("Chưa ghi tên xã làm trước")
        editor.fill("#id_summary", "Nộp hồ sơ ngay tại xã Thới An Hội.")
        do.send_in(editor)
        assert editor.request.get(root + ADDRESS, max_redirects=0).status == 404
    from_the_letter(browser, root, "now")
    published(browser, root)
    said = why(browser, root, ARTICLES)
    assert "Vì sao 25\xa0%?" in said
    assert TITLE in said

    film_published(browser, root, film("a.mp4"))
    assert "Vì sao 50\xa0%?" in why(browser, root, FILMS)
    settings.DANBIET_TODAY = date(2021, 4, 5)
    with do.visitor(browser) as officer:
        report = reported(officer, root, own)

    # a correction, with its trace; the number stays
    with do.visitor(browser) as editor:
        edit(editor, root)
        editor.fill("#id_summary", "Nộp hồ sơ ngay tại xã Kế An.")
        do.send_in(editor)
    note = "Xã làm trước là Kế An, không phải Thới An Hội."
    from_the_letter(browser, root, "now", change="correction", correction=note)
    with do.visitor(browser, width=390) as reader:
        said = do.seen_within(reader, root + ADDRESS, status=200)
        assert note in said
        assert "05/04/2021" in said
    assert "Vì sao 25\xa0%?" in why(browser, root, ARTICLES)

    # taken down: gone for readers, the number falls, the report stays and says so
    with do.visitor(browser, width=1280) as head:
        sign_in(head, root, HEAD)
        head.goto(f"{root}{do.ROOMS}pages/{ArticlePage.objects.get().pk}/unpublish/")
        head.locator("main form button[type=submit], main form input[type=submit]").first.click()
        head.wait_for_load_state()
    with do.visitor(browser, width=390) as reader:
        do.seen_within(reader, root + ADDRESS, status=404)
    said = why(browser, root, ARTICLES)
    assert "Vì sao 0\xa0%?" in said
    with do.visitor(browser, width=390) as officer:
        sign_in(officer, root, "bientap.dai")
        said = text_of(officer, f"{root}/ban-lam-viec/bao-cao/{report.pk}/")
        assert TITLE in said  # named among what came or went since
        assert not list(faults_of(officer, 390))
