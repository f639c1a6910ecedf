"""Questions about units, people's roles and working days, always as of a day."""

from .calendar import as_override, day_override, day_overrides, working_calendar
from .history import (
    Event,
    Phase,
    UnitHistory,
    headcount,
    headcounts,
    ranking_groups_of,
    successors_of,
    unit_history,
    unit_years,
)
from .rights import Holder, Rights, holders, rights_of
from .tree import NoUnits, Tree, UnitAt, name_at, names_of, tree

__all__ = [
    "Event",
    "Holder",
    "NoUnits",
    "Phase",
    "Rights",
    "Tree",
    "UnitAt",
    "UnitHistory",
    "as_override",
    "day_override",
    "day_overrides",
    "headcount",
    "headcounts",
    "holders",
    "name_at",
    "names_of",
    "ranking_groups_of",
    "rights_of",
    "successors_of",
    "tree",
    "unit_history",
    "unit_years",
    "working_calendar",
]
