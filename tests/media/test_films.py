"""Films as they leave: ranges, who may, how long they may be kept, and what is only for officials."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.media.actions import SubtitlesRefused, add_track, hide_videos, publish_videos
from danbiet.media.calc.ranges import NotSatisfiable, Span, span_of
from danbiet.media.models import Video, VideoFile
from danbiet.media.queries import playables
from danbiet.org.models import Unit

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
BYTES = bytes(range(256)) * 40  # 10 240
pytestmark = pytest.mark.django_db


@pytest.fixture
def video(office: Unit, editor: User, folders: Path) -> Video:
    made = Video.objects.create(
        title="Nộp hồ sơ", unit=office, uploaded_by=editor, uploaded_at=AT, state="ready", duration=65,
        width=640, height=480, is_public=True,
    )  # fmt: skip
    for role, name, kind in (("mp4", "480p.mp4", "video/mp4"), ("original", "goc.mp4", "application/octet-stream"),
                             ("poster", "poster.jpg", "image/jpeg")):  # fmt: skip
        file = VideoFile(video=made, version=1, role=role, name=name, content_type=kind, size=len(BYTES),
                         width=640, height=480)  # fmt: skip
        file.content.save(name, ContentFile(BYTES), save=False)
        file.save()
    return made


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Answers whose body no test reads are closed, as a server would."""
    seen: list[Any] = []
    real = Client.get

    def get(self: Client, *args: Any, **kwargs: Any) -> Any:
        seen.append(real(self, *args, **kwargs))
        return seen[-1]

    monkeypatch.setattr(Client, "get", get)
    yield
    for one in seen:
        one.close()


