"""The door in front of the citizens' forms: what comes too often or is too large is refused before it is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from .storages import LOOKS, POSTS, network_of

PREFIXES = ("/hoi-dap/", "/en/hoi-dap/")
FIND = "/hoi-dap/theo-doi/"
LARGEST = 140 * 1024 * 1024  # five files of 25 MB and all that is around them


class FormsDoor:
    """Only posts to the citizens' pages. Costs a hash and a look into memory; the body stays unread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path_info.startswith(PREFIXES):
            return self.get_response(request)
        second = time.time()
        window = LOOKS if request.path_info.removeprefix("/en") == FIND else POSTS
        key = network_of(request, proxies=settings.AXES_IPWARE_PROXY_COUNT or 0, second=second)
        if not window.note(key, second=second):
            return refused(429, wait=window.wait(second=second))
        if _length(request) > LARGEST:
            return refused(413)
        return self.get_response(request)


def refused(status: int, *, wait: int = 0) -> HttpResponse:
    """A short page that needs no database, written once for all."""
    page = _page(get_language() or "vi", is_large=status == 413, minutes=wait // 60 + 1)
    answer = HttpResponse(page, status=status)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # thousands a minute would fill the log
    answer.headers["Cache-Control"] = "no-store"
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


@lru_cache(maxsize=64)
def _page(_language: str, *, is_large: bool, minutes: int) -> str:
    return render_to_string("questions/public/refused.html", {"is_large": is_large, "minutes": minutes})


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
