"""Attempts to reach those who were drawn: written down, taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.org.queries import Rights

from .. import permissions as may
from ..calc.contacts import ANSWERED, LATER, LOST
from ..enums import Outcome
from ..models import Contact, FrameRow
from ..queries import campaigns as ask
from ..queries import contacts as look
from .noting import held_campaign, must, note
from .refusals import BadValue, NotNow


@transaction.atomic
def write_contact(
    campaign_id: int, frame_id: int, number: int, outcome: str, *, cluster: str = "", again_on: date | None = None, rights: Rights,
    on: date, by: User,
) -> Contact:  # fmt: skip
    """An attempt on this day. BadValue names the field: a number that is not on the list, a day to come again that is none; NotNow after
    somebody answered, refused or was not found: there is nothing to try any more."""
    campaign = held_campaign(campaign_id)
    must(
        may.may_contact(rights, campaign, stage=ask.stage_of(campaign, on=on)),
        _("Attempts are not written down now."),
    )
    row = FrameRow.objects.filter(campaign=campaign, pk=frame_id).first()
    if row is None:
        raise BadValue(_("This stratum is not in the survey."), field="frame")
    if not 1 <= number <= row.population:
        raise BadValue(_("The list goes from 1 to %(last)s.") % {"last": row.population}, field="number")
    if (outcome == LATER) != (again_on is not None):
        raise BadValue(
            _("Say on which day, if somebody is to be called on again; otherwise leave it empty."),
            field="again_on",
        )
    if again_on is not None and not on <= again_on <= campaign.until_on:
        raise BadValue(
            _("Choose a day from today to the last day of the survey, %(day)s.") % {"day": f"{campaign.until_on:%d/%m/%Y}"},
            field="again_on",
        )  # fmt: skip
    last = look.last_contact(frame_id, cluster, number)
    if last is not None and (last.outcome == ANSWERED or last.outcome in LOST):
        raise NotNow(
            _(
                "Number %(number)s is done with (%(outcome)s on %(day)s): take that back first if it was a mistake."
            )
            % {"number": number, "outcome": Outcome(last.outcome).label, "day": f"{last.on:%d/%m/%Y}"}
        )
    return Contact.objects.create(
        campaign=campaign, frame=row, cluster=cluster, number=number, outcome=outcome, again_on=again_on, on=on, by=by
    )  # fmt: skip


@transaction.atomic
def drop_contact(pk: int, *, rights: Rights, on: date, at: datetime, by: User) -> None:
    """Take back what was written down by mistake; that it was is on record."""
    found = Contact.objects.select_related("campaign").get(pk=pk)
    campaign = held_campaign(found.campaign_id)
    must(may.may_contact(rights, campaign, stage=ask.stage_of(campaign, on=on)))
    note(
        "contact_taken_back", campaign, by=by, at=at, stratum=found.frame_id, number=found.number, outcome=found.outcome
    )  # fmt: skip
    found.delete()
