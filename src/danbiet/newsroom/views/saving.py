"""An item as a file to keep."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ..models import PublicPage
from . import items


def saved(request: HttpRequest, page: PublicPage) -> HttpResponse:
    """The text with source, unit and day as one HTML file that opens anywhere; pictures stay links to this site."""
    context = items.context_of(request, page)
    html = render_to_string("newsroom/saved.html", context, request=request)
    answer = HttpResponse(html, content_type="text/html; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.slug[:80]}.html"'
    return answer
