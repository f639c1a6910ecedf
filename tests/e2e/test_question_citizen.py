"""A citizen asks, follows, is answered and says what they think: on a telephone, and in a browser without scripts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.factories import questions as make

from danbiet.questions.models import Answer, Asker, Question, QuestionFile
from danbiet.questions.queries.doors import follow_key

from . import question_steps as do
from .axe import LOOKS as SCREENS
from .axe import complaints
from .steps import faults_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("DANBIET_SHOTS")  # a folder: every page is photographed into it


@pytest.fixture
def place(settings: Any, live_server: LiveServer) -> do.Province:
    settings.DANBIET_TODAY = do.TODAY
    settings.DANBIET_BASE_URL = live_server.url
    return do.province()


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=1, is_mobile=True, has_touch=True, locale="vi-VN"
    )  # fmt: skip
    yield context
    context.close()


@pytest.fixture
def old_telephone(browser: Browser) -> Iterator[BrowserContext]:
    """One whose browser runs no scripts."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale="vi-VN", java_script_enabled=False
    )  # fmt: skip
    yield context
    context.close()


def photographed(page: Page, name: str) -> None:
    if SHOTS:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


def receipt_of(page: Page) -> Question:
    page.wait_for_url("**/hoi-dap/da-gui/**")
    return Question.objects.get(code=page.locator(".slip__code").inner_text())


def answered(question: Question, people: make.Cast, **changes: Any) -> None:
    """What the agency does meanwhile; its own screens have their own story."""
    at = make.AT + timedelta(days=4)
    state = {
        "state": "published",
        "lead": people.agency,
        "answered_at": at,
        "published_at": at,
        "routed_at": make.AT,
        **changes,
    }
    Question.objects.filter(pk=question.pk).update(**state)
    question.refresh_from_db()
    if not question.parts.exists():
        make.part(question, people.agency, role="lead", state="handed_in")
    make.event(
        question,
        "route",
        at=at - timedelta(days=2),
        from_state="accepted",
        to_state="routed",
        is_public=True,
        unit=people.agency,
    )
    make.event(question, "publish", at=at, from_state="in_approval", to_state="published", is_public=True)
    make.answer(
        question,
        body=do.BODY,
        state="approved",
        signed_by=people.head,
        bases=("Thông tư 04/2020/TT-BTP",),
        approved_at=at,
    )


def test_question_from_the_front_page_to_the_rating_on_a_telephone(
    telephone: BrowserContext, live_server: LiveServer, place: do.Province, tmp_path: Path
) -> None:
    page = telephone.new_page()
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(live_server.url + "/")
    page.fill("#cau-hoi", "nhờ mẹ nhận giấy khai sinh")
    expect(page.locator(".ask__hits a").first).to_contain_text("Nhờ mẹ ruột nhận thay")
    photographed(page, "home")
    page.locator(".ask__row button").click()
    page.wait_for_url("**/hoi-dap/hoi/?q=*")
    expect(page.locator("[name=subject]")).to_have_value("nhờ mẹ nhận giấy khai sinh")
    expect(page.locator("[data-sum]")).to_be_hidden()

    do.fill_in(page)
    page.set_input_files("[name=uploads]", do.photo(tmp_path))
    photographed(page, "ask")
    page.locator("[data-send]").click()
    question = receipt_of(page)
    photographed(page, "receipt")

    assert seen == []
    assert (question.subject, Asker.objects.get(question=question).phone) == (do.SUBJECT, "0912 345 678")
    assert QuestionFile.objects.get(question=question).label == "Ảnh 1"
    assert page.evaluate("localStorage.getItem('danbiet:question')") is None

    page.locator("a.btn--fill").click()
    page.wait_for_url("**/hoi-dap/theo-doi/**")
    expect(page.locator("h1")).to_have_text(do.SUBJECT)
    expect(page.locator(".days .is-due")).to_have_count(1)
    photographed(page, "follow-new")
    answered(question, place.people)
    page.reload()
    expect(page.locator(".reply")).to_contain_text("giấy ủy quyền không phải chứng thực")
    page.get_by_label("4 – hài lòng").check()
    page.fill("#danh-gia-reason", "Rõ ràng, nhanh.")
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.locator("#xong")).to_contain_text("Cảm ơn")
    photographed(page, "follow-answered")

    question.refresh_from_db()
    assert question.rating == 4
    assert seen == []


def test_question_is_asked_followed_and_reopened_without_scripts(
    old_telephone: BrowserContext, live_server: LiveServer, place: do.Province, tmp_path: Path
) -> None:
    page = old_telephone.new_page()
    page.goto(live_server.url + "/hoi-dap/")
    page.get_by_role("link", name="Gửi câu hỏi").first.click()
    do.fill_in(page)
    page.set_input_files("[name=uploads]", [do.photo(tmp_path), do.photo(tmp_path, "hai.jpg", (300, 200))])
    page.wait_for_timeout(3100)  # nobody types faster
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.locator(".errors")).to_contain_text("phép cộng")
    photographed(page, "nojs-error")
    assert page.input_value("[name=text]") == do.TEXT

    do.solve_sum(page)
    page.set_input_files("[name=uploads]", [do.photo(tmp_path), do.photo(tmp_path, "hai.jpg", (300, 200))])
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.locator("h1")).to_have_text("Xem lại trước khi gửi")
    expect(page.locator(".fits")).to_contain_text("Nhờ mẹ ruột nhận thay")
    photographed(page, "nojs-before")
    page.get_by_role("button", name="Sửa lại").click()
    expect(page.locator("[name=text]")).to_have_value(do.TEXT)
    page.get_by_role("button", name="Gửi câu hỏi").click()
    page.get_by_role("button", name="Gửi câu hỏi").click()
    question = receipt_of(page)
    assert [one.label for one in QuestionFile.objects.order_by("pk")] == ["Ảnh 1", "Ảnh 2"]

    page.goto(live_server.url + "/hoi-dap/theo-doi/")
    page.fill("[name=code]", question.code.lower())
    page.fill("[name=contact]", "+84 912.345.678")
    page.get_by_role("button", name="Xem câu hỏi của tôi").click()
    expect(page.locator("h1")).to_have_text(do.SUBJECT)
    answered(question, place.people)
    page.reload()
    page.locator("summary", has_text="Đề nghị xem xét lại").click()
    page.fill("#mo-lai-reason", "Chưa nói rõ nộp ở đâu.")
    page.get_by_role("button", name="Đề nghị xem xét lại").click()
    expect(page.locator("#xong")).to_contain_text("xem xét lại")

    question.refresh_from_db()
    assert (question.state, question.reopened_at is not None) == ("routed", True)


