"""Open questions in a decision on units: to the heir with clock and history, one by one where a unit is divided, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.factories import questions as make
from tests.org.orders import all_rows, decide, differing

from danbiet.org.actions.orders import Hindered, apply_order, choose_takers, undo_order
from danbiet.org.calc.orders import Part as Half
from danbiet.org.calc.orders import Step
from danbiet.org.queries import orphans, rights_of, tree
from danbiet.questions import permissions
from danbiet.questions.actions.following import follow_successors
from danbiet.questions.actions.handover import preview
from danbiet.questions.models import Event, Part, Question

pytestmark = pytest.mark.django_db
ON = date(2021, 11, 8)
AT = datetime(2021, 11, 8, 2, tzinfo=UTC)


def merger(*units: int) -> Step:
    return Step("merge", units, (Half(None, "STPYT", "Sở Tư pháp và Y tế", "department"),))


def in_force(pk: int) -> None:
    apply_order(pk, by=None, on=ON, at=AT)


def test_open_questions_go_to_the_heir_with_their_clock_and_an_event_answered_ones_stay() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    answered = make.question(cast.root, state="published", lead=cast.agency)
    helped = make.question(cast.root, state="in_work", lead=cast.agency)
    make.part(helped, cast.other, wanted="Ý kiến")
    before = all_rows()
    pk = decide(merger(cast.agency.pk, cast.other.pk), on=ON)
    in_force(pk)

    heir = tree(ON).by_code("STPYT").id  # type: ignore[union-attr]
    asked.refresh_from_db()
    answered.refresh_from_db()
    assert (asked.lead_id, asked.state, asked.due_at, asked.officer) == (
        heir,
        "in_work",
        make.DUE,
        cast.officer,
    )
    assert answered.lead_id == cast.agency.pk
    told = Event.objects.get(question=asked)
    assert (told.verb, told.is_public, told.details) == (
        "follow_successor", True, {"from_unit": cast.agency.pk, "unit": heir},
    )  # fmt: skip
    leads = Part.objects.filter(question=asked, role="lead").order_by("pk").values_list("unit_id", "state")
    assert list(leads) == [(cast.agency.pk, "recalled"), (heir, "asked")]
    assert permissions.may_write_answer(rights_of(cast.officer, ON), asked)
    assert orphans(ON) == {}
    assert follow_successors(on=ON, at=AT) == 0  # nothing is left for the night's job

    undo_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []


def test_divided_agency_s_questions_go_one_by_one_to_the_part_chosen() -> None:
    cast = make.cast()
    one, two = (make.question(cast.root, state="routed", lead=cast.agency) for _number in range(2))
    parts = (Half(None, "P1", "Sở Một", "department"), Half(None, "P2", "Sở Hai", "department"))
    pk = decide(Step("split", (cast.agency.pk,), parts), on=ON)
    choose_takers(pk, {"items": {"questions": {str(two.pk): "P2"}}}, by=None, at=AT)
    in_force(pk)
    found = dict(Question.objects.values_list("pk", "lead_id"))
    day = tree(ON)
    assert found == {one.pk: day.by_code("P1").id, two.pk: day.by_code("P2").id}  # type: ignore[union-attr]


def test_dissolved_agency_s_question_goes_to_the_unit_named_not_back_to_the_desk() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="routed", lead=cast.agency)
    code = tree(ON).get(cast.other.pk).code  # type: ignore[union-attr]
    in_force(decide(Step("dissolve", (cast.agency.pk,), taker_code=code, people="end"), on=ON))
    asked.refresh_from_db()
    assert (asked.lead_id, asked.state) == (cast.other.pk, "routed")
    late = make.question(
        cast.root, state="routed", lead=cast.agency
    )  # routed by somebody who saw the old tree
    assert orphans(ON) == {}
    assert follow_successors(on=ON, at=AT) == 1
    late.refresh_from_db()
    assert late.lead_id == cast.other.pk


def test_question_worked_on_since_hinders_undo_and_is_named() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    pk = decide(merger(cast.agency.pk, cast.other.pk), on=ON)
    in_force(pk)
    Question.objects.filter(pk=asked.pk).update(version=asked.version + 5)
    with pytest.raises(Hindered, match=asked.code):
        undo_order(pk, by=None, at=AT)
    asked.refresh_from_db()
    assert asked.lead_id == tree(ON).by_code("STPYT").id  # type: ignore[union-attr]


def test_preview_names_each_question_with_its_limit_in_four_queries(
    django_assert_num_queries: object,
) -> None:
    cast = make.cast()
    for _number in range(3):
        make.question(cast.root, state="routed", lead=cast.agency)
    with django_assert_num_queries(4):  # type: ignore[operator]
        lines = {line.key: line for line in preview({cast.agency.pk, cast.root.pk}, ON)}
    assert len(lines["questions"].items) == 3
    assert f"{make.DUE:%d/%m/%Y}"[3:] in lines["questions"].items[0].note
    assert lines["questions"].can_choose
    assert len(lines["intake"].items) == 3
