"""Evidence somebody is writing or has handed in goes to a successor."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.registry import HeldItem

from ..enums import EvidenceState
from ..models import Evidence

OPEN = (EvidenceState.DRAFT, EvidenceState.RETURNED, EvidenceState.SUBMITTED)


def evidence_in_hand(user_id: int, on: date) -> list[HeldItem]:
    """Pieces somebody began that are not decided yet: drafts, returned ones, those that wait."""
    rows = Evidence.objects.filter(created_by_id=user_id, state__in=OPEN).order_by("-on", "-pk")
    return [
        HeldItem(
            one.pk,
            f"{one.title} ({one.get_state_display()})",
            reverse("plans:evidence-detail", args=[one.pk]),
            one.unit_id,
        )
        for one in rows
    ]


def pass_on_evidence(user_id: int, to: User, by: User, at: datetime) -> int:
    """The successor finishes them and is told what is decided; who began each stays in its history. In the caller's transaction."""
    with transaction.atomic():
        rows = list(
            Evidence.objects.select_for_update(no_key=True, of=("self",)).filter(
                created_by_id=user_id, state__in=OPEN
            )
        )
        for one in rows:
            one.created_by = to
            one.save(update_fields=["created_by"])
            record(
                "plans.evidence_passed_on", by=by, at=at, kind="evidence", object_id=one.pk, title=one.title,
                unit_id=one.unit_id, from_id=user_id, to_id=to.pk, to=to.full_name,
            )  # fmt: skip
    return len(rows)
