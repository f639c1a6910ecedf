"""Uploads in pieces over HTTP: the tus protocol, who may, what survives, what stays behind."""

from __future__ import annotations

import base64
import hashlib
import threading
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.media.actions import (
    TakenOver,
    UploadRefused,
    begin_upload,
    finish_left_uploads,
    own_upload,
    sweep_uploads,
    take_piece,
)
from danbiet.media.actions.uploading import BLOCK, MOST_OPEN, part_path
from danbiet.media.models import Upload, Video
from danbiet.org.models import Unit

from .conftest import Filmer, left_on_disk

CREATE = "/ban-lam-viec/video/tai-len/tung-phan/"
AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client(editor: User, folders: Path) -> Client:
    made = Client()
    made.force_login(editor)
    return made


def metadata(**words: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in words.items())


def created(client: Client, size: int, office: Unit, **more: Any) -> Any:
    words = {"filename": "phim hướng dẫn.mp4", "title": "Hướng dẫn nộp hồ sơ", "unit": str(office.pk)} | more
    return client.post(
        CREATE, content_type="application/octet-stream",
        headers={"Upload-Length": str(size), "Upload-Metadata": metadata(**words), "Tus-Resumable": "1.0.0"},
    )  # fmt: skip


def patch(client: Client, url: str, offset: int, body: bytes, **headers: str) -> Any:
    return client.patch(
        url, body, content_type="application/offset+octet-stream", CONTENT_TYPE="application/offset+octet-stream",
        headers={"Upload-Offset": str(offset), "Tus-Resumable": "1.0.0", **headers},
    )  # fmt: skip


def test_film_sent_in_pieces_becomes_a_video(
    client: Client, office: Unit, film: Filmer, editor: User
) -> None:
    content = film().read_bytes()
    begun = created(client, len(content), office)
    url = begun["Location"]

    first = patch(client, url, 0, content[:5000])
    asked = client.head(url)
    last = patch(client, url, 5000, content[5000:])

    assert (begun.status_code, begun["Tus-Resumable"]) == (201, "1.0.0")
    assert (first.status_code, first["Upload-Offset"]) == (204, "5000")
    assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (
        200,
        "5000",
        str(len(content)),
    )
    assert (asked["Cache-Control"], "Upload-Expires" in asked) == ("no-store", True)
    video = Video.objects.get()
    assert (last.status_code, last["Danbiet-Video"]) == (204, str(video.pk))
    assert (video.title, video.unit_id, video.uploaded_by) == ("Hướng dẫn nộp hồ sơ", office.pk, editor)
    assert part_path(uuid.UUID(url.split("/")[2])).read_bytes() == content
    assert client.head(url)["Danbiet-Video"] == str(video.pk)
    assert patch(client, url, len(content), b"")["Danbiet-Video"] == str(video.pk)
    assert Video.objects.count() == 1


def test_piece_at_the_wrong_place_is_refused_and_told_the_right_one(
    client: Client, office: Unit, film: Filmer
) -> None:
    content = film().read_bytes()
    url = created(client, len(content), office)["Location"]
    patch(client, url, 0, content[:4000])

    answers = [patch(client, url, offset, b"x" * 10) for offset in (0, 3999, 4001)]

    assert [(answer.status_code, answer["Upload-Offset"]) for answer in answers] == [(409, "4000")] * 3


@pytest.mark.parametrize("offset", ["", "-1", "1e3", "٣", "9" * 40])
def test_offsets_that_are_no_numbers_are_refused(client: Client, office: Unit, offset: str) -> None:
    url = created(client, 5000, office)["Location"]

    assert patch(client, url, 0, b"x", **{"Upload-Offset": offset}).status_code == 400


@pytest.mark.parametrize("length", ["", "-5", "abc", "0", str(5 * 1024**3)])
def test_lengths_nobody_can_keep_are_refused(client: Client, office: Unit, length: str) -> None:
    answer = client.post(
        CREATE, content_type="application/octet-stream",
        headers={"Upload-Length": length, "Upload-Metadata": metadata(filename="a", title="a", unit=str(office.pk))},
    )  # fmt: skip

    assert answer.status_code in {400, 422}
    assert not Upload.objects.exists()


def test_broken_metadata_and_missing_title_are_refused(client: Client, office: Unit) -> None:
    headers = {"Upload-Length": "10", "Upload-Metadata": "title %%%"}

    assert client.post(CREATE, content_type="a/b", headers=headers).status_code == 400
    assert created(client, 10, office, title="").status_code == 422
    assert created(client, 10, office, unit="999999").status_code == 422


