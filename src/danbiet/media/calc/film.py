"""What a film is, which forms of it are worth making, and the commands that make them. Starts nothing itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

LONGEST = 4 * 3600  # seconds
LARGEST_SIDE = 8192
QUALITIES = (480, 720)  # the shorter side; the first is made first
MOST_FRAMES = 30.0
SEGMENT = 6  # seconds of one HLS piece
HEAD = 1024  # bytes needed to recognise a container
_GUID_ASF = bytes.fromhex("3026b2758e66cf11")
_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_PICTURES = (b"heic", b"heix", b"mif1", b"hevc", b"avif", b"crx ")
_STREAM = re.compile(r"^  Stream #0:(\d+)\S*: (Video|Audio): (.*)$")
_SIZE = re.compile(r", (\d{1,5})x(\d{1,5})(?: \[SAR (\d+):(\d+) DAR \d+:\d+\])?")
_DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.MULTILINE)
_FRAMES = re.compile(r"([\d.]+) fps")
_TURN = re.compile(r"^\s+display ?matrix: rotation of (-?[\d.]+) degrees", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Film:
    """What the file says of itself. Sizes as shown, after turning and with square pixels; 0 seconds: unknown."""

    container: str
    duration: float
    width: int
    height: int
    frames: float
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Form:
    """One form to be made of a film."""

    quality: int
    width: int
    height: int

    @property
    def name(self) -> str:
        return f"{self.quality}p"


def container_of(head: bytes) -> str | None:
    """The demuxer for the file's first bytes; None when it is none of the films we take (a playlist never is)."""
    if head[4:8] in _ATOMS:
        return None if head[4:8] == b"ftyp" and head[8:12] in _PICTURES else "mov"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "avi"
    starts = {_GUID_ASF: "asf", b"FLV\x01": "flv", b"\0\0\x01\xba": "mpeg"}
    for start, name in starts.items():
        if head.startswith(start):
            return name
    packets = any(
        len(head) > first + 2 * step and all(head[first + turn * step] == 0x47 for turn in range(3))
        for first, step in ((0, 188), (4, 192))
    )
    return "mpegts" if packets else None


def probe_arguments(path: str, *, container: str) -> list[str]:
    """Look at the head of the file and say what is in it."""
    return ["-hide_banner", "-nostdin", *_only(path, container)]


def film_of(said: str, *, container: str) -> Film | None:
    """Read what ffmpeg says of its input; None when there is no moving picture in it."""
    pictures, turn, has_sound, current = [], 0.0, False, ""
    for line in said.splitlines():
        stream = _STREAM.match(line)
        if stream:
            current = stream[2]
            has_sound = has_sound or current == "Audio"
            if current == "Video" and "(attached pic)" not in stream[3]:
                pictures.append(stream[3])
        elif len(pictures) == 1 and current == "Video" and (found := _TURN.match(line)):
            turn = float(found[1])
    size = _SIZE.search(pictures[0]) if pictures else None
    if not size:
        return None
    width, height = _shown(size, turn)
    frames = _FRAMES.search(pictures[0])
    return Film(
        container=container,
        duration=_seconds(said),
        width=width,
        height=height,
        frames=float(frames[1]) if frames else 0.0,
        has_sound=has_sound,
    )


def _shown(size: re.Match[str], turn: float) -> tuple[int, int]:
    width, height = int(size[1]), int(size[2])
    across, down = int(size[3] or 1), int(size[4] or 1)
    if across and down:
        width = max(1, round(width * across / down))
    return (height, width) if round(abs(turn)) % 180 == 90 else (width, height)


def _seconds(said: str) -> float:
    found = _DURATION.search(said)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else 0.0


def is_reasonable(film: Film) -> bool:
    """Whether making anything of it would end: up to four hours, up to 8192 × 8192."""
    return (
        film.duration <= LONGEST
        and 0 < min(film.width, film.height) <= max(film.width, film.height) <= LARGEST_SIDE
    )


