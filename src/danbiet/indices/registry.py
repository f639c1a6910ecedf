"""What other parts tell of a unit: figures, and things that prove a component. `portal` registers who knows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

DECISION_JOB = "indices.decision"
PUBLISH_JOB = "indices.publish"


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader says: a part of a whole, or a number alone (per cent); `error` in per cent points; `source` in words."""

    part: Decimal | None = None
    whole: Decimal | None = None
    number: Decimal | None = None
    error: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureKind:
    """`read(unit id, year, day)` answers what is known on the day, None when nothing is."""

    key: str
    label: Any
    read: Callable[[int, int, date], Told | None]


_FIGURES: dict[str, FigureKind] = {}


def register_figure(key: str, label: Any, read: Callable[[int, int, date], Told | None]) -> None:
    """Make a figure known that components may name; the same key again replaces it."""
    _FIGURES[key] = FigureKind(key, label, read)


def figure_kind(key: str) -> FigureKind | None:
    """The figure of that key, None where nobody tells it."""
    return _FIGURES.get(key)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the platform that may prove a component: `key` names it within its kind, `state` is what it is now in words."""

    key: str
    title: str
    url: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """`search(words, unit id, year)` answers with the best or the newest; `known(keys, unit id)` with what there still is of these,
    as it stands now. Neither tells of things the unit may not name."""

    kind: str
    label: Any
    search: Callable[[str, int, int], list[Thing]]
    known: Callable[[Collection[str], int], dict[str, Thing]]


_EVIDENCE: dict[str, EvidenceSource] = {}


def register_evidence(
    kind: str, label: Any, *, search: Callable[[str, int, int], list[Thing]],
    known: Callable[[Collection[str], int], dict[str, Thing]],
) -> None:  # fmt: skip
    """Make a kind of evidence known that units may choose from; the same kind again replaces it."""
    _EVIDENCE[kind] = EvidenceSource(kind, label, search, known)


def evidence_sources() -> list[EvidenceSource]:
    """All kinds in the order they were registered."""
    return list(_EVIDENCE.values())


def evidence_source(kind: str) -> EvidenceSource | None:
    """The kind, None where nobody tells of it."""
    return _EVIDENCE.get(kind)
