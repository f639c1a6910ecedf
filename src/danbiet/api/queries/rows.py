"""Rows found, not yet read: a list reads a page of them, a table all of them in portions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import QuerySet

from ..render.shape import CAP, Links, Shape, UnitRef

PORTION = 500
S = TypeVar("S", bound=Shape)


class WrongSpan(ValueError):
    """Two parameters that do not go together: which, and the kind of fault."""

    def __init__(self, parameter: str, kind: str) -> None:
        super().__init__(parameter, kind)
        self.parameter, self.kind = parameter, kind


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of asking, and its day in Vietnam."""

    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Rows(Generic[S]):
    """`source` in its order; `shape` makes lines of a portion of it in a constant number of queries."""

    source: Sequence[Any] | QuerySet
    shape: Callable[[Sequence[Any]], list[S]]
    as_of: date | None = None

    def count(self) -> int:
        """How many there are, counted up to `CAP` + 1. At most one query."""
        if isinstance(self.source, QuerySet):
            return self.source.order_by()[: CAP + 1].count()
        return len(self.source)

    def portion(self, start: int, stop: int) -> list[S]:
        found = list(self.source[start:stop])
        return self.shape(found) if found else []

    def all(self) -> Iterator[S]:
        """Every line, in portions: memory does not grow with their number."""
        source = self.source
        rows = iter(source.iterator(chunk_size=PORTION) if isinstance(source, QuerySet) else source)
        while part := list(islice(rows, PORTION)):
            yield from self.shape(part)


def link(path: str, html: str = "") -> Links:
    """`path` below /api/v1; `html` a page of ours or ""."""
    return Links(self=api(path), html=full(html) if html else "")


def api(path: str) -> str:
    return f"{settings.DANBIET_BASE_URL}/api/v1{path}"


def full(url: str) -> str:
    """An address with the site in front."""
    return url if url.startswith(("http://", "https://")) or not url else f"{settings.DANBIET_BASE_URL}{url}"


def unit_ref(unit_id: int, names: Any) -> UnitRef:
    """By a tree (`full_name`), which knows names of units gone as well."""
    return UnitRef(id=unit_id, name=names.full_name(unit_id))
