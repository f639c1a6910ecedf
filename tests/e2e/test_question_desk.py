"""Officials at their desks in a browser: taken in, handed on, answered by two at once, approved, published; by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.factories import questions as make

from danbiet.demo.registry import PASSWORD
from danbiet.questions.actions.likeness import catch_up_likeness
from danbiet.questions.models import Answer, Question
from danbiet.questions.registry import Document, register_documents

from .axe import complaints
from .newsroom_steps import visitor
from .steps import faults_of, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

QUEUE = "/ban-lam-viec/cau-hoi/"
WORDS = (
    "Tôi là Trần Văn Hỏi, số 0912.345.678. Mẹ ruột tôi có nhận thay bản sao trích lục khai sinh được không?"
)
LAW = Document(7, "Luật Hộ tịch 60/2014/QH13", "/van-ban/luat-ho-tich/", "còn hiệu lực")


@pytest.fixture
def cast(settings: Any, live_server: LiveServer) -> Iterator[make.Cast]:
    settings.DANBIET_TODAY = date(2021, 10, 12)
    settings.DANBIET_BASE_URL = live_server.url
    made = make.cast()
    for user in (made.intake, made.officer, made.colleague, made.head, made.other_officer):
        user.set_password(PASSWORD)
        user.save()
    register_documents(search=lambda text: [LAW] if "tịch" in text else [], known=lambda _ids: {7: LAW})
    yield made
    register_documents(search=lambda _text: [], known=lambda _ids: {})


def answered_before(cast: make.Cast) -> Question:
    """A like question with its answer; others of the field say where such questions go."""
    one = make.question(
        cast.root, state="published", lead=cast.agency, topic=cast.topic, subject="Mẹ ruột nhận thay bản sao trích lục kết hôn",
        text="Mẹ ruột có nhận thay bản sao trích lục được không?",
    )  # fmt: skip
    make.answer(
        one,
        state="approved",
        body="<p>Được, <strong>không</strong> phải chứng thực.</p>",
        signed_by=cast.head,
    )
    catch_up_likeness()
    return one


def new_question(cast: make.Cast) -> Question:
    return make.question(
        cast.root, subject="Mẹ ruột nhận thay bản sao trích lục khai sinh", topic=cast.topic, may_publish=True,
        text="Tôi là [họ tên đã che], số [số điện thoại đã che]. Mẹ ruột tôi có nhận thay bản sao trích lục khai sinh được không?",
        asker={"text": WORDS},
    )  # fmt: skip


def enter(page: Page, root: str, who: Any, path: str) -> None:
    sign_in(page, root, who.username)
    page.goto(root + path)


def well_made(page: Page) -> None:
    """Nothing sticks out, no English, no barrier that a program can find."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert not list(faults_of(page, width))
    assert not complaints(page, page.url)


def test_question_goes_from_the_desk_to_the_public_page_by_keyboard(
    browser: Browser, live_server: LiveServer, cast: make.Cast
) -> None:
    root = live_server.url
    answered_before(cast)
    question = new_question(cast)
    with visitor(browser) as desk:
        enter(desk, root, cast.intake, QUEUE)
        desk.keyboard.press("j")
        desk.keyboard.press("Enter")  # the row's link has the focus
        desk.wait_for_url(f"**{QUEUE}{question.pk}/**")
        desk.get_by_role("link", name="Rà soát che thông tin").click()
        expect(desk.locator("mark.is-known").first).to_have_text("Trần Văn Hỏi")
        well_made(desk)
        desk.get_by_role("button", name="Lưu, phần che đã đúng").click()
        expect(desk.get_by_role("heading", name="Cơ quan phù hợp nhất")).to_be_visible()
        well_made(desk)
        desk.keyboard.press("1")  # the first suggestion is accepted
        expect(desk.locator(".messages")).to_contain_text("Sở Tư pháp")

    with visitor(browser) as officer:
        enter(officer, root, cast.officer, QUEUE + "?xem=don-vi")
        officer.keyboard.press("j")
        officer.keyboard.press("Enter")
        officer.wait_for_url(f"**{QUEUE}{question.pk}/**")
        box = officer.locator("textarea[name=body]")
        expect(officer.get_by_role("toolbar")).to_be_visible()  # the script is there
        assert "0912" not in officer.content()
        officer.keyboard.press("1")  # the nearest earlier answer comes into the box
        expect(box).to_have_value("Được, **không** phải chứng thực.")
        box.focus()
        officer.keyboard.press("Control+End")
        officer.keyboard.type("\n\nMẹ mang theo giấy tờ.")
        officer.locator("input[name=tim-van-ban]").fill("hộ tịch")
        officer.keyboard.press("Enter")
        officer.get_by_role("button", name="Luật Hộ tịch").click()
        officer.keyboard.type("Điều 64")
        officer.get_by_role("toolbar").get_by_role("button", name="Xem trước").click()
        expect(officer.locator("[data-preview-box]")).to_contain_text("Mẹ mang theo giấy tờ.")
        expect(officer.locator("[data-preview-box] strong")).to_have_text("không")
        well_made(officer)
        box.focus()
        officer.keyboard.press("Control+Enter")
        expect(officer.locator(".messages")).to_contain_text("Đã trình duyệt")

    with visitor(browser, width=390) as head:
        enter(head, root, cast.head, QUEUE + "?xem=cho-duyet")
        well_made(head)
        head.get_by_role("link", name="Duyệt", exact=True).click()
        dialog = head.locator("dialog[open]")
        expect(dialog).to_contain_text("Mẹ mang theo giấy tờ.")
        dialog.get_by_role("button").last.click()
        expect(head.locator(".messages")).to_contain_text("công khai")

    question.refresh_from_db()
    assert question.state == "published"
    basis = Answer.objects.get(question=question).bases.get()
    assert (basis.document_id, basis.article, basis.title) == (7, "Điều 64", LAW.title)
    with visitor(browser, width=390, scripts=False) as reader:
        reader.goto(f"{root}/hoi-dap/cau-hoi/{question.code}/")
        said = reader.locator("main").inner_text()
        assert "Mẹ mang theo giấy tờ." in said
        assert "0912" not in reader.content()


