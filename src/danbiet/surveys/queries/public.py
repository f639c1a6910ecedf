"""What was published, for everybody."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from danbiet.kit.clock import midnight
from danbiet.kit.periods import ONE_DAY

from ..enums import Kind
from ..models import Campaign, FrameRow, Item, Publication

METHOD_CHANGED = 2022  # households instead of people who were at an office (domain.md 4.1)


def public_campaigns(*, on: date | None = None) -> list[Campaign]:
    """Every published survey, or every one that was by the end of a day, newest year first."""
    rows = Campaign.objects.filter(published_at__isnull=False)
    return list(rows.filter(published_at__lt=midnight(on + ONE_DAY)) if on else rows)


def units_in(campaign_id: int) -> dict[str, int]:
    """Code → unit of everybody a survey asked about. One query."""
    rows = FrameRow.objects.filter(campaign=campaign_id).order_by()
    return dict(rows.values_list("code", "unit_id").distinct())


def publication_of(campaign_id: int, *, on: date | None = None) -> Publication | None:
    """The newest publication of a survey, or the one that stood at the end of a day, with the survey; None where nothing was
    published."""
    found = Publication.objects.filter(campaign=campaign_id)
    if on:
        found = found.filter(at__lt=midnight(on + ONE_DAY))
    return found.select_related("campaign__questionnaire").first()


def before(campaign: Campaign, *, on: date | None = None) -> tuple[Publication | None, bool]:
    """(the last publication before by the same office, of this year or the one before; whether the two may be compared). With `on` only
    what was published by the end of that day.

    They may where people of one kind were asked the same questions, and not across the change of method of 2022. A poll of what people
    know stands beside polls only, a survey of satisfaction beside such surveys.
    """
    rows = Publication.objects.filter(
        Q(campaign__year=campaign.year - 1) | Q(campaign__year=campaign.year, campaign__until_on__lt=campaign.from_on),
        campaign__office=campaign.office_id,
    )  # fmt: skip
    if on:
        rows = rows.filter(at__lt=midnight(on + ONE_DAY))
    is_poll = campaign.kind == Kind.AWARENESS
    rows = (
        rows.filter(campaign__kind=Kind.AWARENESS) if is_poll else rows.exclude(campaign__kind=Kind.AWARENESS)
    )
    found = (
        rows.select_related("campaign").order_by("-campaign__year", "-campaign__until_on", "-number").first()
    )
    if found is None:
        return None, False
    then = found.campaign
    is_same_method = (then.year < METHOD_CHANGED) == (campaign.year < METHOD_CHANGED)
    if not is_same_method or then.kind != campaign.kind:
        return found, False
    if then.questionnaire_id == campaign.questionnaire_id:
        return found, True
    return found, _asked(then.questionnaire_id) == _asked(campaign.questionnaire_id)


def _asked(questionnaire_id: int) -> list[tuple[object, ...]]:
    return list(
        Item.objects.filter(questionnaire=questionnaire_id).values_list(
            "key", "factor", "layer", "weight", "text"
        )
    )
