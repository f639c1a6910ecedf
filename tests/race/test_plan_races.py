"""Plans under two hands at once, and under SIGKILL in the middle. Real transactions, real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from tests.factories import plans as make
from tests.plans.test_importing import word_file

from danbiet.kit.workdays import calendar
from danbiet.measures.models import Event
from danbiet.org.models import Unit
from danbiet.outbox.actions import deliver_due, write_message
from danbiet.plans.actions import drafting, importing, issuing
from danbiet.plans.actions.refusals import EditedMeanwhile, ImportRefusal, PlanClosed, PlanRefusal
from danbiet.plans.calc.drafts import TaskDraft
from danbiet.plans.enums import ImportState, PlanState
from danbiet.plans.models import Assignment, ContentGroup, Plan, PlanImport, Target, Task
from danbiet.plans.queries.catalogue import unit_in_year

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AT = datetime(2021, 2, 1, 2, tzinfo=UTC)
ISSUED = date(2021, 1, 26)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each in a thread of its own, all let go at the same moment; what each gave or raised, in order."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(10)
            results[place] = act()
        except PlanRefusal as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def drafted() -> Plan:
    province = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
    plan = make.plan(province, state="draft")
    group = make.group(plan)
    for order in range(3):
        leads = [make.unit(parent=province), make.unit(parent=province)]
        make.target(make.task(group, order=order, leads=leads), 5)
    return plan


def issue(plan: Plan) -> issuing.Issued:
    return issuing.issue_plan(
        plan.pk, number="19/KH-UBND", issued_on=ISSUED, by=None, at=AT, calendar=calendar()
    )


@pytest.mark.parametrize("turn", range(4))
def test_issue_by_two_at_once_hands_down_once(turn: int) -> None:
    plan = drafted()

    results = at_once(lambda: issue(plan), lambda: issue(plan))

    assert sum(isinstance(result, PlanClosed) for result in results) == 1
    assert Plan.objects.filter(parent=plan).count() == 6


@pytest.mark.parametrize("turn", range(4))
def test_unit_plan_issued_by_two_at_once_is_counted_once(turn: int) -> None:
    plan = drafted()
    issue(plan)
    own = Plan.objects.filter(parent=plan).first()
    assert own is not None

    at_once(lambda: issue(own), lambda: issue(own))

    assert Event.objects.count() == 1


@pytest.mark.parametrize("turn", range(4))
def test_edit_and_issue_at_once_never_change_an_issued_plan(turn: int) -> None:
    plan = drafted()
    task = plan.tasks.first()
    assert task is not None

    _issued, edited = at_once(
        lambda: issue(plan),
        lambda: drafting.edit_task(task.pk, version=1, draft=TaskDraft(content="Sửa"), by=None, at=AT),
    )

    task.refresh_from_db()
    handed = set(Task.objects.filter(parent=task).values_list("content", flat=True))
    if isinstance(edited, PlanClosed):
        assert task.content != "Sửa"
        assert handed == {task.content}
    else:
        assert task.content == "Sửa"
        assert handed == set()  # the edit took the units away before the plan was handed down


@pytest.mark.parametrize("turn", range(4))
def test_two_edits_of_one_task_at_once_keep_one_and_tell_the_other(turn: int) -> None:
    task = drafted().tasks.first()
    assert task is not None

    def edit(content: str) -> Callable[[], object]:
        return lambda: drafting.edit_task(
            task.pk, version=1, draft=TaskDraft(content=content), by=None, at=AT
        )

    results = at_once(edit("một"), edit("hai"))

    assert sum(isinstance(result, EditedMeanwhile) for result in results) == 1
    task.refresh_from_db()
    assert task.version == 2


def province_with_units() -> Unit:
    province = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
    make.unit("Sở Nội vụ", parent=province, code="SNV")
    make.unit("Huyện Kế Sách", parent=province, kind="district", code="943")
    return province


def read() -> PlanImport:
    upload = ContentFile(word_file(), name="ke-hoach.docx")
    return importing.read_upload(upload, unit=unit_in_year("94", year=2021), by=None, at=AT)


@pytest.mark.parametrize("turn", range(3))
def test_file_taken_over_by_two_at_once_makes_one_plan(turn: int) -> None:
    province_with_units()
    kept = read()

    def take() -> object:
        return importing.take_over(kept.pk, by=None, at=AT)

    results = at_once(take, take)

    assert sum(isinstance(result, ImportRefusal) for result in results) == 1
    assert Plan.objects.count() == 1


def killed_in_the_middle(code: str) -> None:
    """Run code in a process of its own on this very database; it must die by SIGKILL."""
    address = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
    before = "import django; django.setup()\nimport os, signal\nfrom datetime import UTC, date, datetime\n"
    done = subprocess.run(
        [sys.executable, "-c", before + code],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.test"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_kill_in_the_middle_of_taking_over_leaves_nothing_and_it_can_be_done_again() -> None:
    province_with_units()
    kept = read()

    killed_in_the_middle(f"""
from danbiet.plans.actions import importing
from danbiet.plans.models import Task
real, calls = importing.write_task, []
def write(*args, **more):
    calls.append(1)
    task = real(*args, **more)
    if len(calls) == 2:
        assert Task.objects.count() == 2
        os.kill(os.getpid(), signal.SIGKILL)
    return task
importing.write_task = write
importing.take_over({kept.pk}, by=None, at=datetime(2021, 2, 1, tzinfo=UTC))
""")

    kept.refresh_from_db()
    assert kept.state == ImportState.READ
    for model in (Plan, ContentGroup, Task, Target, Assignment):
        assert not model._default_manager.exists()
    assert importing.take_over(kept.pk, by=None, at=AT).task_count == 3


def test_kill_in_the_middle_of_issuing_leaves_the_draft_and_it_can_be_issued_again() -> None:
    plan = drafted()

    killed_in_the_middle(f"""
from danbiet.plans.actions import cascading, issuing
from danbiet.plans.models import Plan
from danbiet.kit.workdays import calendar
def die(*args, **more):
    assert Plan.objects.filter(parent={plan.pk}).count() == 6
    os.kill(os.getpid(), signal.SIGKILL)
cascading._copy_targets = die
issuing.issue_plan({plan.pk}, number="19/KH-UBND", issued_on=date(2021, 1, 26), by=None,
                   at=datetime(2021, 2, 1, tzinfo=UTC), calendar=calendar())
""")

    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT
    assert not Plan.objects.filter(parent=plan).exists()
    assert len(issue(plan).drafts) == 6


def test_messages_sent_by_two_runs_at_once_go_out_once() -> None:
    person = make.person("Chị Lan")
    person.email = "lan@example.vn"
    person.save(update_fields=["email"])
    for number in range(6):
        write_message(f"k/{number}", to_user=person, subject="x", body="y", at=AT)

    results = at_once(lambda: deliver_due(at=AT), lambda: deliver_due(at=AT))

    assert sum(result.sent for result in results) == 6  # type: ignore[attr-defined]
