"""What programs and people of bad will send: ten thousand forms, advertising, scripts, bombs, photos that tell where one lives."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.factories import questions as make
from tests.questions import asking as do

from danbiet.media.models import StoredFile
from danbiet.media.queries import open_file
from danbiet.questions import middleware
from danbiet.questions.calc.links import betting_links, links_in
from danbiet.questions.models import Question, QuestionFile, Tally
from danbiet.questions.queries.doors import follow_key
from danbiet.questions.views import ask

pytestmark = pytest.mark.django_db
SCRIPTS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{7*7}}{% load x %}", "<svg/onload=alert(1)>",
    "';DROP TABLE questions_question;--", "</textarea><script>alert(1)</script>", "=cmd|'/c calc'!A1", "\u202etxt.exe", "<a href='//evil'>x</a>",
)  # fmt: skip


@pytest.fixture
def people() -> make.Cast:
    return make.cast()


@pytest.fixture
def _clock_stands(stop_clock: Callable[..., None]) -> None:
    """No new ten minutes and no new hour begin while the test counts."""
    stop_clock(middleware, ask)


@pytest.mark.usefixtures("_clock_stands")
def test_ten_thousand_posts_from_one_address_cost_a_look_into_memory_each(
    client: Client, people: make.Cast
) -> None:
    """Each carries a photo; after the first sixty nothing is read any more: no query, no file, a hash and a page of words."""
    body = b"x" * 100_000
    for _number in range(60):
        client.post(do.ASK, {"key": "x"}, REMOTE_ADDR="203.0.113.9")
    with CaptureQueriesContext(connection) as queries:
        begun = time.process_time()
        answers = {
            client.generic(
                "POST", do.ASK, body, "multipart/form-data; boundary=x", REMOTE_ADDR="203.0.113.9"
            ).status_code
            for _number in range(10_000)
        }
        seconds = time.process_time() - begun

    assert answers == {429}
    assert len(queries) == 0
    assert not StoredFile.objects.exists()
    assert not Question.objects.exists()
    assert seconds < 120, f"{seconds:.1f} s for ten thousand"
    assert (
        client.post(do.ASK, {"key": "x"}, REMOTE_ADDR="203.0.113.10").status_code == 422
    )  # others are not kept out


@pytest.mark.usefixtures("_clock_stands")
def test_refusal_says_when_to_come_back_and_that_words_are_not_lost(
    client: Client, people: make.Cast
) -> None:
    for _number in range(60):
        client.post(do.ASK, {})

    answer = client.post(do.ASK, {})

    assert (answer.status_code, answer["Cache-Control"]) == (429, "no-store")
    assert 1 <= int(answer["Retry-After"]) <= 600
    assert "nội dung đã gõ vẫn còn" in do.text_of(answer)


@pytest.mark.usefixtures("_clock_stands")
def test_questions_of_one_network_are_limited_by_the_hour_with_words_kept(
    client: Client, people: make.Cast, settings: Any
) -> None:
    settings.DANBIET_ASK_PER_HOUR = 6
    answers = [do.send(client, subject=f"Câu số {number}") for number in range(3)]

    assert [answer.status_code for answer in answers] == [
        303,
        303,
        429,
    ]  # a third of the hour's may come by the sum
    assert do.SAID["text"] in answers[2].content.decode()
    key = do.key_of()
    assert do.send(client, key, sum=None, altcha=do.worked(key)).status_code == 303  # work opens the rest
    assert Question.objects.count() == 3


def test_no_address_of_anybody_is_written_down(client: Client, people: make.Cast) -> None:
    do.send(client)
    client.post("/hoi-dap/theo-doi/", {"code": "CH-2021-0001", "contact": "0912345678"})

    rows = list(Tally.objects.values_list("kind", "key"))
    assert {kind for kind, _key in rows} == {"asked", "summed", "find", "code"}
    assert all(re.fullmatch("[0-9a-f]{32}", key) for _kind, key in rows)
    assert "127.0.0.1" not in str(list(Tally.objects.values()))


@pytest.mark.parametrize("field", ["subject", "text"])
@pytest.mark.parametrize(
    "words",
    [
        "Vào ngay https://88bet.example nhận 100k",
        "nhacai-uytin.com nạp đầu x2",
        "Link: http://abc.vip/casino-online",
        "www.ku9999.net",
        "F8BET0.COM hoàn trả",
    ],
)
def test_links_to_betting_are_refused_with_the_words_kept(
    client: Client, people: make.Cast, field: str, words: str
) -> None:
    answer = do.send(client, **{field: words})

    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert f'href="#hoi-{field}"' in answer.content.decode()
    assert "cá cược" in do.text_of(answer)


def test_more_than_three_links_are_advertising(client: Client, people: make.Cast) -> None:
    links = " ".join(f"https://trang{number}.example.com/a" for number in range(4))

    assert do.send(client, text=links).status_code == 422
    assert do.send(client, text=links.rpartition(" ")[0]).status_code == 303


@pytest.mark.parametrize(
    "words",
    [
        "Cá độ bóng đá qua mạng ở xã tôi nhiều lắm, báo ai?", "Tôi nộp hồ sơ tại https://dichvucong.gov.vn mà không được",
        "Thư gửi sotuphap@soctrang.gov.vn không ai trả lời", "Xem Thông tư 04/2020/TT-BTP.Xin hỏi thêm", "Bét nhất lớp có được học bổng không?",
    ],
)  # fmt: skip
def test_honest_questions_are_not_taken_for_advertising(words: str) -> None:
    assert betting_links(words) == []
    assert len(links_in(words)) <= 1


@pytest.mark.parametrize("field", ["subject", "text", "name"])
@pytest.mark.parametrize("words", SCRIPTS)
def test_script_in_a_field_runs_nowhere(client: Client, people: make.Cast, field: str, words: str) -> None:
    failed = do.send(client, may_handle=None, **{field: words})
    sent = do.send(client, may_publish="on", **{field: words})

    pages = [failed]
    if sent.status_code == 303:
        question = Question.objects.get()
        key = follow_key(question)
        pages += [client.get(sent["Location"]), client.get(f"/hoi-dap/theo-doi/{question.code}/{key}/")]
        Question.objects.update(
            state="published", lead=people.agency, published_at=make.DUE, answered_at=make.DUE
        )
        question.refresh_from_db()
        make.answer(question, state="approved", signed_by=people.head)
        pages += [
            client.get(f"/hoi-dap/cau-hoi/{question.code}/"),
            client.get("/hoi-dap/"),
            client.get("/hoi-dap/rss/"),
        ]
    for page in pages:
        html = page.content.decode()
        for live in (
            "<script>alert",
            "<img src=x",
            "<svg/onload",
            "</textarea><script",
            "<a href='//evil",
            ">49<",
            'href="javascript:',
        ):
            assert live not in html
        if page.get("Content-Security-Policy"):
            assert "script-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize(
    "field",
    [
        "topic",
        "place",
        "phone",
        "email",
        "key",
        "kept",
        "altcha",
        "sum",
        "vouched",
        "drop",
        "buoc",
        "may_publish",
    ],
)
@pytest.mark.parametrize(
    "value", ["a\0b", "9" * 4400, "1e999", "²", "-1", "[]", "<script>", "ă" * 3000, "' OR 1=1 --"]
)
def test_anything_in_any_field_ends_in_no_error(
    client: Client, people: make.Cast, field: str, value: str
) -> None:
    key = do.key_of()
    said = {**do.SAID, "key": key, "sum": do.summed(key), "buoc": "gui", field: value}

    assert client.post(do.ASK, said).status_code in {200, 303, 400, 422}


@pytest.mark.parametrize("words", ["ă" * 5001, "x" * 200_000])
def test_text_beyond_its_length_is_refused_and_kept(client: Client, people: make.Cast, words: str) -> None:
    answer = do.send(client, text=words)

    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_photo_of_fifty_megabytes_is_refused_with_the_words_kept(client: Client, people: make.Cast) -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "JPEG")
    photo = SimpleUploadedFile(
        "anh-lon.jpg", out.getvalue() + b"\0" * (50 * 1024 * 1024), content_type="image/jpeg"
    )

    answer = do.send(client, uploads=[photo])

    assert (answer.status_code, Question.objects.count(), StoredFile.objects.count()) == (422, 0, 0)
    assert "anh-lon.jpg" in do.text_of(answer)
    assert do.SAID["text"] in answer.content.decode()


def test_post_beyond_all_files_together_is_not_even_read(client: Client, people: make.Cast) -> None:
    answer = client.generic(
        "POST", do.ASK, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(400 * 1024 * 1024)
    )

    assert answer.status_code == 413


def test_six_files_are_one_too_many(client: Client, people: make.Cast) -> None:
    files = [SimpleUploadedFile(f"{number}.jpg", b"x") for number in range(6)]

    assert do.send(client, uploads=files).status_code == 422
    assert not StoredFile.objects.exists()


def test_place_in_a_photo_never_reaches_the_disk(client: Client, people: make.Cast) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (9.0, 36.0, 12.5), 3: "E", 4: (105.0, 58.0, 30.0)})
    exif[0x9286] = b"Nha cua Tran Van Hoi"
    Image.new("RGB", (64, 64), "teal").save(out, "JPEG", exif=exif, comment=b"GPS:9.6,105.9")
    sent = out.getvalue()

    do.send(client, uploads=[SimpleUploadedFile("IMG_0912345678.jpg", sent, content_type="image/jpeg")])

    row = QuestionFile.objects.get()
    with open_file(row.file_id) as kept:
        content = kept.read()
    assert b"GPS:9.6" in sent
    for trace in (b"GPS", b"Nha cua", b"Exif"):
        assert trace not in content
    assert "0912345678" not in row.file.name
    assert row.label == "Ảnh 1"
