"""Decisions on units: planned without a trace, in force with everything open, undone exactly, or refused with the reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.org.actions.orders import (
    Hindered,
    NotPossible,
    Wording,
    apply_due,
    apply_order,
    cancel_order,
    change_order,
    choose_takers,
    undo_order,
)
from danbiet.org.actions.reorganising import Decree, NewUnit, found_unit, rename_unit
from danbiet.org.calc.orders import Part, Step
from danbiet.org.enums import Role
from danbiet.org.models import Custody, Membership, ReorganisationOrder, UnitVersion, UnitYear
from danbiet.org.queries import orphans, preview_of, rights_of, successors_of, tree
from danbiet.plans.models import Evidence, Plan
from danbiet.plans.permissions import may_accept_evidence, may_edit_plan
from tests.factories import plans as make

from .orders import AT, DAY, all_rows, decide, differing, in_force

pytestmark = pytest.mark.django_db
BEGIN, EVE = date(2016, 1, 1), DAY - timedelta(days=1)


@pytest.fixture
def units() -> dict[str, int]:
    """A province with two districts; the first has three communes."""

    def new(code: str, name: str, parent: int | None, kind: str) -> int:
        decree = Decree(on=BEGIN, by=None, at=AT)
        return found_unit(NewUnit(code=code, name=name, kind=kind, parent_id=parent), decree=decree)

    top = new("94", "Tỉnh A", None, "province")
    first, second = new("11", "Huyện B", top, "district"), new("12", "Huyện C", top, "district")
    communes = {key: new(code, name, first, "commune") for key, code, name in (
        ("D", "111", "Xã D"), ("E", "112", "Xã E"), ("F", "113", "Xã F"),
    )}  # fmt: skip
    return {"A": top, "B": first, "C": second, **communes}


def person(name: str, unit_id: int, role: Role, ends: date | None = None) -> User:
    user = User.objects.create(username=name, full_name=name)
    Membership.objects.create(user=user, unit_id=unit_id, role=role, starts_on=BEGIN, ends_on=ends)
    return user


def merger(units: dict[str, int], **more: object) -> Step:
    return Step("merge", (units["D"], units["E"]), (Part(None, "111", "Xã Đồng Tâm", "commune"),), **more)  # type: ignore[arg-type]


def test_planned_decision_leaves_no_trace_in_units_rights_or_figures(units: dict[str, int]) -> None:
    before = all_rows()
    pk = decide(merger(units), on=DAY)
    choose_takers(pk, {"work_to": "94"}, by=None, at=AT)
    order = ReorganisationOrder.objects.get(pk=pk)
    change_order(pk, Wording(on=DAY, title="Khác"), [merger(units)], version=order.version, by=None, at=AT)
    assert differing(before, all_rows()) == []
    cancel_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []
    with pytest.raises(NotPossible, match="đã hủy"):
        apply_order(pk, by=None, on=DAY, at=AT)


def test_change_over_somebody_else_s_change_is_refused(units: dict[str, int]) -> None:
    pk = decide(merger(units))
    change_order(pk, Wording(on=DAY, title="Hai"), [merger(units)], version=1, by=None, at=AT)
    with pytest.raises(NotPossible, match="người khác"):
        change_order(pk, Wording(on=DAY, title="Ba"), [merger(units)], version=1, by=None, at=AT)


def test_decision_is_refused_before_its_day_and_comes_by_itself_on_it(units: dict[str, int]) -> None:
    pk = decide(merger(units))
    with pytest.raises(NotPossible, match="01/03/2022"):
        apply_order(pk, by=None, on=EVE, at=AT)
    assert apply_due(on=EVE, at=AT) == 0
    assert apply_due(on=DAY, at=AT) == 1
    assert apply_due(on=DAY, at=AT) == 0
    assert {unit.name for unit in tree(DAY)} == {"Tỉnh A", "Huyện B", "Huyện C", "Xã Đồng Tâm", "Xã F"}
    assert {unit.name for unit in tree(EVE)} >= {"Xã D", "Xã E"}


def test_decision_that_cannot_be_stays_planned_with_the_reason_on_it(units: dict[str, int]) -> None:
    pk = decide(Step("dissolve", (units["F"],)))
    assert apply_due(on=DAY, at=AT) == 0
    order = ReorganisationOrder.objects.get(pk=pk)
    assert order.state == "planned"
    assert "Xã F" in order.problem


def test_merger_hands_plans_and_evidence_over_under_their_old_names(units: dict[str, int]) -> None:
    officer, office = person("can.bo", units["D"], Role.OFFICER), person("phong", units["B"], Role.OFFICE)
    stranger = person("la", units["F"], Role.OFFICER)
    plan = Plan.objects.create(unit_id=units["D"], year=2022, state="draft", title="KH", created_at=AT)
    piece = Evidence.objects.create(
        unit_id=units["E"], on=date(2022, 2, 1), title="Tin", kind="article", state="submitted", created_at=AT
    )
    in_force(merger(units))
    rights = rights_of(officer, DAY)
    new = tree(DAY).by_code("111")
    assert new is not None
    plan.refresh_from_db()
    assert plan.unit_id == units["D"]  # a paper keeps the name it was written under
    assert may_edit_plan(rights, plan)
    assert rights.units_held() == {new.id, units["D"], units["E"]}
    assert not may_edit_plan(rights_of(stranger, DAY), plan)
    assert may_accept_evidence(rights_of(office, DAY), piece, is_own_only=False)
    assert not may_accept_evidence(rights, piece, is_own_only=False)
    assert successors_of([units["D"]]) == {units["D"]: {new.id}}
    assert orphans(DAY) == {}


def test_dissolved_unit_names_who_takes_over_and_its_people_lose_their_role(units: dict[str, int]) -> None:
    officer, head = person("can.bo", units["F"], Role.OFFICER), person("truong", units["E"], Role.HEAD)
    plan = Plan.objects.create(unit_id=units["F"], year=2022, state="draft", title="KH", created_at=AT)
    assert orphans(DAY) == {}
    in_force(Step("dissolve", (units["F"],), taker_code="112", people="end"))
    assert not rights_of(officer, DAY).is_anyone
    assert rights_of(officer, EVE).in_unit(units["F"], Role.OFFICER)
    assert may_edit_plan(rights_of(head, DAY), plan)
    assert orphans(DAY) == {}


def test_heads_who_come_together_come_as_officers_and_one_alone_stays_head(units: dict[str, int]) -> None:
    two = person("mot", units["D"], Role.HEAD), person("hai", units["E"], Role.HEAD)
    in_force(merger(units))
    new = tree(DAY).by_code("111").id  # type: ignore[union-attr]
    assert [rights_of(one, DAY).roles for one in two] == [frozenset({(Role.OFFICER, new)})] * 2
    alone = person("ba", units["F"], Role.HEAD)
    in_force(
        Step("merge", (units["F"],), (Part(None, "119", "Xã G", "commune"),)), on=DAY + timedelta(days=30)
    )
    after = rights_of(alone, DAY + timedelta(days=31))
    assert [role for role, _unit in after.roles] == [Role.HEAD]


def test_role_of_somebody_in_both_units_is_held_once_and_future_roles_move_too(units: dict[str, int]) -> None:
    both = person("ca.hai", units["D"], Role.OFFICER)
    later = DAY + timedelta(days=10)
    for unit, starts in ((units["E"], BEGIN), (units["E"], later)):
        Membership.objects.create(user=both, unit_id=unit, role=Role.OFFICER, starts_on=starts)
    before = all_rows()
    pk = in_force(merger(units))
    new = tree(DAY).by_code("111").id  # type: ignore[union-attr]
    held = Membership.objects.filter(user=both, unit_id=new).order_by("starts_on")
    assert [row.starts_on for row in held] == [DAY, later]
    undo_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []


def test_split_gives_each_person_to_the_part_chosen(units: dict[str, int]) -> None:
    one, two = person("mot", units["D"], Role.OFFICER), person("hai", units["D"], Role.OFFICER)
    held = Membership.objects.get(user=two)
    parts = (Part(None, "121", "Xã D1", "commune"), Part(None, "122", "Xã D2", "commune"))
    pk = decide(Step("split", (units["D"],), parts))
    choose_takers(pk, {"items": {"people": {str(held.pk): "122"}}}, by=None, at=AT)
    apply_order(pk, by=None, on=DAY, at=AT)
    day = tree(DAY)
    assert rights_of(one, DAY).in_unit(day.by_code("121").id)  # type: ignore[union-attr]
    assert rights_of(two, DAY).in_unit(day.by_code("122").id)  # type: ignore[union-attr]
    assert day.seat(units["D"]) == day.by_code("121").id  # type: ignore[union-attr]


def test_many_events_of_a_day_find_their_parents_in_any_order(units: dict[str, int]) -> None:
    in_force(
        merger(units),
        Step("continue", (units["F"],), (Part(units["F"], "113", "Xã F", "commune"),)),
        Step("dissolve", (units["B"],), taker_code="92"),
        Step("dissolve", (units["C"],), taker_code="92"),
        Step("merge", (units["A"],), (Part(None, "92", "Thành phố Z", "province"),)),
    )
    day = tree(DAY)
    top = day.by_code("92")
    assert top is not None
    assert {unit.name: unit.parent_id for unit in day} == {
        "Thành phố Z": None,
        "Xã Đồng Tâm": top.id,
        "Xã F": top.id,
    }


def test_head_counts_and_ranking_group_of_the_year_come_together(units: dict[str, int]) -> None:
    for key, count in (("D", 30), ("E", 12)):
        UnitYear.objects.create(unit_id=units[key], year=2022, headcount=count)
    in_force(merger(units))
    new = tree(DAY).by_code("111").id  # type: ignore[union-attr]
    assert UnitYear.objects.get(unit_id=new).headcount == 42


def test_undo_puts_every_row_back(units: dict[str, int]) -> None:
    person("can.bo", units["D"], Role.OFFICER)
    person("truong", units["E"], Role.HEAD, ends=date(2023, 1, 1))
    Plan.objects.create(unit_id=units["D"], year=2022, state="draft", title="KH", created_at=AT)
    UnitYear.objects.create(unit_id=units["D"], year=2022, headcount=3)
    before = all_rows()
    pk = in_force(
        merger(units),
        Step("rename", (units["F"],), (Part(units["F"], "113", "Phường F", "commune"),)),
        Step("dissolve", (units["C"],), taker_code="94"),
    )
    assert "org_unitversion" in differing(before, all_rows())
    undo_order(pk, by=None, at=AT, is_trial=True)
    assert ReorganisationOrder.objects.get(pk=pk).state == "applied"
    undo_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []
    assert not Custody.objects.exists()
    assert {entry.verb for entry in Entry.objects.filter(object_kind="reorganisation_order")} == {
        "org.order_planned", "org.order_applied", "org.order_undone",
    }  # fmt: skip


def test_undo_is_refused_once_the_new_unit_was_renamed_and_nothing_is_lost(units: dict[str, int]) -> None:
    pk = in_force(merger(units))
    new = tree(DAY).by_code("111").id  # type: ignore[union-attr]
    rename_unit(new, decree=Decree(on=DAY + timedelta(days=5), by=None, at=AT), name="Xã Tên Khác")
    before = all_rows()
    with pytest.raises(Hindered, match=r"Xã Tên Khác|Xã Đồng Tâm"):
        undo_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []


def test_undo_is_refused_once_something_stands_at_the_new_unit(units: dict[str, int]) -> None:
    pk = in_force(merger(units))
    new = tree(DAY).by_code("111").id  # type: ignore[union-attr]
    Plan.objects.create(unit_id=new, year=2022, state="draft", title="KH", created_at=AT)
    with pytest.raises(Hindered, match="kế hoạch"):
        undo_order(pk, by=None, at=AT)
    assert tree(DAY).by_code("111") is not None


def test_undo_is_refused_once_the_taker_has_ended_itself_and_the_chain_still_leads(
    units: dict[str, int],
) -> None:
    officer = person("can.bo", units["C"], Role.OFFICER)
    first = in_force(Step("dissolve", (units["F"],), taker_code="112"))
    in_force(Step("dissolve", (units["E"],), taker_code="12"), on=DAY + timedelta(days=1))
    later = DAY + timedelta(days=2)
    assert tree(later).seat(units["F"]) == units["C"]
    assert rights_of(officer, later).in_unit(units["F"], Role.OFFICER)
    with pytest.raises(Hindered, match="Xã E"):
        undo_order(first, by=None, at=AT)


def test_undo_is_refused_once_a_moved_role_was_changed(units: dict[str, int]) -> None:
    person("can.bo", units["D"], Role.OFFICER)
    pk = in_force(merger(units))
    new = tree(DAY).by_code("111").id  # type: ignore[union-attr]
    Membership.objects.filter(unit_id=new).update(ends_on=DAY + timedelta(days=3))
    with pytest.raises(Hindered):
        undo_order(pk, by=None, at=AT)


@pytest.mark.parametrize(
    "step",
    [
        Step("merge", (999_999, 999_998), (Part(None, "777", "Ma", "commune"),)),
        Step("found", after=(Part(None, "777", "Xã Lơ Lửng", "commune", "888"),)),
        Step("found", after=(Part(None, "94", "Trùng mã", "commune", "94"),)),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(units: dict[str, int], step: Step) -> None:
    pk = decide(step)
    before = all_rows()
    with pytest.raises(NotPossible):
        apply_order(pk, by=None, on=DAY, at=AT)
    assert differing(before, all_rows()) == []
    assert ReorganisationOrder.objects.get(pk=pk).state == "planned"


def test_preview_asks_as_often_for_one_unit_as_for_five(
    units: dict[str, int], django_assert_num_queries: object
) -> None:
    counts = []
    for chosen in (("D",), ("D", "E", "F", "C", "B")):
        for key in chosen:
            make_open_work(units[key])
        pk = decide(*(Step("dissolve", (units[key],), taker_code="94") for key in chosen))
        order = ReorganisationOrder.objects.get(pk=pk)
        with CountQueries() as seen:
            known = preview_of(order)
        assert {row.line.key for row in known.lines} >= {"plans", "tasks", "targets", "people"}
        counts.append(seen.count)
    assert counts[0] == counts[1] <= 32


class CountQueries:
    def __enter__(self) -> CountQueries:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._captured = CaptureQueriesContext(connection)
        self._captured.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._captured.__exit__(*error)  # type: ignore[arg-type]
        self.count = len(self._captured)


def make_open_work(unit_id: int) -> None:
    person(f"p{unit_id}-{User.objects.count()}", unit_id, Role.OFFICER)
    from danbiet.org.models import Unit

    unit = Unit.objects.get(pk=unit_id)
    plan = make.plan(unit)
    task = make.task(make.group(plan), leads=[unit])
    make.target(task, 2)


def closed(units: dict[str, int], key: str) -> None:
    """The history knows that the unit ends on the day and not what becomes of it, as with the agencies of the shipped data."""
    version = UnitVersion.objects.get(unit_id=units[key])
    version.valid = DateRange(version.valid.lower, DAY)
    version.save()


def test_unit_recorded_as_ending_that_day_may_be_told_what_it_becomes(units: dict[str, int]) -> None:
    closed(units, "D")
    closed(units, "E")
    plan = Plan.objects.create(unit_id=units["D"], year=2022, state="draft", title="KH", created_at=AT)
    before = all_rows()
    assert orphans(DAY) == {"plans": {units["D"]}}

    pk = in_force(merger(units))

    new = tree(DAY).by_code("111")
    assert new is not None
    assert tree(DAY).seat(plan.unit_id) == new.id
    assert successors_of([units["D"], units["E"]]) == {units["D"]: {new.id}, units["E"]: {new.id}}
    assert orphans(DAY) == {}
    undo_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []


def test_unit_already_recorded_as_merged_that_day_is_not_merged_again(units: dict[str, int]) -> None:
    in_force(merger(units))
    with pytest.raises(NotPossible, match="đã được ghi nhận"):
        in_force(merger(units))


def test_unit_under_an_ended_parent_goes_below_whatever_the_parent_became(units: dict[str, int]) -> None:
    closed(units, "D")
    in_force(Step("merge", (units["B"], units["C"]), (Part(None, "19", "Huyện Mới", "district"),)))

    in_force(Step("rename", (units["E"],), (Part(units["E"], "112", "Phường E"),)))
    in_force(
        Step("split", (units["D"],), (Part(None, "121", "D1", "commune"), Part(None, "122", "D2", "commune")))
    )

    day = tree(DAY)
    district = day.by_code("19")
    assert district is not None
    assert {unit.name for unit in day.children(district.id)} >= {"D1", "D2", "Phường E"}


def test_unit_changed_on_the_very_day_may_end_on_it_and_comes_back_changed(units: dict[str, int]) -> None:
    rename_unit(units["E"], name="Phường E", code="112", decree=Decree(on=DAY, by=None, at=AT))
    before = all_rows()

    pk = in_force(merger(units))

    assert tree(DAY).get(units["E"]) is None
    assert tree(EVE).name(units["E"]) == "Xã E"
    undo_order(pk, by=None, at=AT)
    assert differing(before, all_rows()) == []
    with pytest.raises(NotPossible, match="bắt đầu"):
        new = found_unit(
            NewUnit("130", "Xã Mới", "commune", units["B"]), decree=Decree(on=DAY, by=None, at=AT)
        )
        in_force(Step("dissolve", (new,), taker_code="112"))
