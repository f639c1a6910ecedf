"""Documents other parts can make in the background: each registers how it is made and who may have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

RUN_JOB = "exports.run"
SWEEP_JOB = "exports.sweep"
FORGET_JOB = "exports.forget"

Parameters = Mapping[str, Any]


def number_in(parameters: Parameters, name: str) -> int:
    """The number of a thing in the parameters; 0, which is nothing's, where there is none."""
    value = parameters.get(name)
    return value if isinstance(value, int) else 0


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file: Word, Excel or PDF, by the ending of its name."""

    name: str
    content: bytes


class CannotMake(Exception):
    """The document cannot be made; `str()` tells the person who asked why."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`make(parameters, day, progress)` runs outside any transaction and may raise CannotMake; `allowed(rights,
    parameters)` is asked before the run and again before each download."""

    key: str
    make: Callable[[Parameters, date, Progress], Made]
    allowed: Callable[[Any, Parameters], bool]


_KINDS: dict[str, DocumentKind] = {}


def register_document(kind: DocumentKind) -> None:
    """Make a kind of document known under its key; the same key again replaces it."""
    _KINDS[kind.key] = kind


def document_kind(key: str) -> DocumentKind | None:
    """The kind registered under the key, None for one that is no longer offered."""
    return _KINDS.get(key)
