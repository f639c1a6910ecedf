"""Strata of surveys that are not published: the sample was drawn under the unit's name and goes on under it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.org.registry import Carrier, OpenItem, OpenLine

from ..models import Campaign, FrameRow


def preview(unit_ids: Collection[int], on: date) -> list[OpenLine]:
    """Strata people are still asked about, and surveys of the units themselves. Two queries."""
    rows = FrameRow.objects.filter(unit_id__in=unit_ids, campaign__published_at__isnull=True)
    own = Campaign.objects.filter(office_id__in=unit_ids, published_at__isnull=True).order_by("id")
    strata = tuple(
        OpenItem(
            row.unit_id, row.pk, row.campaign.name, reverse("surveys:campaign", args=[row.campaign_id]),
            _("%(count)s people to ask") % {"count": row.sample},
        )
        for row in rows.select_related("campaign").order_by("unit_id", "id")
    )  # fmt: skip
    campaigns = tuple(
        OpenItem(row.office_id, row.pk, row.name, reverse("surveys:campaign", args=[row.pk]), str(row.year))
        for row in own
    )
    return [
        OpenLine("survey_strata", gettext_lazy("Surveys under way that ask about the unit"), "kept", strata),
        OpenLine("surveys", gettext_lazy("Surveys under way of the unit"), "kept", campaigns),
    ]


def open_at() -> dict[str, set[int]]:
    """Units that a survey under way asks about or belongs to."""
    strata = FrameRow.objects.filter(campaign__published_at__isnull=True).order_by()
    own = Campaign.objects.filter(published_at__isnull=True).order_by()
    return {
        "survey_strata": set(strata.values_list("unit_id", flat=True).distinct()),
        "surveys": set(own.values_list("office_id", flat=True).distinct()),
    }


CARRIER = Carrier("surveys", 55, preview, open_at)
