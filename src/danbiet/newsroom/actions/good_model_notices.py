"""The letters about nominations of good models: to who verifies, and to who nominated."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.clock import local
from danbiet.org.enums import Role
from danbiet.org.queries import Tree, holders
from danbiet.outbox.actions import Draft, write_message, write_messages

from ..enums import NominationState
from ..models import Nomination


def tell_verifiers(row: Nomination, *, units: Tree, at: datetime) -> int:
    """A letter to every reform office above the unit, the nominator apart; returns how many are new."""
    above = {unit.id for unit in units.path(row.unit_id)} - {row.unit_id}
    held = {one.user_id for one in holders(above, Role.OFFICE, on=local(at).date())}
    body = _(
        "%(title)s\nUnit: %(unit)s\nNominated by: %(by)s\n\n%(summary)s\n\nRead and write down what was checked: %(link)s"
    )
    said = {
        "title": row.title,
        "unit": units.full_name(row.unit_id),
        "by": row.nominated_by.full_name if row.nominated_by else "",
        "summary": row.summary,
        "link": _link(row),
    }
    return write_messages(
        [
            Draft(
                key=f"newsroom.nominated/{row.pk}/{at.isoformat()}/{person.pk}",
                to_user=person,
                subject=_("A good model waits to be verified: %(title)s") % said,
                body=body % said,
            )
            for person in User.objects.in_bulk(held - {row.nominated_by_id}).values()
        ],
        at=at,
    )


def tell_nominator(row: Nomination, *, at: datetime) -> None:
    """What became of the nomination."""
    is_good = row.state == NominationState.VERIFIED
    subject = _("Verified: %(title)s") if is_good else _("Not accepted: %(title)s")
    body = _("%(title)s\nDecided by: %(by)s\n%(reason)s\n\n%(link)s")
    write_message(
        f"newsroom.nomination/{row.pk}/{at.isoformat()}",
        to_user=row.nominated_by,
        subject=subject % {"title": row.title},
        body=body
        % {
            "title": row.title,
            "by": row.decided_by.full_name if row.decided_by else "",
            "reason": _("What was checked: %(note)s") % {"note": row.note},
            "link": _link(row),
        },
        at=at,
    )


def _link(row: Nomination) -> str:
    return settings.DANBIET_BASE_URL + reverse("newsroom:nomination", args=[row.pk])
