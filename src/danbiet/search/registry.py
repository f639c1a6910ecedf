"""What may be found: every noun names its kind and how to read all of it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

INDEX_JOB = "search.index"
CATCH_UP_JOB = "search.catch-up"
VOCABULARY_JOB = "search.vocabulary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One public thing as readers may find it. `extra`: other names and numbers to find it by, one a line; not shown. `field`: the
    field of work its noun divides them by, to narrow by, in whatever the noun calls it (an id)."""

    kind: str
    object_id: int
    title: str
    url: str
    text: str = ""
    unit_id: int | None = None
    year: int | None = None
    on: date | None = None
    language: str = "vi"
    extra: str = ""
    field: str = ""


Iterate = Callable[[], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class Source:
    kind: str
    label: str | Promise  # lazily translated, several: "Plans"
    one: str | Promise  # the same for one: "Plan"
    iterate: Iterate
    order: int


_SOURCES: dict[str, Source] = {}


def register_source(
    kind: str, label: str | Promise, *, iterate: Iterate, one: str | Promise = "", order: int = 50
) -> None:
    """Name a kind of thing and how to read all that is public of it now; the same kind again replaces it.

    `iterate` is called in a background job with the day's clock of its own; it gives public items only.
    """
    _SOURCES[kind] = Source(kind, label, one or label, iterate, order)


def sources() -> list[Source]:
    """All kinds in the order readers see them."""
    return sorted(_SOURCES.values(), key=lambda source: source.order)
