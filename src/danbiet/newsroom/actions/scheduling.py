"""Publication at a time, and the end of it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_what_is_due() -> tuple[int, int]:
    """Take down live pages whose time is over, then publish versions whose time has come: each in a transaction of its own
    with what it counts. Gives (published, taken down). One that fails is logged and tried again the next minute; the
    others go on. Two runs at once do each page once.

    The real clock decides, as in Wagtail itself: a pinned demonstration date moves no appointment.
    """
    at = timezone.now()
    over = list(
        Page.objects.filter(live=True, expire_at__lt=at).order_by("expire_at").values_list("pk", flat=True)
    )
    due = Revision.page_revisions.filter(approved_go_live_at__lt=at).order_by("approved_go_live_at")
    gone = sum(_tried(_take_down, pk) for pk in over)
    return sum(_tried(_publish, pk) for pk in list(due.values_list("pk", flat=True))), gone


def _tried(step: Callable[[int], bool], pk: int) -> bool:
    try:
        with transaction.atomic():
            return step(pk)
    except Exception:  # one page must not hold up all others; it stays due
        logger.exception("newsroom: %s could not be done for %s", step.__name__, pk)
        return False


def _take_down(page_id: int) -> bool:
    page = Page.objects.select_for_update(no_key=True).get(pk=page_id)
    if not page.live or page.expire_at is None or page.expire_at >= timezone.now():
        return False  # another run was first, or an editor changed it
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _publish(revision_id: int) -> bool:
    revision = Revision.objects.select_for_update(no_key=True, of=("self",)).get(pk=revision_id)
    if revision.approved_go_live_at is None or revision.approved_go_live_at >= timezone.now():
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True
