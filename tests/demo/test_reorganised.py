"""The succession of 01/07/2025 run whole on a year of work: everything open has somebody, days before keep their names, undone
every row is back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from danbiet.accounts.models import User
from danbiet.demo.actions.moments import moment, pinned
from danbiet.demo.registry import TODAY
from danbiet.org.actions.orders import Wording, plan_order
from danbiet.org.calc.order_files import read_rows
from danbiet.org.calc.orders import Step
from danbiet.org.enums import Role
from danbiet.org.models import Membership, ReorganisationOrder
from danbiet.org.queries import orphans, preview_of, read_table, rights_of, tree
from danbiet.plans.models import Plan
from danbiet.questions.models import Question
from tests import demo_year
from tests.org.conftest import SHIPPED
from tests.org.orders import all_rows, differing

pytestmark = pytest.mark.django_db
DAY, AFTER, EVE = date(2025, 7, 1), date(2025, 7, 2), date(2025, 6, 30)


@pytest.fixture(scope="module")
def year_after(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The run's year, seen from the day after the succession."""
    with django_db_blocker.unblock(), pinned(TODAY), demo_year.in_place(), pinned(AFTER):
        yield


def command(*more: str) -> str:
    out = io.StringIO()
    call_command("units", "reorganise", "--on", "2025-07-01", *more, stdout=out)
    return out.getvalue()


def steps() -> tuple[Step, ...]:
    data = (SHIPPED / "successions.csv").read_bytes()
    return read_table(read_rows(data, name="successions.csv"), on=DAY).steps


def test_preview_of_the_whole_succession_asks_a_constant_number_of_times(year_after: None) -> None:
    everything, few = steps(), steps()[:2]
    counts = []
    for chosen in (few, everything):
        pk = plan_order(
            Wording(on=DAY, title="Thử", choices={"work_to": "92"}), chosen, by=None, at=moment(DAY)
        )
        order = ReorganisationOrder.objects.get(pk=pk)
        tree(DAY), tree(EVE)
        with CaptureQueriesContext(connection) as seen:
            known = preview_of(order)
        counts.append(len(seen))
        order.delete()
    assert counts[0] == counts[1] <= 36
    day = tree(DAY)
    assert {unit.id for unit in tree(EVE) if unit.id not in day} < set(
        known.ending
    )  # and who had ended before
    assert len(known.ending) == 169
    found = {row.line.key: row.count for row in known.lines}
    assert found["plans"] >= 100
    assert {"tasks", "targets", "evidence", "questions", "people", "intake"} <= found.keys()


def test_nobody_named_for_ending_units_is_refused_by_name(year_after: None) -> None:
    before = all_rows()
    with pytest.raises(CommandError, match="tiếp nhận"):
        command()
    assert differing(before, all_rows()) == []


def test_dry_run_says_everything_and_writes_nothing(year_after: None) -> None:
    before = all_rows()
    said = command("--work-to", "92", "--dry-run")
    assert "120" in said or "109" in said or "việc" in said
    assert differing(before, all_rows()) == []


def test_succession_in_force_leaves_nothing_without_somebody_and_undone_is_as_before(
    year_after: None,
) -> None:
    before = all_rows()
    lost_before = orphans(DAY)
    assert {"plans", "tasks"} <= lost_before.keys()  # the units are gone, their work is nobody's
    pages = _pages()
    seen_before = {address: _text(address) for address in pages}

    command("--work-to", "92")

    assert orphans(DAY) == {}
    assert orphans(AFTER) == {}
    order = ReorganisationOrder.objects.get(state="applied")
    counts = order.record["counts"]
    assert counts["before"]["questions"] > 0
    assert counts["after"]["questions"] == counts["after"]["people"] == counts["after"]["intake"] == 0
    for kind in ("plans", "tasks", "targets", "evidence", "reports"):
        assert counts["after"][kind] == counts["before"][kind]  # kept under the old names
    living = {unit.id for unit in tree(DAY)}
    assert set(Question.objects.filter(state="in_work").values_list("lead_id", flat=True)) <= living
    _somebody_goes_on()
    for address in pages:
        assert _text(address) == seen_before[address]  # days before: the same names, the same figures

    command("--undo")

    assert differing(before, all_rows()) == []
    assert orphans(DAY) == lost_before


def test_pages_of_the_eve_and_of_the_day_after_show_their_own_units(year_after: None) -> None:
    eve, after = _text(f"/don-vi/?ngay={EVE}"), _text(f"/don-vi/?ngay={DAY}")
    assert "Huyện Kế Sách" in eve
    assert "Huyện Kế Sách" not in after
    assert "Xem tại ngày 30/06/2025" in eve
    assert "Xem tại ngày 01/07/2025" in after
    assert "Xem tại ngày" not in _text("/don-vi/")


def _pages() -> list[str]:
    plan = Plan.objects.filter(state="issued", parent=None).order_by("pk")[0]
    task = plan.tasks.order_by("pk")[0]
    unit = tree(EVE).by_code("943")
    assert unit is not None
    return [
        f"/ke-hoach/{plan.pk}/?ngay={EVE}", f"/nhiem-vu/{task.pk}/?ngay={EVE}", f"/don-vi/{unit.id}/?ngay={EVE}",
        f"/ke-hoach/{plan.pk}/?ngay=2021-06-30",
    ]  # fmt: skip


def _text(address: str) -> str:
    response: Any = Client().get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def _somebody_goes_on() -> None:
    """A clerk of a new commune has the drafts and plans of the communes that went up in it."""
    new = tree(AFTER).by_code("31507")
    assert new is not None
    clerk = User.objects.create(username="can.bo.moi", full_name="Cán bộ mới")
    row = Membership.objects.create(user=clerk, unit_id=new.id, role=Role.OFFICER, starts_on=AFTER)
    rights = rights_of(clerk, AFTER)
    gone = rights.units_held() - {new.id}
    assert len(gone) >= 2
    assert all(rights.in_unit(unit, Role.OFFICER) for unit in gone)
    assert not rights.in_unit(tree(EVE).by_code("94").id)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM org_membership WHERE id = %s", [row.pk])
        cursor.execute("DELETE FROM accounts_user WHERE id = %s", [clerk.pk])
