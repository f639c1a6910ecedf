"""Roles for a period, leavers, deputies, hand-over."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from danbiet.accounts.actions import lock_person
from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.audit.models import Entry
from danbiet.org.actions import roles as act
from danbiet.org.actions.handing_over import HandOver, hand_over
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Membership, StandIn, Unit
from danbiet.org.queries import holders, rights_of
from danbiet.plans.models import Evidence
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
ON = date(2021, 6, 1)


class Cast:
    """A province with its office, a department with head and officer, and somebody without a role."""

    def __init__(self) -> None:
        self.root: Unit = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
        self.unit: Unit = make.unit("Sở Tư pháp", parent=self.root)
        self.other: Unit = make.unit("Sở Y tế", parent=self.root)
        self.office = make.person("Phòng CCHC", unit=self.root, role=Role.OFFICE)
        self.head = make.person("Giám đốc", unit=self.unit, role=Role.HEAD)
        self.officer = make.person("Cán bộ", unit=self.unit)
        self.new = make.person("Người mới")


@pytest.fixture
def cast() -> Cast:
    return Cast()


def term(unit: Unit, role: Role = Role.OFFICER, first: date = ON, last: date | None = None) -> act.Term:
    return act.Term(unit.pk, role, first, last)


def role_of(person: User) -> Membership:
    return Membership.objects.get(user=person)


def test_role_runs_from_its_first_to_its_last_day(cast: Cast) -> None:
    act.give_role(cast.new.pk, term(cast.unit, last=date(2021, 6, 30)), by=cast.office, at=AT)
    held = [
        day
        for day in (date(2021, 5, 31), ON, date(2021, 6, 30), date(2021, 7, 1))
        if rights_of(cast.new, day).is_anyone
    ]
    assert held == [ON, date(2021, 6, 30)]
    entry = Entry.objects.get(verb="org.role_given")
    assert (entry.object_id, entry.unit_id, entry.details["ends_on"]) == (
        cast.new.pk,
        cast.unit.pk,
        "2021-07-01",
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2021, 6, 10), date(2021, 6, 9)),
        (date(2021, 6, 30), None),
        (date(2021, 1, 1), date(2021, 6, 1)),
        (date(2015, 1, 1), None),
    ],
)
def test_role_over_days_already_held_or_without_days_is_refused(
    cast: Cast, first: date, last: date | None
) -> None:
    act.give_role(cast.new.pk, term(cast.unit, last=date(2021, 6, 30)), by=cast.office, at=AT)
    with pytest.raises(act.NotPossible):
        act.give_role(cast.new.pk, term(cast.unit, first=first, last=last), by=cast.office, at=AT)
    assert Membership.objects.filter(user=cast.new).count() == 1


def test_ended_role_stays_in_history_and_one_to_come_never_was(cast: Cast) -> None:
    coming = act.give_role(cast.new.pk, term(cast.unit, first=date(2021, 9, 1)), by=cast.office, at=AT)
    act.end_role(coming.pk, last_day=ON, reason="Đổi ý", by=cast.office, at=AT)
    assert not Membership.objects.filter(user=cast.new).exists()
    act.end_role(role_of(cast.officer).pk, last_day=ON, reason="Chuyển công tác", by=cast.office, at=AT)
    assert role_of(cast.officer).ends_on == date(2021, 6, 2)
    with pytest.raises(act.NotPossible):
        act.end_role(role_of(cast.officer).pk, last_day=ON, reason="Nữa", by=cast.office, at=AT)


def test_province_is_never_left_without_a_reform_office(cast: Cast) -> None:
    last = role_of(cast.office).pk
    with pytest.raises(act.NotPossible):
        act.end_role(last, last_day=ON, reason="Nghỉ hưu", by=cast.office, at=AT)
    act.give_role(cast.new.pk, term(cast.root, Role.OFFICE), by=cast.office, at=AT)
    act.end_role(last, last_day=ON, reason="Nghỉ hưu", by=cast.office, at=AT)


def test_leaver_is_locked_the_night_after_and_let_in_with_a_new_role(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.officer)
    act.end_role(role_of(cast.officer).pk, last_day=ON, reason="Chuyển công tác", by=cast.office, at=AT)
    assert act.lock_leavers(on=ON, at=AT) == 0, "the last day is worked"
    assert act.lock_leavers(on=date(2021, 6, 2), at=AT) == 1
    assert act.lock_leavers(on=date(2021, 6, 2), at=AT) == 0
    cast.officer.refresh_from_db()
    assert (cast.officer.is_active, cast.officer.lock_kind) == (False, "left")
    assert client.get("/doi-mat-khau/").status_code == 302
    assert User.objects.get(pk=cast.new.pk).is_active, "who never held a role is no leaver"

    act.give_role(cast.officer.pk, term(cast.other, first=date(2021, 7, 1)), by=cast.office, at=AT)
    assert User.objects.get(pk=cast.officer.pk).is_active


def test_person_locked_by_decision_stays_locked_with_a_new_role(cast: Cast) -> None:
    lock_person(cast.new.pk, reason="Kỷ luật", at=AT, by=cast.office)
    act.give_role(cast.new.pk, term(cast.unit), by=cast.office, at=AT)
    assert not User.objects.get(pk=cast.new.pk).is_active


def test_deputy_may_do_what_the_holder_may_on_these_days_alone(cast: Cast) -> None:
    act.begin_stand_in(
        cast.head.pk, cast.officer.pk, ON, date(2021, 6, 5), reason="Nghỉ phép", by=cast.head, at=AT
    )
    assert rights_of(cast.officer, ON).holds(cast.unit.pk, Role.HEAD)
    assert rights_of(cast.officer, date(2021, 6, 5)).holds(cast.unit.pk, Role.HEAD)
    for day in (date(2021, 5, 31), date(2021, 6, 6)):
        assert not rights_of(cast.officer, day).holds(cast.unit.pk, Role.HEAD)
    act.begin_stand_in(cast.officer.pk, cast.new.pk, ON, ON, reason="", by=cast.officer, at=AT)
    assert not rights_of(cast.new, ON).holds(cast.unit.pk, Role.HEAD), "what was lent is not lent on"
    act.begin_stand_in(cast.office.pk, cast.head.pk, ON, ON, reason="", by=cast.office, at=AT)
    lock_person(cast.office.pk, reason="Khóa", at=AT, by=None)
    assert not rights_of(cast.head, ON).holds(cast.root.pk, Role.OFFICE), "somebody locked lends nothing"


def test_rights_with_a_deputyship_take_no_more_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    rights_of(cast.officer, ON)
    with django_assert_num_queries(2):
        rights_of(cast.officer, ON)
    act.begin_stand_in(cast.head.pk, cast.officer.pk, ON, ON, reason="", by=cast.head, at=AT)
    with django_assert_num_queries(2):
        rights_of(cast.officer, ON)


def test_deputy_is_written_to_and_waited_for_beside_the_holder(cast: Cast) -> None:
    def names(on: date) -> list[str]:
        return [one.full_name for one in holders({cast.unit.pk}, Role.HEAD, on=on)]

    act.begin_stand_in(cast.head.pk, cast.officer.pk, ON, ON, reason="", by=cast.head, at=AT)
    assert names(ON) == ["Giám đốc", "Cán bộ"]
    assert names(date(2021, 6, 2)) == ["Giám đốc"]
    lock_person(cast.officer.pk, reason="x", at=AT, by=None)
    assert names(ON) == ["Giám đốc"]
    assert holders(set(), on=ON) == []


def test_trail_names_the_holder_where_the_deputy_acts_with_lent_rights(cast: Cast) -> None:
    act.begin_stand_in(cast.head.pk, cast.officer.pk, ON, ON, reason="", by=cast.head, at=AT)
    rights_of(cast.officer, ON)
    inside = record("x.done", by=cast.officer, at=AT, kind="x", unit_id=cast.unit.pk)
    outside = record("x.done", by=cast.officer, at=AT, kind="x", unit_id=cast.other.pk)
    before = record("x.done", by=cast.head, at=AT, kind="x", unit_id=cast.unit.pk)
    assert inside.details == {"in_stead_of": "Giám đốc"}
    assert outside.details == before.details == {}


@pytest.mark.parametrize("fault", ["self", "backwards", "locked", "taken"])
def test_deputyship_that_makes_no_sense_is_refused(cast: Cast, fault: str) -> None:
    deputy, first, last = cast.officer, ON, date(2021, 6, 5)
    if fault == "self":
        deputy = cast.head
    if fault == "backwards":
        last = date(2021, 5, 31)
    if fault == "locked":
        lock_person(cast.officer.pk, reason="x", at=AT, by=None)
    if fault == "taken":
        act.begin_stand_in(
            cast.head.pk, cast.new.pk, date(2021, 6, 5), date(2021, 6, 9), reason="", by=cast.head, at=AT
        )
    with pytest.raises(act.NotPossible):
        act.begin_stand_in(cast.head.pk, deputy.pk, first, last, reason="", by=cast.head, at=AT)


def test_deputyship_ends_early_or_never_was(cast: Cast) -> None:
    row = act.begin_stand_in(
        cast.head.pk, cast.officer.pk, ON, date(2021, 6, 5), reason="", by=cast.head, at=AT
    )
    act.end_stand_in(row.pk, on=date(2021, 6, 3), by=cast.head, at=AT)
    row.refresh_from_db()
    assert row.ends_on == date(2021, 6, 3)
    coming = act.begin_stand_in(
        cast.head.pk, cast.officer.pk, date(2021, 8, 1), date(2021, 8, 5), reason="", by=cast.head, at=AT
    )
    act.end_stand_in(coming.pk, on=ON, by=cast.head, at=AT)
    assert not StandIn.objects.filter(pk=coming.pk).exists()


def _evidence(cast: Cast, state: str) -> Evidence:
    return Evidence.objects.create(
        unit=cast.unit,
        on=ON,
        title=f"Tin {state}",
        kind="event",
        state=state,
        created_by=cast.officer,
        created_at=AT,
    )


def test_hand_over_moves_roles_and_open_work_and_leaves_what_is_decided(cast: Cast) -> None:
    drafts = [_evidence(cast, state) for state in ("draft", "submitted", "returned")]
    done = _evidence(cast, "accepted")
    what = HandOver(["plans.evidence"], [role_of(cast.officer).pk], date(2021, 6, 30), "Nghỉ hưu")

    counts = hand_over(cast.officer.pk, cast.new.pk, what, by=cast.head, at=AT, on=ON)

    assert counts == {"plans.evidence": 3}
    assert {one.created_by_id for one in Evidence.objects.filter(pk__in=[each.pk for each in drafts])} == {
        cast.new.pk
    }
    assert Evidence.objects.get(pk=done.pk).created_by_id == cast.officer.pk
    new = role_of(cast.new)
    assert (new.role, new.unit_id, new.starts_on, new.ends_on) == (
        "officer",
        cast.unit.pk,
        date(2021, 7, 1),
        None,
    )
    assert role_of(cast.officer).ends_on == date(2021, 7, 1)
    entry = Entry.objects.get(verb="org.handed_over")
    assert (entry.details["to_id"], entry.details["roles"], entry.reason) == (cast.new.pk, 1, "Nghỉ hưu")
    assert Entry.objects.filter(verb="plans.evidence_passed_on").count() == 3
    again = HandOver(["plans.evidence"], [], date(2021, 6, 30), "Nữa")
    assert hand_over(cast.officer.pk, cast.new.pk, again, by=cast.head, at=AT, on=ON) == {"plans.evidence": 0}


def test_hand_over_that_fails_changes_nothing(cast: Cast) -> None:
    _evidence(cast, "draft")
    office_role = role_of(cast.office).pk
    what = HandOver(["plans.evidence"], [office_role], ON, "x")
    lock_person(cast.new.pk, reason="x", at=AT, by=None)
    with pytest.raises(act.NotPossible):
        hand_over(cast.office.pk, cast.new.pk, what, by=cast.office, at=AT, on=ON)
    with pytest.raises(act.NotPossible):
        hand_over(cast.office.pk, cast.office.pk, what, by=cast.office, at=AT, on=ON)
    assert Membership.objects.get(pk=office_role).ends_on is None
    assert not Entry.objects.filter(verb="org.handed_over").exists()
