"""What happens to pages."""

from .groups import groups_for, keep_groups_in_step
from .publishing import count_page, note_move, note_publication, note_unpublishing
from .scheduling import publish_what_is_due
from .sections import ensure_sections

__all__ = [
    "count_page",
    "ensure_sections",
    "groups_for",
    "keep_groups_in_step",
    "note_move",
    "note_publication",
    "note_unpublishing",
    "publish_what_is_due",
]
