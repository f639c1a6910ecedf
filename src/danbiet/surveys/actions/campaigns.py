"""Surveys: begun, given a frame with a sample, made longer, published."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.measures.actions import record_event
from danbiet.measures.registry import SURVEYS_PUBLISHED
from danbiet.org.enums import Role
from danbiet.org.queries import Rights, tree

from .. import permissions as may
from ..calc.sampling import allocate, yamane
from ..calc.taking import Framed
from ..enums import Stage
from ..models import Campaign, FrameRow, Publication, Questionnaire
from ..queries import campaigns as ask
from ..queries.figures import figures_of, has_answers
from .noting import held_campaign, must, note
from .questionnaires import seal
from .refusals import BadValue, NotNow


@dataclass(frozen=True, slots=True)
class Planned:
    """What a survey is to be. `error` (0.05) or `total`, one of them."""

    name: str
    year: int
    questionnaire: Questionnaire
    office_id: int
    from_on: date
    until_on: date
    error: Decimal | None
    total: int | None
    least: int = 10
    attempts: int = 3


@transaction.atomic
def begin_campaign(
    said: Planned, *, rights: Rights, at: datetime, by: User, seed: str | None = None
) -> Campaign:
    """Begin a survey; its questionnaire is sealed by it, the seed of the draw is recorded.

    BadValue names the field: days out of order, both or neither way to a size, a name that is taken.
    """
    must(rights.in_unit(said.office_id, Role.OFFICE))
    if said.until_on < said.from_on:
        raise BadValue(_("This day must be later than the one before it."), field="until_on")
    if (said.error is None) == (said.total is None):
        raise BadValue(
            _("Say either the error that is accepted or how many are asked in all."), field="total"
        )
    if Campaign.objects.filter(year=said.year, name=said.name).exists():
        raise BadValue(_("There is a survey of this name in that year."), field="name")
    seal(said.questionnaire, at=at)
    made = Campaign.objects.create(
        name=said.name, year=said.year, kind=said.questionnaire.kind, questionnaire=said.questionnaire,
        item_count=said.questionnaire.items.count(), office_id=said.office_id, from_on=said.from_on, until_on=said.until_on,
        error=said.error, total=said.total, least=said.least, attempts=said.attempts, seed=seed or secrets.token_hex(8), created_at=at, created_by=by,
    )  # fmt: skip
    note("campaign_begun", made, by=by, at=at, seed=made.seed)
    return made


@transaction.atomic
def set_frame(
    campaign_id: int, framed: Sequence[Framed], *, rights: Rights, on: date, at: datetime, by: User
) -> list[FrameRow]:
    """Write down whom people are asked about, and share out the sample. NotNow once codes were made or anybody answered.

    With an accepted error each unit gets n = N / (1 + N·e²) people, shared among its strata by size; with a total all strata share it by
    size, none gets fewer than a published cell needs.
    """
    campaign = held_campaign(campaign_id)
    must(may.may_frame(rights, campaign, stage=ask.stage_of(campaign, on=on)))
    if ask.is_begun(campaign_id):
        raise NotNow(_("Codes were made or somebody has answered: the frame stays as it is."))
    if not framed:
        raise BadValue(_("There is no unit in it."), field="file")
    units = tree(on)
    known = {unit.id: unit.key for unit in units}
    if any(one.unit not in known for one in framed):
        raise BadValue(_("A unit does not exist today."), field="file")
    sizes = _sizes(campaign, framed)
    campaign.frame.all().delete()
    made = FrameRow.objects.bulk_create(
        FrameRow(
            campaign=campaign, unit_id=one.unit, code=known[one.unit], name=units.full_name(one.unit), stratum=one.stratum,
            population=one.population, clusters=one.clusters, sample=sizes[place],
        )
        for place, one in enumerate(framed)
    )  # fmt: skip
    note("frame_set", campaign, by=by, at=at, strata=len(made), sample=sum(sizes.values()))
    return made


def _sizes(campaign: Campaign, framed: Sequence[Framed]) -> dict[int, int]:
    """The sample of each row, by its place."""
    if campaign.total is not None:
        populations = {f"{place:06}": one.population for place, one in enumerate(framed)}
        return {
            int(place): size
            for place, size in allocate(campaign.total, populations, at_least=campaign.least).items()
        }
    error = campaign.error or Decimal("0.05")
    sizes: dict[int, int] = {}
    for unit in {one.unit for one in framed}:
        own = {f"{place:06}": one.population for place, one in enumerate(framed) if one.unit == unit}
        wanted = yamane(sum(own.values()), error)
        sizes |= {int(place): size for place, size in allocate(wanted, own).items()}
    return sizes


@transaction.atomic
def extend(
    campaign_id: int, *, until: date, reason: str, rights: Rights, on: date, at: datetime, by: User
) -> Campaign:
    """Let people answer longer, for a reason that is recorded. BadValue for a day that is not later; NotNow once it is published."""
    campaign = held_campaign(campaign_id)
    must(may.may_run(rights, campaign))
    if campaign.published_at is not None:
        raise NotNow(_("The survey has been published."))
    if until <= campaign.until_on or until < on:
        raise BadValue(
            _("Choose a day after %(day)s that is not past.") % {"day": f"{campaign.until_on:%d/%m/%Y}"}, field="until"
        )  # fmt: skip
    before, campaign.until_on = campaign.until_on, until
    campaign.save(update_fields=["until_on"])
    note(
        "campaign_extended",
        campaign,
        by=by,
        at=at,
        reason=reason,
        before=before.isoformat(),
        until=until.isoformat(),
    )
    return campaign


@transaction.atomic
def publish(
    campaign_id: int, *, decision: str, rights: Rights, on: date, at: datetime, by: User
) -> Publication:
    """Publish the figures as they stand: kept as they are, counted in `measures`; answers do not change any more.

    NotNow before the last day is over, and without an answer.
    """
    campaign = held_campaign(campaign_id)
    stage = ask.stage_of(campaign, on=on)
    if stage != Stage.CLOSED:
        raise NotNow(
            _("The survey stands at “%(stage)s”: this is not possible now.") % {"stage": stage.label}
        )
    must(
        may.may_publish(rights, campaign, stage=stage),
        _("Only the head of the unit whose survey it is publishes it."),
    )
    if not has_answers(campaign_id):
        raise NotNow(_("Nobody has answered yet."))
    questionnaire = campaign.questionnaire
    about = {
        "title": campaign.name, "year": campaign.year, "kind": campaign.kind, "from": campaign.from_on.isoformat(),
        "until": campaign.until_on.isoformat(), "decision": decision, "questionnaire": questionnaire.name,
        "is_demonstration": questionnaire.is_demonstration, "seed": campaign.seed,
        "error": campaign.error, "total": campaign.total,
    }  # fmt: skip
    made = Publication.objects.create(
        campaign=campaign, number=campaign.publications.count() + 1, figures=figures_of(campaign, about=about), decision=decision,
        at=at, by=by,
    )  # fmt: skip
    campaign.published_at = at
    campaign.save(update_fields=["published_at"])
    record_event(
        SURVEYS_PUBLISHED, on=on, unit_id=campaign.office_id, title=campaign.name, source_kind="surveys.campaign",
        source_id=campaign.pk, at=at, url=f"/hai-long/{campaign.pk}/",
    )  # fmt: skip
    note("published", campaign, by=by, at=at, decision=decision)
    return made
