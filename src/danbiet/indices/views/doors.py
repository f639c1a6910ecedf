"""What the desk's screens of the index share: reaching a thing or saying no, the way to a page, words for where things stand."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, found, must

from .. import permissions as may
from ..enums import Stage
from ..models import Edition, Participant
from ..queries import editions as ask

LOOKS = {
    Stage.COMING: "not_started", Stage.SELF: "live", Stage.APPRAISAL: "on_track", Stage.REPLY: "at_risk",
    Stage.COUNCIL: "on_track", Stage.CLOSED: "waiting", Stage.PUBLISHED: "done",
}  # fmt: skip


def crumbs(*steps: tuple[str, str], here: str) -> list[dict[str, str]]:
    """The way to this page, below the list of editions."""
    way = [(_("Index of reform"), reverse("indices:edition-list")), *steps]
    return [*({"label": label, "url": url} for label, url in way), {"label": here, "url": ""}]


def edition_step(edition: Edition) -> tuple[str, str]:
    return edition.name, reverse("indices:edition", args=[edition.pk])


def sheet_step(participant: Participant) -> tuple[str, str]:
    return participant.name, reverse("indices:sheet", args=[participant.pk])


def seen_sheet(request: DeskRequest, pk: int) -> Participant:
    """A unit's sheet for whoever may see it; others do not know of it."""
    participant = found(ask.participant_for(pk))
    if not may.may_see_sheet(request.rights, participant.edition, participant):
        return found(None)
    return participant


def run_edition(request: DeskRequest, pk: int) -> Edition:
    """An edition for its office."""
    edition = found(ask.edition_for(pk))
    must(may.may_run(request.rights, edition))
    return edition
