"""Who may do what with the films of a unit."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

FILMERS = (Role.EDITOR, Role.OFFICER, Role.HEAD, Role.OFFICE)


def may_see_videos(rights: Rights) -> bool:
    """Everybody on the desk may look at every film, published or not."""
    return rights.is_anyone


def may_upload_videos(rights: Rights) -> bool:
    """Whoever writes, works for or leads some unit may send films for it."""
    return bool(rights.units_held(*FILMERS))


def may_edit_video(rights: Rights, unit_id: int) -> bool:
    """Change, replace, delete: whoever may send films for its unit."""
    return rights.holds(unit_id, *FILMERS)


def units_to_film(rights: Rights) -> set[int]:
    """The units the person may send films for."""
    return rights.unit_ids(*FILMERS)
