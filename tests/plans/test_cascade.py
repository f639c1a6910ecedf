"""An issued plan reaches every addressed unit with its share; sums worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.kit.workdays import calendar
from danbiet.measures.models import Event
from danbiet.org.models import Unit
from danbiet.outbox.models import Message
from danbiet.plans.actions import issuing
from danbiet.plans.actions.redrafting import redraft_plan
from danbiet.plans.actions.refusals import HasFollowers, NotReady, NumberTaken, PlanClosed, PlanRefusal
from danbiet.plans.calc.shares import Addressee, Portion, portions, split_evenly
from danbiet.plans.enums import PlanState
from danbiet.plans.models import ContentGroup, Plan, Target, Task
from danbiet.plans.queries import cascade

AT = datetime(2021, 1, 26, 2, 0, tzinfo=UTC)
ISSUED = date(2021, 1, 26)
D = Decimal


def issue(plan: Plan, number: str = "19/KH-UBND", **more: object) -> issuing.Issued:
    options = {"number": number, "issued_on": ISSUED, "by": None, "at": AT, "calendar": calendar(), **more}
    return issuing.issue_plan(plan.pk, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quantity", "parts", "expected"),
    [("7", 3, ["3", "2", "2"]), ("4", 2, ["2", "2"]), ("1", 3, ["1", "0", "0"]), ("2.5", 2, ["1.25", "1.25"]),
     ("0.05", 2, ["0.03", "0.02"]), ("5000", 1, ["5000"]), ("0", 2, ["0", "0"])],
)  # fmt: skip
def test_split_gives_parts_that_add_up(quantity: str, parts: int, expected: list[str]) -> None:
    split = split_evenly(D(quantity), parts=parts)

    assert split == [D(part) for part in expected]
    assert sum(split) == D(quantity)


def test_portions_of_shared_target_are_whole_for_each_unit_of_the_set() -> None:
    addressed = [Addressee(1, True, True), Addressee(2, True, True), Addressee(3, False)]

    assert portions(D(2), addressees=addressed, is_per_unit=False) == {
        1: Portion(D(2)), 2: Portion(D(2)), 3: Portion(None, is_contribution=True),
    }  # fmt: skip


def test_portions_for_each_unit_with_a_set_in_support_reach_leads_and_supports() -> None:
    addressed = [Addressee(1, True), Addressee(2, False, True), Addressee(3, False, True)]

    assert portions(D(2), addressees=addressed, is_per_unit=True) == {
        unit: Portion(D(2)) for unit in (1, 2, 3)
    }


def test_portions_of_one_piece_among_two_leads_leave_the_second_an_open_contribution() -> None:
    addressed = [Addressee(1, True), Addressee(2, True)]

    assert portions(D(1), addressees=addressed, is_per_unit=False) == {
        1: Portion(D(1)), 2: Portion(None, is_contribution=True),
    }  # fmt: skip


def test_portions_of_a_percentage_are_not_split() -> None:
    addressed = [Addressee(1, True), Addressee(2, True)]

    assert portions(D(100), addressees=addressed, is_per_unit=False, is_share=True) == {
        1: Portion(D(100)), 2: Portion(D(100)),
    }  # fmt: skip


@pytest.fixture
def province(db: None) -> Unit:
    return make.unit("Tỉnh Sóc Trăng", kind="province", code="94")


@pytest.fixture
def units(province: Unit) -> dict[str, Unit]:
    found = {
        "dai": make.unit("Đài Phát thanh và Truyền hình", parent=province, kind="broadcaster"),
        "bao": make.unit("Báo Sóc Trăng", parent=province, kind="newspaper"),
        "noivu": make.unit("Sở Nội vụ", parent=province),
        "ke_sach": make.unit("Huyện Kế Sách", parent=province, kind="district"),
        "my_tu": make.unit("Huyện Mỹ Tú", parent=province, kind="district"),
    }
    found["an_lac"] = make.unit("Xã An Lạc", parent=found["ke_sach"], kind="commune")
    found["nhon_my"] = make.unit("Xã Nhơn Mỹ", parent=found["ke_sach"], kind="commune")
    return found


@pytest.fixture
def plan(province: Unit, units: dict[str, Unit]) -> Plan:
    """Three groups: co-leads with 7 reports, districts with 2 programmes a week each, a contest of the home department."""
    made = make.plan(province, state="draft", number="nháp")
    media, local, contest = (make.group(made, order=order) for order in (1, 2, 3))
    reports = make.task(media, leads=[units["dai"], units["bao"]], supports=[units["noivu"]])
    make.target(reports, 7, unit_text="phóng sự")
    make.target(reports, 1, unit_text="video", each=2, order=1)
    local_task = make.task(local, leads=[units["ke_sach"], units["my_tu"]], lead_set="districts")
    make.target(local_task, 2, unit_text="chương trình", per="week")
    make.task(contest, leads=[units["noivu"]], content="Hội thi")
    return made


def child(plan: Plan, unit: Unit) -> Plan:
    return Plan.objects.get(parent=plan, unit=unit)


def quantities(plan: Plan) -> list[tuple[str, Decimal | None, str]]:
    rows = Target.objects.filter(task__plan=plan).order_by("task__group__order", "order")
    return [(row.unit_text, row.quantity, row.per) for row in rows]


def test_issue_gives_each_addressed_unit_its_share(plan: Plan, units: dict[str, Unit]) -> None:
    issued = issue(plan)

    assert {draft.unit_id for draft in issued.drafts} == {
        units[key].pk for key in ("dai", "bao", "noivu", "ke_sach", "my_tu")
    }
    assert quantities(child(plan, units["dai"])) == [("phóng sự", D(4), "once"), ("video", D(1), "once")]
    assert quantities(child(plan, units["bao"])) == [("phóng sự", D(3), "once"), ("video", None, "once")]
    assert quantities(child(plan, units["noivu"])) == [
        ("phóng sự", None, "once"), ("video", None, "once"), ("", D(1), "once"),
    ]  # fmt: skip
    for key in ("ke_sach", "my_tu"):
        assert quantities(child(plan, units[key])) == [("chương trình", D(2), "week")]


def test_issued_drafts_are_linked_to_the_plan_and_hold_only_their_groups(
    plan: Plan, units: dict[str, Unit]
) -> None:
    issue(plan)
    draft = child(plan, units["noivu"])

    assert draft.state == PlanState.DRAFT
    assert [group.order for group in draft.groups.all()] == [1, 3]
    assert [(task.share, task.parent.plan_id) for task in draft.tasks.select_related("parent") if task.parent] == [
        ("support", plan.pk), ("lead", plan.pk),
    ]  # fmt: skip
    for task in draft.tasks.all():
        assert [(one.unit_id, one.role) for one in task.assignments.all()] == [(units["noivu"].pk, "lead")]
    assert all(target.parent_id for target in Target.objects.filter(task__plan=draft))


def test_issue_gives_a_task_without_number_its_implied_target(plan: Plan) -> None:
    issue(plan)

    contest = Target.objects.get(task__plan=plan, task__content="Hội thi")
    assert (contest.quantity, contest.per, contest.is_implied) == (D(1), "once", True)


def test_issue_sets_the_date_unit_plans_are_due_thirty_working_days_later(plan: Plan) -> None:
    # 26/01/2021 is a Tuesday; 27–29/01 3, 01–05/02 8, 08–09/02 10, Tết 10–16/02, 17–19/02 13, 22–26/02 18,
    # 01–05/03 23, 08–12/03 28, 15–16/03 30.
    assert issue(plan).plan.unit_plans_due_on == date(2021, 3, 16)


def test_issue_twice_is_refused_and_hands_down_once(plan: Plan) -> None:
    issue(plan)

    with pytest.raises(PlanClosed):
        issue(plan)
    assert Plan.objects.filter(parent=plan).count() == 5


@pytest.mark.parametrize(
    ("number", "issued_on"), [(" ", ISSUED), ("1/KH", date(2021, 2, 1)), ("1/KH", date(2019, 12, 31))]
)
def test_issue_without_number_or_on_a_wrong_day_is_refused(plan: Plan, number: str, issued_on: date) -> None:
    with pytest.raises(NotReady):
        issue(plan, number, issued_on=issued_on)
    assert not Plan.objects.filter(parent=plan).exists()


def test_issue_under_a_used_number_is_refused_and_changes_nothing(plan: Plan, province: Unit) -> None:
    make.plan(province, number="19/KH-UBND")

    with pytest.raises(NumberTaken):
        issue(plan)
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT
    assert not Plan.objects.filter(parent=plan).exists()


def test_issue_of_an_empty_plan_is_refused(province: Unit) -> None:
    with pytest.raises(NotReady):
        issue(make.plan(province, state="draft"))


def test_issue_tells_heads_and_officers_of_addressed_units_once(plan: Plan, units: dict[str, Unit]) -> None:
    head = make.person("Trưởng phòng", unit=units["noivu"], role="head")
    User.objects.filter(pk=head.pk).update(email="truong@example.vn")
    make.person("Không thư", unit=units["dai"], role="head")

    assert issue(plan).message_count == 1
    message = Message.objects.get()
    assert message.to_address == "truong@example.vn"
    assert "16/03/2021" in message.body


def test_unit_plan_issued_is_counted_and_withdrawn_is_taken_back(plan: Plan, units: dict[str, Unit]) -> None:
    issue(plan)
    own = child(plan, units["noivu"])
    issue(own, "02/KH-SNV")

    event = Event.objects.get()
    assert (event.measure, event.subject_id, event.unit_id, event.withdrawn_at) == (
        "unit_plans_issued", plan.pk, units["noivu"].pk, None,
    )  # fmt: skip

    issuing.withdraw_plan(own.pk, reason="Sai số", by=None, at=AT)
    event.refresh_from_db()
    assert event.withdrawn_at == AT


def test_province_plan_with_an_issued_unit_plan_cannot_be_withdrawn(
    plan: Plan, units: dict[str, Unit]
) -> None:
    issue(plan)
    issue(child(plan, units["noivu"]), "02/KH-SNV")

    with pytest.raises(HasFollowers):
        issuing.withdraw_plan(plan.pk, reason="Sai", by=None, at=AT)


def test_withdraw_takes_the_drafts_back_and_the_plan_can_be_drafted_again(
    plan: Plan, units: dict[str, Unit]
) -> None:
    issue(plan)

    issuing.withdraw_plan(plan.pk, reason="Sai ngày", by=None, at=AT)
    assert set(Plan.objects.filter(parent=plan).values_list("state", flat=True)) == {PlanState.WITHDRAWN}

    again = redraft_plan(plan.pk, by=None, at=AT)
    assert [task.content for task in again.tasks.all()] == [task.content for task in plan.tasks.all()]
    assert len(issue(again).drafts) == 5


def test_withdraw_tells_the_units_whose_drafts_fall(plan: Plan, units: dict[str, Unit]) -> None:
    person = make.person("Chị Lan", unit=units["noivu"])
    User.objects.filter(pk=person.pk).update(email="lan@example.vn")
    issue(plan)
    Message.objects.all().delete()

    issuing.withdraw_plan(plan.pk, reason="Sai ngày", by=None, at=AT)

    assert "Sai ngày" in Message.objects.get().body


def test_withdraw_without_reason_or_with_evidence_is_refused(plan: Plan, units: dict[str, Unit]) -> None:
    issue(plan)
    with pytest.raises(PlanRefusal):
        issuing.withdraw_plan(plan.pk, reason=" ", by=None, at=AT)
    target = Target.objects.filter(task__plan=plan).first()
    assert target is not None
    make.evidence(units["dai"], date(2021, 3, 1), (target, 1), state="draft")

    with pytest.raises(HasFollowers):
        issuing.withdraw_plan(plan.pk, reason="Sai", by=None, at=AT)


def test_district_plan_reaches_its_communes_with_the_whole_of_a_shared_task(
    plan: Plan, units: dict[str, Unit]
) -> None:
    issue(plan)
    own = child(plan, units["ke_sach"])
    task = own.tasks.get()

    issued = issue(own, "5/KH-UBND", to_communes=[task.pk])

    assert {draft.unit_id for draft in issued.drafts} == {units["an_lac"].pk, units["nhon_my"].pk}
    for draft in issued.drafts:
        assert quantities(draft) == [("chương trình", D(2), "week")]
        target = Target.objects.get(task__plan=draft)
        assert target.parent is not None
        assert target.parent.parent is not None
        assert target.parent.parent.task.plan_id == plan.pk


def test_department_cannot_hand_tasks_to_communes(plan: Plan, units: dict[str, Unit]) -> None:
    issue(plan)
    own = child(plan, units["noivu"])

    with pytest.raises(NotReady):
        issue(own, "5/KH-SNV", to_communes=list(own.tasks.values_list("pk", flat=True)))
    own.refresh_from_db()
    assert own.state == PlanState.DRAFT


def test_submit_and_return_go_by_the_head_with_a_reason(plan: Plan, units: dict[str, Unit]) -> None:
    issue(plan)
    own = child(plan, units["noivu"])

    issuing.submit_plan(own.pk, by=None, at=AT, on=ISSUED)
    with pytest.raises(PlanRefusal):
        issuing.return_plan(own.pk, reason="", by=None, at=AT, on=ISSUED)
    returned = issuing.return_plan(own.pk, reason="Thiếu chỉ tiêu", by=None, at=AT, on=ISSUED)

    assert (returned.state, returned.returned_reason) == (PlanState.RETURNED, "Thiếu chỉ tiêu")
    with pytest.raises(PlanClosed):
        issuing.return_plan(own.pk, reason="Lần nữa", by=None, at=AT, on=ISSUED)


def test_cascade_rows_say_who_is_late_and_untaken_what_nobody_took(
    plan: Plan, units: dict[str, Unit]
) -> None:
    group = ContentGroup.objects.filter(plan=plan).first()
    assert group is not None
    make.task(group, order=9, content="Chưa giao ai")
    issue(plan)
    issue(child(plan, units["dai"]), "1/KH-PTTH", issued_on=ISSUED)
    plan.refresh_from_db()
    on = date(2021, 3, 18)

    rows = cascade.unit_plan_rows(plan, on=on, calendar=calendar())
    untaken = cascade.untaken_tasks(plan, on=on)
    state = cascade.cascade_state(rows, untaken=untaken)

    assert (state.addressed, state.issued, state.late, state.waiting) == (5, 1, 4, 0)
    assert {row.working_days_over for row in rows if row.standing == "late"} == {2}
    assert sorted((one.task.content, one.why) for one in untaken) == [
        ("Chưa giao ai", "no_lead"), ("Hội thi", "not_issued"), ("Nhiệm vụ 1", "not_issued"),
    ]  # fmt: skip


def test_urging_reaches_units_still_behind_once_a_day(plan: Plan, units: dict[str, Unit]) -> None:
    for key in ("noivu", "dai"):
        person = make.person(key, unit=units[key], role="officer")
        User.objects.filter(pk=person.pk).update(email=f"{key}@example.vn")
    issue(plan)
    issue(child(plan, units["dai"]), "1/KH-PTTH")
    Message.objects.all().delete()
    everybody = [unit.pk for unit in units.values()]

    first = issuing.urge_units(plan.pk, unit_ids=everybody, by=None, at=AT, on=ISSUED)
    again = issuing.urge_units(plan.pk, unit_ids=everybody, by=None, at=AT, on=ISSUED)
    tomorrow = issuing.urge_units(plan.pk, unit_ids=everybody, by=None, at=AT, on=date(2021, 1, 27))

    assert (first, again, tomorrow) == (1, 0, 1)
    assert {message.to_address for message in Message.objects.all()} == {"noivu@example.vn"}


def test_cascade_queries_do_not_grow_with_the_units(
    plan: Plan, django_assert_max_num_queries: object
) -> None:
    issue(plan)
    plan.refresh_from_db()

    with django_assert_max_num_queries(3):  # type: ignore[operator]
        cascade.unit_plan_rows(plan, on=ISSUED, calendar=calendar())
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        cascade.untaken_tasks(plan, on=ISSUED)
    assert Task.objects.filter(plan=plan).count() == 3


def test_department_naming_another_as_partner_hands_nothing_to_it(plan: Plan, units: dict[str, Unit]) -> None:
    issue(plan)
    own = child(plan, units["noivu"])
    group = own.groups.first()
    assert group is not None
    make.task(group, order=9, content="Việc riêng", leads=[units["noivu"]], supports=[units["dai"]])

    assert issue(own, "2/KH-SNV").drafts == []
