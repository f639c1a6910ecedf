"""The questions of the demonstration year: in every state, with clocks that fit the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from danbiet.demo.actions.loading import YEAR_BEGINS
from danbiet.demo.actions.moments import moment
from danbiet.demo.actions.people import load_people
from danbiet.demo.actions.questions import load_questions
from danbiet.demo.actions.questions_air import load_questions_on_air
from danbiet.demo.actions.units import load_units
from danbiet.demo.calc.asked import all_asked
from danbiet.demo.registry import ACCOUNTS, TODAY
from danbiet.questions.calc.masking import findings
from danbiet.questions.calc.moves import OPEN
from danbiet.questions.models import Answer, Asker, Event, Notice, Part, Pause, Question

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What loading it told. Units and people first."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_units(at=moment(YEAR_BEGINS))
        load_people(on=YEAR_BEGINS)
        yield load_questions(today=TODAY)
        transaction.set_rollback(True)


def test_a_hundred_and_twenty_questions_in_every_state(year: str) -> None:
    states = Counter(Question.objects.values_list("state", flat=True))

    assert year.startswith("117 ")
    assert sum(states.values()) == 117
    assert states["published"] >= 60
    assert set(states) >= {
        "new", "info_wanted", "accepted", "routed", "sent_back", "in_work", "in_approval", "published", "answered", "refused",
        "duplicate", "withdrawn",
    }  # fmt: skip


def test_clocks_fit_the_day(year: str) -> None:
    now = moment(TODAY, hour=10)

    assert not Question.objects.filter(received_at__gt=now).exists()
    assert not Event.objects.filter(at__gt=now).exists()
    overdue = Question.objects.filter(state__in=OPEN, due_at__lt=now).exclude(
        pk__in=Pause.objects.filter(ended_at__isnull=True).values("question")
    )
    assert 3 <= overdue.count() <= 8
    assert Question.objects.filter(extra_days__gt=0).exists()
    assert Question.objects.filter(reopened_at__isnull=False).count() >= 2
    late = [
        one
        for one in Question.objects.filter(answered_at__isnull=False)
        if one.answered_at and one.answered_at > one.due_at
    ]
    assert 2 <= len(late) <= 20


def test_no_event_comes_before_the_one_it_follows(year: str) -> None:
    for question in Question.objects.all():
        moments = list(Event.objects.filter(question=question).order_by("id").values_list("at", flat=True))
        assert moments == sorted(moments), question.code


def test_what_everybody_reads_names_nobody(year: str) -> None:
    for one in Question.objects.all():
        assert findings(f"{one.subject}\n{one.text}") == [], one.code


def test_several_agencies_khmer_ratings_and_consents(year: str) -> None:
    assert Part.objects.filter(role="support", state="handed_in").exists()
    assert Part.objects.filter(role="support", state="asked").exists()
    assert Question.objects.filter(language="km", channel="conversation").count() == 1
    assert Asker.objects.get(question__language="km").original != ""
    assert Question.objects.filter(rating__isnull=False).count() >= 15
    assert Question.objects.filter(state="published", may_air=True).count() >= 10
    assert Answer.objects.filter(round=2).exists()


def test_what_was_told_long_ago_is_not_sent_again(year: str) -> None:
    waiting = Notice.objects.filter(sent_at__isnull=True)

    assert waiting.exists()
    assert not waiting.filter(created_at__lt=moment(date(2021, 12, 11), hour=9)).exists()


def test_the_intake_desk_has_an_account() -> None:
    assert [one.username for one in ACCOUNTS if one.roles == ("intake",)] == ["tiepnhan"]


def test_every_text_has_its_key_once_and_its_answer() -> None:
    asked = all_asked()

    assert len(asked) == 234
    assert len({one.key for one in asked}) == 234
    assert all(len(one.subject) <= 200 and one.text and one.answer for one in asked)


def test_without_a_station_nothing_is_on_air(year: str) -> None:
    assert load_questions_on_air(today=TODAY) == "0 câu hỏi lên sóng"
