"""The number beside the index in the desk's navigation."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from ..models import Participant


def count_waiting(rights: Rights) -> int | None:
    """Sheets of one's own units that are open and not signed. One query."""
    units = rights.units_held(Role.OFFICER, Role.OFFICE, Role.HEAD)
    if not units:
        return None
    rows = Participant.objects.filter(
        unit__in=units, signed_at__isnull=True, edition__published_at__isnull=True,
        edition__self_from__lte=rights.on, edition__self_until__gte=rights.on,
    )  # fmt: skip
    return rows.count() or None
