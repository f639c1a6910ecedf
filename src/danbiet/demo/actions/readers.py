"""A year of readers: views written into a journal as they would have come, and added up by the counter itself."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.text import viet_number
from danbiet.newsroom.queries.public import address, every_live_page, sections
from danbiet.org.queries import tree
from danbiet.plans.queries.plans import plan_numbered
from danbiet.visits.actions import add_up, set_base
from danbiet.visits.calc.journal import Hit
from danbiet.visits.calc.mark import Viewed
from danbiet.visits.storages import Journal

from ..calc import programme
from ..calc.reading import OPENED_ON, Readable, views_on, visitors_of
from .editors import OFFICE
from .moments import moment

OLD_PORTAL = 3_539_502  # what the counter of the former portal showed
REASON = "Số lượt truy cập đã đếm được trên trang cũ, chuyển sang khi mở trang mới."


def load_readers(*, today: date) -> str:
    """Let the pages be read from the opening to the day before `today`, on top of what the former portal had counted."""
    office = User.objects.get(username=OFFICE)
    set_base(OLD_PORTAL, reason=REASON, by=office, at=moment(OPENED_ON, hour=8))
    pages = _pages()
    count = 0
    on = OPENED_ON
    while on < today:
        count += _read_in_month(pages, first=on, before=min(today, _next_month(on)))
        on = _next_month(on)
    return _("%(count)s page views") % {"count": viet_number(count)}


def _next_month(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1)


def _read_in_month(pages: list[Readable], *, first: date, before: date) -> int:
    """A month at a time: the counter looks at all it adds up for every day of it."""
    hits: list[Hit] = []
    crowd: dict[date, int] = {}
    on = first
    while on < before:
        second, until_now = int(moment(on, hour=12).timestamp()), len(hits)
        for page in pages:
            hits += [Hit(second, on, "trinh-dien", Viewed(page.kind, page.path))] * views_on(page, on)
        crowd[on] = visitors_of(len(hits) - until_now, on)
        on += timedelta(days=1)
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        journal.append(hits, real_day=first)
        journal.close()
        at = moment(before - timedelta(days=1), hour=23)
        add_up(Path(folder), crowd=crowd, online=None, at=at)
        while add_up(Path(folder), crowd={}, online=None, at=at):
            pass
    return len(hits)


def _pages() -> list[Readable]:
    """Front page, sections, the plan, and every text readers may see."""
    units = tree(programme.ISSUED_ON)
    (plan,) = plan_numbered(programme.NUMBER, year=programme.YEAR, unit_id=units.root.id)
    found = [
        Readable("page", reverse("portal:home"), OPENED_ON, 46),
        Readable("page", reverse("plans:plan-public", args=[plan.pk]), programme.ISSUED_ON, 19),
    ]
    found += [Readable("section", address(one), OPENED_ON, 11) for one in sections()]
    found += [
        Readable(page.section_kind.value, address(page), page.dated_on, 0)
        for page in every_live_page()
        if page.dated_on
    ]
    return found
