"""Attempts to reach those who were drawn."""

from __future__ import annotations

from django.db import connection

from ..calc.contacts import Tried
from ..models import Contact

_PEOPLE = """
SELECT DISTINCT ON (frame_id, cluster, number) frame_id, cluster, number,
    count(*) OVER (PARTITION BY frame_id, cluster, number), outcome, again_on, "on"
FROM surveys_contact WHERE campaign_id = %s ORDER BY frame_id, cluster, number, id DESC
"""


def people_of(campaign_id: int) -> list[Tried]:
    """Everybody who was tried, as the last attempt left it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [campaign_id])
        return [Tried(*row) for row in cursor.fetchall()]


def last_contact(frame_id: int, cluster: str, number: int) -> Contact | None:
    """The last attempt to reach somebody."""
    return Contact.objects.filter(frame=frame_id, cluster=cluster, number=number).order_by("-id").first()


def contact_for(pk: int) -> Contact | None:
    return Contact.objects.select_related("campaign").filter(pk=pk).first()


def newest_contacts(campaign_id: int, count: int) -> list[Contact]:
    """What was written down last, with stratum and official."""
    return list(
        Contact.objects.filter(campaign=campaign_id).select_related("frame", "by").order_by("-id")[:count]
    )
