"""What no page has to look at any more."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import translation

from .views.errors import bad_request

NUL = "\0"
VIETNAMESE, ENGLISH = "vi", "en"
ENGLISH_ROOT = "/en"
# Where officials work there is one language: their papers are Vietnamese by law.
VIETNAMESE_ONLY = (
    "/ban-lam-viec/",
    "/soan-tin/",
    "/dang-nhap/",
    "/dang-xuat/",
    "/doi-mat-khau/",
    "/styleguide/",
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
