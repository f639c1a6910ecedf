"""Documents made in the background: asked for, made with progress, failed in words, revived after a dead worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.exports import samples
from tests.factories import plans as make

from danbiet.exports import actions, registry
from danbiet.exports.models import Run
from danbiet.exports.registry import CannotMake, DocumentKind, Made, register_document
from danbiet.exports.render import render_report

pytestmark = pytest.mark.django_db
AT = datetime(2021, 7, 5, 2, tzinfo=UTC)
ON = date(2021, 7, 5)
TOLD: list[tuple[int, int]] = []


def make_sample(parameters: Any, on: date, progress: Any) -> Made:
    if parameters.get("refuse"):
        raise CannotMake("Không còn báo cáo này.")
    if parameters.get("break"):
        raise RuntimeError("secret detail")
    progress(0, 10)
    TOLD.append(Run.objects.values_list("done_count", "total_count").get(state="running"))
    return Made("bao-cao.docx", render_report(samples.report(), progress=progress))


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    TOLD.clear()
    register_document(
        DocumentKind(
            key="sample", make=make_sample, allowed=lambda rights, parameters: not parameters.get("closed")
        )
    )
    yield
    registry._KINDS.pop("sample")


def ask(by: Any = None, **parameters: Any) -> Run:
    return actions.request_run("sample", parameters=parameters, title="Báo cáo mẫu", by=by, at=AT)


def perform(run: Run) -> Run:
    actions.perform_run(run.pk, at=AT, on=ON)
    run.refresh_from_db()
    return run


def test_request_defers_one_job_and_the_same_again_is_the_same_run() -> None:
    person = make.person("A")
    assert ask(person).pk == ask(person).pk
    assert ask(make.person("B")).pk != Run.objects.filter(requested_by=person).get().pk
    jobs = ProcrastinateJob.objects.filter(task_name="exports.run")
    assert [job.queue_name for job in jobs] == ["long", "long"]  # mails and standings do not wait for them


def test_run_is_made_with_progress_and_kept_as_a_file() -> None:
    run = perform(ask())
    assert (run.state, run.attempts, run.failure) == ("done", 1, "")
    assert TOLD == [(0, 10)]
    assert run.total_count == run.done_count > 0
    assert run.file is not None
    assert run.file.name == "bao-cao.docx"
    again = perform(run)  # the job twice: nothing happens
    assert (again.attempts, again.file_id) == (1, run.file_id)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [({"refuse": 1}, "Không còn báo cáo này."), ({"break": 1}, "Không tạo được tài liệu do lỗi hệ thống.")],
)
def test_failure_is_told_without_its_inside(parameters: dict[str, int], words: str) -> None:
    run = perform(ask(**parameters))
    assert (run.state, run.failure, run.file_id) == ("failed", words, None)


def test_kind_that_is_gone_fails_and_unknown_kind_is_refused() -> None:
    run = ask()
    kind = registry._KINDS.pop("sample")
    assert perform(run).state == "failed"
    register_document(kind)
    with pytest.raises(KeyError):
        actions.request_run("nothing", parameters={}, title="", by=None, at=AT)


def test_run_whose_worker_died_is_queued_again_and_finished() -> None:
    run = ask()
    Run.objects.filter(pk=run.pk).update(state="running", attempts=1, seen_at=AT - timedelta(minutes=2))
    jobs = ProcrastinateJob.objects.count()
    assert actions.revive_stalled(at=AT) == 1
    assert ProcrastinateJob.objects.count() == jobs + 1
    assert (perform(run).state, run.attempts) == ("done", 2)


def test_run_that_lives_is_left_alone() -> None:
    run = ask()
    Run.objects.filter(pk=run.pk).update(state="running", attempts=1, seen_at=AT - timedelta(seconds=20))
    assert actions.revive_stalled(at=AT) == 0


def test_demonstration_clock_that_went_back_does_not_hide_a_dead_worker() -> None:
    run = ask()
    Run.objects.filter(pk=run.pk).update(state="running", attempts=1, seen_at=AT + timedelta(hours=20))
    assert actions.revive_stalled(at=AT) == 1


def test_run_begun_three_times_fails() -> None:
    run = ask()
    Run.objects.filter(pk=run.pk).update(state="running", attempts=3, seen_at=AT - timedelta(minutes=2))
    actions.revive_stalled(at=AT)
    run.refresh_from_db()
    assert (run.state, run.failure) == ("failed", "Đã tạo tài liệu ba lần nhưng không xong.")


def test_worker_thought_dead_cannot_finish_over_the_new_one() -> None:
    run = ask()

    def taken_over(parameters: Any, on: date, progress: Any) -> Made:
        Run.objects.filter(pk=run.pk).update(attempts=2)
        progress(5, 10)
        return Made("x.docx", render_report(samples.report()))

    register_document(DocumentKind(key="sample", make=taken_over, allowed=lambda rights, parameters: True))
    perform(run)
    assert (run.state, run.file_id, run.done_count) == ("running", None, 0)


def entered(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_only_who_asked_sees_and_gets_the_file() -> None:
    unit = make.unit(kind="province", code="94")
    mine, other = make.person("A", unit=unit), make.person("B", unit=unit)
    run = perform(ask(mine))
    page = entered(mine).get("/ban-lam-viec/tai-lieu/").content.decode()
    assert "Báo cáo mẫu" in page
    assert "every 2s" not in page
    file = entered(mine).get(f"/ban-lam-viec/tai-lieu/{run.pk}/tai/")
    assert file["Content-Disposition"] == 'attachment; filename="bao-cao.docx"'
    assert b"".join(file.streaming_content)[:2] == b"PK"  # type: ignore[arg-type]
    assert entered(other).get(f"/ban-lam-viec/tai-lieu/{run.pk}/tai/").status_code == 404
    assert "Báo cáo mẫu" not in entered(other).get("/ban-lam-viec/tai-lieu/").content.decode()


def test_right_lost_since_closes_the_download() -> None:
    person = make.person("A", unit=make.unit(kind="province", code="94"))
    run = perform(ask(person, closed=True))
    assert entered(person).get(f"/ban-lam-viec/tai-lieu/{run.pk}/tai/").status_code == 403


def test_list_asks_again_by_itself_while_something_is_being_made() -> None:
    person = make.person("A", unit=make.unit(kind="province", code="94"))
    run = ask(person)
    Run.objects.filter(pk=run.pk).update(state="running", done_count=40, total_count=160)
    client = entered(person)
    page = client.get("/ban-lam-viec/tai-lieu/").content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "40/160" in page
    assert "Tải lại trang" in page
    part = client.get("/ban-lam-viec/tai-lieu/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<div id=")
    assert "<html" not in part
