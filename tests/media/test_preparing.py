"""From an upload to a film that plays, and every way it can go wrong, with the real ffmpeg."""

from __future__ import annotations

import os
import signal
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from danbiet.accounts.models import User
from danbiet.media.actions import (
    VideoInUse,
    VideoRefused,
    begin_upload,
    delete_video,
    finish_upload,
    prepare_video,
    revive_stalled,
    take_piece,
    try_again,
)
from danbiet.media.calc.film import container_of
from danbiet.media.enums import FileRole, Flaw, VideoState
from danbiet.media.models import Upload, Video, VideoFile
from danbiet.media.queries import playables
from danbiet.media.registry import Use
from danbiet.media.render import Interrupted, Turn, look_into, make, program
from danbiet.org.models import Unit

from .conftest import Filmer, left_on_disk

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def sent(path: Path, *, by: User, unit: Unit, video: int | None = None, name: str = "") -> Video:
    """The whole file uploaded in one piece."""
    details = {"video": video} if video else {"unit": unit.pk, "title": "Phim hướng dẫn"}
    upload = begin_upload(user=by, name=name or path.name, size=path.stat().st_size, details=details, at=AT)
    take_piece(upload.pk, user=by, offset=0, pieces=[path.read_bytes()], at=AT)
    return finish_upload(upload.pk, user=by, at=AT)


def prepared(video: Video) -> Video:
    prepare_video(video.pk, at=AT)
    video.refresh_from_db()
    return video


def names(video: Video) -> list[str]:
    return sorted(video.files.values_list("name", flat=True))


def test_large_film_gets_two_qualities_poster_and_hls(
    film: Filmer, folders: Path, editor: User, office: Unit
) -> None:
    video = prepared(sent(film("phim.mp4", size="1280x720", seconds=1), by=editor, unit=office))

    assert (video.state, video.progress, video.source) == (VideoState.READY, 100, "")
    assert (video.width, video.height, round(video.duration)) == (1280, 720, 1)
    assert names(video) == ["480p.m3u8", "480p.m4s", "480p.mp4", "720p.m3u8", "720p.m4s", "720p.mp4", "goc.mp4",
                            "hls.m3u8", "poster.jpg"]  # fmt: skip
    assert left_on_disk(folders) == sorted(f"media/video/{video.pk}/1/{name}" for name in names(video))
    sizes = dict(video.files.filter(role=FileRole.MP4).values_list("width", "height"))
    assert sizes == {854: 480, 1280: 720}
    playing = playables([video.pk])[video.pk]
    assert [source.label for source in playing.sources] == ["480p", "720p"]
    assert playing.hls_url == f"/phim/{video.pk}/1/hls.m3u8"
    assert playing.download_url == f"/phim/{video.pk}/1/720p.mp4?tai-ve=1"


def test_small_film_is_never_made_larger(film: Filmer, folders: Path, editor: User, office: Unit) -> None:
    video = prepared(sent(film(), by=editor, unit=office))

    assert [(one.width, one.height) for one in video.files.filter(role=FileRole.MP4)] == [(160, 120)]


def test_film_without_sound_of_odd_size_upright_and_turned_plays(
    film: Filmer, folders: Path, editor: User, office: Unit
) -> None:
    plain = film("b.mp4", size="800x600", seconds=1, sound=False)
    turned = plain.with_name("turned.mp4")
    os.system(f"{program()} -v error -display_rotation 90 -i {plain} -c copy -y {turned}")
    odd = film("odd.mkv", size="161x99", seconds=1, sound=False, extra=("-pix_fmt", "yuv444p"))

    upright = prepared(sent(turned, by=editor, unit=office))
    small = prepared(sent(odd, by=editor, unit=office))

    assert (upright.width, upright.height, upright.has_sound) == (600, 800, False)
    assert [
        (one.width, one.height) for one in upright.files.filter(role=FileRole.MP4).order_by("height")
    ] == [
        (480, 640),
        (600, 800),
    ]
    assert playables([upright.pk])[upright.pk].is_portrait
    assert [(one.width, one.height) for one in small.files.filter(role=FileRole.MP4)] == [(160, 100)]
    made = look_into(small.files.get(role=FileRole.MP4).content.path, container="mov")
    assert made is not None
    assert (made.width, made.height) == (160, 100)


