"""The mark of a page that is counted."""

from __future__ import annotations

from typing import Any

from django import template

from danbiet.visits.calc.mark import Viewed, make_mark
from danbiet.visits.storages import mark_key

register = template.Library()


@register.simple_tag(takes_context=True)
def visit_mark(context: dict[str, Any], kind: str = "page") -> str:
    """The value of `data-dem`: this page's address and kind, sealed. Empty where there is no request.

    `kind`: a lower-case word of up to 20 letters; anything else makes a page that is not counted.
    """
    request = context.get("request")
    return "" if request is None else make_mark(Viewed(kind, request.path), key=mark_key())
