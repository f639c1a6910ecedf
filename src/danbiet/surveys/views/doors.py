"""What the desk's screens of surveys share: reaching one or saying no, the way to a page, how a stage looks, a table that is read."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, found, must

from .. import permissions as may
from ..calc.tables import LARGEST, Table, TableRefused, read_table
from ..enums import Stage
from ..models import Campaign, FrameRow
from ..queries import campaigns as ask
from .words import refused_words

LOOKS = {
    Stage.COMING: "not_started", Stage.FIELD: "live", Stage.CLOSED: "waiting", Stage.PUBLISHED: "done",
}  # fmt: skip


def crumbs(*steps: tuple[str, str], here: str) -> list[dict[str, str]]:
    """The way to this page, below the list of surveys."""
    way = [(_("Satisfaction"), reverse("surveys:campaign-list")), *steps]
    return [*({"label": label, "url": url} for label, url in way), {"label": here, "url": ""}]


def campaign_step(campaign: Campaign) -> tuple[str, str]:
    return campaign.name, reverse("surveys:campaign", args=[campaign.pk])


def seen_campaign(pk: int) -> Campaign:
    return found(ask.campaign_for(pk))


def run_campaign(request: DeskRequest, pk: int) -> Campaign:
    """A survey for its office."""
    campaign = seen_campaign(pk)
    must(may.may_run(request.rights, campaign))
    return campaign


def frame_choices(frame: list[FrameRow]) -> list[tuple[Any, Any]]:
    return [(row.pk, f"{row.name}: {row.stratum}" if row.stratum else row.name) for row in frame]


def table_in(upload: UploadedFile) -> tuple[Table | None, bytes, str]:
    """(the table, the bytes it was read from, why it is not read)."""
    if (upload.size or 0) > LARGEST:
        return None, b"", refused_words(TableRefused("too_large"))
    data = upload.read()
    try:
        return read_table(data, upload.name or ""), data, ""
    except TableRefused as refusal:
        return None, data, refused_words(refusal)
