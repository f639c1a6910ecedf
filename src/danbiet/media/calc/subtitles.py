"""Subtitles: WebVTT or SRT in, clean WebVTT out. Only times and words stay; styles, regions, notes and unknown tags go."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 1024 * 1024
MAX_CUES = 10_000
_TIME = re.compile(r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})", re.ASCII)
_LINE = re.compile(rf"\s*({_TIME.pattern})\s+-->\s+({_TIME.pattern})(?:\s+(.*))?", re.ASCII)
_SETTING = re.compile(r"(?:line|position|size):\d{1,3}%|align:(?:start|center|end|left|right)", re.ASCII)
_TAG = re.compile(r"<[^<>]*>|<")
_KEPT = re.compile(r"</?(?:b|i|u|ruby|rt)>")


class SubtitleFlaw(StrEnum):
    """Why a subtitle file is not taken."""

    TOO_BIG = "too_big"
    NOT_TEXT = "not_text"
    NO_CUES = "no_cues"
    TIMES = "times"


class BadSubtitles(Exception):
    """A subtitle file that is not taken; `line` (from 1) where it goes wrong, 0 when the file as a whole does."""

    def __init__(self, flaw: SubtitleFlaw, *, line: int = 0) -> None:
        super().__init__(flaw, line)
        self.flaw = flaw
        self.line = line


@dataclass(frozen=True, slots=True)
class Cue:
    starts: int  # milliseconds
    ends: int
    settings: str
    lines: tuple[str, ...]


def clean_vtt(content: bytes) -> str:
    """The subtitles as clean WebVTT. Raises BadSubtitles: larger than 1 MB, no UTF text, nothing said, times that run backwards."""
    if len(content) > MAX_BYTES:
        raise BadSubtitles(SubtitleFlaw.TOO_BIG)
    cues = _cues(_text(content))
    if not cues:
        raise BadSubtitles(SubtitleFlaw.NO_CUES)
    return "WEBVTT\n\n" + "\n".join(_written(cue) for cue in cues)


def spoken_words(vtt: str) -> str:
    """What is said, without times and tags, one cue a line: a first transcript."""
    said = (" ".join(cue.lines) for cue in _cues(vtt))
    return "\n".join(html.unescape(_TAG.sub("", line)) for line in said)


def _text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadSubtitles(SubtitleFlaw.NOT_TEXT) from error
    if "\0" in text:
        raise BadSubtitles(SubtitleFlaw.NOT_TEXT)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _cues(text: str) -> list[Cue]:
    cues: list[Cue] = []
    waiting: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.fullmatch(line) if "-->" in line else None
        if "-->" in line and not found:
            raise BadSubtitles(SubtitleFlaw.TIMES, line=number)
        if found:
            waiting = []
            cues.append(_begun(found, waiting, number))
        elif not line.strip():
            waiting = None
        elif waiting is not None:
            waiting.append(_clean(line.strip()))
            cues[-1] = Cue(cues[-1].starts, cues[-1].ends, cues[-1].settings, tuple(waiting))
    if len(cues) > MAX_CUES:
        raise BadSubtitles(SubtitleFlaw.TOO_BIG)
    return [cue for cue in cues if any(cue.lines)]


def _begun(found: re.Match[str], waiting: list[str], number: int) -> Cue:
    groups = found.groups()
    starts, ends = _milliseconds(groups[1:5]), _milliseconds(groups[6:10])
    if ends <= starts:
        raise BadSubtitles(SubtitleFlaw.TIMES, line=number)
    kept = " ".join(one for one in (groups[10] or "").split() if _SETTING.fullmatch(one))
    return Cue(starts, ends, kept, tuple(waiting))


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = parts
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((rest or "0").ljust(3, "0"))


def _clean(line: str) -> str:
    """Words with the few harmless tags; every other tag goes, a stray < or & is written out."""
    kept: list[str] = []
    last = 0
    for found in _TAG.finditer(line):
        kept += [_words(line[last : found.start()])]
        if found[0] == "<":
            kept += ["&lt;"]
        elif _KEPT.fullmatch(found[0]):
            kept += [found[0]]
        last = found.end()
    return "".join([*kept, _words(line[last:])])


def _words(text: str) -> str:
    visible = "".join(sign for sign in text if sign == "\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return html.escape(html.unescape(visible), quote=False).replace("--&gt;", "→")


def _written(cue: Cue) -> str:
    settings = f" {cue.settings}" if cue.settings else ""
    return "\n".join([f"{_clock(cue.starts)} --> {_clock(cue.ends)}{settings}", *cue.lines, ""])


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
