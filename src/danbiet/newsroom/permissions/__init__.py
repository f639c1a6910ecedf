"""Who may do what with a page: roles in units decide, Wagtail's groups are only its coarse gate (ADR 0015)."""

from danbiet.org.queries import Rights

from .approval import may_take_step
from .policy import EditorsPolicy, install, page_choices
from .sentences import (
    may_correct,
    may_edit_sections,
    may_enter,
    may_publish,
    may_write,
    rights_today,
    units_to_correct,
    units_to_publish,
    units_to_write,
    with_rights,
)
from .tester import PageTester

__all__ = [
    "EditorsPolicy",
    "PageTester",
    "Rights",
    "install",
    "may_correct",
    "may_edit_sections",
    "may_enter",
    "may_publish",
    "may_take_step",
    "may_write",
    "page_choices",
    "rights_today",
    "units_to_correct",
    "units_to_publish",
    "units_to_write",
    "with_rights",
]
