"""What the portal adds to a unit's public page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from danbiet.plans.queries import public as ask
from danbiet.plans.queries.progress import plans_progress

from .addresses import address

MOST = 6


def unit_plans_panel(request: HttpRequest, unit_id: int, on: date) -> tuple[str, dict[str, Any]] | None:
    """The unit's issued plans with their progress on the day; nothing for a unit without any."""
    plans = ask.plans_of_unit(unit_id)[:MOST]
    if not plans:
        return None
    figures = plans_progress([plan.pk for plan in plans], on)
    rows = [
        {
            "title": plan.title, "number": plan.number, "year": plan.year, "figures": figures[plan.pk],
            "url": reverse("plans:plan-public", args=[plan.pk]) + f"?ngay={on.isoformat()}",
        }
        for plan in plans
    ]  # fmt: skip
    return "portal/_unit_plans.html", {"rows": rows, "desk_url": address("portal:unit-desk", unit_id)}
