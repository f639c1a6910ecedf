"""The mark of a page that is counted, and the counter in the foot of every page."""

from __future__ import annotations

from typing import Any

from django import template

from danbiet.kit import clock
from danbiet.visits.calc.mark import Viewed, make_mark
from danbiet.visits.queries import totals
from danbiet.visits.storages import mark_key

register = template.Library()


@register.simple_tag(takes_context=True)
def visit_mark(context: dict[str, Any], kind: str = "page") -> str:
    """The value of `data-dem`: this page's address and kind, sealed. Empty where there is no request.

    `kind`: a lower-case word of up to 20 letters; empty: `page`; anything else makes a page that is not counted.
    """
    request = context.get("request")
    return "" if request is None else make_mark(Viewed(kind or "page", request.path), key=mark_key())


@register.inclusion_tag("visits/_counter.html")
def visit_counter() -> dict[str, Any]:
    """The counter as old portals have it in their foot: all, today, online, with the way to the method."""
    at = clock.now()
    return {"totals": totals(on=clock.local(at).date(), at=at)}