def test_notes_of_the_camera_are_in_no_form_but_the_original(
    film: Filmer, folders: Path, editor: User, office: Unit
) -> None:
    place = ("-metadata", "artist=may-anh-cua-ong-A")
    video = prepared(sent(film("gps.mp4", seconds=1, extra=place), by=editor, unit=office))

    holds = {
        file.name: b"may-anh-cua-ong-A" in Path(file.content.path).read_bytes() for file in video.files.all()
    }

    assert holds.pop("goc.mp4")
    assert not any(holds.values())


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n" + b"#" * 2000, Flaw.NOT_FILM),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n" + b"#" * 2000, Flaw.NOT_FILM),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>" + b" " * 2000, Flaw.NOT_FILM),
        (b"MZ" + b"\0" * 3000, Flaw.NOT_FILM),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 3000, Flaw.NO_PICTURE),
        (b"\0\0\0\x18ftypmp42<html><script>alert(1)</script>" + b"\0" * 3000, Flaw.NO_PICTURE),
    ],
)
def test_what_is_no_film_is_refused_and_nothing_stays(
    content: bytes, flaw: Flaw, folders: Path, editor: User, office: Unit
) -> None:
    path = folders / "phim.mp4"
    path.write_bytes(content)

    with pytest.raises(VideoRefused, match=r"^phim\.mp4: ") as refused:
        sent(path, by=editor, unit=office)

    path.unlink()
    assert refused.value.flaw == flaw
    assert not Video.objects.exists()
    assert left_on_disk(folders) == []


