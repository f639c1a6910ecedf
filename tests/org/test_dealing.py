"""What units that are divided or end had open is dealt out by kind and item by item: who may go on with what, undone exactly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danbiet.kit import clock
from danbiet.org.actions.dealing import deal_items, deal_kinds
from danbiet.org.actions.orders import NotPossible, apply_order, change_order, undo_order
from danbiet.org.calc.orders import Part, Step
from danbiet.org.enums import Role
from danbiet.org.models import ItemCustody, Membership, ReorganisationOrder, Unit, UnitYear
from danbiet.org.queries import orphans, rights_of, tree
from danbiet.org.queries.dealing import dealing_of
from danbiet.plans.actions.evidence import draft_evidence
from danbiet.plans.calc.evidence import EvidenceDraft
from danbiet.plans.models import Plan
from danbiet.plans.permissions import (
    evidence_hands,
    evidence_units,
    may_edit_evidence,
    may_edit_plan,
    may_see_draft,
    may_see_evidence,
)
from danbiet.plans.queries.evidence import own_targets, waiting_evidence
from danbiet.plans.queries.plans import desk_plans
from danbiet.plans.queries.work import work_of
from tests.factories import plans as make

from .orders import AT, DAY, all_rows, decide, differing
from .test_order_pages import LIST, signed_in
from .test_orders import person, units

__all__ = ["units"]
pytestmark = pytest.mark.django_db
PARTS = (Part(None, "121", "Xã D1", "commune"), Part(None, "122", "Xã D2", "commune"))


def split(units: dict[str, int], **more: Any) -> Step:
    return Step("split", (units["D"],), PARTS, **more)


def begun(code: str) -> int:
    unit = tree(DAY).by_code(code)
    assert unit is not None
    return unit.id


def drafts(units: dict[str, int], count: int = 2) -> list[Plan]:
    return [
        Plan.objects.create(unit_id=units["D"], year=2022 + place, state="draft", title=f"KH {place}", created_at=AT)
        for place in range(count)
    ]  # fmt: skip


def test_plan_chosen_singly_is_in_the_hands_of_the_part_and_the_rest_of_the_first(
    units: dict[str, int],
) -> None:
    first, second = drafts(units)
    pk = decide(split(units))
    assert deal_items(pk, "plans", [second.pk], "122", by=None, at=AT) == 1
    before = all_rows()

    apply_order(pk, by=None, on=DAY, at=AT)

    one, two = person("mot", begun("121"), Role.OFFICER), person("hai", begun("122"), Role.OFFICER)
    stranger = person("la", units["F"], Role.OFFICER)
    office = person("phong", units["B"], Role.OFFICE)
    seen = {
        user.username: {plan.title for plan in (first, second) if may_edit_plan(rights_of(user, DAY), plan)}
        for user in (one, two, stranger, office)
    }
    assert seen == {"mot": {"KH 0"}, "hai": {"KH 1"}, "la": set(), "phong": set()}
    assert may_see_draft(rights_of(office, DAY), second)
    listed = {
        user.username: set(desk_plans(rights_of(user, DAY)).values_list("title", flat=True))
        for user in (one, two, stranger, office)
    }
    assert listed == {"mot": {"KH 0"}, "hai": {"KH 1"}, "la": set(), "phong": {"KH 0", "KH 1"}}
    work = {row.object_id: row.unit_id for row in work_of(rights_of(two, DAY)).of("plan")}
    assert work == {second.pk: begun("122")}
    second.refresh_from_db()
    assert second.unit_id == units["D"]  # the name it was written under
    assert orphans(DAY) == {}
    Membership.objects.filter(user__in=[one, two, stranger, office]).delete()
    for user in (one, two, stranger, office):
        user.delete()
    undo_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []


def test_choice_by_kind_holds_for_what_is_not_chosen_singly(units: dict[str, int]) -> None:
    pieces = [
        make.evidence(Unit.objects.get(pk=units["D"]), date(2022, 2, day), state="submitted")
        for day in (1, 2, 3)
    ]
    pk = decide(split(units))
    deal_kinds(pk, {"evidence": {units["D"]: "122"}}, by=None, at=AT)
    deal_items(pk, "evidence", [pieces[0].pk], "121", by=None, at=AT)

    apply_order(pk, by=None, on=DAY, at=AT)

    one, two = person("mot", begun("121"), Role.HEAD), person("hai", begun("122"), Role.HEAD)
    office = person("phong", units["B"], Role.OFFICE)
    for user, wanted in ((one, pieces[:1]), (two, pieces[1:]), (office, pieces)):
        rights = rights_of(user, DAY)
        assert [one for one in pieces if may_see_evidence(rights, one)] == wanted
    assert set(waiting_evidence(rights_of(office, DAY))) == set(pieces)
    rows = work_of(rights_of(office, DAY)).of("evidence", "submitted")
    assert {row.unit_id: row.count for row in rows} == {units["D"]: 1, begun("122"): 2}


def test_heir_of_a_plan_writes_evidence_for_it_and_goes_on_with_the_piece(units: dict[str, int]) -> None:
    unit = Unit.objects.get(pk=units["D"])
    given, kept = make.plan(unit, year=2022), make.plan(unit, year=2021)
    targets = [make.target(make.task(make.group(plan)), quantity=1) for plan in (given, kept)]
    pk = decide(split(units))
    deal_items(pk, "plans", [given.pk], "122", by=None, at=AT)
    apply_order(pk, by=None, on=DAY, at=AT)
    one, two = person("mot", begun("121"), Role.OFFICER), person("hai", begun("122"), Role.OFFICER)
    stranger = person("la", units["F"], Role.OFFICER)
    rights = rights_of(two, DAY)

    assert units["D"] in evidence_units(rights)
    assert units["D"] not in evidence_units(rights_of(stranger, DAY))
    assert own_targets(units["D"], 2022, 2021, rights=rights) == targets[:1]
    assert own_targets(units["D"], 2022, 2021, rights=rights_of(one, DAY)) == targets[1:]
    hands = evidence_hands(rights, units["D"])
    assert hands == begun("122")
    assert evidence_hands(rights_of(one, DAY), units["D"]) is None
    piece = draft_evidence(
        EvidenceDraft(on=DAY, title="Tin mới", kind="article"), unit_id=units["D"], hands=hands, by=two, at=AT, today=DAY
    )  # fmt: skip
    assert may_edit_evidence(rights_of(two, DAY), piece)
    assert not may_edit_evidence(rights_of(one, DAY), piece)
    assert piece.unit_id == units["D"]


def test_single_person_of_a_dissolved_unit_goes_on_elsewhere_and_the_others_end(
    units: dict[str, int],
) -> None:
    one, two = person("mot", units["F"], Role.OFFICER), person("hai", units["F"], Role.OFFICER)
    held = Membership.objects.get(user=two)
    UnitYear.objects.create(unit_id=units["F"], year=2022, headcount=30)
    year = UnitYear.objects.get()
    pk = decide(Step("dissolve", (units["F"],), taker_code="112", people="end"))
    deal_items(pk, "people", [held.pk], "111", by=None, at=AT)
    deal_items(pk, "unit_years", [year.pk], "111", by=None, at=AT)
    before = all_rows()

    apply_order(pk, by=None, on=DAY, at=AT)

    assert not rights_of(one, DAY).is_anyone
    assert rights_of(two, DAY).roles == frozenset({(Role.OFFICER, units["D"])})
    assert UnitYear.objects.get(unit_id=units["D"]).headcount == 30
    undo_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []


def test_choice_is_taken_back_and_the_kind_holds_again(units: dict[str, int]) -> None:
    [plan] = drafts(units, 1)
    pk = decide(split(units))
    deal_kinds(pk, {"plans": {units["D"]: "122"}}, by=None, at=AT)
    deal_items(pk, "plans", [plan.pk], "121", by=None, at=AT)
    deal_items(pk, "plans", [plan.pk], "", by=None, at=AT)
    order = ReorganisationOrder.objects.get(pk=pk)
    [(_line, takers)] = dealing_of(order).outcome()
    assert takers == [("Xã D2", 1)]
    deal_kinds(pk, {"plans": {units["D"]: ""}}, by=None, at=AT)
    order.refresh_from_db()
    [(_line, takers)] = dealing_of(order).outcome()
    assert takers == [("Xã D1", 1)]
    assert (order.choices["kinds"], order.choices["items"]) == ({}, {})


@pytest.mark.parametrize(
    ("kind", "code", "match"),
    [
        ("plans", "113", "chia thành"),
        ("plans", "999", "chia thành"),
        ("sealed_counts", "121", "loại này"),
        ("x", "", "loại này"),
    ],
)
def test_choice_that_makes_no_sense_is_refused_and_nothing_is_kept(
    units: dict[str, int], kind: str, code: str, match: str
) -> None:
    [plan] = drafts(units, 1)
    pk = decide(split(units))
    with pytest.raises(NotPossible, match=match):
        deal_items(pk, kind, [plan.pk], code, by=None, at=AT)
    with pytest.raises(NotPossible):
        deal_kinds(pk, {kind: {units["D"]: code or "121"}}, by=None, at=AT)
    with pytest.raises(NotPossible, match="đơn vị này"):
        deal_kinds(pk, {"plans": {units["F"]: "121"}}, by=None, at=AT)
    assert ReorganisationOrder.objects.get(pk=pk).choices == {}


def test_items_of_other_units_and_made_up_ones_are_passed_over(units: dict[str, int]) -> None:
    drafts(units, 1)
    other = Plan.objects.create(unit_id=units["F"], year=2022, state="draft", title="KH", created_at=AT)
    pk = decide(split(units))
    assert deal_items(pk, "plans", [other.pk, 10**15], "122", by=None, at=AT) == 0


def test_choices_for_parts_that_are_gone_go_with_them(units: dict[str, int]) -> None:
    [plan] = drafts(units, 1)
    pk = decide(split(units))
    deal_items(pk, "plans", [plan.pk], "122", by=None, at=AT)
    order = ReorganisationOrder.objects.get(pk=pk)
    from danbiet.org.actions.orders import Wording

    wording = Wording(on=DAY, title="Khác", choices=order.choices)
    change_order(
        pk,
        wording,
        [Step("dissolve", (units["D"],), taker_code="113")],
        version=order.version,
        by=None,
        at=AT,
    )
    apply_order(pk, by=None, on=DAY, at=AT)
    assert not ItemCustody.objects.exists()
    assert tree(DAY).seat(units["D"]) == units["F"]


def test_decision_in_force_is_not_dealt_out_any_more(units: dict[str, int]) -> None:
    [plan] = drafts(units, 1)
    pk = decide(split(units))
    apply_order(pk, by=None, on=DAY, at=AT)
    with pytest.raises(NotPossible, match="chưa có hiệu lực"):
        deal_items(pk, "plans", [plan.pk], "122", by=None, at=AT)


# The screens.


@pytest.fixture
def office(client: Client, units: dict[str, int]) -> Client:
    return signed_in(client, units["A"], Role.OFFICE)


def test_work_is_dealt_out_by_kind_then_item_by_item_on_the_screens(
    office: Client, units: dict[str, int]
) -> None:
    first, second = drafts(units)
    pk = decide(split(units), on=clock.today())
    page = office.get(f"{LIST}{pk}/").content.decode()
    assert f'href="{LIST}{pk}/chia-viec/"' in page

    page = office.get(f"{LIST}{pk}/chia-viec/").content.decode()
    assert "Xã D2" in page
    office.post(f"{LIST}{pk}/chia-viec/?don-vi={units['D']}", {"plans": "122"})
    page = office.get(f"{LIST}{pk}/chia-viec/plans/?q=kh+2022").content.decode()
    assert "KH 0" in page
    assert "KH 1" not in page
    office.post(f"{LIST}{pk}/chia-viec/plans/", {"pk": [str(first.pk), "1e3", "-1"], "to": "121"})
    order = ReorganisationOrder.objects.get(pk=pk)
    assert order.choices["kinds"] == {"plans": {str(units["D"]): "122"}}
    assert order.choices["items"] == {"plans": {str(first.pk): "121"}}
    office.post(f"{LIST}{pk}/chia-viec/plans/?q=KH", {"tat-ca": "1", "to": "121"})
    order.refresh_from_db()
    assert set(order.choices["items"]["plans"]) == {str(first.pk), str(second.pk)}


@pytest.mark.parametrize("who", ["stranger", "head_of_unit", "district_office"])
def test_dealing_is_the_province_office_s_alone(client: Client, units: dict[str, int], who: str) -> None:
    [plan] = drafts(units, 1)
    pk = decide(split(units))
    place = {"head_of_unit": ("D", Role.HEAD), "district_office": ("B", Role.OFFICE)}
    if who in place:
        key, role = place[who]
        signed_in(client, units[key], role)
    for what in ("chia-viec/", "chia-viec/plans/"):
        assert client.get(f"{LIST}{pk}/{what}").status_code == (302 if who == "stranger" else 403)
        posted = client.post(f"{LIST}{pk}/{what}", {"pk": str(plan.pk), "to": "122", "plans": "122"})
        assert posted.status_code == (302 if who == "stranger" else 403)
    assert ReorganisationOrder.objects.get(pk=pk).choices == {}


@pytest.mark.parametrize("said", ["999", "<script>alert(1)</script>", "\x00", "1" * 400])
def test_hostile_words_for_an_heir_change_nothing(office: Client, units: dict[str, int], said: str) -> None:
    [plan] = drafts(units, 1)
    pk = decide(Step("dissolve", (units["D"],), taker_code="112"), on=clock.today())
    for what, data in (
        ("chia-viec/", {"plans": said}),
        ("chia-viec/plans/", {"pk": str(plan.pk), "to": said}),
    ):
        answer = office.post(f"{LIST}{pk}/{what}", data, follow=True)
        assert answer.status_code == (400 if said == "\x00" else 200)
        assert "<script>alert" not in answer.content.decode()
    assert not ReorganisationOrder.objects.get(pk=pk).choices.get("items")


def test_dissolved_unit_s_item_may_go_to_any_unit_of_the_day(office: Client, units: dict[str, int]) -> None:
    [plan] = drafts(units, 1)
    pk = decide(Step("dissolve", (units["D"],), taker_code="112"), on=clock.today())
    office.post(f"{LIST}{pk}/chia-viec/plans/", {"pk": str(plan.pk), "to": "113 – Xã F"})
    assert ReorganisationOrder.objects.get(pk=pk).choices["items"] == {"plans": {str(plan.pk): "113"}}


def test_unknown_kind_and_nothing_to_deal_out_are_said_in_words(
    office: Client, units: dict[str, int]
) -> None:
    pk = decide(split(units), on=clock.today())
    assert "không để lại việc gì" in office.get(f"{LIST}{pk}/chia-viec/", follow=True).content.decode()
    assert office.get(f"{LIST}{pk}/chia-viec/plans/").status_code == 404
    assert office.get(f"{LIST}{pk}/chia-viec/la-lung/").status_code == 404


def test_list_of_items_asks_as_often_for_one_item_as_for_three(office: Client, units: dict[str, int]) -> None:
    counts = []
    for count in (1, 3):
        Plan.objects.all().delete()
        drafts(units, count)
        pk = decide(split(units), on=clock.today())
        tree(clock.today())
        for what in ("chia-viec/", "chia-viec/plans/"):
            with CaptureQueriesContext(connection) as seen:
                assert office.get(f"{LIST}{pk}/{what}").status_code == 200
            counts.append(len(seen))
    assert counts[:2] == counts[2:]
