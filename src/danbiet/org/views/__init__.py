"""Screens of the units and the calendar, and what other parts use for their screens: the door of the desk, ways, saying no."""

from .door import DeskRequest, desk_view
from .units import day_query, other_day, said_then, units_asked
from .ways import found, from_home, must, said_no

__all__ = [
    "DeskRequest",
    "day_query",
    "desk_view",
    "found",
    "from_home",
    "must",
    "other_day",
    "said_no",
    "said_then",
    "units_asked",
]
