"""Wagtail's groups follow the roles people hold."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group

from danbiet.org.permissions import is_province_office

from ..enums import EditorsGroup
from ..permissions import Rights, units_to_publish, units_to_write


def groups_for(rights: Rights) -> set[str]:
    """The groups a person with these rights belongs to. A head who does not write is in the publishers' alone."""
    found = {EditorsGroup.WRITERS.value} if units_to_write(rights) else set()
    found |= {EditorsGroup.PUBLISHERS.value} if units_to_publish(rights) else set()
    return found | ({EditorsGroup.OFFICE.value} if is_province_office(rights) else set())


def keep_groups_in_step(user: Any, rights: Rights) -> bool:
    """Put the person into the groups of their roles and out of the others; one query when nothing changed.

    Gives whether something changed. Groups made for other purposes are left alone.
    """
    ours = {group.value for group in EditorsGroup}
    held = {name: pk for pk, name in user.groups.filter(name__in=ours).values_list("pk", "name")}
    wanted = groups_for(rights)
    if set(held) == wanted:
        return False
    user.groups.remove(*(pk for name, pk in held.items() if name not in wanted))
    user.groups.add(*Group.objects.filter(name__in=wanted - set(held)))
    for kept in (
        "_perm_cache",
        "_user_perm_cache",
        "_group_perm_cache",
    ):  # what Django read before the change
        if hasattr(user, kept):
            delattr(user, kept)
    return True
