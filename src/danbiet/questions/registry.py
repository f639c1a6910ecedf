"""What the floors above fill in: documents of the register, which questions do not know. And the names of jobs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

RECOMPUTE_JOB = "questions.recompute"
FOLLOW_JOB = "questions.follow"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the register as an answer names it. `standing`: "còn hiệu lực" in words, `is_in_force` its shape."""

    id: int
    title: str
    url: str = ""
    standing: str = ""
    is_in_force: bool = True


Search = Callable[[str], list[Document]]
Known = Callable[[Collection[int]], dict[int, Document]]


def _nothing(_text: str) -> list[Document]:
    return []


def _none(_ids: Collection[int]) -> dict[int, Document]:
    return {}


_search: Search = _nothing
_known: Known = _none


def register_documents(*, search: Search, known: Known | None = None) -> None:
    """Say how the register is searched (words → documents, best first), and what its documents are called and worth now."""
    global _search, _known
    _search, _known = search, known or _none


def find_documents(text: str) -> list[Document]:
    """Documents of the register for these words, best first; none before anybody registered."""
    words = text.strip()
    return _search(words) if words else []


def documents_by_id(ids: Collection[int]) -> dict[int, Document]:
    """The documents as they stand now, those that are gone left out."""
    wanted: Any = [one for one in ids if one]
    return _known(wanted) if wanted else {}


@dataclass(frozen=True, slots=True)
class OnAir:
    """When and where a question was answered on air; `url` leads to the recording, at the place of the question."""

    title: str
    on: date
    channel: str = ""
    url: str = ""


Airings = Callable[[Collection[int]], dict[int, list[OnAir]]]
_AIRINGS: list[Airings] = []


def register_on_air(airings: Airings) -> None:
    """Say who knows what was broadcast: of the question ids given, `airings` answers with the broadcasts of each."""
    if airings not in _AIRINGS:
        _AIRINGS.append(airings)


def on_air(question_ids: Collection[int]) -> dict[int, list[OnAir]]:
    """The broadcasts of these questions, newest first; a question that was never on air is left out."""
    found: dict[int, list[OnAir]] = {}
    for airings in _AIRINGS:
        for question_id, broadcasts in airings(question_ids).items():
            if broadcasts:
                found.setdefault(question_id, []).extend(broadcasts)
    return {key: sorted(those, key=lambda one: one.on, reverse=True) for key, those in found.items()}


class SmsGateway(Protocol):
    """What sends short messages (SMS, Zalo) to askers. `DANBIET_SMS_GATEWAY` names a class of this shape by dotted path, made
    without arguments for every message; its own settings (address, password) it reads from the environment.
    """

    def send(self, *, to: str, text: str, key: str) -> None:
        """Hand over one message. `to` is a telephone number as the asker wrote it, `text` plain Vietnamese of any length with one
        link, `key` names the message: the same key again is the same message and must not be sent twice. Raise OSError for a
        passing fault (tried again later), ValueError when the number can never be reached. Write neither number nor text to a log.
        """
