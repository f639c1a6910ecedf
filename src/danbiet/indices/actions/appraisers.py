"""Who appraises which domain of an edition."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.org.queries import Rights

from .. import permissions as may
from ..models import DomainAppraiser
from ..queries import editions as ask
from .noting import held_edition, must, note
from .refusals import BadValue


@transaction.atomic
def assign_domain(
    edition_id: int, number: str, unit_id: int, *, rights: Rights, on: date, at: datetime, by: User
) -> DomainAppraiser:
    """Let the people of a unit appraise a domain on all sheets but their own. BadValue for a number that is no domain, a unit that
    does not exist on the day, or one that appraises it already."""
    edition = held_edition(edition_id)
    must(may.may_assign(rights, edition, stage=ask.stage_of(edition, on=on)))
    if number not in {row.number for row in ask.tree_for(edition).domains}:
        raise BadValue(_("There is no domain of this number."), field="number")
    if unit_id not in rights.tree:
        raise BadValue(_("There is no such unit on this day."), field="unit")
    if DomainAppraiser.objects.filter(edition=edition, number=number, unit=unit_id).exists():
        raise BadValue(_("The unit appraises this domain already."), field="unit")
    made = DomainAppraiser.objects.create(edition=edition, number=number, unit_id=unit_id, at=at, by=by)
    note("domain_assigned", edition, by=by, at=at, number=number, unit=unit_id)
    return made


@transaction.atomic
def take_domain_back(
    edition_id: int, appraiser_id: int, *, rights: Rights, on: date, at: datetime, by: User
) -> None:
    """The unit appraises the domain no longer; what it decided stands. DomainAppraiser.DoesNotExist for one of another edition."""
    edition = held_edition(edition_id)
    must(may.may_assign(rights, edition, stage=ask.stage_of(edition, on=on)))
    found = DomainAppraiser.objects.get(pk=appraiser_id, edition=edition)
    note("domain_taken_back", edition, by=by, at=at, number=found.number, unit=found.unit_id)
    found.delete()
