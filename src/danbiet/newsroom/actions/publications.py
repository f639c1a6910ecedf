"""The trail of a page: which version came before readers when, by whom, and what it was called."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from ..enums import ChangeKind, PublishedAs
from ..models import Publication, PublicPage
from .approving import check_change
from .fitness import check_fit

# What Wagtail's own history of the page says besides (named in wagtail_hooks).
LOGGED = {PublishedAs.MINOR: "newsroom.minor", PublishedAs.CORRECTION: "newsroom.correction"}


def note_version(page: PublicPage, *, revision: Revision | None, by: Any, at: datetime) -> Publication:
    """Write down that this version stands before readers, in the transaction in which it does.

    Refuses (`Incomplete`) what no reader should get (`check_fit`), and a person's new version of a known page that does not
    say what changed. Called on every way to readers: approval, direct publication by a head, in bulk, an old version brought
    back, the admin's API. A program that publishes for nobody (an import) is written down as such; an appointment is its
    maker's.
    """
    check_fit(page)
    by = by or _who_made_the_appointment(revision)
    kind, note = _kind(page, revision, by=by), page.correction.strip()
    if kind in LOGGED:
        log(instance=page, action=LOGGED[kind], user=by, revision=revision, data={"note": note})
    return Publication.objects.create(
        page_id=page.pk,
        revision=revision,
        kind=kind,
        note=note,
        by=by,
        is_own=by is not None and by.pk in {page.owner_id, revision.user_id if revision else None},
        at=at,
    )


def _kind(page: PublicPage, revision: Revision | None, *, by: Any) -> PublishedAs:
    if page.first_published_at == page.last_published_at:  # Wagtail wrote both a moment ago
        return PublishedAs.FIRST
    if revision is None or Publication.objects.filter(page_id=page.pk, revision=revision).exists():
        return PublishedAs.SAME
    if by is None and not page.change and not page.correction.strip():
        return PublishedAs.PROGRAM
    check_change(page, revision)
    is_small = page.change == ChangeKind.MINOR and not page.correction.strip()
    return PublishedAs.MINOR if is_small else PublishedAs.CORRECTION


def _who_made_the_appointment(revision: Revision | None) -> Any:
    """The scheduled job acts for nobody: who approved the moment is in Wagtail's log."""
    if revision is None:
        return None
    entry = PageLogEntry.objects.filter(revision=revision, action="wagtail.publish.schedule")
    found = entry.order_by("-timestamp").first()
    return found.user if found is not None else None
