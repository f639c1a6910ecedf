"""Finding, suggesting."""

from .finding import Found, Hit, find

__all__ = ["Found", "Hit", "find"]
