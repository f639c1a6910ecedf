"""What the newsroom does when something happened elsewhere: after migrations, and when Wagtail changes a page.

Wagtail's signals carry no moment, so these read the clock, as a view would.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections, transaction
from django.utils.translation import override
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision

from danbiet.cms.queries import live_pages_with
from danbiet.kit import clock

from . import signals
from .actions import ensure_sections, note_move, note_publication, note_unpublishing
from .actions.approving import check_change
from .actions.fitness import check_fit
from .actions.workflow import ensure_workflow
from .models import PublicPage

_NEEDED = {
    "newsroom_sectionpage",
    "newsroom_portalpage",
    "wagtailcore_site",
    "wagtailcore_grouppagepermission",
    "wagtailredirects_redirect",
    "wagtailimages_image",
    "wagtaildocs_document",
    "cms_picture",
    "auth_permission",
    "wagtailcore_workflowpage",
    "newsroom_headstep",
}


def make_sections(sender: AppConfig, using: str, **_: Any) -> None:
    """After migrations (and after a test emptied every table) the sections are there again."""
    missing = _NEEDED - set(connections[using].introspection.table_names())
    if not missing:
        portal = ensure_sections()
        with override(settings.LANGUAGE_CODE):
            ensure_workflow(portal)


def on_published(sender: Any, instance: Any, revision: Any = None, **_: Any) -> None:
    """Wagtail calls this also when a publication was only put on the calendar: then nothing is visible yet."""
    if isinstance(instance, PublicPage) and instance.live and instance.alias_of_id is None:
        note_publication(instance, revision=revision, by=_who(), at=clock.now())


def on_scheduling(sender: Any, instance: Revision, update_fields: Any = None, **_: Any) -> None:
    """An appointment for a new version of a known page must say what changed when it is made, not when its hour comes."""
    if instance.approved_go_live_at is None or set(update_fields or ()) != {"approved_go_live_at"}:
        return
    page = instance.as_object()
    if isinstance(page, PublicPage) and _who() is not None:
        check_fit(page)
        check_change(page, instance)


def on_unpublished(sender: Any, instance: Any, **_: Any) -> None:
    if isinstance(instance, PublicPage):
        note_unpublishing(instance, by=_who(), at=clock.now())


def on_moved(sender: Any, instance: Any, url_path_before: str, url_path_after: str, **_: Any) -> None:
    if url_path_before != url_path_after:
        _move(instance)


def on_slug_changed(sender: Any, instance: Any, **_: Any) -> None:
    """A page's own new slug comes with its publication; a section's changes the address of all below it."""
    _move(instance)


def on_attachment_read(sender: Any, attachment_id: int, at: Any, **_: Any) -> None:
    """The text of a file is known now: the pages that offer it are found by it, and show it."""
    for page_id in live_pages_with(sender, attachment_id):
        signals.page_published.send(sender=PublicPage, page_id=page_id, at=at)


def _move(page: Page) -> None:
    with transaction.atomic():
        note_move(page, at=clock.now())


def _who() -> Any:
    """Whoever is at work in the admin; nobody in a job."""
    return get_active_log_context().user
