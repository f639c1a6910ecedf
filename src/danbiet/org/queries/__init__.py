"""Questions about units, people's roles and working days, always as of a day."""

from .calendar import as_override, day_override, day_overrides, working_calendar
from .history import (
    Event,
    Phase,
    UnitHistory,
    headcount,
    headcounts,
    predecessors_of,
    ranking_groups_of,
    successors_of,
    unit_history,
    unit_years,
)
from .installation import Home, installation, is_unused, logo, may_go_to, next_step
from .listing import Group, Listing, Node, listing, table_rows
from .rights import Holder, Rights, holders, rights_of
from .tree import NoUnits, Tree, UnitAt, name_at, names_of, tree
from .year import CalendarYear, calendar_year

__all__ = [
    "CalendarYear",
    "Event",
    "Group",
    "Holder",
    "Home",
    "Listing",
    "NoUnits",
    "Node",
    "Phase",
    "Rights",
    "Tree",
    "UnitAt",
    "UnitHistory",
    "as_override",
    "calendar_year",
    "day_override",
    "day_overrides",
    "headcount",
    "headcounts",
    "holders",
    "installation",
    "is_unused",
    "listing",
    "logo",
    "may_go_to",
    "name_at",
    "names_of",
    "next_step",
    "predecessors_of",
    "ranking_groups_of",
    "rights_of",
    "successors_of",
    "table_rows",
    "tree",
    "unit_history",
    "unit_years",
    "working_calendar",
]
