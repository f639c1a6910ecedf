"""Two people put a decision in force at once; work begins while one comes into force."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import plans as make
from tests.org.orders import AT, DAY, decide

from danbiet.accounts.models import User
from danbiet.org.actions.orders import NotPossible, apply_order, undo_order
from danbiet.org.calc.orders import Part, Step
from danbiet.org.enums import Role
from danbiet.org.models import Custody, Membership, Reorganisation
from danbiet.org.queries import orphans, rights_of, tree, working_calendar
from danbiet.plans.actions.issuing import issue_plan
from danbiet.plans.models import Plan

from .test_units import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def merger() -> Step:
    top = make.unit("Tỉnh A", kind="province", code="94")
    one, two = (
        make.unit(name, parent=top, kind="commune", code=code)
        for name, code in (("Xã D", "111"), ("Xã E", "112"))
    )
    return Step("merge", (one.pk, two.pk), (Part(None, "113", "Xã Mới", "commune"),))


def test_two_people_putting_it_in_force_at_once_do_it_once(merger: Step) -> None:
    pk = decide(merger)
    answers = at_once(*(lambda: apply_order(pk, by=None, on=DAY, at=AT) for _ in range(2)))
    assert sum(isinstance(answer, NotPossible) for answer in answers) == 1
    assert (Reorganisation.objects.filter(on=DAY).count(), Custody.objects.count()) == (1, 2)


def test_undone_by_two_at_once_is_undone_once(merger: Step) -> None:
    pk = decide(merger)
    apply_order(pk, by=None, on=DAY, at=AT)
    answers = at_once(*(lambda: undo_order(pk, by=None, at=AT) for _ in range(2)))
    assert sum(isinstance(answer, NotPossible) for answer in answers) == 1
    assert Custody.objects.count() == 0


def test_two_decisions_about_one_unit_at_once_cannot_both_come_into_force(merger: Step) -> None:
    other = Step("dissolve", (merger.before[0],), taker_code="94")
    orders = [decide(merger), decide(other)]
    answers = at_once(*(lambda pk=pk: apply_order(pk, by=None, on=DAY, at=AT) for pk in orders))  # type: ignore[misc]
    assert sum(isinstance(answer, NotPossible) for answer in answers) == 1


def test_plan_issued_while_it_comes_into_force_has_somebody_who_goes_on_with_it(merger: Step) -> None:
    """The drafts handed down were made for units of the old tree: whoever takes these over has them."""
    root = tree(DAY).by_code("94")
    assert root is not None
    head = User.objects.create(username="chu.tich", full_name="Chủ tịch")
    Membership.objects.create(user=head, unit_id=root.id, role=Role.HEAD, starts_on=date(2016, 1, 1))
    plan = Plan.objects.create(
        unit_id=root.id,
        year=2022,
        state="submitted",
        title="Kế hoạch",
        number="1/KH-UBND",
        created_at=AT,
        submitted_at=AT,
    )
    units = [row.unit for row in Membership.objects.filter(user=head)]
    task = make.task(make.group(plan), leads=units)
    for number, unit_id in enumerate(merger.before, start=5):
        task.assignments.create(unit_id=unit_id, role="support", order=number)
    make.target(task, 4)
    pk = decide(merger)
    at_once(lambda: apply_order(pk, by=None, on=DAY, at=AT), lambda: _issue(plan.pk, head))
    plan.refresh_from_db()
    assert plan.state == "issued"
    assert Custody.objects.count() == 2
    assert orphans(DAY) == {}
    new = tree(DAY).by_code("113")
    assert new is not None
    clerk = User.objects.create(username="can.bo", full_name="Cán bộ")
    Membership.objects.create(user=clerk, unit_id=new.id, role=Role.OFFICER, starts_on=DAY)
    held = rights_of(clerk, DAY).units_held()
    drafts = Plan.objects.filter(parent=plan)
    assert {draft.unit_id for draft in drafts} <= held


def _issue(pk: int, head: User) -> None:
    issue_plan(pk, number="1/KH-UBND", issued_on=DAY, by=head, at=AT, calendar=working_calendar())
