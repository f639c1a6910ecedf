"""Pages of the trail, its filters, and one thing as it stood."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danbiet.audit.actions import record
from danbiet.audit.models import Trace
from danbiet.audit.queries import Place, Wanted, every, in_transaction, moments, page, place_in, stood
from danbiet.plans.models import Plan

from .changes import AT, person, planned, retitled

pytestmark = pytest.mark.django_db(transaction=True)


def deeds(count: int, **fields: Any) -> None:
    for number in range(count):
        told = {
            "by": None,
            "kind": "plan",
            "title": f"Việc {number}",
            "at": AT + timedelta(minutes=number),
            **fields,
        }
        record("plans.plan_edited", **told)


def test_pages_follow_each_other_without_gap_or_repetition_in_both_directions() -> None:
    deeds(5)
    deeds(4, at=AT)  # several at one moment
    wanted = Wanted(verb="plans.plan_edited")

    first = page(wanted, size=4)
    second = page(wanted, size=4, older_than=first.older)
    third = page(wanted, size=4, older_than=second.older)
    back = page(wanted, size=4, newer_than=second.newer)

    seen = [one.trace_id for got in (first, second, third) for one in got.changes]
    assert len(seen) == len(set(seen)) == 9
    assert seen == [one.trace_id for one in every(wanted, chunk=2)]
    assert third.older is None
    assert first.newer is None
    assert [one.trace_id for one in back.changes] == [one.trace_id for one in first.changes]
    assert back.newer is None


@pytest.mark.parametrize("text", ["", "x", "1-", "-1", "99999999999999999999999-1", "1-1-1", "٣-1", "1-x"])
def test_odd_place_is_no_place(text: str) -> None:
    found = place_in(text)

    assert found is None or page(Wanted(), size=1, older_than=found).changes == []


def test_place_survives_an_address() -> None:
    place = Place(AT + timedelta(microseconds=7), 12)

    assert place_in(str(place)) == place


def test_filters_find_person_unit_kind_thing_action_period_and_words() -> None:
    by, other = person("Trần Thị Mai"), person("Lê Văn Khác")
    plan, beside = planned("Kế hoạch tuyên truyền"), planned()
    retitled(plan, "Kế hoạch đã sửa", by=by, reason="Ghi nhầm số")
    retitled(beside, "Không liên quan", by=other)

    def titles(**wanted: Any) -> set[str]:
        return {one.title for one in page(Wanted(**wanted), size=50).changes if one.is_deed}

    assert titles(actor_ids=(by.pk,)) == {"Kế hoạch đã sửa"}
    assert titles(actor_ids=(by.pk, other.pk)) == {"Kế hoạch đã sửa", "Không liên quan"}
    assert titles(unit_ids=(plan.unit_id,)) == {"Kế hoạch đã sửa"}
    assert titles(unit_ids=(plan.unit_id, beside.unit_id)) == {"Kế hoạch đã sửa", "Không liên quan"}
    assert titles(kind="plans.plan", object_id=plan.pk) == {"Kế hoạch đã sửa"}
    assert titles(verb="plans.plan_edited") == {"Kế hoạch đã sửa", "Không liên quan"}
    assert titles(words="ghi nham so") == {"Kế hoạch đã sửa"}
    assert titles(words="MAI đã sửa") == {"Kế hoạch đã sửa"}
    assert titles(since=AT, until=AT) == set()
    assert titles(since=AT, until=AT + timedelta(seconds=1)) == {"Kế hoạch đã sửa", "Không liên quan"}
    assert all(one.is_deed for one in page(Wanted(only_deeds=True), size=50).changes)


def test_row_tells_before_after_and_the_reason_of_its_deed() -> None:
    by, plan = person(), planned("Tên cũ")
    retitled(plan, "Tên mới", by=by, reason="Ghi nhầm")

    (row,) = [
        one
        for one in page(Wanted(kind="plans.plan", object_id=plan.pk), size=10).changes
        if one.actor_id and not one.is_deed
    ]

    assert row.before is not None
    assert row.after is not None
    assert (row.before["title"], row.after["title"]) == ("Tên cũ", "Tên mới")
    assert (row.reason, row.deed_verb, row.actor_name, row.page) == (
        "Ghi nhầm",
        "plans.plan_edited",
        by.full_name,
        "/ban-lam-viec/ke-hoach/7/",
    )
    assert {one.table for one in in_transaction(row.transaction)} == {"plans_planevent", "audit_entry"}


def test_deleted_row_is_in_the_trail_with_what_it_was() -> None:
    plan = planned("Sẽ bị xóa")
    pk = plan.pk
    Plan.objects.filter(pk=pk).delete()

    first = page(Wanted(kind="plans.plan", object_id=pk), size=1).changes[0]

    assert (first.verb, first.after) == ("delete", None)
    assert first.before is not None
    assert first.before["title"] == "Sẽ bị xóa"


def test_thing_stands_as_it_was_at_a_moment() -> None:
    plan = planned("Tên một")
    between = Trace.objects.filter(kind="plans.plan", object_id=plan.pk).latest("id").at
    Plan.objects.filter(pk=plan.pk).update(title="Tên hai")

    then = stood("plans.plan", plan.pk, at=between)
    before = stood("plans.plan", plan.pk, at=between - timedelta(days=1))

    assert then is not None
    assert before is not None
    assert then.row is not None
    assert then.now is not None
    assert (then.row["title"], then.now["title"]) == ("Tên một", "Tên hai")
    assert (before.row, before.is_gone) == (None, False)
    assert stood("plans.nothing", 1, at=AT) is None

    Plan.objects.filter(pk=plan.pk).delete()
    last = moments("plans.plan", plan.pk)[0]
    gone = stood("plans.plan", plan.pk, at=last.at)
    assert gone is not None
    assert (gone.row, gone.is_gone, gone.now) == (None, True, None)


def test_page_costs_the_same_queries_for_one_line_and_for_many() -> None:
    plan, by = planned(), person()
    with CaptureQueriesContext(connection) as few:
        page(Wanted(kind="plans.plan"), size=1)
    for number in range(5):
        retitled(plan, f"Tên {number}", by=by)
    with CaptureQueriesContext(connection) as many:
        page(Wanted(kind="plans.plan"), size=50)

    assert len(many) <= len(few) + 1  # the deeds' table besides the rows'
