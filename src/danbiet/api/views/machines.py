"""What programs read first: where everything is, and the description of all of it (OpenAPI 3.1)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danbiet.pagecache.registry import kept

from ..queries.rows import api as full_api
from ..queries.rows import full
from ..render.openapi import described, in_words
from .addresses import ADDRESSES, api
from .refusals import problem

HOUR = 3600


@kept(seconds=HOUR)
def root(request: HttpRequest) -> HttpResponse:
    """The lists there are, the description and the page for people."""
    body = {
        "title": "Dân Biết", "version": "1", "openapi": full_api("/openapi.json"), "documentation": full("/du-lieu-mo/"),
        "resources": {one.path.strip("/"): full_api(one.path) for one in ADDRESSES if "{" not in one.path},
    }  # fmt: skip
    return _answer(body)


@kept(seconds=HOUR)
def description(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, in Vietnamese."""
    return _answer(schema(get_language() or "vi"))


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever else is asked below /api/: refused without looking for a page of that name."""
    return problem(request, 404)


@lru_cache(maxsize=4)
def schema(_language: str) -> dict[str, Any]:
    """The description with its words in a language."""
    raw = api.get_openapi_schema(path_prefix="/api/v1/")
    lists = {f"/api/v1{one.path}" for one in ADDRESSES if one.is_list}
    made = described(json.loads(json.dumps(raw)), server=full("/")[:-1], lists=lists)
    return dict(in_words(made, _))


def _answer(body: dict[str, Any]) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json; charset=utf-8")
