"""Who may look over the office's shoulder, and who answers people about their data."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights


def is_province_auditor(rights: Rights) -> bool:
    """Whether the person is an auditor of the province itself: the trail is one for all units."""
    return bool(len(rights.tree)) and rights.in_unit(rights.tree.root.id, Role.AUDITOR)


def may_see_trail(rights: Rights) -> bool:
    """Auditors and the reform office of the province; nobody may change anything there."""
    return is_province_auditor(rights) or is_province_office(rights)


def may_see_privacy(rights: Rights) -> bool:
    """Who sees what is forgotten when, and the lists of requests and incidents (without names)."""
    return may_see_trail(rights)


def may_handle_privacy(rights: Rights) -> bool:
    """The province's reform office takes requests about personal data and reports incidents."""
    return is_province_office(rights)
