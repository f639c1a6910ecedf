"""Questions about pages."""

from .pages import portal_page, public_pages_of, sections_and_portal, was_ever_published

__all__ = ["portal_page", "public_pages_of", "sections_and_portal", "was_ever_published"]