def test_sound_alone_and_half_a_film_are_refused(
    film: Filmer, folders: Path, editor: User, office: Unit
) -> None:
    whole = film().read_bytes()
    half, sound = folders / "half.mp4", folders / "sound.m4a"
    half.write_bytes(whole[: len(whole) // 2])
    os.system(f"{program()} -v error -f lavfi -i sine=d=1 -f mp4 -y {sound}")

    for path in (half, sound):
        with pytest.raises(VideoRefused) as refused:
            sent(path, by=editor, unit=office)
        assert refused.value.flaw == Flaw.NO_PICTURE
        path.unlink()
    assert left_on_disk(folders) == []


def killer(monkeypatch: pytest.MonkeyPatch, *, times: int) -> list[int]:
    """ffmpeg is killed with -9 in the middle of its first `times` encodings."""
    real, killed = make, []

    def deadly(turn: Turn) -> float:
        if len(killed) >= times or "libx264" not in turn.arguments:
            return real(turn)

        def told(seconds: float) -> None:
            killed.append(1)
            for entry in Path("/proc").iterdir():
                if entry.name.isdigit() and turn.arguments[-1].encode() in _command(entry):
                    os.kill(int(entry.name), signal.SIGKILL)
            turn.told(seconds)

        slow = [*turn.arguments[:-1], turn.arguments[-1]]
        slow.insert(slow.index("-protocol_whitelist"), "-re")
        return real(Turn(slow, told))

    monkeypatch.setattr("danbiet.media.actions.preparing.make", deadly)
    return killed


def _command(entry: Path) -> bytes:
    try:
        return (entry / "cmdline").read_bytes()
    except OSError:
        return b""


def test_killed_ffmpeg_leaves_nothing_half_and_is_tried_again(
    film: Filmer, folders: Path, editor: User, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = sent(film(), by=editor, unit=office)
    killed = killer(monkeypatch, times=1)

    prepare_video(video.pk, at=AT)

    video.refresh_from_db()
    assert killed
    assert (video.state, video.attempts, names(video)) == (VideoState.WAITING, 1, ["goc.mp4"])
    assert not [name for name in left_on_disk(folders) if name.endswith(("480p.mp4", ".new"))]
    assert prepared(video).state == VideoState.READY


def test_ffmpeg_killed_three_times_fails_in_words_and_can_be_tried_again(
    film: Filmer, folders: Path, editor: User, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = sent(film(), by=editor, unit=office)
    with monkeypatch.context() as patch:
        killer(patch, times=1000)
        for _attempt in range(4):
            prepare_video(video.pk, at=AT)

    video.refresh_from_db()
    assert (video.state, video.attempts) == (VideoState.FAILED, 3)
    assert "ba lần" in video.failure
    assert try_again(video.pk, by=editor, at=AT)
    assert prepared(video).state == VideoState.READY


def test_dead_worker_is_noticed_and_what_was_made_stays(
    film: Filmer, folders: Path, editor: User, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = sent(film("c.mp4", size="1280x720", seconds=1), by=editor, unit=office)

    def dies(turn: Turn) -> float:
        if any("720p" in one for one in turn.arguments):
            raise KeyboardInterrupt
        return make(turn)

    with monkeypatch.context() as patch:
        patch.setattr("danbiet.media.actions.preparing.make", dies)
        with pytest.raises(KeyboardInterrupt):
            prepare_video(video.pk, at=AT)
    video.refresh_from_db()
    assert video.state == VideoState.PLAYABLE
    first = video.files.get(name="480p.mp4").pk

    prepare_video(video.pk, at=AT)  # somebody seems to have it
    assert revive_stalled(at=AT + timedelta(seconds=30)) == 0
    assert revive_stalled(at=AT + timedelta(minutes=5)) == 1
    prepared(video)

    assert video.state == VideoState.READY
    assert video.files.get(name="480p.mp4").pk == first


def test_replacement_keeps_the_address_and_the_old_film_plays_until_the_new_one_does(
    film: Filmer, folders: Path, editor: User, office: Unit
) -> None:
    video = prepared(sent(film(), by=editor, unit=office))
    before = playables([video.pk])[video.pk].sources[0].url

    again = sent(film("d.mp4", size="320x240", seconds=1), by=editor, unit=office, video=video.pk)

    assert (again.pk, again.version, again.state) == (video.pk, 2, VideoState.WAITING)
    assert playables([video.pk])[video.pk].sources[0].url == before
    prepared(again)
    assert playables([video.pk])[video.pk].sources[0].url == f"/phim/{video.pk}/2/480p.mp4"
    assert set(again.files.values_list("version", flat=True)) == {2}
    assert all("/2/" in name for name in left_on_disk(folders))


def test_film_replaced_while_it_is_made_ends_the_old_work(
    film: Filmer, folders: Path, editor: User, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = sent(film(), by=editor, unit=office)

    def replaced(turn: Turn) -> float:
        monkeypatch.setattr("danbiet.media.actions.preparing.make", make)
        sent(film("d.mp4", size="320x240", seconds=1), by=editor, unit=office, video=video.pk)
        return make(turn)

    monkeypatch.setattr("danbiet.media.actions.preparing.make", replaced)
    prepare_video(video.pk, at=AT)
    prepared(video)

    assert (video.state, video.version) == (VideoState.READY, 2)
    assert set(video.files.values_list("version", flat=True)) == {2}
    assert all("/2/" in name for name in left_on_disk(folders))


def test_deleting_takes_every_file_and_is_refused_while_a_page_shows_it(
    film: Filmer, folders: Path, editor: User, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = prepared(sent(film(), by=editor, unit=office))
    uses: dict[int, list[Use]] = {video.pk: [Use("Trang video", "/video/1/")]}
    monkeypatch.setattr("danbiet.media.registry.VIDEO_REFERRERS", [lambda ids: uses])

    with pytest.raises(VideoInUse):
        delete_video(video.pk, by=editor, at=AT)
    assert left_on_disk(folders)

    uses.clear()
    delete_video(video.pk, by=editor, at=AT)
    assert left_on_disk(folders) == []
    assert not VideoFile.objects.exists()
    assert Upload.objects.get().video is None


def test_ffmpeg_runs_last_in_line_and_kept_files_are_private(
    film: Filmer, folders: Path, editor: User, office: Unit
) -> None:
    seen: list[int] = []

    def told(_seconds: float) -> None:
        mine = [
            one
            for one in Path("/proc").iterdir()
            if one.name.isdigit() and b"nice-probe.mp4" in _command(one)
        ]
        seen.extend(int((one / "stat").read_text().rsplit(")", 1)[1].split()[16]) for one in mine)

    target = folders / "nice-probe.mp4"
    make(Turn(["-v", "error", "-progress", "pipe:1", "-re", "-f", "lavfi", "-i", "testsrc=d=3:s=64x64",
                   "-stats_period", "0.2", "-y", str(target)],
              told))  # fmt: skip
    video = prepared(sent(film(), by=editor, unit=office))

    assert set(seen) == {19}
    assert {stat.S_IMODE(Path(file.content.path).stat().st_mode) for file in video.files.all()} == {0o600}


def test_killed_ffmpeg_is_told_apart_from_a_broken_film(folders: Path) -> None:
    def told(_seconds: float) -> None:
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and b"killed-probe.mp4" in _command(entry):
                os.kill(int(entry.name), signal.SIGKILL)

    arguments = [
        "-v",
        "error",
        "-progress",
        "pipe:1",
        "-re",
        "-f",
        "lavfi",
        "-i",
        "testsrc=d=9:s=64x64",
        "-y",
    ]
    with pytest.raises(Interrupted):
        make(Turn([*arguments, str(folders / "killed-probe.mp4")], told))


def test_containers_are_known_by_their_first_bytes(film: Filmer) -> None:
    expected = {"a.mp4": "mov", "a.mkv": "matroska", "a.webm": "matroska", "a.avi": "avi", "a.ts": "mpegts", "a.flv": "flv",
                "a.mpg": "mpeg", "a.wmv": "asf", "a.mov": "mov"}  # fmt: skip
    found = {
        name: container_of(film(name, seconds=1, size="64x64", sound=False).read_bytes()[:1024])
        for name in expected
    }

    assert found == expected
    assert container_of(b"\0\0\0\x18ftypheic" + b"\0" * 1000) is None
    assert container_of(b"") is None
