"""Money per task: sums by hand, whole đồng, nobody's save lost."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.org.models import Unit
from danbiet.plans.actions.budgeting import BudgetLine, save_budget
from danbiet.plans.actions.refusals import EditedMeanwhile, PlanRefusal
from danbiet.plans.models import Plan, Task
from danbiet.plans.queries.budgets import plan_money, stamp_of

pytestmark = pytest.mark.django_db
AT = datetime(2021, 8, 2, 2, tzinfo=UTC)
D = Decimal


@pytest.fixture
def root() -> Unit:
    return make.unit("Tỉnh Sóc Trăng", kind="province", code="94")


@pytest.fixture
def plan(root: Unit) -> Plan:
    made = make.plan(root, number="19/KH-UBND")
    group = make.group(made)
    make.task(group, content="Phóng sự")
    make.task(group, content="Tờ rơi", order=2)
    return made


def line(source: str, planned: int, allocated: int, spent: int) -> BudgetLine:
    return BudgetLine(source, D(planned), D(allocated), D(spent))


def save(task: Task, *lines: BudgetLine) -> None:
    save_budget(task.pk, lines=lines, seen=stamp_of(task.pk), by=None, at=AT)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_sums_of_tasks_sources_and_the_plan(plan: Plan) -> None:
    first, second = plan.tasks.all()
    save(
        first,
        line("state", 15_000_000, 10_000_000, 4_000_000),
        line("sponsor", 5_000_000, 5_000_000, 5_000_000),
    )
    save(second, line("state", 2_000_000, 2_000_000, 2_500_000))

    money = plan_money(plan)

    assert (money.sums.planned, money.sums.allocated, money.sums.spent) == (
        D(22_000_000),
        D(17_000_000),
        D(11_500_000),
    )
    assert money.sums.left == D(5_500_000)
    assert dict(money.by_source)["state"].spent == D(6_500_000)
    assert [one.sums.spent for one in money.groups[0].tasks] == [D(9_000_000), D(2_500_000)]


def test_empty_lines_go_and_others_are_replaced(plan: Plan) -> None:
    first = plan.tasks.all()[0]
    save(first, line("state", 5, 0, 0), line("unit", 7, 0, 0))

    save(first, line("state", 6, 0, 0), line("unit", 0, 0, 0))

    assert [(one.source, one.planned) for one in first.budgets.all()] == [("state", D(6))]


@pytest.mark.parametrize(
    "lines",
    [
        [line("state", 1, 0, 0), line("state", 2, 0, 0)],
        [line("gold", 1, 0, 0)],
        [line("state", -1, 0, 0)],
        [line("state", 10**14, 0, 0)],
        [BudgetLine("state", D("1.5"), D(0), D(0))],
    ],
)
def test_what_cannot_be_is_refused(plan: Plan, lines: list[BudgetLine]) -> None:
    first = plan.tasks.all()[0]

    with pytest.raises(PlanRefusal):
        save(first, *lines)
    assert first.budgets.count() == 0


def test_second_writer_is_told(plan: Plan) -> None:
    first = plan.tasks.all()[0]
    seen = stamp_of(first.pk)
    save(first, line("state", 5, 0, 0))

    with pytest.raises(EditedMeanwhile):
        save_budget(first.pk, lines=[line("state", 9, 0, 0)], seen=seen, by=None, at=AT)
    assert first.budgets.get().planned == D(5)


def test_screens_save_and_give_the_table_away(plan: Plan, root: Unit, settings: object) -> None:
    settings.DANBIET_TODAY = date(2021, 8, 2)  # type: ignore[attr-defined]
    desk = signed_in(make.person("Cán bộ", unit=root))
    first = plan.tasks.all()[0]
    page = f"/ban-lam-viec/nhiem-vu/{first.pk}/kinh-phi/"
    management = {"k-TOTAL_FORMS": "2", "k-INITIAL_FORMS": "0"}

    bad = desk.post(
        page, {**management, "seen": stamp_of(first.pk), "k-0-source": "state", "k-0-planned": "mười"}
    )
    assert bad.status_code == 200
    done = desk.post(
        page,
        {
            **management,
            "seen": stamp_of(first.pk),
            "k-0-source": "state",
            "k-0-planned": "15.000.000",
            "k-0-spent": "1.000",
        },
    )
    assert done.status_code == 302, done.content.decode()[:1500]
    table = desk.get(f"/ban-lam-viec/ke-hoach/{plan.pk}/kinh-phi/")
    assert "15.000.000" in table.content.decode()
    book = load_workbook(io.BytesIO(desk.get(f"/ban-lam-viec/ke-hoach/{plan.pk}/kinh-phi/?tai=xlsx").content))
    assert book.active["D2"].value == 15_000_000
    csv = desk.get(f"/ban-lam-viec/ke-hoach/{plan.pk}/kinh-phi/?tai=csv").content
    assert csv.startswith(b"\xef\xbb\xbf")
    assert "15000000" in csv.decode("utf-8-sig")


def test_budget_is_closed_to_strangers_and_to_other_units(plan: Plan, root: Unit) -> None:
    stranger = make.person("Sở khác", unit=make.unit("Sở khác", parent=root))
    auditor = make.person("Thanh tra", unit=root, role="auditor")
    task = plan.tasks.all()[0]

    assert Client().get(f"/ban-lam-viec/ke-hoach/{plan.pk}/kinh-phi/").status_code == 302
    assert signed_in(stranger).get(f"/ban-lam-viec/ke-hoach/{plan.pk}/kinh-phi/").status_code == 404
    assert signed_in(stranger).get(f"/ban-lam-viec/nhiem-vu/{task.pk}/kinh-phi/").status_code == 404
    assert signed_in(auditor).get(f"/ban-lam-viec/ke-hoach/{plan.pk}/kinh-phi/").status_code == 200
    assert signed_in(auditor).get(f"/ban-lam-viec/nhiem-vu/{task.pk}/kinh-phi/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_table_asks_three_queries_whatever_the_size(
    root: Unit, count: int, django_assert_num_queries: object
) -> None:
    made = make.plan(root)
    for order in range(1, count + 1):
        task = make.task(make.group(made, order=order))
        save(task, line("state", 5, 5, 1), line("unit", 5, 5, 1))

    with django_assert_num_queries(3):  # type: ignore[operator]
        plan_money(made)
