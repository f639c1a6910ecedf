"""Who may do what with a page: roles in units decide, Wagtail's groups are only its coarse gate (ADR 0015)."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class PageTester(PagePermissionTester):
    """What one person may do with one page, as Wagtail's admin asks it."""
