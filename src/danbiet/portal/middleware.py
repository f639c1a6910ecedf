"""What no page has to look at any more."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from .views.errors import bad_request

NUL = "\0"


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
