"""Texts that wait at a step and nominations nobody has decided on: they keep their unit, whoever takes it over goes on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy

from danbiet.org.registry import Carrier, OpenItem, OpenLine

from ..enums import NominationState
from ..models import Nomination
from .approval import steps_under_way


def preview(unit_ids: Collection[int], on: date) -> list[OpenLine]:
    """Texts waiting to be read or approved, nominations to be verified. One query each."""
    steps = steps_under_way().filter(unit_id__in=unit_ids).order_by("unit_id", "pk")
    texts = tuple(
        OpenItem(
            row.unit_id or 0,
            row.pk,
            str(row.revision.object_str),
            reverse("newsroom:step", args=[row.pk]),
            str(row.get_step_display()),
        )
        for row in steps
    )
    waiting = Nomination.objects.filter(unit_id__in=unit_ids, state=NominationState.WAITING)
    models = tuple(OpenItem(row.unit_id, row.pk, row.title) for row in waiting.order_by("unit_id", "pk"))
    return [
        OpenLine("texts", gettext_lazy("Texts waiting for a decision"), "kept", texts, can_choose=True),
        OpenLine("nominations", gettext_lazy("Good models to verify"), "kept", models),
    ]


def open_at() -> dict[str, set[int]]:
    """Units at which a text or a nomination waits."""
    steps = steps_under_way().filter(unit__isnull=False).order_by()
    waiting = Nomination.objects.filter(state=NominationState.WAITING).order_by()
    return {
        "texts": set(steps.annotate(at=F("unit_id")).values_list("at", flat=True)),
        "nominations": set(waiting.values_list("unit_id", flat=True).distinct()),
    }


CARRIER = Carrier("newsroom", 70, preview, open_at)
