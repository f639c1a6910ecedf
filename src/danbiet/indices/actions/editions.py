"""Editions: begun, extended, exempted from."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from .. import permissions as may
from ..enums import Stage, Window
from ..models import CriteriaSet, Edition, Exemption, Participant, WindowChange
from ..queries import editions as ask
from .criteria import seal
from .noting import held_edition, held_participant, must, not_awaited, note
from .refusals import BadValue, NotNow

LASTS = {
    Window.SELF: "self_until", Window.APPRAISAL: "appraisal_until", Window.REPLY: "reply_until", Window.COUNCIL: "council_until",
}  # fmt: skip


@transaction.atomic
def begin_edition(
    *,
    name: str,
    year: int,
    criteria_set: CriteriaSet,
    groups: Sequence[str],
    units_on: date,
    days: Mapping[str, date],
    grades: Sequence[tuple[str, str]],
    office_id: int,
    rights: Rights,
    at: datetime,
    by: User,
) -> Edition:
    """Begin an edition for the units of these ranking groups as they are on a day; the set is sealed by it.

    `days`: self_from, self_until, appraisal_until, reply_until, council_until, each later than the one before (BadValue names the
    field). BadValue also when no unit is in the groups on that day, or the year has an edition of this name.
    """
    must(rights.in_unit(office_id, Role.OFFICE))
    ordered = ["self_from", *LASTS.values()]
    for before, after in pairwise(ordered):
        if days[after] < days[before] or (before != "self_from" and days[after] == days[before]):
            raise BadValue(_("This day must be later than the one before it."), field=after)
    members = [one for one in ask.candidates(units_on) if one.group in groups]
    if not members:
        raise BadValue(_("No unit is in these ranking groups on that day."), field="groups")
    if Edition.objects.filter(year=year, name=name).exists():
        raise BadValue(_("There is an edition of this name in that year."), field="name")
    seal(criteria_set, at=at)
    edition = Edition.objects.create(
        name=name, year=year, criteria_set=criteria_set, office_id=office_id, units_on=units_on,
        grades=[list(one) for one in grades], seed=secrets.randbelow(2**31), created_at=at, created_by=by, **days,
    )  # fmt: skip
    Participant.objects.bulk_create(
        Participant(edition=edition, unit_id=one.unit_id, code=one.code, name=one.name, group=one.group)
        for one in members
    )
    note("edition_begun", edition, by=by, at=at, units=len(members))
    return edition


@transaction.atomic
def extend(
    edition_id: int,
    window: str,
    *,
    until: date,
    reason: str,
    rights: Rights,
    on: date,
    at: datetime,
    by: User,
) -> WindowChange:
    """Make a window longer, with a public reason; windows behind it are pushed on by as many days.

    BadValue for a day that is not later; NotNow once it is published.
    """
    edition = held_edition(edition_id)
    must(may.may_run(rights, edition))
    if ask.stage_of(edition, on=on) == Stage.PUBLISHED:
        raise NotNow(_("The edition has been published."))
    not_awaited(edition)
    field = LASTS[Window(window)]
    before: date = getattr(edition, field)
    if until <= before:
        raise BadValue(
            _("A window is only made longer: choose a day after %(day)s.") % {"day": f"{before:%d/%m/%Y}"},
            field="until",
        )
    pushed = until - before
    behind = list(LASTS.values())[list(LASTS.values()).index(field) :]
    for name in behind:
        setattr(edition, name, getattr(edition, name) + pushed)
    edition.save(update_fields=behind)
    change = WindowChange.objects.create(
        edition=edition, window=window, before=before, after=until, reason=reason, at=at, by=by
    )
    note("window_extended", edition, by=by, at=at, reason=reason, window=window, until=until.isoformat())
    return change


@transaction.atomic
def exempt(
    participant_id: int, number: str, *, reason: str, rights: Rights, on: date, at: datetime, by: User
) -> Exemption:
    """Free a unit from a row of any level. BadValue for a number that is none, or is freed already."""
    participant = held_participant(participant_id)
    edition = participant.edition
    must(may.may_exempt(rights, edition, stage=ask.stage_of(edition, on=on)))
    not_awaited(edition)
    if number not in ask.tree_for(edition).below:
        raise BadValue(_("There is no criterion of this number."), field="number")
    if Exemption.objects.filter(participant=participant, number=number).exists():
        raise BadValue(_("The unit is exempted from it already."), field="number")
    made = Exemption.objects.create(participant=participant, number=number, reason=reason, at=at, by=by)
    note("exempted", participant, by=by, at=at, reason=reason, number=number)
    return made


@transaction.atomic
def lift_exemption(exemption_id: int, *, rights: Rights, on: date, at: datetime, by: User) -> None:
    """Let a row apply again."""
    found = Exemption.objects.get(pk=exemption_id)
    participant = held_participant(found.participant_id)
    must(may.may_exempt(rights, participant.edition, stage=ask.stage_of(participant.edition, on=on)))
    not_awaited(participant.edition)
    note("exemption_lifted", participant, by=by, at=at, number=found.number, reason=found.reason)
    found.delete()