def url(video: Video, name: str = "480p.mp4", version: int = 1) -> str:
    return f"/phim/{video.pk}/{version}/{name}"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("bytes=0-9", Span(0, 10)),
        ("bytes=90-", Span(90, 10, is_open=True)),
        ("bytes=90-500", Span(90, 10)),
        ("bytes=-10", Span(90, 10)),
        ("bytes=-500", Span(0, 100)),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("bytes=٠-٩", None),
        ("bytes=-", None),
    ],
)
def test_range_header_is_read_as_the_rfc_says(header: str, expected: Span | None) -> None:
    assert span_of(header, size=100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0", f"bytes={'9' * 19}-"])
def test_range_outside_the_file_is_not_satisfiable(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        span_of(header, size=100)


def test_whole_film_says_that_parts_may_be_asked_for(client: Client, video: Video) -> None:
    answer = client.get(url(video))

    assert (answer.status_code, answer["Accept-Ranges"], answer["Content-Length"]) == (200, "bytes", "10240")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("video/mp4", "nosniff")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert body(answer) == BYTES


def test_parts_of_a_film_are_exactly_what_was_asked_for(client: Client, video: Video) -> None:
    middle = client.get(url(video), headers={"Range": "bytes=100-299"})
    tail = client.get(url(video), headers={"Range": "bytes=-40"})

    assert (middle.status_code, middle["Content-Range"], middle["Content-Length"]) == (
        206,
        "bytes 100-299/10240",
        "200",
    )
    assert body(middle) == BYTES[100:300]
    assert (tail["Content-Range"], body(tail)) == ("bytes 10200-10239/10240", BYTES[-40:])


def test_part_behind_the_end_is_416_with_the_size(client: Client, video: Video) -> None:
    answer = client.get(url(video), headers={"Range": "bytes=10240-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10240")


def test_head_says_everything_and_sends_nothing(client: Client, video: Video) -> None:
    whole = client.head(url(video))
    part = client.head(url(video), headers={"Range": "bytes=0-9"})

    assert (whole.status_code, whole["Content-Length"], body(whole)) == (200, "10240", b"")
    assert (part.status_code, part["Content-Length"], body(part)) == (206, "10", b"")


def test_part_of_another_state_of_the_file_is_sent_whole(client: Client, video: Video) -> None:
    tag = client.head(url(video))["ETag"]

    same = client.get(url(video), headers={"Range": "bytes=0-9", "If-Range": tag})
    other = client.get(url(video), headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    known = client.get(url(video), headers={"If-None-Match": tag})

    assert [same.status_code, other.status_code, known.status_code] == [206, 200, 304]


def test_player_that_asks_for_the_rest_gets_a_sip_and_others_get_all(
    client: Client, video: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("danbiet.media.views.films.LARGEST_SIP", 1000)

    player = client.get(url(video), headers={"Range": "bytes=0-", "Sec-Fetch-Dest": "video"})
    tool = client.get(url(video), headers={"Range": "bytes=240-"})

    assert (player.status_code, player["Content-Range"], len(body(player))) == (
        206,
        "bytes 0-999/10240",
        1000,
    )
    assert (tool["Content-Range"], len(body(tool))) == ("bytes 240-10239/10240", 10_000)


def test_private_film_is_for_officials_alone_and_in_no_cache(
    client: Client, video: Video, editor: User
) -> None:
    assert hide_videos([video.pk]) == 1
    nobody = Client()
    nobody.force_login(User.objects.create(username="x", full_name="Không vai trò"))
    official = Client()
    official.force_login(make.person("Người đơn vị khác", unit=make.unit("Sở khác"), role="officer"))

    answers = [one.get(url(video)).status_code for one in (client, nobody)]
    shown = official.get(url(video))

    assert answers == [404, 404]
    assert (shown.status_code, shown["Cache-Control"]) == (200, "private, no-store")
    assert publish_videos([video.pk]) == 1
    assert client.get(url(video)).status_code == 200


def test_original_is_never_public_and_leaves_as_a_download(
    client: Client, video: Video, editor: User
) -> None:
    assert client.get(url(video, "goc.mp4")).status_code == 404
    client.force_login(editor)

    answer = client.get(url(video, "goc.mp4"))

    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''N%E1%BB%99p")
    assert answer["Cache-Control"] == "private, no-store"


def test_download_carries_the_title(client: Client, video: Video) -> None:
    answer = client.get(playables([video.pk])[video.pk].download_url)

    assert answer["Content-Disposition"].endswith("%20%28480p%29.mp4")


def test_lasting_address_and_that_of_an_older_version_lead_to_the_newest(
    client: Client, video: Video
) -> None:
    VideoFile.objects.filter(name="480p.mp4").update(version=3)

    for address in (f"/phim/{video.pk}/480p.mp4", url(video, version=1)):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, url(video, version=3))
    assert client.get(url(video, version=4)).status_code == 302
    assert client.get(url(video, "khac.mp4")).status_code == 404
    assert client.get("/phim/999999/1/480p.mp4").status_code == 404


def test_file_lost_from_the_store_is_not_found(client: Client, video: Video) -> None:
    Path(video.files.get(name="480p.mp4").content.path).unlink()

    assert client.get(url(video)).status_code == 404


def test_playables_take_three_queries_for_one_and_for_three(
    video: Video, office: Unit, django_assert_num_queries: Any
) -> None:
    more = [Video.objects.create(title="x", unit=office, uploaded_at=AT).pk for _one in range(2)]

    with django_assert_num_queries(3):
        assert len(playables([video.pk])) == 1
    with django_assert_num_queries(3):
        found = playables([video.pk, *more, 999_999])
    assert [found[one].is_playable for one in (video.pk, *more)] == [True, False, False]
    assert (found[video.pk].length, found[video.pk].poster_url) == ("1:05", url(video, "poster.jpg"))


def test_subtitles_are_sent_as_text_and_a_new_revision_has_a_new_address(
    client: Client, video: Video, editor: User
) -> None:
    first = b"1\r\n00:00:01,000 --> 00:00:02,500\r\nXin ch\xc3\xa0o\r\n"
    add_track(video.pk, first, language="vi", label="Tiếng Việt", by=editor, at=AT)
    address = playables([video.pk])[video.pk].tracks[0].url
    answer = client.get(address)

    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.content.decode() == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nXin chào\n"
    video.refresh_from_db()
    assert video.transcript == "Xin chào"
    add_track(video.pk, first, language="vi", label="Tiếng Việt", by=editor, at=AT)
    assert client.get(address).status_code == 302
    with pytest.raises(SubtitlesRefused, match="không có câu phụ đề"):
        add_track(video.pk, b"WEBVTT\n\n", language="en", label="English", by=editor, at=AT)


def test_player_works_without_scripts_and_names_its_words(video: Video) -> None:
    from django.template.loader import render_to_string

    html = render_to_string("media/player.html", {"video": playables([video.pk])[video.pk]})

    assert f'<source src="{url(video)}" type="video/mp4">' in html
    assert "controls" in html
    assert f'poster="{url(video, "poster.jpg")}"' in html
    assert "1:05" in html
    assert "Tải về" in html
