"""Drawn pictures of the demonstration: flat, calm, in the portal's colours. The same name always gives the same picture."""

from .canvas import HIGH, WIDE, Canvas
from .painting import paint

__all__ = ["HIGH", "WIDE", "Canvas", "paint"]
