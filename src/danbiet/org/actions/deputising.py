"""Leaves during which somebody stands in for another go to a successor with the rest of the work."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit import clock
from danbiet.org.models import StandIn
from danbiet.org.permissions import may_tend
from danbiet.org.queries import rights_of
from danbiet.org.queries.people import person_for
from danbiet.org.registry import HeldItem, OpenWork

from .roles import NotPossible


def deputies_in_hand(user_id: int, on: date) -> list[HeldItem]:
    """The leaves, running or to come, during which the person acts for somebody else."""
    rows = StandIn.objects.filter(deputy_id=user_id, ends_on__gt=on).select_related("holder")
    return [
        HeldItem(
            row.pk,
            _("%(name)s, until before %(day)s")
            % {"name": row.holder.full_name, "day": f"{row.ends_on:%d/%m/%Y}"},
            reverse("org:person", args=[row.holder_id]),
        )
        for row in rows.order_by("starts_on", "id")
    ]


def pass_on_deputies(user_id: int, to: User, by: User, at: datetime) -> int:
    """The successor stands in from today on for the rest of each leave; what was done until then stays written down as the
    leaver's. A leave of the successor's own ends without a deputy: nobody acts for themselves. NotPossible: `by` does not look
    after one of the holders, whose rights are lent. In the caller's transaction."""
    on = clock.local(at).date()
    rights = rights_of(by, on)
    rows = list(
        StandIn.objects.select_for_update(no_key=True, of=("self",))
        .filter(deputy_id=user_id, ends_on__gt=on)
        .select_related("holder")
    )
    for row in rows:
        holder = person_for(row.holder_id)
        if row.holder_id != by.pk and (holder is None or not may_tend(rights, holder.lasting(on))):
            raise NotPossible(
                _(
                    "Who stands in for %(name)s is decided by %(name)s or by who looks after them: leave the deputy's leaves out."
                )
                % {"name": row.holder.full_name}
            )
        begins, ends = max(row.starts_on, on), row.ends_on
        if row.starts_on < on:
            row.ends_on = on
            row.save(update_fields=["ends_on"])
        else:
            row.delete()
        if row.holder_id != to.pk:
            StandIn.objects.create(
                holder_id=row.holder_id, deputy=to, starts_on=begins, ends_on=ends, reason=row.reason
            )
        record(
            "org.stand_in_passed_on", by=by, at=at, kind="person", object_id=row.holder_id, title=row.holder.full_name,
            from_id=user_id, to_id=to.pk, to=to.full_name, starts_on=str(begins), ends_on=str(ends),
        )  # fmt: skip
    return len(rows)


DEPUTIES = OpenWork(
    "org.deputies", gettext_lazy("Leaves of others during which the person stands in"), deputies_in_hand,
    pass_on_deputies,
)  # fmt: skip
