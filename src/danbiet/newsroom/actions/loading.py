"""Texts that come with their history: of a demonstration, or from the archive of an older portal.

What editors write by hand goes through the forms of the admin; here the moments are given, and every rule that follows from
a publication (it counts, it is found, its videos are shown, its correction is written down) is that of `note_publication`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import LogContext, log
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from danbiet.accounts.models import User

from ..models import Adoption, DocumentFile, GoodModelPage, PublicPage, SectionPage, StepState
from ..queries.public import CLASSES
from .publishing import count_page, note_publication


@dataclass(frozen=True, slots=True)
class Text:
    """A page to be made. `fields` are those of its class; `body` in them is a list of blocks as they are stored.

    `files`: attachments of an official document, in order.
    """

    kind: str
    unit_id: int
    fields: Mapping[str, Any]
    files: tuple[int, ...] = ()


@transaction.atomic
def load_draft(text: Text, *, by: User, at: datetime) -> int:
    """Make a draft as if the person had written it at that moment; the page's number. ValidationError: what a form refuses."""
    model = CLASSES[text.kind]
    page = model(unit_id=text.unit_id, live=False, owner=by, **text.fields)
    if text.files:
        page.files = [DocumentFile(attachment_id=pk, sort_order=order) for order, pk in enumerate(text.files)]
    _clean_body(page)
    section = SectionPage.objects.get(kind=text.kind, depth=3)
    section.add_child(instance=page)
    _keep_version(page, by=by, at=at)
    log(instance=page, action="wagtail.create", user=by, content_changed=True, timestamp=at)
    return int(page.pk)


@transaction.atomic
def load_published(page_id: int, *, by: User, at: datetime) -> None:
    """The newest version of the page came before readers at that moment, put there by this head."""
    revision = Page.objects.get(pk=page_id).get_latest_revision()
    page = revision.as_object()
    is_first = page.first_published_at is None
    state = {
        "live": True,
        "has_unpublished_changes": False,
        "live_revision": revision,
        "first_published_at": page.first_published_at or at,
        "last_published_at": at,
    }
    for name, value in state.items():
        setattr(page, name, value)
    page.latest_revision_created_at = revision.created_at
    if is_first and revision.pk == _first_revision(page_id):  # the row says already what the version says
        type(page).objects.filter(pk=page_id).update(**state)
    else:
        page.save(clean=False)
    log(instance=page, action="wagtail.publish", user=by, revision=revision, timestamp=at)
    note_publication(page, revision=revision, by=by, at=at)
    PageLogEntry.objects.filter(revision=revision).exclude(timestamp=at).update(timestamp=at)


@transaction.atomic
def load_version(page_id: int, changes: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """Somebody wrote a new version at that moment: the fields changed, `change` and `correction` among them."""
    page: PublicPage = Page.objects.get(pk=page_id).specific
    for name, value in changes.items():
        setattr(page, name, value)
    _clean_body(page)
    page.full_clean()
    _keep_version(page, by=by, at=at)


@transaction.atomic
def load_submission(page_id: int, *, by: User, at: datetime) -> int:
    """Send the newest version in at that moment; the step's number. Who holds it is asked of the day the clock shows."""
    page: PublicPage = Page.objects.get(pk=page_id).specific
    with LogContext(user=by):
        started = page.get_workflow().start(page, by)
    state = StepState.objects.get(pk=started.current_task_state_id)
    StepState.objects.filter(workflow_state=started).update(arrived_at=at)
    return int(state.pk)


@transaction.atomic
def load_adoption(model_id: int, *, unit_id: int, on: date, result: str, by: User, at: datetime) -> None:
    """A unit took a published good model over on that day: written down and counted."""
    page = GoodModelPage.objects.get(pk=model_id)
    Adoption.objects.create(model=page, unit_id=unit_id, on=on, result=result, recorded_by=by, recorded_at=at)
    if page.live:
        count_page(page, at=at)


def _clean_body(page: PublicPage) -> None:
    """What the blocks refuse in the admin is refused here, and the text has only the elements that may stand in it."""
    field: Any = page._meta.get_field("body")
    if isinstance(page.body, list | tuple):
        page.body = field.to_python(json.dumps(page.body))
    page.body = field.stream_block.clean(page.body)


def _first_revision(page_id: int) -> int | None:
    return (
        Revision.page_revisions.filter(object_id=str(page_id))
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )


def _keep_version(page: PublicPage, *, by: User, at: datetime) -> None:
    """The page as it is in memory, already clean, becomes its newest version."""
    with (
        disable_reference_index_auto_update()
    ):  # only what the row says of its versions changes, no reference
        revision = page.save_revision(user=by, clean=False)
    Revision.objects.filter(pk=revision.pk).update(created_at=at)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=at)
