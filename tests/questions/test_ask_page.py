"""Asking on the web: without an account, without losing a word, once."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.factories import questions as make
from tests.questions import asking as do

from danbiet.media.queries import open_file
from danbiet.questions.actions.likeness import catch_up_likeness
from danbiet.questions.models import Asker, Question, QuestionFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> make.Cast:
    return make.cast()


def photo(name: str = "CMND-Tran-Van-Hoi.jpg", size: tuple[int, int] = (80, 60)) -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telephone of Hoi"
    exif.get_ifd(0x8825).update({1: "N", 2: (9.0, 36.0, 0.0), 3: "E", 4: (105.0, 58.0, 0.0)})
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def test_form_is_shown_without_cookie_and_kept_by_nobody(client: Client, people: make.Cast) -> None:
    answer = client.get(do.ASK)

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert "csrf" not in answer.content.decode().lower()


def test_question_with_the_sum_solved_comes_in_and_leads_to_its_receipt(
    client: Client, people: make.Cast
) -> None:
    answer = do.send(
        client, topic=str(people.topic.pk), place=str(people.commune.pk), may_publish="on", may_air="on"
    )

    question = Question.objects.get()
    asker = Asker.objects.get()
    assert (answer.status_code, answer["Location"].rpartition(question.code)[0]) == (303, "/hoi-dap/da-gui/")
    assert (question.subject, question.topic, question.place_id) == (
        do.SAID["subject"],
        people.topic,
        people.commune.pk,
    )
    assert (question.may_publish, question.may_name, question.may_air) == (True, False, True)
    assert (asker.name, asker.phone, asker.email) == ("Trần Văn Hỏi", "0912 345 678", "")


def test_question_with_the_work_done_needs_no_sum_and_no_second_step(
    client: Client, people: make.Cast
) -> None:
    key = do.key_of()

    answer = do.send(client, key, sum=None, buoc=None, altcha=do.worked(key))

    assert answer.status_code == 303
    assert Question.objects.count() == 1


def test_sum_may_be_said_in_words_with_or_without_tone_marks(client: Client, people: make.Cast) -> None:
    words = dict(
        enumerate(
            [
                "bốn",
                "nam",
                "sáu",
                "bay",
                "tám",
                "chin",
                "mười",
                "muoi mot",
                "mười hai",
                "muoi ba",
                "mười bốn",
                "muoi lam",
                "mười sáu",
                "muoi bay",
                "mười tám",
            ],
            4,
        )
    )
    key = do.key_of()

    answer = do.send(client, key, sum=words[int(do.summed(key))])

    assert answer.status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [{"sum": "99"}, {"sum": ""}, {"sum": None, "altcha": "bm9uc2Vuc2U="}, {"altcha": "x" * 9000, "sum": "1"}],
)
def test_without_work_and_sum_nothing_comes_in_and_nothing_is_lost(
    client: Client, people: make.Cast, wrong: dict[str, Any]
) -> None:
    answer = do.send(client, **wrong)

    html = answer.content.decode()
    assert (answer.status_code, Question.objects.count()) == (422, 0)
    for typed in (do.SAID["subject"], do.SAID["text"], do.SAID["name"], do.SAID["phone"]):
        assert typed in html


def test_work_done_for_another_form_is_worth_nothing(client: Client, people: make.Cast) -> None:
    answer = do.send(client, sum=None, altcha=do.worked(do.key_of()))

    assert (answer.status_code, Question.objects.count()) == (422, 0)


@pytest.mark.parametrize("left_out", ["subject", "text", "name", "phone", "may_handle"])
def test_what_is_needed_is_asked_for_and_the_rest_stays(
    client: Client, people: make.Cast, left_out: str
) -> None:
    answer = do.send(client, **{left_out: None})

    html = answer.content.decode()
    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert f'href="#hoi-{left_out}"' in html
    assert all(value in html for name, value in do.SAID.items() if name not in (left_out, "may_handle"))


def test_same_form_sent_twice_is_one_question_with_one_receipt(client: Client, people: make.Cast) -> None:
    key = do.key_of()

    first, second = do.send(client, key), do.send(client, key)

    assert Question.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_used_form_with_other_words_is_kept_and_may_be_sent_as_another(
    client: Client, people: make.Cast
) -> None:
    key = do.key_of()
    do.send(client, key)

    answer = do.send(client, key, text="Còn em tôi thì sao, em có đi thay được không ạ?")

    html = answer.content.decode()
    assert (answer.status_code, Question.objects.count()) == (422, 1)
    assert "Còn em tôi thì sao" in html
    assert key not in html


@pytest.mark.parametrize("key", ["", "abc", "6b0b080a.AAAAAAAAAAAAAAAAAAAAAA." + "0" * 40])
def test_form_with_a_key_of_nobody_is_handed_out_anew_with_all_that_was_typed(
    client: Client, people: make.Cast, key: str
) -> None:
    answer = client.post(do.ASK, {**do.SAID, "key": key, "sum": "12", "buoc": "gui"})

    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert do.SAID["text"] in answer.content.decode()


def test_form_of_the_day_before_yesterday_is_handed_out_anew(client: Client, people: make.Cast) -> None:
    answer = do.send(client, do.key_of(minutes_ago=2 * 24 * 60))

    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert "hơn một ngày" in do.text_of(answer)


def test_form_sent_within_a_second_is_a_program(client: Client, people: make.Cast) -> None:
    answer = do.send(
        client, do.make_key(secret=do.SECRET, second=time.time() + 30)
    )  # however slow the machine is

    assert (answer.status_code, Question.objects.count()) == (422, 0)


def test_trap_filled_in_is_refused_and_shown(client: Client, people: make.Cast) -> None:
    answer = do.send(client, website="https://example.com")

    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert 'href="#hoi-website"' in answer.content.decode()


def test_without_scripts_a_step_before_sending_shows_what_was_answered_already(
    client: Client, people: make.Cast
) -> None:
    alike = make.question(
        people.root, state="published", lead=people.agency, subject="Nhận thay bản sao khai sinh"
    )
    make.answer(alike, state="approved", signed_by=people.head)
    catch_up_likeness()

    answer = do.send(client, buoc=None)

    text = do.text_of(answer)
    assert (answer.status_code, Question.objects.count()) == (200, 1)
    assert "chưa được gửi" in text
    assert "Nhận thay bản sao khai sinh" in text
    assert do.SAID["text"] in text


def test_step_before_sending_carries_the_files_on(client: Client, people: make.Cast) -> None:
    key = do.key_of()
    step = do.send(client, key, buoc=None, uploads=[photo(), photo("khai-sinh.jpg", (90, 60))])
    kept = step.context["kept"]

    answer = do.send(client, key, kept=kept)

    assert answer.status_code == 303
    assert [one.label for one in QuestionFile.objects.order_by("id")] == ["Ảnh 1", "Ảnh 2"]


def test_change_something_leads_back_with_words_and_files(client: Client, people: make.Cast) -> None:
    key = do.key_of()
    step = do.send(client, key, buoc=None, uploads=[photo()])

    answer = do.send(client, key, buoc="sua", kept=step.context["kept"])

    html = answer.content.decode()
    assert (answer.status_code, Question.objects.count()) == (200, 0)
    assert do.SAID["text"] in html
    assert "Ảnh 1" in html


def test_photo_loses_place_camera_and_name(client: Client, people: make.Cast) -> None:
    do.send(client, uploads=[photo()])

    row = QuestionFile.objects.get()
    with open_file(row.file_id) as kept:
        content = kept.read()
    assert (row.label, row.is_public, row.is_from_asker) == ("Ảnh 1", False, True)
    assert dict(Image.open(io.BytesIO(content)).getexif()) == {}
    assert b"Telephone of Hoi" not in content
    assert "Tran" not in row.file.name


def test_wrong_file_is_named_and_what_was_typed_stays(client: Client, people: make.Cast) -> None:
    answer = do.send(
        client, uploads=[SimpleUploadedFile("trang.html", b"<html><script>alert(1)</script></html>")]
    )

    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert "trang.html" in do.text_of(answer)
    assert do.SAID["text"] in answer.content.decode()


def test_photo_survives_a_try_in_which_something_else_was_missing(client: Client, people: make.Cast) -> None:
    key = do.key_of()
    failed = do.send(client, key, phone=None, uploads=[photo()])

    answer = do.send(client, key, kept=failed.context["kept"])

    assert (failed.status_code, answer.status_code) == (422, 303)
    assert QuestionFile.objects.get().label == "Ảnh 1"


def test_kept_file_can_be_left_out_again(client: Client, people: make.Cast) -> None:
    key = do.key_of()
    failed = do.send(client, key, phone=None, uploads=[photo()])
    (pk, _label), *_none = failed.context["files"]

    answer = do.send(client, key, kept=failed.context["kept"], drop=str(pk))

    assert answer.status_code == 303
    assert not QuestionFile.objects.exists()


def test_number_of_a_file_of_somebody_else_cannot_be_named(client: Client, people: make.Cast) -> None:
    do.send(client, uploads=[photo()])

    answer = do.send(client, kept='[[1,"x"]]')

    assert answer.status_code == 303
    assert QuestionFile.objects.count() == 1


def test_suggestions_give_answered_questions_that_fit(client: Client, people: make.Cast) -> None:
    alike = make.question(
        people.root, state="published", lead=people.agency, subject="Nhận thay bản sao khai sinh"
    )
    make.answer(alike, state="approved", signed_by=people.head)
    catch_up_likeness()
    make.question(people.root, state="in_work", lead=people.agency, subject="Nhận thay bản sao khai tử")

    answer = client.get("/hoi-dap/goi-y/", {"q": "nhận thay bản sao khai sinh"})

    assert [one["text"] for one in answer.json()["items"]] == ["Nhận thay bản sao khai sinh"]
    assert answer.json()["items"][0]["url"] == f"/hoi-dap/cau-hoi/{alike.code}/"
    assert not answer.cookies


def test_front_pages_words_are_in_the_form_with_what_fits_above_it(client: Client, people: make.Cast) -> None:
    alike = make.question(
        people.root, state="published", lead=people.agency, subject="Nhận thay bản sao khai sinh"
    )
    make.answer(alike, state="approved", signed_by=people.head)
    catch_up_likeness()

    html = client.get(do.ASK, {"q": "nhận thay bản sao khai sinh"}).content.decode()

    assert 'value="nhận thay bản sao khai sinh"' in html
    assert f"/hoi-dap/cau-hoi/{alike.code}/" in html


def test_before_any_unit_is_known_the_form_says_so(client: Client) -> None:
    answer = do.send(client)

    assert answer.status_code == 422
    assert do.SAID["text"] in answer.content.decode()
