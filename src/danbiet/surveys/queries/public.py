"""What was published, for everybody."""

from __future__ import annotations

from ..models import Campaign, Item, Publication

METHOD_CHANGED = 2022  # households instead of people who were at an office (domain.md 4.1)


def public_campaigns() -> list[Campaign]:
    """Every published survey, newest year first."""
    return list(Campaign.objects.filter(published_at__isnull=False))


def publication_of(campaign_id: int) -> Publication | None:
    """The newest publication of a survey, with the survey; None while nothing is published."""
    found = Publication.objects.filter(campaign=campaign_id)
    return found.select_related("campaign__questionnaire").first()


def before(campaign: Campaign) -> tuple[Publication | None, bool]:
    """(the publication of the year before by the same office, whether the two may be compared).

    They may where people of one kind were asked the same questions, and not across the change of method of 2022.
    """
    rows = Publication.objects.filter(campaign__year=campaign.year - 1, campaign__office=campaign.office_id)
    found = rows.select_related("campaign").order_by("-number").first()
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
