"""ClamAV's protocol against a small daemon of our own: clean, infected, silent, full."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danbiet.media.actions import FileRefused, inspect_upload, store_file
from danbiet.media.actions.storing import scanned
from danbiet.media.calc.scanner import Scanner, ScannerDown, scanner_at, virus_in
from danbiet.media.enums import Flaw
from danbiet.media.models import StoredFile

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
AT = datetime(2021, 3, 1, 2, tzinfo=UTC)


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[str]:
    """Answers like clamd: FOUND for what holds EICAR, an error above 1 MB, else OK."""
    server = socket.socket(socket.AF_UNIX)
    path = tmp_path / "clamd.ctl"
    server.bind(str(path))
    server.listen()
    server.settimeout(20)

    def serve() -> None:
        while True:
            try:
                line, _from = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as sent:
                assert sent.read(10) == b"zINSTREAM\0"
                content = b""
                while (length := struct.unpack("!L", sent.read(4))[0]) and len(content) < 1024**2:
                    content += sent.read(length)
                if length:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                elif b"EICAR" in content:
                    line.sendall(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
                else:
                    line.sendall(b"stream: OK\0")

    threading.Thread(target=serve, daemon=True).start()
    yield f"unix:{path}"
    server.close()


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("tờ trình.pdf", content)


@pytest.mark.django_db
def test_infected_file_is_refused_and_a_clean_one_kept(daemon: str, settings: Any, folders: Path) -> None:
    settings.DANBIET_CLAMAV = daemon

    with pytest.raises(FileRefused, match="mã độc") as refused:
        store_file(upload(PDF.replace(b"Catalog", b"Catalog%EICAR\n")), by=None, at=AT)

    assert refused.value.flaw == Flaw.VIRUS
    assert not StoredFile.objects.exists()
    assert store_file(upload(PDF), by=None, at=AT).pk


def test_silent_scanner_refuses_instead_of_looking_away(settings: Any, tmp_path: Path) -> None:
    settings.DANBIET_CLAMAV = f"unix:{tmp_path}/none.ctl"

    with pytest.raises(FileRefused, match="không trả lời") as refused:
        inspect_upload(upload(PDF))

    assert refused.value.flaw == Flaw.NO_SCANNER


def test_without_a_scanner_files_are_only_inspected(settings: Any) -> None:
    settings.DANBIET_CLAMAV = ""

    assert inspect_upload(upload(PDF)).name == "tờ trình.pdf"


def test_file_beyond_the_scanners_limit_passes_only_as_a_film(daemon: str, settings: Any) -> None:
    settings.DANBIET_CLAMAV = daemon
    large = [b"\0" * 1024**2] * 3

    assert scanned(large) == Flaw.NO_SCANNER
    assert scanned(large, is_large=True) is None


def test_scanner_without_a_verdict_is_down(tmp_path: Path) -> None:
    with pytest.raises(ScannerDown):
        virus_in([b"x"], scanner=Scanner(host="127.0.0.1", port=1))


def test_addresses_of_scanners_are_read() -> None:
    assert scanner_at("unix:/run/clamd.ctl") == Scanner(path="/run/clamd.ctl")
    assert scanner_at("tcp:[::1]:3310") == Scanner(host="::1", port=3310)
    for wrong in ("", "clamd", "unix:run", "tcp:host", "tcp::x"):
        with pytest.raises(ValueError):
            scanner_at(wrong)