def test_two_officers_on_one_question_lose_nothing(
    browser: Browser, live_server: LiveServer, cast: make.Cast
) -> None:
    root = live_server.url
    question = make.question(
        cast.root, state="in_work", lead=cast.agency, officer=cast.officer, subject="Hai người một câu"
    )
    path = f"{QUEUE}{question.pk}/"
    with visitor(browser) as first, visitor(browser) as second:
        enter(first, root, cast.officer, path)
        enter(second, root, cast.colleague, path)
        first.fill("textarea[name=body]", "Bài của chị B")
        second.fill("textarea[name=body]", "Bài của chị D")
        second.get_by_role("button", name="Lưu dự thảo").last.click()
        expect(second.locator(".messages")).to_contain_text("Đã lưu")

        first.get_by_role("button", name="Lưu dự thảo").last.click()
        expect(first.locator("[role=alert]").first).to_contain_text("Có người khác vừa lưu")
        expect(first.locator("#ban-kia")).to_have_text("Bài của chị D")
        expect(first.locator("textarea[name=body]")).to_have_value("Bài của chị B")
        well_made(first)
        first.get_by_role("button", name="Lưu dự thảo").last.click()
        expect(first.locator(".messages")).to_contain_text("Đã lưu")
    assert Answer.objects.get().body == "<p>Bài của chị B</p>"


def test_typed_words_survive_a_closed_window(
    browser: Browser, live_server: LiveServer, cast: make.Cast
) -> None:
    root = live_server.url
    question = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    with visitor(browser) as officer:
        enter(officer, root, cast.officer, f"{QUEUE}{question.pk}/")
        officer.locator("textarea[name=body]").press_sequentially("Chưa lưu kịp")
        officer.goto(root + QUEUE)
        officer.goto(f"{root}{QUEUE}{question.pk}/")
        officer.locator(".kept button").first.click()
        expect(officer.locator("textarea[name=body]")).to_have_value("Chưa lưu kịp")


def test_buttons_of_the_box_write_what_one_could_type(
    browser: Browser, live_server: LiveServer, cast: make.Cast
) -> None:
    root = live_server.url
    make.snippet("Lời kết", "Trân trọng cảm ơn.", key="ket", unit=cast.agency)
    question = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    with visitor(browser) as officer:
        enter(officer, root, cast.officer, f"{QUEUE}{question.pk}/")
        box, bar = officer.locator("textarea[name=body]"), officer.get_by_role("toolbar")
        box.fill("Được")
        box.press("Control+a")
        bar.get_by_role("button", name="Đậm").click()
        expect(box).to_have_value("**Được**")
        box.press("Control+End")
        officer.keyboard.type("\ngiấy tờ")
        bar.get_by_role("button", name="Danh sách", exact=True).click()
        expect(box).to_have_value("**Được**\n\n- giấy tờ")
        box.press("Control+End")
        officer.keyboard.type("\n\n;ket")
        officer.keyboard.press("Tab")
        expect(box).to_have_value("**Được**\n\n- giấy tờ\n\nTrân trọng cảm ơn.")
        officer.keyboard.press("Tab")  # no snippet's name before the cursor: on to the next field
        assert officer.evaluate("document.activeElement.name") != "body"


def test_keys_lead_from_question_to_question(
    browser: Browser, live_server: LiveServer, cast: make.Cast
) -> None:
    root = live_server.url
    first, second = (
        make.question(
            cast.root,
            state="in_work",
            lead=cast.agency,
            officer=cast.officer,
            due_at=make.DUE + timedelta(days=number),
        )
        for number in (0, 1)
    )
    with visitor(browser) as officer:
        enter(officer, root, cast.officer, f"{QUEUE}{first.pk}/?xem=cua-toi")
        officer.keyboard.press("j")
        officer.wait_for_url(f"**{QUEUE}{second.pk}/?xem=cua-toi")
        officer.keyboard.press("k")
        officer.wait_for_url(f"**{QUEUE}{first.pk}/?xem=cua-toi")


def test_desk_without_scripts_answers_too(browser: Browser, live_server: LiveServer, cast: make.Cast) -> None:
    root = live_server.url
    question = make.question(
        cast.root,
        state="routed",
        lead=cast.agency,
        may_publish=True,
        is_masked_checked=True,
        subject="Không cần kịch bản",
    )
    with visitor(browser, width=390, scripts=False) as officer:
        enter(officer, root, cast.officer, f"{QUEUE}{question.pk}/")
        officer.get_by_role("button", name="Nhận việc").click()
        officer.fill("textarea[name=body]", "Được.")
        officer.fill("input[name=tim-van-ban]", "hộ tịch")
        officer.locator("main button[value=tim]").click()
        officer.get_by_label("Luật Hộ tịch 60/2014/QH13").check()
        officer.get_by_role("button", name="Trình duyệt").click()
        expect(officer.locator(".messages")).to_contain_text("Đã trình duyệt")
    with visitor(browser, width=390, scripts=False) as head:
        enter(head, root, cast.head, f"{QUEUE}{question.pk}/")
        head.get_by_role("link", name="Duyệt và đăng").click()
        head.locator("main form button[type=submit]").last.click()
        expect(head.locator(".messages")).to_contain_text("công khai")
    assert Question.objects.get(pk=question.pk).state == "published"
