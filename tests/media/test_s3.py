"""Files in S3 instead of on disk, against a small store of our own that speaks just enough of it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.core.files.storage import storages
from django.test import Client

from danbiet.accounts.models import User
from danbiet.config.settings import env
from danbiet.media.actions import (
    begin_upload,
    delete_video,
    finish_upload,
    prepare_video,
    publish_videos,
    take_piece,
)
from danbiet.media.models import VideoFile
from danbiet.org.models import Unit

from .conftest import Filmer, left_on_disk

pytest.importorskip("boto3")
AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*utcnow:DeprecationWarning"),
]


class Bucket(BaseHTTPRequestHandler):
    """Objects in a dictionary: PUT, GET with ranges, HEAD, DELETE."""

    protocol_version = "HTTP/1.1"
    kept: dict[str, bytes]
    ranges: list[str]

    def log_message(self, *_words: Any) -> None:
        """Says nothing."""

    def do_PUT(self) -> None:
        self.kept[self.key()] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200, headers={"ETag": '"x"'})

    def do_DELETE(self) -> None:
        self.kept.pop(self.key(), None)
        self.answer(204)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        content = self.kept.get(self.key())
        if content is None:
            return self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        headers = {"ETag": '"x"', "Last-Modified": "Mon, 01 Mar 2021 02:00:00 GMT"}
        if not wanted:
            return self.answer(200, content, headers)
        self.ranges.append(wanted[0])
        start, end = int(wanted[1]), min(int(wanted[2] or len(content) - 1), len(content) - 1)
        headers["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
        return self.answer(206, content[start : end + 1], headers)

    def key(self) -> str:
        return unquote(urlsplit(self.path).path)

    def answer(self, status: int, content: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, settings: Any, folders: Path) -> Iterator[type[Bucket]]:
    handler = type("OneBucket", (Bucket,), {"kept": {}, "ranges": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    for name, value in {"BUCKET": "danbiet", "ENDPOINT": f"http://127.0.0.1:{server.server_port}", "REGION": "vn",
                        "KEY": "k", "SECRET": "s", "FOLDER": "tep"}.items():  # fmt: skip
        monkeypatch.setenv(f"DANBIET_S3_{name}", value)
    store = storages.create_storage(env.file_store())
    monkeypatch.setattr(VideoFile._meta.get_field("content"), "storage", store)
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_film_is_made_on_local_disk_and_lives_in_the_bucket(
    bucket: type[Bucket], film: Filmer, folders: Path, editor: User, office: Unit, client: Client
) -> None:
    content = film().read_bytes()
    details = {"title": "Phim", "unit": office.pk}
    upload = begin_upload(user=editor, name="a.mp4", size=len(content), details=details, at=AT)
    take_piece(upload.pk, user=editor, offset=0, pieces=[content], at=AT)
    video = finish_upload(upload.pk, user=editor, at=AT)
    prepare_video(video.pk, at=AT)

    video.refresh_from_db()
    assert video.state == "ready"
    assert left_on_disk(folders) == []
    place = f"/danbiet/tep/video/{video.pk}/1/480p.mp4"
    assert bucket.kept[f"/danbiet/tep/video/{video.pk}/1/goc.mp4"] == content

    publish_videos([video.pk])
    bucket.ranges.clear()
    answer = client.get(f"/phim/{video.pk}/1/480p.mp4", headers={"Range": "bytes=100-299"})
    assert answer.status_code == 206
    assert b"".join(answer.streaming_content) == bucket.kept[place][100:300]
    assert bucket.ranges == ["bytes=100-299"]

    bucket.kept.pop(place)
    assert client.get(f"/phim/{video.pk}/1/480p.mp4").status_code == 404
    delete_video(video.pk, by=editor, at=AT)
    assert bucket.kept == {}
