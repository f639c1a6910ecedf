"""What the portal does when something readers see has changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from danbiet.measures.actions import record_event
from danbiet.measures.queries import recorded_sources
from danbiet.measures.registry import PAGE_VIEWS
from danbiet.newsroom.queries.findable import KINDS, findable, read_at
from danbiet.pagecache.actions import forget_all
from danbiet.search.actions import drop, put_item
from danbiet.visits.queries import pages_of

PAGE_DAY = "visits.page_day"


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


@transaction.atomic
def count_views(day: date, *, at: datetime) -> int:
    """What readers read of the newsroom's pages on a day that is over becomes something plans can count: how many events.

    Once for each page; done again it adds what was not known yet. A page taken off before stays uncounted, one taken off
    later keeps what was read of it: it was read.
    """
    rows = pages_of(day)
    done = recorded_sources(PAGE_VIEWS, PAGE_DAY, (row.id for row in rows))
    rows = [row for row in rows if row.id not in done]
    known = read_at(row.path for row in rows)
    fresh = [(row, known[row.path]) for row in rows if row.path in known]
    for row, page in fresh:
        record_event(
            PAGE_VIEWS, on=day, unit_id=page.unit_id, title=page.title, url=row.path, quantity=row.views, source_kind=PAGE_DAY,
            source_id=row.id, facets=page.facets, at=at,
        )  # fmt: skip
    return len(fresh)
