"""Who is about to ask sees answered questions that ask the same, whatever words they use."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import questions as make
from tests.factories.questions import Cast

from danbiet.questions.actions.likeness import catch_up_likeness, index_questions
from danbiet.questions.calc.similar import asked, concepts, syllables, weighted
from danbiet.questions.models import Commonness, Likeness, Posting, Question
from danbiet.questions.queries.similar import similar_answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make.cast()


def published(cast: Cast, subject: str, text: str) -> Question:
    question = make.question(cast.root, state="published", lead=cast.agency, subject=subject, text=text)
    make.answer(question, body="<p>Được.</p>", state="approved")
    index_questions([question.pk])
    return question


def found(text: str, **options: int) -> list[str]:
    return [one.question.subject for one in similar_answered(text, **options)]


@pytest.fixture
def archive(cast: Cast) -> Cast:
    published(cast, "Cấp lại bản sao khai sinh", "Bản chính bị cháy, tôi muốn xin trích lục từ sổ gốc.")
    published(cast, "Cấp lại giấy chứng nhận quyền sử dụng đất", "Tôi làm mất giấy khi dọn nhà.")
    published(cast, "Cấp lại thẻ căn cước công dân", "Tôi làm rơi ví khi đi làm ở tỉnh khác.")
    published(cast, "Đường ấp xuống cấp nhiều ổ gà", "Học sinh đi lại khó khăn.")
    return cast


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mất sổ đỏ làm lại ở đâu", "Cấp lại giấy chứng nhận quyền sử dụng đất"),
        ("mat so do", "Cấp lại giấy chứng nhận quyền sử dụng đất"),
        ("rớt CCCD xin cái mới", "Cấp lại thẻ căn cước công dân"),
        ("giấy sinh hồi nhỏ bị cháy rồi", "Cấp lại bản sao khai sinh"),
        ("lộ hư quá, toàn ổ voi", "Đường ấp xuống cấp nhiều ổ gà"),
        ("đừơng âp xuông câp", "Đường ấp xuống cấp nhiều ổ gà"),
    ],
)
def test_other_words_find_the_question_that_asks_the_same(archive: Cast, typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_what_fits_nothing_finds_nothing(archive: Cast) -> None:
    assert found("lịch thi đấu bóng đá quốc tế") == []
    assert found("") == []
    assert found("tôi muốn hỏi là") == []


def test_hidden_and_unanswered_questions_are_never_found(cast: Cast) -> None:
    shown = published(cast, "Đăng ký khai tử", "Cha tôi mất đã lâu.")
    make.question(cast.root, state="in_work", lead=cast.agency, subject="Đăng ký khai tử cho ông")
    Question.objects.filter(pk=shown.pk).update(state="answered", published_at=None)

    assert found("khai tử") == []  # though the index has not heard of it yet
    assert catch_up_likeness() == 1
    assert (Likeness.objects.count(), Posting.objects.count()) == (0, 0)
    assert set(Commonness.objects.values_list("count", flat=True)) == {0}


def test_the_question_itself_is_left_out(archive: Cast) -> None:
    itself = Question.objects.get(subject="Cấp lại bản sao khai sinh")

    assert "Cấp lại bản sao khai sinh" not in found("khai sinh bị cháy", exclude=itself.pk)


def test_indexing_again_writes_nothing_and_a_new_answer_writes_anew(cast: Cast) -> None:
    question = published(cast, "Đăng ký tạm trú", "Chủ trọ không ký.")

    assert index_questions([question.pk]) == 0

    question.answers.update(body="<p>Người thuê tự khai báo trên <b>VNeID</b>.</p>")

    assert catch_up_likeness() == 0
    assert catch_up_likeness(is_whole=True) == 1
    assert found("vneid") == ["Đăng ký tạm trú"]
    assert Commonness.objects.get(term=0).count == 1


def test_catching_up_indexes_what_was_published_without_a_word(cast: Cast) -> None:
    question = make.question(cast.root, state="published", lead=cast.agency, subject="Gắn đồng hồ điện")
    make.answer(question, state="approved")

    assert catch_up_likeness() == 1
    assert found("công tơ điện") == ["Gắn đồng hồ điện"]


def test_a_look_up_costs_the_same_for_one_and_for_many(archive: Cast) -> None:
    def cost(limit: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            similar_answered("mất giấy", limit=limit)
        return len(queries)

    assert (cost(1), cost(5)) == (3, 3)


def test_publishing_puts_it_in_and_hiding_takes_it_out(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    from danbiet.questions.signals import question_hidden, question_published

    question = make.question(cast.root, state="published", lead=cast.agency, subject="Đổi bằng lái xe")
    make.answer(question, state="approved")

    question_published.send(sender=None, question_id=question.pk, at=make.AT)
    assert found("giấy phép lái xe") == ["Đổi bằng lái xe"]

    Question.objects.filter(pk=question.pk).update(state="answered", published_at=None)
    question_hidden.send(sender=None, question_id=question.pk, at=make.AT)
    assert Likeness.objects.count() == 0


# Words, without a database


def test_a_concept_is_found_with_and_without_marks_and_never_against_them() -> None:
    assert "sổ-đỏ" in concepts(syllables("Tôi mất sổ đỏ"))
    assert "sổ-đỏ" in concepts(syllables("toi mat so do"))
    assert "sổ-đỏ" not in concepts(syllables("số đo của cháu bé"))
    assert "căn-cước" in concepts(syllables("làm CCCD"))
    assert "kết-hôn" in concepts(syllables("đăng kí kết hôn"))


def test_old_and_new_tone_marks_and_i_for_y_are_one_word() -> None:
    assert syllables("hoà giải kĩ thuật") == syllables("hòa giải kỹ thuật")
    assert [one.plain for one in syllables("Ủy ban, quý III/2021")] == ["uy", "ban", "quy", "iii", "2021"]


def test_a_word_of_the_subject_counts_more_than_one_of_the_answer() -> None:
    subject = weighted("Khai tử", "", "")
    answer = weighted("", "", "Khai tử")

    assert all(subject[term] > weight for term, weight in answer.items())
    assert set(subject) == set(answer) == set(asked("khai tử"))
