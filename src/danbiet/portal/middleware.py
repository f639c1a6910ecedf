"""What no page has to look at any more."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

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
    "/styleguide/",
    "/api/",  # for programs: one address, one answer
)


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
