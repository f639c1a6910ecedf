"""Screens of the units and the calendar, and the door other parts use for their desk screens."""

from .door import DeskRequest, desk_view

__all__ = ["DeskRequest", "desk_view"]
