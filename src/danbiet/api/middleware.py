"""The door of the API: who may read (everybody), how (GET), how often; and every answer in the form of the API."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from danbiet.kit.networks import address_of
from danbiet.pagecache.calc.page import is_known

from .storages import Gate
from .views.refusals import problem

PREFIX = "/api/"
LONGEST_QUERY = 2000
METHODS = "GET, HEAD, OPTIONS"
NUL = "\0"


class ApiDoor:
    """Nothing but addresses below /api/ passes through here; no session, no cookie, whatever the reader sends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.gate = Gate(most=settings.DANBIET_API_PER_MINUTE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with translation.override("vi"):
            answer = self._answer(request)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = "Link, ETag, Retry-After"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _options()
        if request.method not in {"GET", "HEAD"}:
            refusal = problem(request, 405)
            refusal.headers["Allow"] = METHODS
            return refusal
        second = time.time()
        if not self.gate.lets_in(_address(request), second=second):
            refusal = problem(request, 429)
            refusal.headers["Retry-After"] = str(self.gate.wait(second=second))
            return refusal
        if _is_odd(request):
            return problem(request, 400)
        is_head, request.method = request.method == "HEAD", "GET"
        answer = self._in_form(request, self.get_response(request))
        return _head(answer) if is_head else answer

    def _in_form(self, request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
        """Django's own pages for failures become problems; what was answered gets its ETag, and 304 where the reader has it."""
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code >= 400 and not kind.startswith("application/problem+json"):
            return problem(request, answer.status_code)
        if answer.status_code != 200 or not isinstance(answer, HttpResponse):
            return answer
        etag = f'"{hashlib.sha256(answer.content).hexdigest()[:24]}"'  # as pagecache makes it: one tag by either way
        answer.headers["ETag"] = etag
        asked = request.headers.get("If-None-Match")
        if asked and is_known(etag, asked.replace('-g"', '"')):
            unchanged = HttpResponse(status=304)
            for name in ("ETag", "Cache-Control", "Link"):
                if name in answer.headers:
                    unchanged.headers[name] = answer.headers[name]
            del unchanged.headers["Content-Type"]
            return unchanged
        return answer


def _options() -> HttpResponse:
    answer = HttpResponse(status=204)
    answer.headers["Allow"] = METHODS
    answer.headers["Access-Control-Allow-Methods"] = METHODS
    answer.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    answer.headers["Access-Control-Max-Age"] = "86400"
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


def _head(answer: HttpResponseBase) -> HttpResponse:
    """The same without its body; its length where it is known."""
    bare = HttpResponse(status=answer.status_code)
    del bare.headers["Content-Type"]
    for name, value in answer.headers.items():
        bare.headers[name] = value
    if isinstance(answer, HttpResponse):
        bare.headers["Content-Length"] = str(len(answer.content))
    return bare


def _address(request: HttpRequest) -> str:
    return address_of(
        str(request.META.get("REMOTE_ADDR") or ""),
        str(request.META.get("HTTP_X_FORWARDED_FOR") or ""),
        proxies=settings.AXES_IPWARE_PROXY_COUNT or 0,
    )


def _is_odd(request: HttpRequest) -> bool:
    """NUL signs, bytes that are no UTF-8, half surrogates, queries longer than we ever write."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or NUL in request.path_info or "\ufffd" in request.path_info:
        return True
    said = [part for name, values in request.GET.lists() for part in (name, *values)]
    return any(NUL in part or "\ufffd" in part for part in said)
