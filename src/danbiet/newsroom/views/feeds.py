"""Sections as RSS: what is new, for whoever reads many sites in one place."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from danbiet.kit.clock import VIETNAM, today
from danbiet.org.queries import tree

from ..models import PublicPage, SectionPage
from ..queries import public as ask
from . import shown

COUNT = 30


def feed(request: HttpRequest, section: SectionPage) -> HttpResponse:
    """The newest thirty items: title, summary, unit, day."""
    units = tree(today())
    url = shown.section_url(section)
    made: Any = Rss201rev2Feed(
        title=_("%(section)s – Dân Biết") % {"section": shown.section_label(section)},
        link=shown.full(url),
        description=section.introduction or shown.section_label(section),
        language=shown.interface(),
        feed_url=shown.full(f"{url}rss/"),
    )
    items = ask.each_once(ask.in_section(section), shown.interface())
    for page in items[:COUNT]:
        address = shown.full(ask.address(page))
        made.add_item(
            title=page.title, link=address, description=page.summary, unique_id=address,
            author_name=shown.unit_name(units, page.unit_id), pubdate=_moment(page),
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _moment(page: PublicPage) -> datetime | None:
    """The day readers see, in Vietnam; an item of an earlier day has no hour."""
    return (
        datetime.combine(page.dated_on, time(), tzinfo=VIETNAM) if page.dated_on else page.first_published_at
    )
