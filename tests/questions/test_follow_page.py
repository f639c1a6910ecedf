"""Following one's own question by its secret link: everything that concerns the asker, and nothing said to anybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import questions as make
from tests.questions.asking import text_of

from danbiet.questions.models import Asker, Message, Question
from danbiet.questions.queries.doors import follow_key
from danbiet.questions.views import follow
from danbiet.visits.models import PageDay

pytestmark = pytest.mark.django_db
ANSWERED_AT = datetime(2021, 10, 13, 8, 0, tzinfo=UTC)


@pytest.fixture
def people(settings: Any) -> make.Cast:
    settings.DANBIET_TODAY = date(2021, 10, 15)
    settings.DANBIET_BASE_URL = "https://danbiet.example.vn"
    return make.cast()


def address(question: Question) -> str:
    return f"/hoi-dap/theo-doi/{question.code}/{follow_key(question)}/"


def answered(people: make.Cast, *, state: str = "published", **fields: Any) -> Question:
    question = make.question(people.root, state=state, lead=people.agency, answered_at=ANSWERED_AT, **fields)
    make.answer(
        question,
        state="approved",
        signed_by=people.head,
        bases=("Thông tư 04/2020",),
        is_private=state == "answered",
    )
    return question


def test_receipt_names_code_deadline_and_link(client: Client, people: make.Cast) -> None:
    question = make.question(people.root)
    key = follow_key(question)

    html = client.get(f"/hoi-dap/da-gui/{question.code}/{key}/").content.decode()

    assert question.code in html
    assert f"https://danbiet.example.vn/hoi-dap/theo-doi/{question.code}/{key}/" in html
    assert "nhận 07/10/2021 + 5 ngày làm việc" in html
    assert "Trần Văn Hỏi" not in html


def test_qr_is_a_drawing_without_script(client: Client, people: make.Cast) -> None:
    answer = client.get(f"{address(make.question(people.root))}qr.svg")

    root = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"] == "image/svg+xml"
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"svg", "g", "path"}


@pytest.mark.parametrize("name", ["da-gui", "theo-doi"])
def test_secret_pages_are_kept_by_nobody_found_by_nobody_and_tell_nobody(
    client: Client, people: make.Cast, name: str
) -> None:
    question = make.question(people.root)

    answer = client.get(f"/hoi-dap/{name}/{question.code}/{follow_key(question)}/")

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "X-Danbiet-Keep" not in answer
    assert not answer.cookies
    assert "data-dem=" not in answer.content.decode()  # the counter would write the address down
    assert not PageDay.objects.exists()


@pytest.mark.parametrize("key", ["x", "0" * 40, "%00", "é" * 40])
@pytest.mark.parametrize(
    "page", ["da-gui/{}/{}/", "theo-doi/{}/{}/", "theo-doi/{}/{}/qr.svg", "theo-doi/{}/{}/tep/1/"]
)
def test_wrong_key_opens_nothing(client: Client, people: make.Cast, page: str, key: str) -> None:
    question = make.question(people.root)

    assert client.get("/hoi-dap/" + page.format(question.code, key)).status_code in {400, 404}
    assert client.get("/hoi-dap/" + page.format("CH-2021-9999", follow_key(question))).status_code == 404


def test_new_link_makes_the_old_one_void(client: Client, people: make.Cast) -> None:
    question = make.question(people.root)
    old = address(question)
    Question.objects.update(link_nonce="another")

    assert client.get(old).status_code == 404


def test_page_tells_where_it_is_until_when_and_why(client: Client, people: make.Cast) -> None:
    question = make.question(
        people.root, state="in_work", lead=people.agency, due_at=datetime(2021, 10, 18, 10, tzinfo=UTC)
    )
    make.event(question, "ask", to_state="new", is_public=True)
    make.event(
        question,
        "route",
        at=make.AT + timedelta(days=1),
        from_state="new",
        to_state="routed",
        unit=people.root,
        is_public=True,
    )
    make.event(
        question,
        "update",
        at=make.AT + timedelta(days=4),
        reason="Đang xin ý kiến Bộ",
        from_state="in_work",
        to_state="in_work",
        is_public=True,
    )
    make.event(question, "note", reason="Chuyện nội bộ")

    text = text_of(client.get(address(question)))

    assert "Đang soạn trả lời" in text
    assert "Đang ở: Sở Tư pháp" in text
    assert "nhận 07/10/2021 + 5 ngày làm việc" in text
    assert "Đang xin ý kiến Bộ" in text
    assert "Chuyện nội bộ" not in text


def test_page_holds_neither_name_nor_contact_nor_notes(client: Client, people: make.Cast) -> None:
    question = make.question(
        people.root,
        state="in_work",
        lead=people.agency,
        asker={"email": "hoi@example.vn", "address": "12 Lê Lợi"},
    )
    make.message(
        question, "Gọi tôi số [số điện thoại đã che]", original="Gọi tôi số 0912 345 678", is_from_asker=True
    )
    make.note(question, "Người này hay hỏi", by=people.officer, unit=people.agency)
    make.answer(question, body="<p>Dự thảo chưa duyệt</p>", by=people.officer)

    html = client.get(address(question)).content.decode()

    for secret in (
        "Trần Văn Hỏi",
        "0912",
        "hoi@example.vn",
        "12 Lê Lợi",
        "Người này hay hỏi",
        "Dự thảo chưa duyệt",
        "Trần Thị B",
    ):
        assert secret not in html


@pytest.mark.parametrize("count", [1, 9])
def test_page_asks_the_same_number_of_queries_whatever_happened(
    client: Client, people: make.Cast, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    question = answered(people)
    for number in range(count):
        make.event(question, "update", reason=f"Tiến độ {number}", is_public=True)
        make.message(question, f"Lời {number}")
        make.answer(
            question, round=number + 2, state="approved", signed_by=people.head, bases=("Luật Hộ tịch",)
        )

    with django_assert_max_num_queries(14):
        assert client.get(address(question)).status_code == 200


def test_asker_gives_what_was_asked_for_and_the_question_goes_on(client: Client, people: make.Cast) -> None:
    question = make.question(people.root, state="info_wanted", state_before="in_work", lead=people.agency)
    make.message(question, "Cần bản sao cho ai?")
    make.pause(question)

    shown = text_of(client.get(address(question)))
    answer = client.post(
        address(question), {"viec": "bo-sung", "text": "Cho tôi, tên Trần Văn Hỏi, sinh 1996."}
    )

    question.refresh_from_db()
    said = Message.objects.get(is_from_asker=True)
    assert "Cần bản sao cho ai?" in shown
    assert (answer.status_code, question.state) == (303, "in_work")
    assert said.original == "Cho tôi, tên Trần Văn Hỏi, sinh 1996."
    assert "Trần Văn Hỏi" not in said.text


def test_empty_answer_back_is_refused_with_the_rest_kept(client: Client, people: make.Cast) -> None:
    question = make.question(people.root, state="info_wanted", state_before="accepted")

    answer = client.post(address(question), {"viec": "bo-sung", "text": "   "})

    question.refresh_from_db()
    assert (answer.status_code, question.state) == (422, "info_wanted")


@pytest.mark.parametrize("state", ["published", "answered"])
def test_asker_rates_and_may_change_it(client: Client, people: make.Cast, state: str) -> None:
    question = answered(people, state=state)

    client.post(address(question), {"viec": "danh-gia", "stars": "2", "reason": "Chưa rõ"})
    answer = client.post(address(question), {"viec": "danh-gia", "stars": "5", "reason": ""})

    question.refresh_from_db()
    assert (answer.status_code, question.rating, question.rating_reason) == (303, 5, "")


@pytest.mark.parametrize("stars", ["0", "6", "", "x", "5.5"])
def test_other_stars_are_refused(client: Client, people: make.Cast, stars: str) -> None:
    question = answered(people)

    answer = client.post(address(question), {"viec": "danh-gia", "stars": stars})

    question.refresh_from_db()
    assert (answer.status_code, question.rating) == (422, None)


def test_asker_reopens_once_and_not_again(client: Client, people: make.Cast) -> None:
    question = answered(people)

    first = client.post(address(question), {"viec": "mo-lai", "reason": "Chưa nói nộp ở đâu"})
    Question.objects.update(state="published", answered_at=ANSWERED_AT)
    second = client.post(address(question), {"viec": "mo-lai", "reason": "Vẫn chưa rõ"})

    question.refresh_from_db()
    assert (first.status_code, second.status_code, question.state) == (303, 422, "published")
    assert "mo-lai" not in client.get(address(question)).content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("in_work", "đang được xử lý"), ("answered", "không công khai"), ("closed", "không công khai"), ("withdrawn", "kết thúc mà không có trả lời"),
    ],
)  # fmt: skip
def test_joined_asker_reads_how_the_other_question_stands_and_no_word_of_it(
    client: Client, people: make.Cast, state: str, words: str
) -> None:
    other = make.question(people.root, state=state, lead=people.agency, subject="Chuyện riêng của nhà bà Ba")
    make.answer(other, state="approved", is_private=True, body="<p>Hồ sơ của bà Ba đã thất lạc</p>")
    between = make.question(people.root, state="merged", same_as=other)
    question = make.question(people.root, state="merged", same_as=between)

    page = client.get(address(question)).content.decode()

    assert words in page
    assert "bà Ba" not in page
    assert ('href="/hoi-dap/hoi/"' in page.split("<main")[1]) == (state != "in_work")


def test_after_fifteen_days_the_door_to_reopen_is_shut(
    client: Client, people: make.Cast, settings: Any
) -> None:
    question = answered(people)
    settings.DANBIET_TODAY = date(2021, 10, 29)

    shown = client.get(address(question)).content.decode()
    answer = client.post(address(question), {"viec": "mo-lai", "reason": "Chưa rõ"})

    question.refresh_from_db()
    assert 'value="mo-lai"' not in shown
    assert (answer.status_code, question.state) == (422, "published")


def test_asker_withdraws_what_is_not_answered(client: Client, people: make.Cast) -> None:
    question = make.question(people.root, state="in_work", lead=people.agency)
    done = answered(people)

    client.post(address(question), {"viec": "rut"})
    refused = client.post(address(done), {"viec": "rut"})

    question.refresh_from_db()
    done.refresh_from_db()
    assert (question.state, done.state, refused.status_code) == ("withdrawn", "published", 422)


@pytest.mark.parametrize("kind", ["copy", "erasure"])
def test_asker_wants_their_data_once_at_a_time(client: Client, people: make.Cast, kind: str) -> None:
    question = make.question(people.root)

    first = client.post(address(question), {"viec": "du-lieu", "kind": kind})
    second = client.post(address(question), {"viec": "du-lieu", "kind": kind})

    assert (first.status_code, second.status_code) == (303, 422)
    assert question.data_requests.get().due_on == date(2021, 10, 19)  # Friday + 2 working days
    assert "19/10/2021" in text_of(client.get(address(question)))


def test_erased_asker_can_still_follow_by_the_link(client: Client, people: make.Cast) -> None:
    question = make.question(people.root)
    Asker.objects.all().delete()

    text = text_of(client.get(address(question)))

    assert "đã được xóa" in text


def test_refusal_shows_the_right_door(client: Client, people: make.Cast) -> None:
    question = make.question(people.root, state="refused", refusal="denunciation")

    assert "Luật Tố cáo" in text_of(client.get(address(question)))


def test_question_asked_before_leads_to_the_answer_that_is_public(client: Client, people: make.Cast) -> None:
    other = answered(people, subject="Câu đã trả lời")
    private = answered(people, state="answered", subject="Câu trả lời riêng")
    question = make.question(people.root, state="duplicate", same_as=other)
    hidden = make.question(people.root, state="duplicate", same_as=private)

    assert f"/hoi-dap/cau-hoi/{other.code}/" in client.get(address(question)).content.decode()
    assert "Câu trả lời riêng" not in client.get(address(hidden)).content.decode()


@pytest.mark.parametrize("step", ["", "duyet", "publish", "../"])
def test_step_that_does_not_exist_is_not_found(client: Client, people: make.Cast, step: str) -> None:
    assert client.post(address(make.question(people.root)), {"viec": step}).status_code == 404


@pytest.mark.parametrize(
    ("code", "contact"),
    [
        ("ch-2021-0001", "0912.345.678"),
        ("CH-2021-0001", "+84912345678"),
        (" CH-2021-0001 ", "HOI@example.vn"),
    ],
)
def test_code_and_contact_lead_to_the_secret_page(
    client: Client, people: make.Cast, code: str, contact: str
) -> None:
    question = make.question(people.root, asker={"email": "hoi@example.vn"})
    Question.objects.update(code="CH-2021-0001")
    question.refresh_from_db()

    answer = client.post("/hoi-dap/theo-doi/", {"code": code, "contact": contact})

    assert (answer.status_code, answer["Location"]) == (303, address(question))


@pytest.mark.parametrize("contact", ["0912 345 679", "345 678", "", "@", "hoi@example.vn"])
def test_wrong_contact_leads_nowhere_and_says_not_what_was_wrong(
    client: Client, people: make.Cast, contact: str
) -> None:
    question = make.question(people.root)

    answer = client.post("/hoi-dap/theo-doi/", {"code": question.code, "contact": contact})
    nobody = client.post("/hoi-dap/theo-doi/", {"code": "CH-2021-9999", "contact": contact})

    assert answer.status_code == nobody.status_code == 422
    assert text_of(answer).count("Không có câu hỏi nào") == text_of(nobody).count("Không có câu hỏi nào")


def test_telephone_is_not_found_by_trying_all(
    client: Client, people: make.Cast, stop_clock: Callable[..., None]
) -> None:
    """After ten tries for a code nobody gets in for the hour, not even with the right number, wherever they come from."""
    stop_clock(follow)
    question = make.question(people.root)

    for number in range(10):
        client.post(
            "/hoi-dap/theo-doi/",
            {"code": question.code, "contact": f"09123456{number:02}"},
            REMOTE_ADDR=f"203.0.113.{number}",
        )
    answer = client.post(
        "/hoi-dap/theo-doi/", {"code": question.code, "contact": "0912345678"}, REMOTE_ADDR="198.51.100.7"
    )

    assert answer.status_code == 422
    assert "quá nhiều lần" in text_of(answer)
