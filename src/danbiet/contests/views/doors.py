"""What the contest's screens share: reaching a thing or saying no, the way to a page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, found, ways

from ..enums import ContestState, VersionState
from ..models import Bank, Contest, Item
from ..permissions import may_run, may_see_bank, may_see_contest, may_write_items
from ..queries.contests import contest_for, taking_part
from ..queries.items import bank_for, item_for

LOOKS = {
    ContestState.DRAFT: "waiting",
    ContestState.CHECKED: "waiting",
    ContestState.FROZEN: "on_track",
    ContestState.RUNNING: "live",
    ContestState.APPEALS: "at_risk",
    ContestState.FINAL: "done",
    ContestState.ARCHIVED: "done",
    ContestState.CANCELLED: "overdue",
}
VERSION_LOOKS = {
    VersionState.DRAFT: "waiting",
    VersionState.PROPOSED: "at_risk",
    VersionState.APPROVED: "done",
    VersionState.REJECTED: "overdue",
    VersionState.FROZEN: "done",
    VersionState.REVEALED: "done",
}


def must(allowed: bool, reason: str = "") -> None:  # noqa: FBT001 - reads as a sentence: must(may_run(…))
    """Go on only when it is allowed; a page saying why (403) otherwise."""
    ways.must(allowed, reason or _("Only the organiser of the contest may do that."))


def crumbs(*steps: tuple[str, str], here: str) -> list[dict[str, str]]:
    """The way to this page: (label, url) pairs below the list of contests, then where one is."""
    way = [(_("Contests"), reverse("contests:contest-list")), *steps]
    return [*({"label": label, "url": url} for label, url in way), {"label": here, "url": ""}]


def step(contest: Contest) -> tuple[str, str]:
    return contest.title, reverse("contests:contest", args=[contest.pk])


def bank_step(bank: Bank) -> tuple[str, str]:
    return bank.name, reverse("contests:bank", args=[bank.pk])


def seen_contest(request: DeskRequest, pk: int) -> Contest:
    """A contest for whoever may see it; others do not know of it."""
    contest = found(contest_for(pk))
    if not may_see_contest(request.rights, contest, taking_part=taking_part(contest)):
        return found(None)
    return contest


def run_contest(request: DeskRequest, pk: int) -> Contest:
    """A contest for its organiser's office."""
    contest = seen_contest(request, pk)
    must(may_run(request.rights, contest))
    return contest


def seen_bank(request: DeskRequest, pk: int) -> Bank:
    """A bank for who may read its items; nobody else knows of it."""
    bank = found(bank_for(pk))
    return bank if may_see_bank(request.rights, bank.contest) else found(None)


def written_bank(request: DeskRequest, pk: int) -> Bank:
    bank = seen_bank(request, pk)
    must(may_write_items(request.rights, bank.contest))
    return bank


def seen_item(request: DeskRequest, pk: int) -> Item:
    item = found(item_for(pk))
    return item if may_see_bank(request.rights, item.bank.contest) else found(None)


def written_item(request: DeskRequest, pk: int) -> Item:
    item = seen_item(request, pk)
    must(may_write_items(request.rights, item.bank.contest))
    return item
