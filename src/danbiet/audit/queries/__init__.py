"""Reads the trail, and holds it against the rows it tells of."""

from .sealed import Sealed, seals
from .tables import event_tables, tracked_models, watched
from .things import Moment, Standing, moments, stood
from .trail import Change, Page, Place, Wanted, count_up_to, every, in_transaction, page, place_in, trace
from .verifying import Erased, Fault, Findings, verify

__all__ = [
    "Change",
    "Erased",
    "Fault",
    "Findings",
    "Moment",
    "Page",
    "Place",
    "Sealed",
    "Standing",
    "Wanted",
    "count_up_to",
    "event_tables",
    "every",
    "in_transaction",
    "moments",
    "page",
    "place_in",
    "seals",
    "stood",
    "trace",
    "tracked_models",
    "verify",
    "watched",
]
