"""Which tables keep history, and of what kind of thing each tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models
from pghistory.models import Event

from ..calc.tracing import Source
from ..registry import ENTRY, ERASURE


@dataclass(frozen=True, slots=True)
class Watched:
    """A table the trail watches, and the kind its rows tell of ("" where each row says it)."""

    table: str
    kind: str
    source: Source


def watched() -> Iterator[Watched]:
    """Every table that has to be watched, by the models there are."""
    yield Watched(ERASURE, "audit.erasure", Source.ERASURE)
    yield Watched(ENTRY, "", Source.DEED)
    for model in event_models():
        tracked = model.pgh_tracked_model._meta
        yield Watched(model._meta.db_table, tracked.label_lower, Source.EVENT)
        yield Watched(tracked.db_table, tracked.label_lower, Source.GONE)


def event_models() -> list[Any]:
    """The models of history that have a table."""
    found = [model for model in apps.get_models() if issubclass(model, Event)]
    return [
        one
        for one in found
        if one._meta.managed and not one._meta.proxy and hasattr(one, "pgh_tracked_model")
    ]


@lru_cache(maxsize=1)
def tracked_models() -> dict[str, type[models.Model]]:
    """Kind (app.model in small letters) → the model whose rows have a history."""
    return {model.pgh_tracked_model._meta.label_lower: model.pgh_tracked_model for model in event_models()}


@lru_cache(maxsize=1)
def event_tables() -> dict[str, str]:
    """Kind → the table of its history."""
    return {model.pgh_tracked_model._meta.label_lower: model._meta.db_table for model in event_models()}
