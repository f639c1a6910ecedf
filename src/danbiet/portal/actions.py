"""What the portal does when something readers see has changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from danbiet.newsroom.queries.findable import KINDS, findable
from danbiet.pagecache.actions import forget_all
from danbiet.search.actions import drop, put_item


@transaction.atomic
def page_shown(sender: Any, page_id: int, at: datetime, **_: Any) -> None:
    """A page, or a new version of it, is before readers: findable, and no kept copy says otherwise."""
    item = findable(page_id)
    if item is None:  # taken down again before we were told
        return page_hidden(sender, page_id, at)
    put_item(item)
    return forget_all()


@transaction.atomic
def page_hidden(sender: Any, page_id: int, at: datetime, **_: Any) -> None:
    """A page is before readers no more: found no more, and no kept copy shows it."""
    for kind in KINDS:
        drop(kind, page_id)
    forget_all()
