"""The public archive: what everybody may read of questions and answers, and not a word more."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import questions as make
from tests.questions.asking import text_of

from danbiet.media.actions import store_file
from danbiet.org.models import DayOverride
from danbiet.pagecache.registry import MARK
from danbiet.questions import registry
from danbiet.questions.actions.likeness import catch_up_likeness
from danbiet.questions.models import Answer, Question, QuestionFile
from danbiet.search.actions import rebuild
from danbiet.search.registry import sources

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def people(settings: Any) -> make.Cast:
    settings.DANBIET_TODAY = date(2021, 12, 1)
    settings.DANBIET_BASE_URL = "https://danbiet.example.vn"
    return make.cast()


def published(
    people: make.Cast,
    subject: str = "",
    *,
    bases: tuple[str, ...] = ("Thông tư 04/2020/TT-BTP",),
    days_ago: int = 0,
    **fields: Any,
) -> Question:
    at = make.DUE - timedelta(days=1 + days_ago)
    answer_fields = {name: fields.pop(name) for name in ("valid_until", "body") if name in fields}
    fields = {"lead": people.agency, "topic": people.topic, "place": people.commune, **fields}
    question = make.question(
        people.root, state="published", subject=subject, answered_at=at, published_at=at, **fields
    )
    make.answer(
        question, state="approved", signed_by=people.head, bases=bases, approved_at=at, **answer_fields
    )
    return question


def address(question: Question) -> str:
    return f"/hoi-dap/cau-hoi/{question.code}/"


@pytest.mark.parametrize("count", [1, 9])
def test_list_asks_at_most_twelve_queries_whatever_the_size(
    client: Client, people: make.Cast, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        published(people, days_ago=number)

    with django_assert_max_num_queries(MOST):
        answer = client.get("/hoi-dap/")

    assert answer.content.decode().count('class="asked__by"') == count


@pytest.mark.parametrize("count", [1, 9])
def test_question_asks_at_most_twelve_queries_whatever_its_answer(
    client: Client, people: make.Cast, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    question = published(
        people, "Nhận thay bản sao khai sinh", bases=tuple(f"Thông tư {n}/2020" for n in range(count))
    )
    for number in range(count):
        published(people, "Nhận thay bản sao khai sinh", days_ago=number + 1)
        file = store_file(
            ContentFile(
                b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
                name="bieu-mau.pdf",
            ),
            by=None,
            at=make.AT,
        )
        QuestionFile.objects.create(
            question=question,
            file=file,
            label=f"Biểu mẫu {number}",
            is_from_asker=False,
            is_public=True,
            added_at=make.AT,
        )
    catch_up_likeness()

    with django_assert_max_num_queries(MOST):
        answer = client.get(address(question))

    assert answer.content.decode().count("Thông tư") >= count


@pytest.mark.parametrize("path", ["/hoi-dap/", "/hoi-dap/thong-ke/", "/hoi-dap/rss/"])
def test_public_pages_are_kept_and_set_no_cookie(client: Client, people: make.Cast, path: str) -> None:
    published(people)

    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers[MARK].split()[0] in {"60", "300"}
    assert not answer.cookies
    assert "csrf" not in answer.content.decode().lower()


@pytest.mark.parametrize(
    "state",
    [
        "new",
        "info_wanted",
        "accepted",
        "sent_back",
        "routed",
        "in_work",
        "in_approval",
        "answered",
        "closed",
        "refused",
        "duplicate",
        "merged",
        "withdrawn",
    ],
)
def test_only_published_questions_exist_for_the_public(client: Client, people: make.Cast, state: str) -> None:
    question = make.question(people.root, state=state, subject="Điều chưa công khai", lead=people.agency)
    make.answer(question, state="approved", signed_by=people.head, body="<p>Điều riêng tư</p>")

    assert client.get(address(question)).status_code == 404
    for path in (
        "/hoi-dap/",
        "/hoi-dap/rss/",
        "/hoi-dap/du-lieu.csv",
        "/hoi-dap/du-lieu.json",
        "/hoi-dap/goi-y/?q=điều+chưa+công+khai",
    ):
        answer = client.get(path)
        body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert "Điều chưa công khai" not in body, path
        assert "Điều riêng tư" not in body, path


def test_page_shows_the_answer_as_it_was_signed(client: Client, people: make.Cast) -> None:
    question = published(
        people, "Mẹ nhận thay được không?", body="<p>Được, <strong>không phải chứng thực</strong>.</p>"
    )

    text = text_of(client.get(address(question)))

    for words in ("Mẹ nhận thay được không?", "không phải chứng thực", "Điều 2 Thông tư 04/2020/TT-BTP", "Sở Tư pháp",
                  "Nguyễn Văn A", "Phó Giám đốc", "13/10/2021", "Còn hiệu lực", "Xã An Mỹ"):  # fmt: skip
        assert words in text


def test_name_stands_there_only_where_its_owner_agreed(client: Client, people: make.Cast) -> None:
    silent, named = published(people), published(people, may_name=True)

    assert "Trần Văn Hỏi" not in client.get(address(silent)).content.decode()
    assert "Trần Văn Hỏi" in client.get(address(named)).content.decode()
    assert "0912" not in client.get(address(named)).content.decode()


@pytest.mark.parametrize(
    ("valid_until", "words"),
    [
        (date(2021, 12, 31), "Có hiệu lực đến 31/12/2021"),
        (date(2021, 12, 1), "Có hiệu lực đến 01/12/2021"),
        (date(2021, 11, 30), "Hết hiệu lực từ sau 30/11/2021"),
    ],
)
def test_last_day_of_an_answer_is_shown(
    client: Client, people: make.Cast, valid_until: date, words: str
) -> None:
    question = published(people, valid_until=valid_until)

    assert words in text_of(client.get(address(question)))
    assert words in text_of(client.get("/hoi-dap/"))


def test_document_that_changed_flags_the_answer(client: Client, people: make.Cast) -> None:
    question = published(people)
    question.answers.get().bases.update(
        flagged_at=datetime(2021, 11, 1, tzinfo=UTC), flag="đã được thay thế bởi Thông tư 9/2021"
    )

    text = text_of(client.get(address(question)))

    assert "Văn bản căn cứ đã thay đổi" in text
    assert "đã được thay thế bởi Thông tư 9/2021" in text
    assert "Còn hiệu lực" not in text


def test_earlier_answer_stays_readable_below_the_present_one(client: Client, people: make.Cast) -> None:
    question = published(people, body="<p>Trả lời lần đầu.</p>")
    make.answer(
        question,
        round=2,
        state="approved",
        body="<p>Trả lời lần hai.</p>",
        signed_by=people.head,
        approved_at=make.DUE,
    )

    text = text_of(client.get(address(question)))

    assert (
        text.index("Trả lời lần hai.")
        < text.index("Câu trả lời trước, ngày 13/10/2021")
        < text.index("Trả lời lần đầu.")
    )


def test_private_round_of_a_published_question_stays_private(client: Client, people: make.Cast) -> None:
    question = published(people, body="<p>Trả lời công khai.</p>")
    make.answer(
        question,
        round=2,
        state="approved",
        body="<p>Trả lời riêng.</p>",
        is_private=True,
        signed_by=people.head,
    )
    make.answer(question, round=3, state="draft", body="<p>Dự thảo.</p>")

    for path in (address(question), "/hoi-dap/", "/hoi-dap/rss/"):
        html = client.get(path).content.decode()
        assert "Trả lời riêng." not in html
        assert "Dự thảo." not in html


def test_recordings_are_linked_where_somebody_knows_of_them(
    client: Client, people: make.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = published(people)
    aired = registry.OnAir("Kỳ 8", date(2021, 10, 20), "STV1", "/phat-song/ky-8/#t=135")
    monkeypatch.setattr(registry, "_AIRINGS", [lambda ids: {pk: [aired] for pk in ids}])

    html = client.get(address(question)).content.decode()

    assert 'href="/phat-song/ky-8/#t=135"' in html
    assert "20/10/2021" in html


def test_files_of_an_answer_are_given_out_and_no_others(client: Client, people: make.Cast) -> None:
    question = published(people)
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    file = store_file(ContentFile(pdf, name="bieu-mau.pdf"), by=None, at=make.AT)
    public = QuestionFile.objects.create(
        question=question, file=file, label="Biểu mẫu", is_from_asker=False, is_public=True, added_at=make.AT
    )
    theirs = QuestionFile.objects.create(question=question, file=file, label="Ảnh 1", added_at=make.AT)
    draft = QuestionFile.objects.create(
        question=question, file=file, label="Nháp", is_from_asker=False, added_at=make.AT
    )

    answer = client.get(f"{address(question)}tep/{public.pk}/")

    assert b"".join(answer.streaming_content) == pdf
    assert "attachment" in answer["Content-Disposition"]
    for other in (theirs, draft):
        assert client.get(f"{address(question)}tep/{other.pk}/").status_code == 404
    html = client.get(address(question)).content.decode()
    assert "Biểu mẫu" in html
    assert "Ảnh 1" not in html


def test_list_narrows_by_field_agency_year_and_words(client: Client, people: make.Cast) -> None:
    other = make.topic("Y tế")
    published(people, "Khai sinh trễ hạn")
    published(people, "Bảo hiểm trái tuyến", lead=people.other, topic=other)
    old = published(people, "Khai tử", days_ago=400)
    (source,) = [one for one in sources() if one.kind == "question"]
    rebuild(source.kind, source.iterate())

    def found(query: str) -> set[str]:
        html = client.get(f"/hoi-dap/?{query}").content.decode()
        return set(re.findall(r'<h2 lang="vi"><a [^>]*>([^<]+)', html))

    assert found("") == {"Khai sinh trễ hạn", "Bảo hiểm trái tuyến", "Khai tử"}
    assert found(f"linh-vuc={other.pk}") == {"Bảo hiểm trái tuyến"}
    assert found(f"co-quan={people.other.pk}") == {"Bảo hiểm trái tuyến"}
    assert found(f"co-quan={people.root.pk}") == found("")
    assert found("nam=2020") == {old.subject}
    assert found("q=khai+tử") == {"Khai tử"}
    assert found("q=tr%E1%BB%85+h%E1%BA%A1n&nam=2021") == {"Khai sinh trễ hạn"}
    assert found(f"q=tre+han&linh-vuc={people.topic.pk}") == {"Khai sinh trễ hạn"}
    assert found(f"q=tre+han&linh-vuc={other.pk}") == set()
    # By the index, which knows words without marks; the words as they stand would find nothing.
    assert found(f"q=bao+hiem&linh-vuc={other.pk}") == {"Bảo hiểm trái tuyến"}


def test_reopened_question_keeps_its_answer_with_a_word_that_another_is_written(
    client: Client, people: make.Cast
) -> None:
    question = published(people, "Khai sinh trễ hạn", body="<p>Nộp ở xã.</p>")
    Question.objects.filter(pk=question.pk).update(state="in_work", reopened_at=make.DUE)
    make.answer(question, round=2, body="<p>Bản nháp lần hai</p>")

    shown = text_of(client.get(address(question)))
    listed = text_of(client.get("/hoi-dap/"))
    record = json.loads(client.get("/hoi-dap/du-lieu.json").getvalue())[0]

    assert "Nộp ở xã." in shown
    assert "Bản nháp" not in shown
    assert "Mở lại, đang trả lời lại" in shown
    assert "Mở lại, đang trả lời lại" in listed
    assert record["con_hieu_luc"] is False


@pytest.mark.parametrize(
    "query",
    [
        "trang=-1",
        "trang=x",
        "nam=abc",
        "nam=99999999999999999999",
        "linh-vuc=%00",
        "co-quan=0",
        "q=" + "a" * 5000,
        "q=%25_\\",
        "linh-vuc=9e9&nam=²",
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/hoi-dap/",
        "/hoi-dap/thong-ke/",
        "/hoi-dap/thong-ke.csv",
        "/hoi-dap/rss/",
        "/hoi-dap/du-lieu.csv",
        "/hoi-dap/du-lieu.json",
        "/hoi-dap/goi-y/",
        "/hoi-dap/hoi/",
    ],
)
def test_nonsense_in_the_address_breaks_nothing(
    client: Client, people: make.Cast, path: str, query: str
) -> None:
    published(people)

    answer = client.get(f"{path}?{query}")

    if answer.streaming:
        b"".join(answer.streaming_content)
    assert answer.status_code in {200, 400}


def test_list_has_pages(client: Client, people: make.Cast) -> None:
    for number in range(21):
        published(people, f"Câu số {number:02}", days_ago=number)

    first, second = (client.get(f"/hoi-dap/?trang={page}").content.decode() for page in (1, 2))

    assert (first.count("asked__by"), second.count("asked__by")) == (20, 1)
    assert "Câu số 20" in second


def test_machines_read_a_question_with_its_answer(client: Client, people: make.Cast) -> None:
    question = published(
        people, 'Có "giấy" <b>gì</b> & ở đâu?', body="<p>Ở <strong>xã</strong> &amp; phường.</p>"
    )

    html = client.get(address(question)).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)

    assert block is not None
    assert "<" not in block[1]
    thing = json.loads(block[1])
    assert thing["@type"] == "QAPage"
    assert thing["mainEntity"]["name"] == 'Có "giấy" <b>gì</b> & ở đâu?'
    assert thing["mainEntity"]["acceptedAnswer"]["text"] == "Ở xã & phường."
    assert thing["mainEntity"]["acceptedAnswer"]["author"]["name"] == "Sở Tư pháp"
    assert "<b>gì</b>" not in html


def test_feed_of_a_field_and_of_an_agency_holds_theirs_alone(client: Client, people: make.Cast) -> None:
    other = make.topic("Y tế")
    published(people, "Khai sinh")
    published(people, "Bảo hiểm", lead=people.other, topic=other)

    def titles(query: str) -> list[str]:
        return re.findall(r"<item><title>([^<]+)", client.get(f"/hoi-dap/rss/?{query}").content.decode())

    assert set(titles("")) == {"Khai sinh", "Bảo hiểm"}
    assert titles(f"linh-vuc={other.pk}") == ["Bảo hiểm"]
    assert titles(f"co-quan={people.agency.pk}") == ["Khai sinh"]


def test_open_data_hold_answers_and_nobodys_name_or_contact(client: Client, people: make.Cast) -> None:
    question = published(people, "Khai sinh", may_name=True, rating=5, rating_reason="Lý do riêng")
    published(people, "Cũ", days_ago=400)

    table = b"".join(client.get("/hoi-dap/du-lieu.csv").streaming_content).decode("utf-8-sig")
    things = json.loads(b"".join(client.get("/hoi-dap/du-lieu.json?nam=2021").streaming_content))
    rows = list(csv.DictReader(io.StringIO(table)))

    assert {row["tieu_de"] for row in rows} == {"Khai sinh", "Cũ"}
    assert [thing["ma"] for thing in things] == [question.code]
    assert things[0]["tra_loi"] == "Được. Mẹ nhận thay được."
    assert (things[0]["ngay_nhan"], things[0]["ngay_tra_loi"], things[0]["dung_han"]) == (
        "2021-10-07",
        "2021-10-13",
        True,
    )
    assert things[0]["can_cu"] == ["Điều 2 Thông tư 04/2020/TT-BTP"]
    for secret in ("Trần Văn Hỏi", "0912", "Lý do riêng"):
        assert secret not in table


def test_figures_count_by_hand(client: Client, people: make.Cast) -> None:
    """Received Thu 07/10/2021. Working days to the answer: Fri 08 → 1, Mon 11 → 2, Thu 14 → 5 (late: due Wed 13)."""
    DayOverride.objects.create(on=date(2021, 10, 12), kind="off", reason="Nghỉ")  # Thu 14 is now the 4th
    due = datetime(2021, 10, 13, 10, 0, tzinfo=UTC)
    for day, rating in ((8, 5), (11, 2), (14, 4)):
        at = datetime(2021, 10, day, 3, 0, tzinfo=UTC)
        make.question(
            people.root,
            state="published",
            lead=people.agency,
            answered_at=at,
            published_at=at,
            due_at=due,
            rating=rating,
        )
    make.question(people.root, state="in_work", lead=people.agency, due_at=due)  # open and late
    paused = make.question(people.root, state="in_work", lead=people.agency, due_at=due)
    make.pause(paused)
    make.question(people.root, state="withdrawn", lead=people.agency)
    make.question(people.root, state="in_work", lead=people.other, due_at=datetime(2021, 12, 20, tzinfo=UTC))
    make.question(people.root, state="answered", lead=people.other, received_at=make.AT - timedelta(days=365))

    rows = list(
        csv.reader(
            io.StringIO(client.get("/hoi-dap/thong-ke.csv?nam=2021").content.decode("utf-8-sig")),
            delimiter=";",
        )
    )

    assert rows[1:] == [
        ["Sở Tư pháp", "5", "3", "2", "66,7", "1", "2", "3", "2", "66,7"],
        ["Sở Y tế", "1", "0", "0", "", "0", "", "0", "0", ""],
    ]
    assert "66,7" in text_of(client.get("/hoi-dap/thong-ke/?nam=2021"))


@pytest.mark.parametrize("count", [1, 9])
def test_figures_ask_at_most_twelve_queries(
    client: Client, people: make.Cast, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        published(people)

    with django_assert_max_num_queries(MOST):
        client.get("/hoi-dap/thong-ke/?nam=2021")


def test_pages_exist_in_english_with_the_vietnamese_words_marked(client: Client, people: make.Cast) -> None:
    question = published(people, "Khai sinh")

    html = client.get(f"/en{address(question)}").content.decode()

    assert "Official answer" in html
    assert '<h1 lang="vi">Khai sinh</h1>' in html
    assert Answer.objects.count() == 1
