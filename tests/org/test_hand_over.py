"""A hand-over says what goes over and what stays with the unit; deputies' leaves and produced documents go with the person's work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.exports.models import Run
from danbiet.kit import clock
from danbiet.org.actions.handing_over import HandOver, hand_over
from danbiet.org.actions.roles import NotPossible
from danbiet.org.enums import Role
from danbiet.org.models import StandIn
from danbiet.org.queries import rights_of
from tests.factories import plans as make

from .test_people_roles import AT, ON, Cast

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=10)


@pytest.fixture
def cast() -> Cast:
    return Cast()


def what(*work: str) -> HandOver:
    return HandOver(work, (), ON, "Nghỉ hưu")


def leave(holder: User, deputy: User, *, begins: date = ON - DAYS, ends: date = ON + DAYS) -> StandIn:
    return StandIn.objects.create(
        holder=holder, deputy=deputy, starts_on=begins, ends_on=ends, reason="Nghỉ phép"
    )


def run(person: User, state: str = "done") -> Run:
    return Run.objects.create(
        report="plan", title="Kế hoạch", requested_by=person, requested_at=AT, state=state
    )


def test_deputy_s_leaves_go_to_the_successor_from_today_and_the_past_stays(cast: Cast) -> None:
    leave(cast.head, cast.officer)
    leave(cast.head, cast.officer, begins=ON + DAYS * 2, ends=ON + DAYS * 3)
    leave(cast.head, cast.officer, begins=ON - DAYS * 3, ends=ON - DAYS * 2)

    moved = hand_over(cast.officer.pk, cast.new.pk, what("org.deputies"), by=cast.office, at=AT, on=ON)

    assert moved == {"org.deputies": 2}
    rows = StandIn.objects.order_by("starts_on").values_list("deputy_id", "starts_on", "ends_on")
    assert list(rows) == [
        (cast.officer.pk, ON - DAYS * 3, ON - DAYS * 2),
        (cast.officer.pk, ON - DAYS, ON),
        (cast.new.pk, ON, ON + DAYS),
        (cast.new.pk, ON + DAYS * 2, ON + DAYS * 3),
    ]
    assert rights_of(cast.new, ON).in_unit(cast.unit.pk, Role.HEAD)
    assert not rights_of(cast.officer, ON).in_unit(cast.unit.pk, Role.HEAD)
    assert Entry.objects.filter(verb="org.stand_in_passed_on").count() == 2


def test_leave_of_the_successor_s_own_ends_without_a_deputy(cast: Cast) -> None:
    leave(cast.head, cast.officer)
    hand_over(cast.officer.pk, cast.head.pk, what("org.deputies"), by=cast.office, at=AT, on=ON)
    assert StandIn.objects.get().ends_on == ON


def test_head_gives_nobody_the_rights_of_the_office_by_a_hand_over(cast: Cast) -> None:
    leave(cast.office, cast.officer)
    with pytest.raises(NotPossible, match="Phòng CCHC"):
        hand_over(cast.officer.pk, cast.new.pk, what("org.deputies"), by=cast.head, at=AT, on=ON)
    assert StandIn.objects.get().deputy == cast.officer
    assert not rights_of(cast.new, ON).is_anyone


def test_produced_documents_go_to_the_successor_but_failed_ones(cast: Cast) -> None:
    done, running, failed = run(cast.officer), run(cast.officer, "running"), run(cast.officer, "failed")
    others = run(cast.head)
    assert hand_over(cast.officer.pk, cast.new.pk, what("exports.runs"), by=cast.head, at=AT, on=ON) == {
        "exports.runs": 2
    }
    owners = dict(Run.objects.values_list("pk", "requested_by"))
    assert owners == {
        done.pk: cast.new.pk, running.pk: cast.new.pk, failed.pk: cast.officer.pk, others.pk: cast.head.pk,
    }  # fmt: skip
    assert hand_over(cast.officer.pk, cast.new.pk, what("exports.runs"), by=cast.head, at=AT, on=ON) == {
        "exports.runs": 0
    }


def page_of(client: Client, cast: Cast) -> str:
    return client.get(f"/ban-lam-viec/nguoi-dung/{cast.officer.pk}/ban-giao/").content.decode()


def test_page_says_by_kind_what_goes_over_and_what_stays_with_the_unit(cast: Cast, client: Client) -> None:
    run(cast.officer)
    make.plan(cast.unit, number="7/KH-STP", year=clock.today().year)
    client.force_login(cast.head)
    page = page_of(client, cast)
    assert "Chuyển cùng việc của người này" in page
    assert "Văn bản đã tạo" in page or "Kế hoạch (" in page
    stays = page.split('id="o-lai"')[1]
    assert "Sở Tư pháp" in stays
    assert "Kế hoạch" in stays
    assert "Người và vai trò" not in stays
    client.force_login(cast.new)
    assert client.get(f"/ban-lam-viec/nguoi-dung/{cast.officer.pk}/ban-giao/").status_code == 403


def test_page_asks_as_often_for_one_thing_as_for_three(cast: Cast, client: Client) -> None:
    client.force_login(cast.head)
    counts = []
    for number in (1, 2):
        for _more in range(number):
            run(cast.officer)
            make.plan(cast.unit, year=2020 + Run.objects.count())
            leave(cast.head, cast.officer, ends=clock.today() + DAYS)
        page_of(client, cast)
        with CaptureQueriesContext(connection) as seen:
            page_of(client, cast)
        counts.append(len(seen))
    assert counts[0] == counts[1]
