"""Strata of surveys that are not published: the sample was drawn under the unit's name and goes on under it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from danbiet.org.registry import Carrier, HeldItem, OpenItem, OpenLine, UnitWork

from ..enums import Outcome
from ..models import Campaign, Contact, FrameRow, PaperForm


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


def asked_and_keyed(user_id: int, on: date) -> list[HeldItem]:
    """Of surveys under way: people somebody promised to call on again and nobody has since, and forms they keyed that wait for the
    second keying. Two queries."""
    later = Contact.objects.filter(
        frame=OuterRef("frame"), cluster=OuterRef("cluster"), number=OuterRef("number"), pk__gt=OuterRef("pk")
    )
    promised = _by_survey(Contact.objects.filter(~Exists(later), by_id=user_id, outcome=Outcome.LATER))
    keyed = _by_survey(PaperForm.objects.filter(first_by_id=user_id, second_by__isnull=True))
    return [
        *(
            HeldItem(
                pk,
                ngettext("%(survey)s: %(count)s person to call on again", "%(survey)s: %(count)s people to call on again", count)
                % {"survey": name, "count": count},
                reverse("surveys:contacts", args=[pk]), office,
            )
            for pk, name, office, count in promised
        ),
        *(
            HeldItem(
                pk,
                ngettext("%(survey)s: %(count)s form keyed once", "%(survey)s: %(count)s forms keyed once", count)
                % {"survey": name, "count": count},
                reverse("surveys:papers", args=[pk]), office,
            )
            for pk, name, office, count in keyed
        ),
    ]  # fmt: skip


def _by_survey(rows: QuerySet[Any]) -> list[tuple[int, str, int, int]]:
    """(id, name, office, how many) of each survey that is not published."""
    found = rows.filter(campaign__published_at__isnull=True).order_by("campaign_id")
    return list(
        found.values_list("campaign_id", "campaign__name", "campaign__office_id").annotate(count=Count("id"))
    )


UNIT_WORK = UnitWork(
    "surveys",
    gettext_lazy("Satisfaction"),
    gettext_lazy(
        "A survey is its office's: whoever keys forms there calls on people again. A form keyed once waits for a second person, who must be another than the first; so the first stays written down as they are."
    ),
    asked_and_keyed,
)
CARRIER = Carrier("surveys", 55, preview, open_at)
