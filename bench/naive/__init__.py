"""An article rendered as one does it first: every relation followed where it is shown, nothing fetched ahead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines

from danbiet.newsroom.models import ArticlePage

RELATED = 4


def article(request: HttpRequest, pk: int) -> HttpResponse:
    page: Any = ArticlePage.objects.get(pk=pk)
    template = engines["django"].from_string((Path(__file__).parent / "article.html").read_text())  # type: ignore[attr-defined]
    related = page.get_siblings(inclusive=False).live().order_by("-first_published_at")[:RELATED]
    context = {"page": page, "top": page.get_root().get_first_child(), "related": related}
    return HttpResponse(template.render(context, request))