def test_words_survive_a_lost_connection_and_come_back(
    telephone: BrowserContext, live_server: LiveServer, place: do.Province
) -> None:
    page = telephone.new_page()
    page.goto(live_server.url + "/hoi-dap/hoi/")
    do.fill_in(page)
    telephone.set_offline(True)
    page.locator("[data-send]").click()
    expect(page.locator("[data-offline]")).to_be_visible()
    telephone.set_offline(False)
    page.close()

    page = telephone.new_page()
    page.goto(live_server.url + "/hoi-dap/hoi/")

    expect(page.locator("[data-draft]")).to_be_visible()
    assert page.input_value("[name=text]") == do.TEXT
    assert page.input_value("[name=phone]") == "0912 345 678"
    assert not page.is_checked("[name=may_name]")
    photographed(page, "ask-draft")
    page.locator("[data-send]").click()
    receipt_of(page)
    assert Question.objects.filter(subject=do.SUBJECT).count() == 1


def paths(place: do.Province) -> list[tuple[str, str]]:
    """Every kind of page a citizen meets, in the states that differ."""
    people = place.people
    asked = make.question(
        people.root,
        subject="Xin cấp đổi sổ đỏ",
        state="info_wanted",
        lead=people.agency,
        state_before="in_work",
    )
    make.event(asked, "ask", is_public=True, to_state="new")
    make.message(asked, "Ông/bà cần bản sao cho mình hay cho con?", at=make.AT + timedelta(days=1))
    make.pause(asked, began_at=make.AT + timedelta(days=1))
    refused = make.question(
        people.root, subject="Khiếu nại quyết định thu hồi đất", state="refused", refusal="complaint"
    )
    done = make.question(people.root, subject="Trợ cấp thai sản", state="answered", lead=people.agency)
    answered(done, people, state="answered", published_at=None)
    Answer.objects.filter(question=done).update(is_private=True)
    secret = [(one, f"{one.code}/{follow_key(one)}/") for one in (asked, refused, done)]
    return [
        ("archive", "/hoi-dap/"), ("archive-none", "/hoi-dap/?q=khong-co-gi-ca"), ("question", f"/hoi-dap/cau-hoi/{place.answered[0].code}/"),
        ("question-flagged", f"/hoi-dap/cau-hoi/{place.answered[2].code}/"), ("figures", "/hoi-dap/thong-ke/?nam=2021"),
        ("figures-none", "/hoi-dap/thong-ke/?nam=2017"), ("ask-plain", "/hoi-dap/hoi/"), ("ask-asked", "/hoi-dap/hoi/?q=giấy+khai+sinh+nhận+thay"),
        ("find", "/hoi-dap/theo-doi/"), ("follow-asked", f"/hoi-dap/theo-doi/{secret[0][1]}"),
        ("follow-refused", f"/hoi-dap/theo-doi/{secret[1][1]}"), ("follow-private", f"/hoi-dap/theo-doi/{secret[2][1]}"),
        ("receipt-page", f"/hoi-dap/da-gui/{secret[0][1]}"),
    ]  # fmt: skip


def test_pages_fit_the_screen_speak_vietnamese_and_axe_has_no_complaint(
    page: Page, live_server: LiveServer, place: do.Province
) -> None:
    faults: list[str] = []
    for name, path in paths(place):
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        for is_open in (False, True):
            if is_open:
                page.evaluate(
                    "document.querySelectorAll('main details').forEach((one) => { one.open = true })"
                )
            for width, scheme in SCREENS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                faults += [*faults_of(page, width), *complaints(page, f"{path} ({is_open=})")]
                if not is_open:
                    photographed(page, f"{name}-{scheme}")

    assert faults == []


def test_pages_speak_english_below_en_and_have_no_complaint(
    page: Page, live_server: LiveServer, place: do.Province
) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    faults: list[str] = []
    for name, path in paths(place):
        page.goto(f"{live_server.url}/en{path}")
        photographed(page, f"en-{name}")
        faults += complaints(page, path)
        said = page.evaluate(
            "() => { const copy = document.querySelector('main').cloneNode(true);"
            " copy.querySelectorAll('[lang=vi], option, .slip__code, .tag').forEach((one) => one.remove()); return copy.textContent; }"
        )  # fmt: skip
        faults += [f"{path}: {word}" for word in ("Gửi", "trả lời", "câu hỏi", "Hạn", "ngày") if word in said]

    assert faults == []
