"""What is let in: sizes, the shape of what is said, how often. Nothing in memory here decides who takes part."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote_plus

from ..calc.paper import CHOICES

MOST_BODY = 8192  # bytes
STARTS_A_MINUTE = 40  # of one entrant
MOST_PREDICTION = 10**9
_TRAIL = re.compile(r"[0-9.]{0,3000}")
_NUMBER = re.compile(r"[0-9][0-9. ]*")


class NotUnderstood(ValueError):
    """What was sent does not have the form that was asked for."""


def read_said(body: bytes) -> dict[str, str]:
    """A form or a JSON object as texts by name; of a name that comes twice all values, joined (the boxes of one question).

    NotUnderstood for bytes that are neither.
    """
    try:
        text = body.decode("utf-8")
        if text.startswith("{"):
            said = json.loads(text)
            if all(isinstance(value, str) for value in said.values()):
                return dict(said)
            raise NotUnderstood("JSON: an object of texts")
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, or a number of thousands of digits
        raise NotUnderstood(str(error)) from error
    if "\0" in text or "%00" in text:
        raise NotUnderstood("a NUL")
    pairs = [pair.partition("=") for pair in text.split("&")]
    found = {name: value for name, _, value in pairs}
    if len(found) == len(pairs) and "%" not in text and "+" not in text:
        return found
    found = {}
    for name, _, value in pairs:
        found[name] = found.get(name, "") + unquote_plus(value)
    return found


def answers_of(text: str, *, length: int) -> str:
    """The answers to so many questions in the bundle's form; NotUnderstood for another shape."""
    given = text.split(".")
    if len(given) == length and CHOICES.issuperset(given):
        return text
    given = ["".join(sorted(set(one))) for one in given]
    if len(given) != length or not CHOICES.issuperset(given):
        raise NotUnderstood("the answers do not have the paper's form")
    return ".".join(given)


def answers_in_boxes(said: dict[str, str], *, names: list[str]) -> str:
    """What was chosen in the boxes of these names, as one text: from a page without its script. A script may also name them by their
    places (c1, c2, …), as papers did that were opened before the names were those of the items."""
    return ".".join(
        [said.get(name, "") or said.get(f"c{place}", "") for place, name in enumerate(names, start=1)]
    )


def prediction_of(said: dict[str, str]) -> int | None:
    """The number somebody predicts, with or without dots between thousands; NotUnderstood for anything else."""
    text = said.get("prediction", "").strip()
    if not text:
        return None
    if len(text) < 10 and text.isdecimal() and text.isascii():
        return int(text)
    if not text.isascii() or not _NUMBER.fullmatch(text):
        raise NotUnderstood("the prediction must be a number")
    number = int(text.replace(".", "").replace(" ", "")[:12])
    if number > MOST_PREDICTION:
        raise NotUnderstood("the prediction is too large")
    return number


def trail_of(said: dict[str, str]) -> str:
    """The seconds at which answers were chosen, as the page notes them; nothing when it is something else."""
    trail = said.get("trail", "")
    return trail if _TRAIL.fullmatch(trail) else ""


class Rate:
    """So many a minute for each name, in this process: against a script that hammers, not against people."""

    def __init__(self, most: int) -> None:
        self._most, self._minute = most, 0
        self._counts: dict[str, int] = {}

    def allows(self, name: str, *, at: int) -> bool:
        """Count one more at this moment (ms); False when it is too many."""
        minute = at // 60_000
        if minute != self._minute:
            self._minute, self._counts = minute, {}
        count = self._counts[name] = self._counts.get(name, 0) + 1
        return count <= self._most
