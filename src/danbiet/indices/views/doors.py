"""What the desk's screens of the index share: reaching a thing or saying no, the way to a page, words for where things stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, found, must

from .. import permissions as may
from ..enums import Stage
from ..models import Edition, Participant
from ..queries import editions as ask
from ..queries.appraisers import assigned_in

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


@dataclass(frozen=True, slots=True)
class Seen:
    """A sheet, and what of it the person reads: `domains` None all of it. `assigned`: which units appraise which domains."""

    participant: Participant
    domains: frozenset[str] | None
    assigned: Mapping[str, frozenset[int]]

    def shows(self, number: str) -> bool:
        """Whether a row of that number is among what is read."""
        return self.domains is None or number.partition(".")[0] in self.domains


def seen_sheet(request: DeskRequest, pk: int) -> Seen:
    """A unit's sheet for whoever may see it or a domain of it; others do not know of it."""
    participant = found(ask.participant_for(pk))
    assigned = assigned_in(participant.edition_id)
    domains = may.domains_seen(request.rights, participant.edition, participant, assigned)
    if domains is not None and not domains:
        return found(None)
    return Seen(participant, domains, assigned)


def seen_component(request: DeskRequest, pk: int, number: str) -> Seen:
    """A sheet for whoever may see this row of it."""
    seen = seen_sheet(request, pk)
    return seen if seen.shows(number) else found(None)


def run_edition(request: DeskRequest, pk: int) -> Edition:
    """An edition for its office."""
    edition = found(ask.edition_for(pk))
    must(may.may_run(request.rights, edition))
    return edition
