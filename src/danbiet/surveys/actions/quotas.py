"""Quotas: set, and held when an answer comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.org.queries import Rights

from .. import permissions as may
from ..models import Campaign, Item, Quota
from ..queries import campaigns as ask
from ..queries import quotas as look
from .noting import held_campaign, must, note
from .refusals import BadValue, QuotaFull

MOST = 10_000_000


@transaction.atomic
def set_quotas(
    campaign_id: int,
    said: Mapping[look.Group, int | None],
    *,
    rights: Rights,
    on: date,
    at: datetime,
    by: User,
) -> None:
    """The most responses of each group (question of fact, answer); None: no limit. Groups that are not named lose theirs.

    BadValue for a question that is none of fact, an option it does not have, a number outside 1 to 10,000,000.
    """
    campaign = held_campaign(campaign_id)
    must(
        may.may_set_quotas(rights, campaign, stage=ask.stage_of(campaign, on=on)),
        _("Quotas are not changed now."),
    )
    items = {item.number: item for item in ask.items_of(campaign.questionnaire_id)}
    for (number, answer), most in said.items():
        item = items.get(number)
        if (
            item is None
            or not 1 <= answer <= len(item.options)
            or (most is not None and not 1 <= most <= MOST)
        ):
            raise BadValue(_("A quota is a whole number from 1, for an option of a question of fact."))
    wanted = {group: most for group, most in said.items() if most is not None}
    before = look.quotas_of(campaign_id)
    if wanted == before:
        return
    campaign.quotas.all().delete()
    Quota.objects.bulk_create(
        Quota(campaign=campaign, number=number, answer=answer, most=most)
        for (number, answer), most in sorted(wanted.items())
    )
    note("quotas_set", campaign, by=by, at=at, before=_words(before), after=_words(wanted))


def _words(quotas: Mapping[look.Group, int]) -> str:
    return ", ".join(f"{number}={answer}: {most}" for (number, answer), most in sorted(quotas.items()))


def hold_quotas(campaign: Campaign, items: Sequence[Item], answers: Iterable[Sequence[int | None]]) -> None:
    """QuotaFull when these answers would be more of a group than its quota lets in. Two at once wait for each other."""
    quotas = {
        (one.number, one.answer): one.most
        for one in Quota.objects.select_for_update(no_key=True).filter(campaign=campaign)
    }
    if not quotas:
        return
    coming = look.groups_in(answers, quotas)
    counts = look.counts_of(campaign.pk, [group for group, more in coming.items() if more])
    over = [group for group, count in counts.items() if count + coming[group] > quotas[group]]
    if over:
        texts = {item.number: item for item in items}
        number, answer = over[0]
        raise QuotaFull(
            _(
                "Enough people of this group have answered: “%(option)s” (question %(number)s, at most %(most)s)."
            )
            % {"option": texts[number].options[answer - 1], "number": number, "most": quotas[number, answer]}
        )
