"""What no page has to look at any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.template import loader
from django.utils import translation

from danbiet.kit.clock import local
from danbiet.kit.maintenance import Closure, Sign
from danbiet.pagecache.registry import MARK

from .views.errors import bad_request

NUL = "\0"
VIETNAMESE, ENGLISH = "vi", "en"
ENGLISH_ROOT = "/en"
PACKED = ("text/", "application/json", "application/xml", "application/rss+xml")
# Where officials work there is one language: their papers are Vietnamese by law.
VIETNAMESE_ONLY = (
    "/ban-lam-viec/",
    "/soan-tin/",
    "/dang-nhap/",
    "/dang-xuat/",
    "/doi-mat-khau/",
    "/cai-dat/",
    "/styleguide/",
    "/api/",  # for programs: one address, one answer
)

# What takes part in a contest never sees the sign of maintenance: the contest's pages, its desk (extending, pausing, notices),
# the door by which officials come in, style sheets, and what monitors ask. The rush itself is a process of its own.
STAYS_OPEN = (
    "/static/", "/hoi-thi/", "/en/hoi-thi/", "/ban-lam-viec/hoi-thi/", "/dang-nhap/", "/dang-xuat/", "/suc-khoe/", "/so-do/",
    "/robots.txt",
)  # fmt: skip
# Under which word the requests of a part of the site are counted.
AREAS = {
    "ban-lam-viec": "desk", "soan-tin": "editors", "hoi-thi": "contests", "hoi-dap": "questions", "static": "static",
    "suc-khoe": "machines", "so-do": "machines",
}  # fmt: skip


class LanguageMiddleware:
    """The interface's language stands in the address: English below /en/, Vietnamese elsewhere (ADR 0019).

    No cookie, no header of the browser and so no Vary: one address is one page for everybody. What exists only in
    Vietnamese is shown at its Vietnamese address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_english = request.path_info.startswith(f"{ENGLISH_ROOT}/") or request.path_info == ENGLISH_ROOT
        if is_english and (rest := request.path_info[len(ENGLISH_ROOT) :]).startswith(VIETNAMESE_ONLY):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"{rest}?{query}" if query else rest)
        with translation.override(ENGLISH if is_english else VIETNAMESE):
            return self.get_response(request)


class PublicGzipMiddleware(GZipMiddleware):
    """Packs what readers get that is not kept ready (kept pages are packed already): searching, plans as of a day, tables.

    Only text, only for who is not signed in, never a page that sets a cookie: nothing secret stands beside what was asked.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_public = settings.SESSION_COOKIE_NAME not in request.COOKIES and not response.cookies
        is_text = response.headers.get("Content-Type", "").startswith(PACKED)
        if not is_public or not is_text or response.streaming or MARK in response.headers:
            return response
        packed: HttpResponseBase = super().process_response(request, response)
        return packed


class NoNulMiddleware:
    """Answers 400 to NUL signs in the address or in what is posted: no keyboard writes them and PostgreSQL takes none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or _holds_nul(request.GET) or _holds_nul(request.POST):
            return bad_request(request)
        return self.get_response(request)


def _holds_nul(said: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in said.lists())


class Maintenance:
    """WSGI middleware in front of everything: the sign of `danbiet maintenance`, which lets through what a contest needs."""

    def __init__(self, app: Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]) -> None:
        self._app = app
        self._sign = Sign(Path(settings.DATA_DIR))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        closure = self._sign.look(time.monotonic())
        path = environ.get("PATH_INFO") or "/"
        if closure is None or f"{path}/".startswith(STAYS_OPEN):
            return self._app(environ, start_response)
        body = _sign_page(closure, is_english=path.startswith(f"{ENGLISH_ROOT}/"))
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Retry-After", str(closure.retry_after(datetime.now(UTC)))),
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'",
            ),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response("503 Service Unavailable", headers)
        return [b"" if environ.get("REQUEST_METHOD") == "HEAD" else body]


def _sign_page(closure: Closure, *, is_english: bool) -> bytes:
    until = local(closure.until) if closure.until else None
    with translation.override(ENGLISH if is_english else VIETNAMESE):
        page = loader.get_template("errors/503.html").render({"reason": closure.reason, "until": until})
    return str(page).encode("utf-8")
