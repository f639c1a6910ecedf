"""What happens to pages."""

from .sections import ensure_sections

__all__ = ["ensure_sections"]
