"""The draw in two stages: clusters by their size, then people in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.org.queries import Rights

from .. import permissions as may
from ..calc.sampling import Drawn, in_two_stages
from ..calc.taking import Listed
from ..models import FrameRow
from ..queries import campaigns as ask
from .noting import held_campaign, must, note
from .refusals import BadValue

MOST_LISTED = 3_000_000  # people in the clusters of a list: about five seconds


@transaction.atomic
def draw_clusters(
    campaign_id: int, listed: Sequence[Listed], each: int, *, digest: str, rights: Rights, at: datetime, by: User
) -> list[tuple[FrameRow, Drawn]]:  # fmt: skip
    """Whom to ask in the strata of the list, by the survey's recorded seed; that it was drawn, and from which list (`digest`), is on
    record. BadValue for a list too long to be drawn from here."""
    campaign = held_campaign(campaign_id)
    must(may.may_run(rights, campaign))
    if sum(one.size for one in listed) > MOST_LISTED:
        raise BadValue(
            _("More than three million people are listed: draw for some of the strata at a time."),
            field="file",
        )
    found = list(_drawn(ask.frame_of(campaign_id), listed, each, seed=campaign.seed))
    note("clusters_drawn", campaign, by=by, at=at, digest=digest, each=each, drawn=len(found))
    return found


def _drawn(
    frame: Sequence[FrameRow], listed: Sequence[Listed], each: int, *, seed: str
) -> Iterator[tuple[FrameRow, Drawn]]:
    sizes: dict[int, list[tuple[str, int]]] = {}
    for one in listed:
        sizes.setdefault(one.frame, []).append((one.cluster, one.size))
    for row in frame:
        if row.pk in sizes and row.sample:
            for person in in_two_stages(sizes[row.pk], row.sample, each, seed=seed, stage=row.key):
                yield row, person
