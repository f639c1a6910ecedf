"""What is typed about units: days, filters, exceptions of the calendar, decisions on units."""

from .calendar import OverrideForm, UnitFilter
from .days import DAY_FORMATS, FIRST_YEAR, LAST_YEAR, SHOWN_FORMAT, AsOfForm, DayField, DayInput
from .orders import FileForm, HeadForm, StepForm, TakerForm

__all__ = [
    "DAY_FORMATS", "FIRST_YEAR", "LAST_YEAR", "SHOWN_FORMAT", "AsOfForm", "DayField", "DayInput", "FileForm", "HeadForm",
    "OverrideForm", "StepForm", "TakerForm", "UnitFilter",
]  # fmt: skip
