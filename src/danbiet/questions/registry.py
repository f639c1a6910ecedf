"""What the floors above fill in: documents of the register, which questions do not know."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any


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
