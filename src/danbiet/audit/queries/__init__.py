"""Reads the trail, and holds it against the rows it tells of."""

from .tables import event_tables, tracked_models, watched
from .things import Moment, Standing, moments, stood
from .trail import Change, Page, Place, Wanted, count_up_to, every, page, place_in
from .verifying import Erased, Fault, Findings, verify

__all__ = [
    "Change",
    "Erased",
    "Fault",
    "Findings",
    "Moment",
    "Page",
    "Place",
    "Standing",
    "Wanted",
    "count_up_to",
    "event_tables",
    "every",
    "moments",
    "page",
    "place_in",
    "stood",
    "tracked_models",
    "verify",
    "watched",
]
