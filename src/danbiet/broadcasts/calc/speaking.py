"""How long words take on the air.

The rule: Vietnamese news is read at 200 to 220 syllables a minute; 210 is taken unless the programme says otherwise.
A written word is one syllable. An abbreviation in capitals is read letter by letter or in full, which comes to the same (UBND:
ủy ban nhân dân, four). A number of n digits is read in 2n − 1 syllables ("26": hai mươi sáu); "%" is two ("phần trăm"),
"/" between numbers one ("trên", "tháng", "năm"). Khmer writes no spaces between words: its letters with what hangs on
them are counted, three of them as two syllables, which is an estimate.
"""

from __future__ import annotations

import re
from math import ceil

SYLLABLES_PER_MINUTE = 210
_KHMER = re.compile("[\u1780-\u17ff]+")
_KHMER_CLUSTER = re.compile("(?<!\u17d2)[\u1780-\u17b3]")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|%|(?<=[0-9])/(?=[0-9])")


def syllables(text: str) -> int:
    """How many syllables are spoken when the text is read aloud."""
    clusters = sum(len(_KHMER_CLUSTER.findall(part)) for part in _KHMER.findall(text))
    return ceil(clusters * 2 / 3) + sum(_spoken(token) for token in _TOKEN.findall(_KHMER.sub(" ", text)))


def _spoken(token: str) -> int:
    if token.isdigit():
        return 2 * len(token) - 1
    if token == "%":  # noqa: S105 - a percent sign is no password
        return 2
    return len(token) if len(token) > 1 and token.isupper() and token.isascii() else 1


def speaking_seconds(text: str, *, per_minute: int = SYLLABLES_PER_MINUTE) -> int:
    """Whole seconds, rounded up. A speed not above 0 is refused (ValueError)."""
    if per_minute <= 0:
        raise ValueError(f"nobody speaks {per_minute} syllables a minute")
    return ceil(syllables(text) * 60 / per_minute)


def clock(seconds: int) -> str:
    """25:05, 1:02:03: minutes and seconds, hours where there are any."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def parse_clock(text: str) -> int:
    """Seconds of "25:05", "1:02:03", or of plain minutes ("25"). Anything else is refused (ValueError)."""
    parts = text.strip().split(":")
    if not 1 <= len(parts) <= 3 or not all(p.isascii() and p.isdigit() and len(p) <= 4 for p in parts):
        raise ValueError(f"no length: {text[:40]!r}")
    numbers = [int(part) for part in parts]
    if len(numbers) == 1:
        return numbers[0] * 60
    if any(number > 59 for number in numbers[1:]):
        raise ValueError(f"no length: {text[:40]!r}")
    hours, minutes, left = numbers if len(numbers) == 3 else (0, *numbers)
    return hours * 3600 + minutes * 60 + left
