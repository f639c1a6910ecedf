"""Finding, suggesting."""

from .finding import CAP, PAGE, Found, Hit, find
from .suggesting import Suggestion, suggest

__all__ = ["CAP", "PAGE", "Found", "Hit", "Suggestion", "find", "suggest"]
