"""Reports and their files under two hands at once, and under SIGKILL in the middle. Real transactions, real processes."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.factories import plans as make
from tests.race.test_plan_races import at_once, killed_in_the_middle

from danbiet.audit.models import Entry
from danbiet.exports import actions
from danbiet.exports.actions import perform_run, revive_stalled
from danbiet.exports.models import Run
from danbiet.plans.actions import reporting
from danbiet.plans.actions.documents import request_report
from danbiet.plans.actions.refusals import EditedMeanwhile
from danbiet.plans.models import Report

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AT = datetime(2021, 7, 5, 3, tzinfo=UTC)
TODAY = date(2021, 7, 5)


def opened() -> Report:
    unit = make.unit(kind="province", code="94")
    plan = make.plan(unit, number="19/KH-UBND")
    make.target(make.task(make.group(plan), leads=[unit]), 4)
    return reporting.open_report(plan.pk, "2021-Q2", by=None, at=AT, on=TODAY)


def closed(results: list[object]) -> int:
    return sum(isinstance(result, reporting.ReportClosed) for result in results)


@pytest.mark.parametrize("turn", range(5))
def test_two_submissions_at_once_make_one(turn: int) -> None:
    report = opened()

    results = at_once(*[lambda: reporting.submit_report(report.pk, by=None, at=AT, on=TODAY)] * 2)

    assert closed(results) == 1
    assert Entry.objects.filter(verb="plans.report_submitted").count() == 1
    report.refresh_from_db()
    assert report.version == 2


@pytest.mark.parametrize("turn", range(5))
def test_writing_and_submitting_at_once_never_change_what_was_handed_in(turn: int) -> None:
    report = opened()

    results = at_once(
        lambda: reporting.submit_report(report.pk, by=None, at=AT, on=TODAY),
        lambda: reporting.save_report(
            report.pk, version=1, texts={"results": "Khác"}, number="", by=None, at=AT
        ),
    )

    report.refresh_from_db()
    assert report.state == "submitted"
    written = report.narrative[0]["text"] == "Khác"
    assert written == (closed(results) == 0)


@pytest.mark.parametrize("turn", range(5))
def test_two_writers_at_once_keep_one_and_tell_the_other(turn: int) -> None:
    report = opened()
    results = at_once(
        *[
            lambda words=words: reporting.save_report(  # type: ignore[misc]
                report.pk, version=1, texts={"results": words}, number="", by=None, at=AT
            )
            for words in ("một", "hai")
        ]
    )
    assert sum(isinstance(result, EditedMeanwhile) for result in results) == 1


@pytest.mark.parametrize("turn", range(5))
def test_accepting_and_returning_at_once_decide_once(turn: int) -> None:
    report = opened()
    reporting.submit_report(report.pk, by=None, at=AT, on=TODAY)
    results = at_once(
        lambda: reporting.accept_report(report.pk, by=None, at=AT, on=TODAY),
        lambda: reporting.return_report(report.pk, reason="Thiếu", by=None, at=AT, on=TODAY),
    )
    assert closed(results) == 1


@pytest.mark.parametrize("turn", range(3))
def test_two_openings_at_once_are_one_report(turn: int) -> None:
    plan_id = opened().plan_id
    Report.objects.all().delete()
    results = at_once(*[lambda: reporting.open_report(plan_id, "2021-Q2", by=None, at=AT, on=TODAY)] * 2)
    assert len({report.pk for report in results}) == 1  # type: ignore[attr-defined]


def test_kill_in_the_middle_of_submitting_leaves_the_draft() -> None:
    report = opened()

    killed_in_the_middle(f"""
from danbiet.plans.actions import reporting
from danbiet.plans.models import Report
def die(*args, **more):
    assert Report.objects.get(pk={report.pk}).state == "submitted"
    os.kill(os.getpid(), signal.SIGKILL)
reporting._tell_above = die
reporting.submit_report({report.pk}, by=None, at=datetime(2021, 7, 5, tzinfo=UTC), on=date(2021, 7, 5))
""")

    report.refresh_from_db()
    assert (report.state, report.figures, report.version) == ("draft", None, 1)
    assert not Entry.objects.filter(verb="plans.report_submitted").exists()
    reporting.submit_report(report.pk, by=None, at=AT, on=TODAY)


def test_worker_killed_while_making_a_report_is_found_and_the_report_made() -> None:
    report = opened()
    run_id = request_report(report, by=None, at=AT)

    killed_in_the_middle(f"""
from danbiet.exports import actions
from danbiet.exports.models import Run
def die(*args, **more):
    assert Run.objects.get(pk={run_id}).done_count > 0
    os.kill(os.getpid(), signal.SIGKILL)
actions.store_file = die
actions.perform_run({run_id}, at=datetime(2021, 7, 5, 3, tzinfo=UTC), on=date(2021, 7, 5))
""")

    run = Run.objects.get(pk=run_id)
    assert (run.state, run.file_id) == ("running", None)
    assert revive_stalled(at=AT + timedelta(seconds=20)) == 0
    later = AT + timedelta(minutes=2)
    assert revive_stalled(at=later) == 1
    perform_run(run_id, at=later, on=TODAY)
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("done", 2)


@pytest.mark.parametrize("turn", range(3))
def test_two_workers_with_one_run_make_it_once(turn: int) -> None:
    run_id = request_report(opened(), by=None, at=AT)
    at_once(*[lambda: perform_run(run_id, at=AT, on=TODAY)] * 2)
    run = Run.objects.get(pk=run_id)
    assert (run.state, run.attempts) == ("done", 1)


def test_progress_is_seen_by_others_while_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    report = opened()
    run_id = request_report(report, by=None, at=AT)
    seen: list[tuple[str, int, int]] = []
    store = actions.store_file

    def look() -> None:
        try:
            run = Run.objects.get(pk=run_id)
            seen.append((run.state, run.done_count, run.total_count))
        finally:
            connection.close()

    def store_when_seen(*given: Any, **more: Any) -> Any:
        """Somebody with a connection of his own looks before the last step."""
        watcher = threading.Thread(target=look)
        watcher.start()
        watcher.join(30)
        return store(*given, **more)

    monkeypatch.setattr(actions, "store_file", store_when_seen)
    perform_run(run_id, at=AT, on=TODAY)

    assert [state for state, _done, _total in seen] == ["running"]
    assert seen[0][2] >= seen[0][1] > 0