def test_wrong_kind_is_told_at_the_first_piece_and_nothing_stays(
    client: Client, office: Unit, folders: Path
) -> None:
    url = created(client, 50_000, office)["Location"]

    refused = patch(client, url, 0, b"MZ" + b"\0" * 20_000)

    assert (refused.status_code, refused["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert "không phải tệp video" in refused.content.decode()
    assert patch(client, url, 0, b"x").status_code == 422
    assert client.head(url).status_code == 410
    assert left_on_disk(folders) == []


def test_more_than_was_announced_is_refused(
    client: Client, office: Unit, film: Filmer, folders: Path
) -> None:
    content = film().read_bytes()
    url = created(client, len(content) - 10, office)["Location"]

    assert patch(client, url, 0, content).status_code == 422
    assert left_on_disk(folders) == []


def test_checksum_of_a_piece_is_proven_before_it_is_kept(client: Client, office: Unit, film: Filmer) -> None:
    content = film().read_bytes()
    url = created(client, len(content), office)["Location"]
    good = base64.b64encode(hashlib.sha256(content[:3000]).digest()).decode()

    wrong = patch(client, url, 0, b"y" + content[1:3000], **{"Upload-Checksum": f"sha256 {good}"})
    strange = patch(client, url, 0, content[:3000], **{"Upload-Checksum": f"crc9 {good}"})
    right = patch(client, url, 0, content[:3000], **{"Upload-Checksum": f"sha256 {good}"})

    assert [wrong.status_code, strange.status_code, right.status_code] == [460, 400, 204]
    assert right["Upload-Offset"] == "3000"


def test_strangers_and_other_people_reach_no_upload(client: Client, office: Unit) -> None:
    url = created(client, 5000, office)["Location"]
    other, stranger = Client(), Client()
    other.force_login(make.person("Trần Văn Khác", unit=office, role="editor"))

    assert [
        other.head(url).status_code,
        patch(other, url, 0, b"x").status_code,
        other.delete(url).status_code,
    ] == [404] * 3
    assert [stranger.head(url).status_code, patch(stranger, url, 0, b"x").status_code] == [403] * 2
    assert stranger.post(CREATE).status_code == 302
    assert Upload.objects.count() == 1


def test_only_who_works_for_a_unit_begins_an_upload_for_it(office: Unit, folders: Path) -> None:
    elsewhere = make.unit("Sở khác", parent=office)
    reader, worker = Client(), Client()
    reader.force_login(make.person("Kiểm tra", unit=office, role="auditor"))
    worker.force_login(make.person("Biên tập", unit=elsewhere, role="editor"))

    assert created(reader, 5000, office).status_code == 403
    assert created(worker, 5000, office).status_code == 422
    assert created(worker, 5000, elsewhere).status_code == 201


def test_pieces_without_the_token_are_refused(editor: User, office: Unit, folders: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    upload = begin_upload(user=editor, name="a.mp4", size=5000, details={}, at=AT)
    url = f"/tai-len/{upload.pk}/"

    assert created(strict, 5000, office).status_code == 403
    assert patch(strict, url, 0, b"x").status_code == 403
    assert strict.delete(url).status_code == 403


def test_giving_up_deletes_what_came(client: Client, office: Unit, film: Filmer, folders: Path) -> None:
    url = created(client, 50_000, office)["Location"]
    patch(client, url, 0, film().read_bytes()[:2000])
    assert left_on_disk(folders)

    assert client.delete(url).status_code == 204
    assert client.head(url).status_code == 404
    assert left_on_disk(folders) == []


def test_protocol_is_told_and_other_versions_are_refused(client: Client, office: Unit) -> None:
    url = created(client, 5000, office)["Location"]

    told = client.options(url)
    asked = client.head(url, headers={"Tus-Resumable": "0.2.2"})

    assert told["Tus-Extension"] == "creation,termination,expiration,checksum"
    assert (asked.status_code, asked["Tus-Version"]) == (412, "1.0.0")
    assert client.get(url).status_code == 405
    assert (
        client.patch(url, b"x", content_type="text/plain", headers={"Upload-Offset": "0"}).status_code == 415
    )


def test_connection_lost_in_the_middle_keeps_what_came(editor: User, film: Filmer, folders: Path) -> None:
    content = film().read_bytes()
    upload = begin_upload(user=editor, name="a.mp4", size=len(content), details={}, at=AT)

    def pieces() -> Any:
        yield content[:3000]
        raise OSError("gone")

    assert take_piece(upload.pk, user=editor, offset=0, pieces=pieces(), at=AT) == 3000
    assert own_upload(upload.pk, user=editor).offset == 3000


def test_server_killed_between_disk_and_row_loses_only_the_block_it_had_not_acknowledged(
    editor: User, film: Filmer, folders: Path
) -> None:
    content = film().read_bytes()
    upload = begin_upload(user=editor, name="a.mp4", size=len(content), details={}, at=AT)
    take_piece(upload.pk, user=editor, offset=0, pieces=[content[:3000]], at=AT)
    with part_path(upload.pk).open("ab") as part:
        part.write(b"half a block that no row knows of")

    assert own_upload(upload.pk, user=editor).offset == 3000
    take_piece(upload.pk, user=editor, offset=3000, pieces=[content[3000:]], at=AT)
    assert part_path(upload.pk).read_bytes() == content


def test_disk_that_lost_its_end_is_believed_over_the_row(editor: User, film: Filmer, folders: Path) -> None:
    content = film().read_bytes()
    upload = begin_upload(user=editor, name="a.mp4", size=len(content), details={}, at=AT)
    take_piece(upload.pk, user=editor, offset=0, pieces=[content[:3000]], at=AT)
    with part_path(upload.pk).open("r+b") as part:
        part.truncate(1000)

    assert own_upload(upload.pk, user=editor).offset == 1000
    take_piece(upload.pk, user=editor, offset=1000, pieces=[content[1000:]], at=AT)
    assert part_path(upload.pk).read_bytes() == content


@pytest.mark.race
def test_newer_connection_takes_over_from_one_that_hangs(editor: User, film: Filmer, folders: Path) -> None:
    head = film().read_bytes()[:2000]
    content = head + b"\0" * (2 * BLOCK)
    upload = begin_upload(user=editor, name="a.mp4", size=len(content), details={}, at=AT)
    began, may_go_on, outcome = threading.Event(), threading.Event(), []

    def hanging() -> Any:
        yield content[:BLOCK]
        began.set()
        may_go_on.wait(20)
        yield b"\xff" * BLOCK

    def old() -> None:
        try:
            take_piece(upload.pk, user=editor, offset=0, pieces=hanging(), at=AT)
        except TakenOver as taken:
            outcome.append(taken)
        finally:
            connection.close()

    thread = threading.Thread(target=old)
    thread.start()
    assert began.wait(20)
    take_piece(upload.pk, user=editor, offset=BLOCK, pieces=[content[BLOCK:]], at=AT)
    may_go_on.set()
    thread.join(20)

    assert len(outcome) == 1
    assert part_path(upload.pk).read_bytes() == content


def test_sixth_unfinished_upload_is_refused(editor: User, folders: Path) -> None:
    for _one in range(MOST_OPEN):
        begin_upload(user=editor, name="a.mp4", size=10, details={}, at=AT)

    with pytest.raises(UploadRefused):
        begin_upload(user=editor, name="a.mp4", size=10, details={}, at=AT)


def test_full_disk_refuses_before_a_byte_is_sent(
    editor: User, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 5 * 1024**2

    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage)

    with pytest.raises(UploadRefused, match="không đủ chỗ"):
        begin_upload(user=editor, name="a.mp4", size=10 * 1024**2, details={}, at=AT)


def test_upload_nobody_goes_on_with_is_swept_and_a_young_one_stays(
    editor: User, film: Filmer, folders: Path
) -> None:
    content = film().read_bytes()
    old = begin_upload(user=editor, name="a.mp4", size=len(content), details={}, at=AT)
    take_piece(old.pk, user=editor, offset=0, pieces=[content[:2000]], at=AT)
    young = begin_upload(user=editor, name="b.mp4", size=10, details={}, at=AT + timedelta(days=2))

    assert sweep_uploads(before=AT + timedelta(days=1)) == 1
    assert list(Upload.objects.all()) == [young]
    assert left_on_disk(folders) == []


def test_whole_upload_whose_server_died_at_the_last_piece_is_finished_later(
    editor: User, office: Unit, film: Filmer, folders: Path
) -> None:
    content = film().read_bytes()
    details = {"title": "Phim", "unit": office.pk}
    upload = begin_upload(user=editor, name="a.mp4", size=len(content), details=details, at=AT)
    take_piece(upload.pk, user=editor, offset=0, pieces=[content], at=AT)
    later = AT + timedelta(minutes=5)

    assert [finish_left_uploads(before=later, at=later), finish_left_uploads(before=later, at=later)] == [
        1,
        0,
    ]
    assert Video.objects.get().title == "Phim"


def test_plain_form_without_scripts_sends_a_small_film(client: Client, office: Unit, film: Filmer) -> None:
    with film().open("rb") as file:
        answer = client.post(
            "/ban-lam-viec/video/tai-len/", {"title": "Phim", "unit": office.pk, "file": file}
        )

    video = Video.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/ban-lam-viec/video/{video.pk}/")
    assert Upload.objects.get().video == video


def test_plain_form_says_what_is_wrong_and_keeps_nothing(client: Client, office: Unit, folders: Path) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    hostile = SimpleUploadedFile("a.mp4", b"<svg><script>1</script></svg>" * 100)
    answer = client.post(
        "/ban-lam-viec/video/tai-len/", {"title": "Phim", "unit": office.pk, "file": hostile}
    )

    assert answer.status_code == 422
    assert "không phải tệp video" in answer.content.decode()
    assert not Upload.objects.exists()
    assert left_on_disk(folders) == []


def test_plain_form_larger_than_200_mb_is_refused_before_it_is_read(client: Client) -> None:
    answer = client.post(
        "/ban-lam-viec/video/tai-len/", b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * 1024**2),
    )  # fmt: skip

    assert answer.status_code == 413
