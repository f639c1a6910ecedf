"""Many answers at once, as they would be after weeks in the field: for demonstration years and trials of size."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from danbiet.accounts.models import User

from ..calc.codes import new_codes
from ..calc.taking import Answered
from ..enums import Channel
from ..models import Invitation, Response
from ..storages import hashed
from .answering import BATCH
from .noting import held_campaign, note


@transaction.atomic
def load_answers(campaign_id: int, rows: Iterable[Answered], *, by: User, at: datetime) -> int:
    """Write responses by code, each with its day, and as many used codes that nobody ever saw. How many were written."""
    campaign = held_campaign(campaign_id)
    told = list(rows)
    Invitation.objects.bulk_create(
        (
            Invitation(frame_id=one.frame, code_hash=hashed(code), made_at=at, is_used=True)
            for one, code in zip(told, new_codes(len(told)), strict=True)
        ),
        batch_size=BATCH,
    )
    made = Response.objects.bulk_create(
        (
            Response(
                campaign=campaign, frame_id=one.frame, cluster=one.cluster, weight=one.weight, answers=list(one.answers),
                channel=Channel.CODE, taken_on=one.day or campaign.from_on, seconds=one.seconds,
            )
            for one in told
        ),
        batch_size=BATCH,
    )  # fmt: skip
    note("answers_loaded", campaign, by=by, at=at, count=len(made))
    return len(made)
