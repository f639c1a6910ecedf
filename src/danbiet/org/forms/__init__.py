"""What is asked about units, the calendar and people, as it is typed."""

from .units import AsOfForm, DayField, DayInput, OverrideForm, UnitFilter

__all__ = ["AsOfForm", "DayField", "DayInput", "OverrideForm", "UnitFilter"]
