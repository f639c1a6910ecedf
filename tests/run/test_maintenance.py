"""Closed for maintenance: everybody but who takes part in a contest gets a page that says why and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.factories import contests as make

from danbiet.kit import clock
from danbiet.kit.maintenance import (
    LEAST_WAIT,
    LONGEST_WAIT,
    USUAL_WAIT,
    Closure,
    Sign,
    close,
    closure,
    reopen,
)
from danbiet.portal.middleware import Maintenance
from danbiet.run.maintenance import maintenance, running, until_of
from danbiet.run.trouble import Trouble

AT = datetime(2026, 11, 29, 13, 0, tzinfo=UTC)  # 20:00 in Vietnam


def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"the site"]


def asked(app: Maintenance, path: str, method: str = "GET") -> tuple[str, dict[str, str], str]:
    said: list[Any] = []
    body = app(
        {"PATH_INFO": path, "REQUEST_METHOD": method},
        lambda status, headers: said.extend([status, dict(headers)]),
    )
    return said[0], said[1], b"".join(body).decode()


@pytest.fixture
def data_dir(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_closed_site_answers_readers_and_officials_in_vietnamese_with_the_reason(data_dir: Path) -> None:
    close(data_dir, Closure("Nâng cấp máy chủ <b>", AT, datetime.now(UTC) + timedelta(hours=1)))
    app = Maintenance(site)

    for path in ("/", "/ban-lam-viec/", "/soan-tin/", "/hoi-dap/hoi/", "/hoi-thiet-bi/"):
        status, headers, body = asked(app, path)

        assert status.startswith("503")
        assert 3500 <= int(headers["Retry-After"]) <= 3600
        assert headers["Cache-Control"] == "no-store"
        assert "Nâng cấp máy chủ &lt;b&gt;" in body
        assert "Hệ thống đang bảo trì" in body
    assert "is being serviced" in asked(app, "/en/")[2]
    assert asked(app, "/", method="HEAD")[2] == ""


def test_closed_site_leaves_a_contest_and_monitors_alone(data_dir: Path) -> None:
    close(data_dir, Closure("Nâng cấp máy chủ", AT))
    app = Maintenance(site)

    for path in (
        "/hoi-thi/", "/hoi-thi", "/en/hoi-thi/cchc-2026/", "/ban-lam-viec/hoi-thi/3/", "/dang-nhap/", "/suc-khoe/san-sang/",
        "/so-do/", "/static/danbiet/dist/public.css",
    ):  # fmt: skip
        assert asked(app, path)[2] == "the site", path


def test_sign_is_seen_and_gone_within_a_second(data_dir: Path) -> None:
    sign = Sign(data_dir)

    assert sign.look(0.0) is None
    close(data_dir, Closure("Nâng cấp máy chủ", AT))
    assert sign.look(0.5) is None  # not looked at again yet
    assert sign.look(1.1) is not None
    assert reopen(data_dir)
    assert sign.look(2.2) is None
    assert not reopen(data_dir)


def test_unreadable_note_closes_nothing(data_dir: Path) -> None:
    (data_dir / "maintenance.json").write_text('{"reason": "x"')

    assert closure(data_dir) is None


@pytest.mark.parametrize(
    ("minutes", "seconds"),
    [(None, USUAL_WAIT), (-5, LEAST_WAIT), (10, 600), (24 * 60, LONGEST_WAIT)],
)
def test_retry_after_is_bounded(minutes: int | None, seconds: int) -> None:
    until = None if minutes is None else AT + timedelta(minutes=minutes)

    assert Closure("Nâng cấp", AT, until).retry_after(AT) == seconds


def test_until_is_the_next_time_the_clock_shows_it() -> None:
    assert until_of("22:30", at=AT) == datetime(2026, 11, 29, 15, 30, tzinfo=UTC)
    assert until_of("05:00", at=AT) == datetime(2026, 11, 29, 22, 0, tzinfo=UTC)  # tomorrow in Vietnam
    assert until_of(None, at=AT) is None
    for text in ("25:00", "chiều", "7h"):
        with pytest.raises(Trouble):
            until_of(text, at=AT)


@pytest.fixture
def given_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command asks the test's database."""
    monkeypatch.setenv("DATABASE_URL", "postgresql:///" + str(connection.settings_dict["NAME"]))


@pytest.mark.django_db
@pytest.mark.usefixtures("given_database")
def test_on_while_a_round_runs_closes_the_rest_and_names_the_round(data_dir: Path, capsys: Any) -> None:
    now = clock.now()
    contest = make.sealed(title="Tìm hiểu cải cách hành chính")
    make.round_of(contest, opens=now - timedelta(hours=1), closes=now + timedelta(hours=1))

    assert maintenance(["on", "Nâng cấp máy chủ"], data_dir=data_dir) == 0
    assert maintenance(["status", "--may-stop"], data_dir=data_dir) == 1

    said = capsys.readouterr()
    assert "Tìm hiểu cải cách hành chính" in said.err
    assert "Đừng dừng máy chủ" in said.err
    assert "chưa được dừng máy chủ" in said.out
    assert maintenance(["off"], data_dir=data_dir) == 0
    assert closure(data_dir) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("given_database")
def test_status_without_a_round_lets_the_server_be_stopped(data_dir: Path, capsys: Any) -> None:
    assert maintenance(["status", "--may-stop"], data_dir=data_dir) == 0
    assert "Trang đang mở." in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.usefixtures("given_database")
def test_round_that_opens_before_the_end_of_the_work_is_named(data_dir: Path) -> None:
    now = clock.now()
    make.round_of(make.sealed(), opens=now + timedelta(hours=2), closes=now + timedelta(hours=3))

    assert running(data_dir, at=now, until=now + timedelta(hours=1)) == []
    assert len(running(data_dir, at=now, until=now + timedelta(hours=2, minutes=5))) == 1


@pytest.mark.parametrize("reason", ["", "ok", "x" * 301])
def test_reason_too_short_or_long_is_refused(data_dir: Path, reason: str) -> None:
    with pytest.raises(Trouble, match="từ 5 đến 300"):
        maintenance(["on", reason], data_dir=data_dir)
    assert closure(data_dir) is None
