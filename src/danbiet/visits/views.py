"""What the counter says, day by day, and how it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.kit.listing import KINDS, Listing, list_answer
from danbiet.visits.calc.rates import Rates
from danbiet.visits.queries import all_days, top_pages, totals, views_by_day
from danbiet.visits.registry import facts_of, views_by_task

DAYS_SHOWN = 30
PAGES_SHOWN = 10


@require_safe
def visits_page(request: HttpRequest) -> HttpResponse:
    """The figures, thirty days as a chart with its table, the pages read most, the method. For everybody."""
    at = clock.now()
    on = clock.local(at).date()
    days = views_by_day(until=on, days=DAYS_SHOWN)
    context: dict[str, Any] = {
        "totals": totals(on=on, at=at),
        "on": on,
        "days": days,
        "sum": sum(day.views for day in days),
        "pages": _pages(days[0].day, days[-1].day),
        "tasks": views_by_task(days[0].day, days[-1].day)[:PAGES_SHOWN],
        "most_per_minute": Rates().most,
        "crumbs": [{"label": _("Home"), "url": "/"}, {"label": _("Visits")}],
    }
    return render(request, "visits/visits.html", context)


def _pages(first: date, last: date) -> list[dict[str, Any]]:
    found = top_pages(first=first, last=last, most=PAGES_SHOWN)
    known = facts_of(page.path for page in found)
    return [
        {
            "title": known[page.path].title if page.path in known else page.path,
            "url": page.path,
            "views": page.views,
        }
        for page in found
    ]


@require_safe
def days_table(request: HttpRequest) -> HttpResponse:
    """Every day counted, the newest first, as CSV, or with `?tai=` as Excel or PDF."""
    kind = request.GET.get("tai", "")
    listing = Listing(
        name="luot-truy-cap",
        title=_("Visits by day"),
        head=[_("Day"), _("Page views"), _("Visitors")],
        rows=[(day.day, day.views, day.visitors) for day in all_days()],
    )
    return list_answer(request, kind if kind in KINDS else "csv", listing)
