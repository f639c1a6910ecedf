"""What the doctor says about a port and about the demonstration."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from danbiet.accounts.models import User
from danbiet.kit.maintenance import Closure, close
from danbiet.kit.notes import BACKUPS, write_note
from danbiet.run import doctor
from danbiet.run.findings import Finding, Mark


@contextmanager
def answering(body: str) -> Iterator[int]:
    """A small web server that says this."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_port_where_our_own_site_answers_is_good(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering('{"alive": true, "version": "1.0"}') as port:
        monkeypatch.setenv("DANBIET_PORT", str(port))

        found = doctor._port()

    assert (found.mark, found.text) == (Mark.GOOD, f"Dân Biết đang chạy tại http://localhost:{port}")


def test_port_of_somebody_else_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering("<title>It works!</title>") as port:
        monkeypatch.setenv("DANBIET_PORT", str(port))

        found = doctor._port()

    assert found.mark is Mark.NOTE
    assert f"Cổng {port} đang có chương trình khác dùng" in found.text


def test_port_nobody_has_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    monkeypatch.setenv("DANBIET_PORT", str(port))

    assert doctor._port().text == f"Cổng {port} còn trống"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "has_people", "mark"),
    [
        (date(2021, 10, 20), True, Mark.NOTE),  # the demonstration as it should be
        (None, True, Mark.WARNING),  # its people in real time: somebody means it
        (date(2021, 10, 20), False, Mark.WARNING),  # a standing clock without it
    ],
)
def test_parts_of_the_demonstration_are_worth_a_warning_only_where_one_is_missing(
    settings: Any, today: date | None, has_people: bool, mark: Mark
) -> None:
    settings.DANBIET_TODAY = today
    if has_people:
        User.objects.create_user("sonoivu", full_name="Người trình diễn", is_demo=True)

    found = [doctor._demo()] if today is None else [doctor._clock()]

    assert [one.mark for one in found] == [mark]


@pytest.mark.django_db
def test_installation_without_accounts_says_that_nobody_can_sign_in() -> None:
    assert "chưa ai đăng nhập được" in doctor._demo().text


@pytest.mark.django_db
def test_mail_server_that_does_not_answer_is_a_warning(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2

    found = doctor._mail()

    assert found.mark is Mark.WARNING
    assert "127.0.0.1:9" in found.text


@pytest.mark.django_db
def test_site_left_closed_is_a_warning_with_the_way_out(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    assert doctor._maintenance().mark is Mark.GOOD

    close(tmp_path, Closure("Nâng cấp máy chủ", datetime(2026, 11, 29, 13, tzinfo=UTC)))

    found = doctor._maintenance()
    assert found.mark is Mark.WARNING
    assert "20:00 29/11/2026" in found.text
    assert "danbiet maintenance off" in found.text


@pytest.mark.django_db
def test_backups_none_failed_and_good_are_told_with_what_to_do(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR, settings.DANBIET_TODAY = tmp_path, None
    monkeypatch.setenv("DANBIET_BACKUP_DIR", "/mnt/sao-luu")

    def found(**note: Any) -> tuple[Mark, str]:
        write_note(tmp_path / BACKUPS, note)
        one = doctor._backups()
        return one.mark, one.text

    now = datetime.now(UTC)
    good = {"at": (now - timedelta(hours=3)).isoformat()}
    drill = {"drilled_at": now.isoformat(), "is_good": True}
    assert found()[0] is Mark.WARNING
    assert found(good=good, failed={"why": "ổ đĩa đầy"}) == (
        Mark.WARNING, "Lần sao lưu gần nhất không thành công: ổ đĩa đầy",
    )  # fmt: skip
    assert found(good=good)[0] is Mark.NOTE  # never rehearsed
    assert found(good=good, drill=drill)[0] is Mark.GOOD
    assert found(good={"at": (now - timedelta(hours=40)).isoformat()}, drill=drill)[0] is Mark.WARNING


@pytest.mark.parametrize(("mark", "is_said"), [(Mark.BAD, True), (Mark.WARNING, True), (Mark.NOTE, False)])
def test_doctor_says_where_to_read_on_when_something_is_wrong(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    mark: Mark,
    is_said: bool,
) -> None:
    for name in ("_folder", "_database"):
        monkeypatch.setattr(doctor, name, lambda _data_dir: iter(()))
    monkeypatch.setattr(doctor.office, "keys", lambda _data_dir: iter(()))
    monkeypatch.setattr(doctor, "_helpers", lambda: iter(()))
    monkeypatch.setattr(doctor, "_machine", lambda _root: iter([Finding(mark, "Ổ đĩa còn trống 1 GB")]))

    doctor.doctor([], root=tmp_path, data_dir=tmp_path)

    told = capsys.readouterr().out
    assert ("docs/ops/README.md" in told) is is_said
    assert (Path(__file__).parents[2] / "docs" / "ops" / "README.md").is_file()
