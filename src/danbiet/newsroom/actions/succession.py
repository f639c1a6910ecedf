"""Texts somebody is writing go to a successor."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.registry import HeldItem

from ..models import PublicPage
from ..queries.approval import steps_under_way
from ..queries.approval_list import texts


def texts_in_hand(user_id: int, on: date) -> list[HeldItem]:
    """Texts of somebody that no reader has seen yet, and those that wait for a step, newest first."""
    return [
        HeldItem(
            page.pk,
            page.draft_title or page.title,
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            page.unit_id,
        )
        for page in _open(user_id).order_by("-latest_revision_created_at", "-pk")
    ]


def pass_on_texts(user_id: int, to: User, by: User, at: datetime) -> int:
    """The successor is their author from now on: gets what is returned, and does not approve them as somebody else's."""
    with transaction.atomic():
        pages = list(_open(user_id))
        for page in pages:
            Page.objects.filter(pk=page.pk).update(owner=to)
            record(
                "newsroom.text_passed_on", by=by, at=at, kind="page", object_id=page.pk, title=page.draft_title or page.title,
                unit_id=page.unit_id, from_id=user_id, to_id=to.pk, to=to.full_name,
            )  # fmt: skip
        for state in steps_under_way().filter(author_id=user_id):
            state.author = to
            state.save(update_fields=["author"])
            state.workflow_state.requested_by = to
            state.workflow_state.save(update_fields=["requested_by"])
    return len(pages)


def _open(user_id: int) -> QuerySet[Page]:
    waiting = [
        int(pk)
        for pk in steps_under_way()
        .filter(author_id=user_id)
        .values_list("workflow_state__object_id", flat=True)
    ]
    unseen = Page.objects.type(PublicPage).filter(
        owner_id=user_id, live=False, first_published_at__isnull=True
    )
    return texts(set(), page_ids=[*unseen.values_list("pk", flat=True), *waiting])
