"""What the templates of public pages say."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from ..render import as_script

register = template.Library()


@register.simple_tag
def linked_data(things: list[dict[str, Any]]) -> SafeString:
    """Linked data for machines. A block of data, which browsers never run, so that the content security policy stays strict."""
    scripts = (f'<script type="application/ld+json">{as_script(thing)}</script>' for thing in things)
    return mark_safe("\n".join(scripts))  # noqa: S308 - as_script lets no sign through that HTML could take for its own
