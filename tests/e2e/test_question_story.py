"""One question from a telephone without scripts to the air and into the plan: everybody at 390 px, every step by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.factories import air, plans
from tests.factories import questions as make

from danbiet.accounts.models import User
from danbiet.broadcasts.models import Airing, Episode
from danbiet.demo.registry import PASSWORD
from danbiet.kit import clock
from danbiet.org.enums import Role, UnitKind
from danbiet.plans.models import Task
from danbiet.questions.actions.notices import send_notices
from danbiet.questions.models import Question

from . import question_steps as do
from .steps import faults_of, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
QUEUE, AIR = "/ban-lam-viec/cau-hoi/", "/ban-lam-viec/phat-song/"
ASKED_ON, AIRED_ON = date(2021, 10, 12), date(2021, 10, 14)
ADDRESS = "hoi@example.vn"
ANSWER = "Được. Mẹ mang theo giấy tờ tùy thân."


@dataclass
class House:
    """The people of the questions, a station with its editor, and a task of the plan: two editions of the column."""

    cast: make.Cast
    editor: User
    task: Task
    root: str


@pytest.fixture
def house(settings: Any, live_server: LiveServer) -> House:
    settings.DANBIET_TODAY = ASKED_ON
    settings.DANBIET_BASE_URL = live_server.url
    cast = make.cast()
    station = plans.unit(
        "Đài Phát thanh và Truyền hình", parent=cast.root, kind=UnitKind.BROADCASTER, code="DPTTH"
    )
    editor = plans.person("Lý Thị Biên Tập", unit=station, role=Role.EDITOR)
    for user in (cast.intake, cast.officer, cast.head, editor):
        user.set_password(PASSWORD)
        user.save()
    air.channel(station)
    air.programme(station)
    plan = plans.plan(cast.root, number="19/KH-UBND")
    task = plans.task(plans.group(plan), content="Phát sóng chuyên mục Dân hỏi", leads=[station])
    plans.target(task, 2, unit_text="kỳ", measure="episodes_aired")
    return House(cast, editor, task, live_server.url)


@contextmanager
def official(browser: Browser, house: House, who: User, path: str) -> Iterator[Page]:
    with do.phone(browser) as page:
        sign_in(page, house.root, who.username)
        page.goto(house.root + path)
        yield page


def fits(page: Page) -> None:
    assert not list(faults_of(page, 390))


def said(page: Page, words: str) -> None:
    expect(page.locator(".messages")).to_contain_text(words)


def test_question_goes_from_a_telephone_to_the_air_and_moves_the_plan(
    browser: Browser, house: House, settings: Any
) -> None:
    assert percent_of(browser, house) == "0"
    link = asks(browser, house)
    question = Question.objects.get()
    desk_takes_it_in(browser, house, question)
    agency_answers(browser, house, question)
    citizen_reads_the_answer(browser, house, question, link)

    episode = editor_makes_an_episode(browser, house)
    settings.DANBIET_TODAY = AIRED_ON + timedelta(days=1)
    editor_confirms_and_links_the_recording(browser, house, episode)

    citizen_hears_of_it(browser, house, question, link)
    assert percent_of(browser, house) == "50"


def percent_of(browser: Browser, house: House) -> str:
    """How far the task is, as everybody reads it."""
    with do.phone(browser, scripts=False) as reader:
        reader.goto(f"{house.root}/nhiem-vu/{house.task.pk}/")
        return reader.locator("main").inner_text().split("%")[0].split()[-1].replace(",0", "")


def asks(browser: Browser, house: House) -> str:
    """A question with a mail address, for the air as well; gives the secret address of its page."""
    with do.phone(browser, scripts=False) as citizen:
        citizen.goto(house.root + "/hoi-dap/")
        citizen.get_by_role("link", name="Gửi câu hỏi").first.click()
        do.fill_in(citizen)
        citizen.fill("[name=email]", ADDRESS)
        citizen.check("[name=may_air]")
        do.solve_sum(citizen)
        citizen.wait_for_timeout(3100)  # nobody types faster
        citizen.get_by_role("button", name="Gửi câu hỏi").click()
        expect(citizen.locator("h1")).to_have_text("Xem lại trước khi gửi")
        expect(citizen.locator("main")).to_contain_text("phát sóng")  # what was agreed to
        citizen.get_by_role("button", name="Gửi câu hỏi").click()
        citizen.wait_for_url("**/hoi-dap/da-gui/**")
        citizen.locator("a.btn--fill").click()
        citizen.wait_for_url("**/hoi-dap/theo-doi/**")
        expect(citizen.locator("h1")).to_have_text(do.SUBJECT)
        return citizen.url


def desk_takes_it_in(browser: Browser, house: House, question: Question) -> None:
    with official(browser, house, house.cast.intake, QUEUE) as desk:
        fits(desk)
        desk.get_by_role("link", name=do.SUBJECT).first.click()
        desk.wait_for_url(f"**{QUEUE}{question.pk}/**")
        desk.get_by_role("link", name="Rà soát che thông tin").click()
        desk.get_by_role("button", name="Lưu, phần che đã đúng").click()
        expect(desk.get_by_role("heading", name="Cơ quan phù hợp nhất")).to_be_visible()
        fits(desk)
        desk.locator(".suggestions button").first.click()
        said(desk, "Sở Tư pháp")


def agency_answers(browser: Browser, house: House, question: Question) -> None:
    with official(browser, house, house.cast.officer, f"{QUEUE}{question.pk}/") as officer:
        officer.fill("textarea[name=body]", ANSWER)
        fits(officer)
        officer.get_by_role("button", name="Trình duyệt").click()
        said(officer, "Đã trình duyệt")
    with official(browser, house, house.cast.head, QUEUE + "?xem=cho-duyet") as head:
        head.get_by_role("link", name="Duyệt", exact=True).click()
        dialog = head.locator("dialog[open]")
        expect(dialog).to_contain_text(ANSWER)
        dialog.get_by_role("button").last.click()
        said(head, "công khai")
    question.refresh_from_db()
    assert question.state == "published"


def citizen_reads_the_answer(browser: Browser, house: House, question: Question, link: str) -> None:
    send_notices(at=clock.now())  # as the job does every minute
    letters = [letter.body for letter in mail.outbox if letter.to == [ADDRESS]]
    assert any("đã được trả lời" in body and link in body for body in letters)
    with do.phone(browser, scripts=False) as citizen:
        citizen.goto(link)
        expect(citizen.locator(".reply")).to_contain_text(ANSWER)
        citizen.goto(f"{house.root}/hoi-dap/cau-hoi/{question.code}/")
        expect(citizen.locator(".reply")).to_contain_text(ANSWER)
        assert "0912" not in citizen.content()


def editor_makes_an_episode(browser: Browser, house: House) -> Episode:
    with official(browser, house, house.editor, AIR + "so-phat-song/moi/") as editor:
        editor.fill("[name=title]", "Giấy tờ khai sinh")
        editor.get_by_role("button", name="Tạo", exact=True).click()
        editor.wait_for_url("**/so-phat-song/*/")
        option = editor.locator("select[name=task] option", has_text="Phát sóng chuyên mục Dân hỏi").first
        editor.locator("select[name=task]").select_option(str(option.get_attribute("value")))
        editor.get_by_role("button", name="Lưu", exact=True).click()
        said(editor, "Đã lưu")
        editor.select_option("select[name=loai]", label="Câu hỏi đã trả lời")
        editor.locator("main form.filter button").click()
        editor.get_by_role("button", name="Đưa vào").click()
        expect(editor.locator(".runs")).to_contain_text(do.SUBJECT)
        fits(editor)
        editor.get_by_role("button", name="Sẵn sàng phát").click()
        editor.get_by_role("link", name="Xếp lịch phát").click()
        editor.fill("[name=on]", f"{AIRED_ON:%d/%m/%Y}")
        editor.fill("[name=at]", "19:45")
        editor.get_by_role("button", name="Xếp vào giờ này").click()
        expect(editor.locator("#len-song")).to_contain_text("19:45 14/10/2021")
    return Episode.objects.get()


def editor_confirms_and_links_the_recording(browser: Browser, house: House, episode: Episode) -> None:
    with official(browser, house, house.editor, f"{AIR}xac-nhan/?ngay={AIRED_ON:%Y-%m-%d}") as editor:
        fits(editor)
        editor.get_by_role("button", name="Đã phát").click()
        expect(editor.get_by_role("button", name="Đã phát")).to_have_count(0)
        expect(editor.locator("main")).to_contain_text("đã phát", ignore_case=True)
        assert Airing.objects.get().state == "confirmed"
        editor.goto(f"{house.root}{AIR}so-phat-song/{episode.pk}/")
        editor.get_by_role("link", name="Gắn bản ghi").click()
        editor.fill("[name=url]", "https://thst.vn/dan-hoi-1")
        editor.get_by_label(do.SUBJECT).fill("12:30")
        editor.locator("main form button[type=submit]").last.click()
        expect(editor.get_by_role("link", name="Bản ghi", exact=True)).to_be_visible()


def citizen_hears_of_it(browser: Browser, house: House, question: Question, link: str) -> None:
    mail.outbox.clear()
    send_notices(at=clock.now())
    (letter,) = [letter for letter in mail.outbox if letter.to == [ADDRESS]]
    assert link in letter.body
    assert "Dân hỏi" in letter.body
    with do.phone(browser, scripts=False) as citizen:
        citizen.goto(link)
        expect(citizen.locator("main")).to_contain_text("14/10/2021")
        citizen.goto(f"{house.root}/hoi-dap/cau-hoi/{question.code}/")
        citizen.locator(".item__side").get_by_role("link", name="Dân hỏi").click()
        citizen.wait_for_url("**/lich-phat-song/luot/**")
        expect(citizen.locator("main")).to_contain_text("12:30")
        expect(citizen.get_by_role("link", name="Xem, nghe lại")).to_be_visible()