def forms_of(film: Film) -> list[Form]:
    """480p first, then 720p if the film is larger than 480p. Never larger than the film; sides are even."""
    short = min(film.width, film.height)
    forms = [_form(film, QUALITIES[0])]
    return [*forms, _form(film, QUALITIES[1])] if short > QUALITIES[0] else forms


def _form(film: Film, quality: int) -> Form:
    short = min(film.width, film.height)
    scale = min(1.0, quality / short)
    return Form(quality, _even(film.width * scale), _even(film.height * scale))


def _even(side: float) -> int:
    return max(2, round(side / 2) * 2)


def encode_arguments(path: str, film: Film, form: Form, *, target: str, threads: int) -> list[str]:
    """An MP4 every browser plays, that starts before it is loaded; key frames where HLS cuts; nothing of the camera's notes."""
    rate, bits = ("1200k", "2400k") if form.quality == 480 else ("2800k", "5600k")
    frames = min(film.frames or 25.0, MOST_FRAMES)
    sound = ["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"] if film.has_sound else ["-an"]
    return [
        *("-hide_banner", "-nostdin", "-v", "error", "-nostats", "-progress", "pipe:1", "-threads", str(threads)),
        *_only(path, film.container),
        *("-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-t", str(LONGEST), "-vf", f"scale={form.width}:{form.height}:flags=bicubic,setsar=1,fps={frames:g}"),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-maxrate", rate, "-bufsize", bits),
        *("-profile:v", "high", "-pix_fmt", "yuv420p", "-threads", str(threads)),
        *("-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT})", "-sc_threshold", "0"),
        *sound,
        *("-movflags", "+faststart", "-f", "mp4", "-y", target),
    ]  # fmt: skip


def poster_arguments(path: str, *, at: float, target: str) -> list[str]:
    """The most telling of the frames around a moment (seconds), as JPEG."""
    return [
        *("-hide_banner", "-nostdin", "-v", "error", "-ss", f"{at:.3f}", "-threads", "1"),
        *_only(path, "mov"),
        *("-map", "0:v:0", "-vf", "thumbnail=30", "-frames:v", "1", "-map_metadata", "-1", "-q:v", "4"),
        *("-f", "image2", "-update", "1", "-y", target),
    ]  # fmt: skip


def hls_arguments(path: str, *, segments: str, target: str) -> list[str]:
    """Cut a finished MP4 for HLS without encoding again: one file of pieces and its playlist."""
    return [
        *("-hide_banner", "-nostdin", "-v", "error"),
        *_only(path, "mov"),
        *("-c", "copy", "-f", "hls", "-hls_time", str(SEGMENT), "-hls_playlist_type", "vod"),
        *("-hls_segment_type", "fmp4", "-hls_flags", "single_file", "-hls_segment_filename", segments, "-y", target),
    ]  # fmt: skip


def master_playlist(variants: list[tuple[Form, int]], *, duration: float) -> str:
    """The list of playlists; each form with the bytes of its pieces, from which its bandwidth follows."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for form, size in variants:
        average = int(size * 8 / max(duration, 1.0))
        lines += [
            f"#EXT-X-STREAM-INF:BANDWIDTH={average * 3 // 2},AVERAGE-BANDWIDTH={average},"
            f"RESOLUTION={form.width}x{form.height}",
            f"{form.name}.m3u8",
        ]
    return "\n".join([*lines, ""])


def clock_face(seconds: float) -> str:
    """A duration as players show it: 0:07, 2:05, 1:02:05."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def with_duration(film: Film, seconds: float) -> Film:
    """The film with the length found while making it, for files that do not tell theirs."""
    return replace(film, duration=film.duration or seconds)


def _only(path: str, container: str) -> list[str]:
    """This file, as this kind, and nothing it points to elsewhere."""
    return ["-protocol_whitelist", "file", "-f", container, "-i", f"file:{path}"]
