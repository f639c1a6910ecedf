"""Many answers at once, as they would be after weeks in the field: for demonstration years and trials of size."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from danbiet.accounts.models import User

from ..calc.taking import Answered
from ..enums import Channel
from ..models import Response
from .answering import BATCH
from .noting import held_campaign, note


@transaction.atomic
def load_answers(campaign_id: int, rows: Iterable[Answered], *, by: User, at: datetime) -> int:
    """Write responses by code; each has its day. How many were written."""
    campaign = held_campaign(campaign_id)
    made = Response.objects.bulk_create(
        (
            Response(
                campaign=campaign, frame_id=one.frame, cluster=one.cluster, weight=one.weight, answers=list(one.answers),
                channel=Channel.CODE, taken_on=one.day or campaign.from_on, seconds=one.seconds,
            )
            for one in rows
        ),
        batch_size=BATCH,
    )  # fmt: skip
    note("answers_loaded", campaign, by=by, at=at, count=len(made))
    return len(made)
