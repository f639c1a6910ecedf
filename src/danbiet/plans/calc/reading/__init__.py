"""Reading a communication plan from Word, Excel or PDF, and its single fields, without Django."""

from .catalogue import CatalogueUnit, UnitCatalogue
from .errors import (
    DamagedFile,
    HoldsMacros,
    NotAPlan,
    NotWord,
    OnlyPictures,
    PasswordProtected,
    TooLarge,
    UnreadableFile,
)
from .forms import read_audience, read_forms
from .package import OLE, refuse_by_first_bytes
from .reader import lost_words, read_plan
from .result import (
    Doubt,
    Each,
    Expansion,
    Forms,
    ParsedGroup,
    ParsedPlan,
    ParsedTask,
    Period,
    Schedule,
    Section,
    Target,
    Targets,
    Units,
    Unmatched,
)
from .schedule import read_schedule
from .targets import read_targets
from .units import read_units

__all__ = [
    "OLE",
    "CatalogueUnit",
    "DamagedFile",
    "Doubt",
    "Each",
    "Expansion",
    "Forms",
    "HoldsMacros",
    "NotAPlan",
    "NotWord",
    "OnlyPictures",
    "ParsedGroup",
    "ParsedPlan",
    "ParsedTask",
    "PasswordProtected",
    "Period",
    "Schedule",
    "Section",
    "Target",
    "Targets",
    "TooLarge",
    "UnitCatalogue",
    "Units",
    "Unmatched",
    "UnreadableFile",
    "lost_words",
    "read_audience",
    "read_forms",
    "read_plan",
    "read_schedule",
    "read_targets",
    "read_units",
    "refuse_by_first_bytes",
]
