"""Subtitles: only times and words get through."""

from __future__ import annotations

import pytest

from danbiet.media.calc.subtitles import MAX_BYTES, BadSubtitles, SubtitleFlaw, clean_vtt, spoken_words

VTT = """WEBVTT - tiêu đề

STYLE
::cue { background: url(https://evil.example/x) }

NOTE ghi chú

REGION
id:a

dòng-1
00:01.000 --> 00:03.250 align:center position:10% region:a
<v Lan>Xin <b>chào</b> & tạm biệt</v>
<script>alert(1)</script>

1:00:00.000 --> 1:00:01.000
<img src=x onerror=alert(1)>a < b --> c
"""


def test_styles_notes_regions_and_unknown_tags_go() -> None:
    with pytest.raises(BadSubtitles) as bad:
        clean_vtt(VTT.encode())
    assert (bad.value.flaw, bad.value.line) == (SubtitleFlaw.TIMES, 17)

    assert clean_vtt(VTT.replace("b --> c", "b").encode()) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:03.250 align:center position:10%\n"
        "Xin <b>chào</b> &amp; tạm biệt\nalert(1)\n\n"
        "01:00:00.000 --> 01:00:01.000\na &lt; b\n"
    )  # fmt: skip


def test_cleaning_twice_changes_nothing() -> None:
    once = clean_vtt(VTT.replace("b --> c", "b").encode())

    assert clean_vtt(once.encode()) == once


def test_srt_in_utf16_with_marks_becomes_webvtt() -> None:
    srt = "1\r\n00:00:00,500 --> 00:00:02,000\r\nMột cửa\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nHai\r\n"

    made = clean_vtt(srt.encode("utf-16"))

    assert made.splitlines()[2:4] == ["00:00:00.500 --> 00:00:02.000", "Một cửa"]
    assert spoken_words(made) == "Một cửa\nHai"


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", SubtitleFlaw.NO_CUES),
        (b"WEBVTT\n\nkhong co gi", SubtitleFlaw.NO_CUES),
        (b"\xff\xfe\x00", SubtitleFlaw.NOT_TEXT),
        (b"\x00\x01", SubtitleFlaw.NOT_TEXT),
        (b"PK\x03\x04\xff", SubtitleFlaw.NOT_TEXT),
        (b"WEBVTT\n\n00:02.000 --> 00:01.000\nx", SubtitleFlaw.TIMES),
        (b"WEBVTT\n\n00:99.000 --> 01:01.000\nx", SubtitleFlaw.TIMES),
        (b"x" * (MAX_BYTES + 1), SubtitleFlaw.TOO_BIG),
        (b"00:00.000 --> 00:01.000\nx\n\n" * 10_001, SubtitleFlaw.TOO_BIG),
    ],
)
def test_what_is_no_subtitle_file_is_refused(content: bytes, flaw: SubtitleFlaw) -> None:
    with pytest.raises(BadSubtitles) as bad:
        clean_vtt(content)

    assert bad.value.flaw == flaw
