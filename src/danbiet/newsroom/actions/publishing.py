"""What follows from a page becoming visible or invisible, in the transaction in which it does: it counts, or no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import Page

from danbiet.audit.actions import record
from danbiet.cms.queries import referred_from, shown_on_live_pages
from danbiet.kit.clock import local
from danbiet.measures.actions import record_event, withdraw_event
from danbiet.measures.queries import counted_event
from danbiet.measures.registry import MODELS_ADOPTED
from danbiet.media.actions import hide_videos, publish_videos

from .. import signals
from ..models import Adoption, Correction, GoodModelPage, PublicPage
from ..queries.findable import facets_of
from .publications import note_version

PAGE, ADOPTION = "newsroom.page", "newsroom.adoption"


@transaction.atomic
def note_publication(page: PublicPage, *, revision: Any, by: Any, at: datetime) -> None:
    """A page, or a new version of it, stands before readers: date it, show its videos, write its correction down, count it.

    Counted on the day readers are shown. A version that changes what counts (unit, form, language, audience, task, day,
    title, address) takes the old count back and counts anew; any other changes nothing.
    """
    on = local(at).date()
    if page.dated_on is None:
        _keep_in_versions(page, revision, dated_on=on)
    note_version(page, revision=revision, by=by, at=at)
    _write_correction(page, revision, by=by, on=on, at=at)
    if page.change:
        _keep_in_versions(page, revision, change="")
    publish_videos(referred_from(page, _video_model()))
    count_page(page, at=at)
    record(
        "newsroom.published",
        by=by,
        at=at,
        kind=PAGE,
        object_id=page.pk,
        title=page.title,
        unit_id=page.unit_id,
    )
    _tell(signals.page_published, page, at=at)


@transaction.atomic
def note_unpublishing(page: PublicPage, *, by: Any, at: datetime, reason: str = "") -> None:
    """The page stands before readers no more: what it counted is taken back, videos nobody else shows are private again."""
    why = reason or gettext("The page was taken down.")
    withdraw_event(page.measure, source_kind=PAGE, source_id=page.pk, reason=why, at=at)
    for adoption in _adoptions(page):
        withdraw_event(MODELS_ADOPTED, source_kind=ADOPTION, source_id=adoption.pk, reason=why, at=at)
    videos = referred_from(page, _video_model())
    hide_videos(videos - shown_on_live_pages(_video_model(), videos, except_on=page.pk))
    record(
        "newsroom.unpublished",
        by=by,
        at=at,
        kind=PAGE,
        object_id=page.pk,
        title=page.title,
        unit_id=page.unit_id,
        reason=reason,
    )
    _tell(signals.page_unpublished, page, at=at)


@transaction.atomic
def note_move(page: Page, *, at: datetime) -> None:
    """The page, or the section, has another address: everything live there is counted under the new one."""
    for moved in Page.objects.descendant_of(page, inclusive=True).live().specific():
        if isinstance(moved, PublicPage):
            count_page(moved, at=at)
            _tell(signals.page_published, moved, at=at)


def count_page(page: PublicPage, *, at: datetime) -> None:
    """Make what is counted for a live page agree with the page, in the caller's transaction."""
    facets = facets_of(page)
    on = page.dated_on or local(at).date()
    _count(page.measure, PAGE, page.pk, on=on, unit_id=page.unit_id, page=page, facets=facets, at=at)
    for adoption in _adoptions(page):
        _count(
            MODELS_ADOPTED,
            ADOPTION,
            adoption.pk,
            on=adoption.on,
            unit_id=adoption.unit_id,
            page=page,
            facets=facets,
            at=at,
        )


def _count(  # what an event consists of, once
    measure: str,
    kind: str,
    source_id: int,
    *,
    on: date,
    unit_id: int,
    page: PublicPage,
    facets: dict[str, Any],
    at: datetime,
) -> None:
    url = str(page.get_url() or "")
    said = (on, unit_id, page.title, url, facets)
    there = counted_event(measure, source_kind=kind, source_id=source_id)
    if there is not None:
        if (there.on, there.unit_id, there.title, there.url, there.facets) == said:
            return
        reason = gettext("The page was published anew with other particulars.")
        withdraw_event(measure, source_kind=kind, source_id=source_id, reason=reason, at=at)
    record_event(
        measure,
        on=on,
        unit_id=unit_id,
        title=page.title,
        url=url,
        source_kind=kind,
        source_id=source_id,
        facets=facets,
        at=at,
    )


def _adoptions(page: PublicPage) -> list[Adoption]:
    return list(page.adoptions.all()) if isinstance(page, GoodModelPage) else []


def _write_correction(page: PublicPage, revision: Any, *, by: Any, on: date, at: datetime) -> None:
    """What the editor wrote as a correction becomes a line of its own for readers; the field is empty for the next one."""
    text = page.correction.strip()
    if not text:
        return
    Correction.objects.create(page_id=page.pk, on=on, text=text, by=by, at=at)
    _keep_in_versions(page, revision, correction="")


def _keep_in_versions(page: PublicPage, revision: Any, **said: Any) -> None:
    """Write fields into the live row and into the versions editors go on from, so that the next draft knows them."""
    type(page).objects.filter(pk=page.pk).update(**said)
    for name, value in said.items():
        setattr(page, name, value)
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    for version in {revision, page.get_latest_revision()} - {None}:
        version.content.update(kept)
        version.save(update_fields=["content"])


def _video_model() -> Any:
    """By name: the record belongs to media; only its identity is needed here."""
    return apps.get_model("media", "Video")


def _tell(signal: Any, page: PublicPage, *, at: datetime) -> None:
    sender, page_id = type(page), page.pk

    def send() -> None:
        signal.send(sender=sender, page_id=page_id, at=at)

    later: Callable[[], None] = send
    transaction.on_commit(later)
