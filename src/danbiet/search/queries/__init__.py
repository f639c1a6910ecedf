"""Finding, suggesting."""

from .finding import CAP, PAGE, Found, Hit, find
from .holding import held_kinds, size, titles_of
from .suggesting import Suggestion, suggest

__all__ = ["CAP", "PAGE", "Found", "Hit", "Suggestion", "find", "held_kinds", "size", "suggest", "titles_of"]
