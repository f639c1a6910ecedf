"""Aiken, Moodle's plainest form: a question, options "A." or "A)", and a line "ANSWER: B"."""

from __future__ import annotations

import re

from .decoding import decode
from .draft import LETTERS, ItemDraft, Read

_OPTION = re.compile(r"\s*([A-Z])[.)]\s+(.*)")
_ANSWER = re.compile(r"\s*ANSWER:\s*(\S*)\s*$")


def read_aiken(data: bytes) -> Read:
    """Items of an Aiken file; `place` is the line of the question. Unreadable when it is no text."""
    read, text, began = Read(), "", 0
    options: list[str] = []
    for number, line in enumerate(decode(data).splitlines(), start=1):
        if answer := _ANSWER.match(line):
            _take(read, began or number, text, options, answer[1])
            text, options, began = "", [], 0
        elif option := _OPTION.match(line):
            if option[1] != _letter(len(options)):
                read.refuse(number, "option_order", line)
            options.append(option[2])
        elif line.strip():
            if options:  # a new question before the last one was answered
                read.refuse(began, "no_key", text)
                text, options, began = "", [], 0
            began = began or number
            text = f"{text}\n{line}" if text else line
    if text or options:
        read.refuse(began or 1, "no_key", text)
    return read


def _take(read: Read, place: int, text: str, options: list[str], answer: str) -> None:
    if len(answer) != 1 or answer not in LETTERS:
        read.refuse(place, "no_key", text)
        return
    read.take(ItemDraft(place, text, tuple(options), (LETTERS.index(answer),)))


def _letter(place: int) -> str:
    return chr(ord("A") + place)
