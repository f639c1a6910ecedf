"""Field control: signs by stratum and by who brought the answers in."""

from __future__ import annotations

from ..calc.control import Signs, signs_by
from ..models import Campaign
from .answers import of_campaign, table_of


def signs_of(campaign: Campaign) -> tuple[dict[str, Signs], dict[str, Signs]]:
    """(by stratum's row of the frame, by channel). Three queries."""
    frame, items = of_campaign(campaign)
    table = table_of(campaign, frame, items)
    keys = [
        one.key for one in items if not one.options
    ]  # facts say nothing of how carefully somebody answered
    return signs_by(table, "frame", keys), signs_by(table, "channel", keys)
