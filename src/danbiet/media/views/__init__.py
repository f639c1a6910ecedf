"""What leaves and arrives over HTTP."""

from .stored import attachment

__all__ = ["attachment"]
