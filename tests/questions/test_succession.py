"""Questions in somebody's hands go to a successor, each with its event."""

from __future__ import annotations

import pytest
from tests.factories import questions as make
from tests.factories.questions import AT

from danbiet.kit import clock
from danbiet.org.actions.roles import NotPossible
from danbiet.questions.actions.succession import pass_on_questions, questions_in_hand
from danbiet.questions.models import Event, Question

pytestmark = pytest.mark.django_db


def test_open_questions_go_to_the_successor_and_ended_ones_stay() -> None:
    cast = make.cast()
    made = {
        state: make.question(cast.root, state=state, lead=cast.agency)
        for state in ("in_work", "in_approval", "published")
    }
    Question.objects.update(officer=cast.officer)
    on = clock.local(AT).date()
    assert len(questions_in_hand(cast.officer.pk, on)) == 2

    assert pass_on_questions(cast.officer.pk, cast.colleague, cast.head, AT) == 2

    officers = {state: Question.objects.get(pk=one.pk).officer for state, one in made.items()}
    assert officers == {"in_work": cast.colleague, "in_approval": cast.colleague, "published": cast.officer}
    assert {Question.objects.get(pk=made[state].pk).state for state in ("in_work", "in_approval")} == {
        "in_work",
        "in_approval",
    }
    assert Event.objects.filter(verb="hand_over", by=cast.head).count() == 2
    assert pass_on_questions(cast.officer.pk, cast.colleague, cast.head, AT) == 0


def test_successor_without_a_role_in_the_agency_is_refused() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    Question.objects.update(officer=cast.officer)
    with pytest.raises(NotPossible):
        pass_on_questions(cast.officer.pk, cast.other_officer, cast.head, AT)
    assert Question.objects.get(pk=asked.pk).officer == cast.officer
