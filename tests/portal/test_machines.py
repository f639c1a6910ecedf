"""What monitors ask, and what they are told: on this machine everything, elsewhere a word."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from danbiet.kit.notes import BACKUPS, write_note
from danbiet.portal.queries import health

pytestmark = pytest.mark.django_db
FROM_AFAR = {"X-Forwarded-For": "203.0.113.9"}
NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)


def test_alive_asks_nothing_of_the_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        response = client.get("/suc-khoe/")

    assert response.json()["alive"] is True
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_ready_tells_a_stranger_no_more_than_yes(client: Client) -> None:
    response = client.get("/suc-khoe/san-sang/", headers=FROM_AFAR)

    assert (response.status_code, response.json()) == (200, {"ready": True})


def test_ready_tells_this_machine_how_it_is(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")

    found = client.get("/suc-khoe/san-sang/").json()

    assert (found["database"], found["worker"], found["disk"]) == (True, True, True)
    assert found["pages"] == []
    assert found["free_bytes"] > 0


def test_ready_without_a_worker_still_serves_and_says_so(client: Client) -> None:
    response = client.get("/suc-khoe/san-sang/")

    assert (response.status_code, response.json()["worker"]) == (200, False)
    (page,) = response.json()["pages"]
    assert page.startswith("http")
    assert page.endswith("/ban-lam-viec/huong-dan/bao-dong-viec-nen-dung/")


def test_ready_without_a_database_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Any:
        raise OperationalError("the connection was refused")

    monkeypatch.setattr(health.connection, "cursor", gone)

    response = client.get("/suc-khoe/san-sang/")

    assert (response.status_code, response.json()["ready"]) == (503, False)


@pytest.mark.parametrize(
    ("given", "status"),
    [("", 404), ("Bearer sai", 404), ("Bearer ", 404), ("Bearer mã-dài", 404), ("Bearer dung-ma", 200)],
)
def test_metrics_from_afar_need_the_token(client: Client, settings: Any, given: str, status: int) -> None:
    settings.DANBIET_METRICS_TOKEN = "dung-ma"

    response = client.get("/so-do/", headers=FROM_AFAR | ({"Authorization": given} if given else {}))

    assert response.status_code == status


def test_metrics_without_a_token_set_are_closed_to_an_empty_one(client: Client, settings: Any) -> None:
    settings.DANBIET_METRICS_TOKEN = ""

    assert client.get("/so-do/", headers=FROM_AFAR | {"Authorization": "Bearer "}).status_code == 404


def test_metrics_are_prometheus_text_with_the_figures_of_the_moment(client: Client, settings: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', 'outbox.deliver', 'failed')"
        )

    response = client.get("/so-do/")
    lines = response.content.decode().splitlines()

    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "danbiet_database_up 1.0" in lines
    assert "danbiet_worker_up 1.0" in lines
    assert 'danbiet_jobs{status="failed"} 1.0' in lines
    assert "danbiet_contest_rounds_running 0.0" in lines
    assert any(line.startswith("danbiet_database_bytes ") for line in lines)
    for line in lines:  # every line is a comment or a name with a number
        assert line.startswith("#") or float(line.rsplit(" ", 1)[1]) >= 0


def test_backups_good_old_and_failed_are_told_apart(settings: Any, tmp_path: Path) -> None:
    def remembered(**note: Any) -> health.Backups:
        write_note(tmp_path / BACKUPS, note)
        return health.backups(NOW, data_dir=tmp_path)

    good = {"id": "x", "at": (NOW - timedelta(hours=5)).isoformat()}
    old = {"id": "x", "at": (NOW - timedelta(hours=37)).isoformat()}

    assert health.backups(NOW, data_dir=tmp_path / "none").age is None
    assert remembered(good=good, failed=None).is_good
    assert not remembered(good=old, failed=None).is_good
    assert not remembered(good=good, failed={"at": "", "why": "ổ đĩa đầy"}).is_good
    assert remembered(good="rác").age is None


def test_notes_half_written_are_read_as_nothing(tmp_path: Path) -> None:
    (tmp_path / BACKUPS).write_text('{"good": {"at"')

    assert health.backups(NOW, data_dir=tmp_path).age is None


def test_error_page_shows_the_reference_that_stands_in_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from danbiet.portal.views import home

    def broken(*_words: Any, **_more: Any) -> Any:
        raise RuntimeError("nguoi.dan@example.vn gọi 0912 345 678")

    monkeypatch.setattr(home, "tree", broken)
    client.raise_request_exception = False

    response = client.get("/")
    page = response.content.decode()

    (record,) = [one for one in caplog.records if one.name == "django.request"]
    reference = record.request.reference  # type: ignore[attr-defined]
    assert response.status_code == 500
    assert reference in page
    assert response["X-Reference"] == reference
    from danbiet.kit.logs import Json, WithoutSecrets

    WithoutSecrets().filter(record)
    written = json.loads(Json().format(record))
    assert written["reference"] == reference
    assert "nguoi.dan" not in json.dumps(written)
    assert "345" not in written["trace"].splitlines()[-1]
